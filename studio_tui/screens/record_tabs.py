"""The lists below the form of a record: what is in each, and what a row of it opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from studio_tui.domain.words import date_short
from studio_tui.records.kept import history, when
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from datetime import date, datetime

    from textual.widget import Widget

    from studio_tui.domain.found import SessionHit
    from studio_tui.screens.opening import RecordKind
    from studio_tui.services.notes import Note


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of a record, or a widget of its own instead of one."""

    name: str
    columns: tuple[ListColumn, ...] = ()
    rows: tuple[Row, ...] = ()
    kind: RecordKind | None = None
    """What a row opens, its key being the id; None: it is read in full."""
    empty: str = ""
    """What is said when there are no rows."""
    makes: str = ""
    """What New makes here: a key of the panel."""
    texts: Mapping[Hashable, str] = field(default_factory=dict)
    """What is read in full, by row."""
    headed: bool = True
    pane: Widget | None = None
    """Stands there instead of a list; the subclass fills it."""
    counted: bool = True
    """Whether the tab says how many rows there are."""

    @property
    def label(self) -> str:
        """``Invoices 2``."""
        return f"{self.name} {len(self.rows)}" if self.counted and self.pane is None else self.name

    @property
    def ids(self) -> tuple[int, ...]:
        """The records that its rows open, from top to bottom."""
        return tuple(row.key for row in self.rows if isinstance(row.key, int))

    def full(self, row: Row) -> str:
        """A row as it is read aloud, and in full."""
        return self.texts.get(row.key) or " · ".join(filter(None, row.cells))


_WRITTEN: Final = (ListColumn("When", 17), ListColumn("Who", 14), ListColumn("What"))


def history_tab(happened: Iterable[tuple[datetime, str, str]], today: date) -> Tab:
    """What happened to the record, the newest first."""
    lines = history(happened, today)
    return Tab(
        "History",
        _WRITTEN,
        tuple(Row(at, cells) for at, cells in enumerate(lines)),
        empty="Nothing has happened yet.",
        headed=False,
    )


def notes_tab(notes: Iterable[Note], today: date) -> Tab:
    """What people wrote about the record, the newest first."""
    found = tuple(notes)
    return Tab(
        "Notes",
        _WRITTEN,
        tuple(
            Row(note.id, (when(note.at, today), note.who, " ".join(note.text.split())))
            for note in found
        ),
        empty="No notes yet.",
        makes="note",
        texts={
            note.id: f"{when(note.at, today)} · {note.who}\n{note.text}".replace(" · \n", "\n")
            for note in found
        },
        headed=False,
    )


def sessions_tab(hits: Iterable[SessionHit]) -> Tab:
    """Sessions of a client, the latest first."""
    return Tab(
        "Sessions",
        (
            ListColumn("Date", 15),
            ListColumn("Start", 5),
            ListColumn("No.", 6),
            ListColumn("Type", weight=2),
            ListColumn("Description", weight=2),
            ListColumn("Status", weight=2),
        ),
        tuple(
            Row(
                hit.id,
                (
                    date_short(hit.start.date()),
                    f"{hit.start:%H:%M}",
                    hit.number,
                    hit.type_name,
                    hit.description,
                    hit.status,
                ),
            )
            for hit in hits
        ),
        kind="session",
        empty="No sessions yet.",
        makes="session",
    )
