"""The lists below the form of a record: what is in each, and what a row of it opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from studio_tui.domain.invoice import KINDS
from studio_tui.domain.money import money_words
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_short
from studio_tui.records.kept import history, when
from studio_tui.services.sessions import STORY
from studio_tui.widgets.record_list import ListColumn, Row
from studio_tui.widgets.tabs import label_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from datetime import date, datetime

    from studio_tui.domain.found import AppointmentHit, SessionHit
    from studio_tui.domain.money import Currency
    from studio_tui.domain.task import TaskHit
    from studio_tui.screens.opening import RecordKind
    from studio_tui.services.invoices import InvoiceHit
    from studio_tui.services.notes import Note
    from studio_tui.services.payments import PaymentHit


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of a record."""

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
    counted: bool = True
    """Whether the tab says how many rows there are."""
    later: bool = False
    """Whether its rows are read only when somebody looks at it, by `read_later` of the screen."""

    @property
    def count(self) -> int | None:
        """How many rows its name says; None for those that are not counted."""
        return len(self.rows) if self.counted else None

    @property
    def label(self) -> str:
        """``Invoices 2``."""
        return label_of(self.name, self.count)

    @property
    def ids(self) -> tuple[int, ...]:
        """The records that its rows open, from top to bottom."""
        return tuple(row.key for row in self.rows if isinstance(row.key, int))

    def full(self, row: Row) -> str:
        """A row as it is read aloud, and in full: figures with what they are."""
        if row.key in self.texts:
            return self.texts[row.key]
        cells = zip(row.cells, self.columns, strict=True)
        return " · ".join(
            f"{column.title} {cell}".strip() if column.align == "right" else cell
            for cell, column in cells
            if cell
        )


_WRITTEN: Final = (ListColumn("When", 17), ListColumn("Who", 14), ListColumn("What"))


HISTORY: Final = "History"
OLDER: Final = "older"
"""Key of the row that leads further back."""


def history_tab(
    happened: Iterable[tuple[datetime, str, str]], today: date, most: int = STORY
) -> Tab:
    """What happened to the record, the newest first; where that is much, a part of it at a time.

    Args:
        happened: What was read.
        today: For dates.
        most: As much as was asked for.
    """
    lines = history(happened, today)
    rows = [Row(at, cells) for at, cells in enumerate(lines)]
    if len(rows) >= most:
        rows.append(Row(OLDER, ("", "", "Enter reads further back.")))
    return Tab(
        HISTORY,
        _WRITTEN,
        tuple(rows),
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
    rows = (
        Row(
            hit.id,
            (
                *_start(hit.start),
                number_words(hit.number),
                hit.type_name,
                hit.description,
                hit.status,
            ),
        )
        for hit in hits
    )
    return Tab(
        "Sessions",
        (*_START, *map(_share, ("Type", "Description", "Status"))),
        tuple(rows),
        kind="session",
        empty="No sessions yet.",
        makes="session",
    )


def appointments_tab(hits: Iterable[AppointmentHit]) -> Tab:
    """Appointments of a client or session, the latest first."""
    rows = (
        Row(
            hit.id,
            (*_start(hit.start), hit.number, hit.type_name, hit.description, hit.status, hit.who),
        )
        for hit in hits
    )
    return Tab(
        "Appointments",
        (*_START, *map(_share, ("Type", "Description", "Status", "Who"))),
        tuple(rows),
        kind="appointment",
        empty="No appointments yet.",
        makes="appointment",
    )


def invoices_tab(hits: Iterable[InvoiceHit], money: Currency) -> Tab:
    """Invoices, the latest first, with what is still to be paid on each."""
    return Tab(
        "Invoices",
        (
            ListColumn("Date", 15),
            ListColumn("No.", 6),
            ListColumn("Kind", weight=3),
            ListColumn("Description", weight=4),
            *(ListColumn(name, 10, align="right") for name in ("Total", "Balance")),
        ),
        tuple(
            Row(
                hit.id,
                (
                    date_short(hit.dated),
                    hit.number,
                    KINDS[hit.kind],
                    hit.description or (f"for {hit.client}" if hit.client != hit.bill_to else ""),
                    money_words(hit.total, money),
                    "" if hit.kind == "estimate" else money_words(hit.balance, money),
                ),
            )
            for hit in hits
        ),
        kind="invoice",
        empty="No invoices yet.",
        makes="invoice",
    )


def tasks_tab(hits: Iterable[TaskHit]) -> Tab:
    """Tasks, those that are not done first, by the day they are due."""
    return Tab(
        "Tasks",
        (
            ListColumn("Due", 15),
            ListColumn("", 7),
            ListColumn("Subject", weight=3),
            _share("For"),
            _share("Status"),
        ),
        tuple(
            Row(
                hit.id,
                (
                    date_short(hit.due),
                    "done" if hit.done else "overdue" if hit.overdue else "",
                    hit.subject,
                    hit.assigned_to or "anybody",
                    hit.status,
                ),
                warn=hit.overdue,
            )
            for hit in hits
        ),
        kind="task",
        empty="No tasks yet.",
        makes="task",
    )


def payments_tab(hits: Iterable[PaymentHit], money: Currency) -> Tab:
    """Payments taken and planned, the latest first."""
    return Tab(
        "Payments",
        (
            ListColumn("Date", 15),
            ListColumn("No.", 6),
            _share("Method"),
            ListColumn("For", 16),
            ListColumn("", 8),
            ListColumn("Amount", 10, align="right"),
        ),
        tuple(
            Row(
                hit.id,
                (
                    date_short(day) if (day := hit.taken or hit.due) else "",
                    hit.number,
                    ", ".join(filter(None, (hit.method, hit.reference))),
                    f"Invoice {hit.invoice_number}" if hit.invoice_number else "unused credit",
                    "planned"
                    if hit.pending
                    else "credit"
                    if hit.moved
                    else "refund"
                    if hit.amount < 0
                    else "",
                    money_words(hit.amount, money),
                ),
            )
            for hit in hits
        ),
        kind="payment",
        empty="No payments yet.",
        makes="payment",
    )


_START: Final = (ListColumn("Date", 15), ListColumn("Start", 5), ListColumn("No.", 6))


def _start(at: datetime) -> tuple[str, str]:
    return date_short(at.date()), f"{at:%H:%M}"


def _share(title: str) -> ListColumn:
    """A column that gets its part of what is left."""
    return ListColumn(title)


def dates_tab(found: Iterable[AppointmentHit], here: int, today: date) -> Tab:
    """The dates of a recurring appointment, the one that is open marked.

    Args:
        found: All of them, earliest first.
        here: Id of the one that is open.
        today: For dates.
    """
    return Tab(
        "Dates",
        (ListColumn("When", 17), ListColumn("Number", 8), ListColumn("Status", 12), ListColumn("")),
        tuple(
            Row(
                hit.id,
                (
                    when(hit.start, today),
                    hit.number,
                    hit.status,
                    "this one" if hit.id == here else "",
                ),
            )
            for hit in found
        ),
        kind="appointment",
    )
