"""What a list is that a studio maintains: its table, what is asked of an entry, and what uses it.

The list, its form, what is refused and its history are drawn from this; nothing here knows a
database or a screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from studio_tui.flows.field import Answers, Draft, Facts, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_tui.domain.listed import Listed


def as_text(value: Any, _: Facts) -> str:
    """A stored text or number as it is typed."""
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is known of an entry."""

    field: Field
    """How it is asked. What it reads is what is stored."""
    show: Callable[[Any, Facts], str] = as_text
    """What is stored as it is typed."""
    columns: tuple[str, ...] = ()
    """Columns of the table, where they are not called as the field is; several are one tuple."""
    table: str = ""
    """``schedule`` where it stands with the schedule of a person or resource."""
    of: str = ""
    """The table that it refers to; what can be chosen is then in ``Facts.lists``."""
    width: int = 0
    """Cells in the list; 0: only the form shows it, -1: what is left."""
    unique: bool = False
    """Whether no other entry may have the same, whatever the capitals."""
    inserts: Callable[[Answers], Sequence[str]] | None = None
    """What can be inserted into its text, as fields that are filled in later."""
    empty: Any = None
    """What is stored while it is not asked."""
    kept: str = ""
    """Where it is kept in rows of its own: its key in `services.list_extras`."""

    @property
    def key(self) -> str:
        """Key of its field."""
        return self.field.key

    @property
    def names(self) -> tuple[str, ...]:
        """Columns of the table; none where it is kept in rows of its own."""
        return () if self.kept else self.columns or (self.key,)


@dataclass(frozen=True, slots=True)
class Use:
    """Rows that name an entry, and what they are called."""

    noun: str
    table: str
    column: str
    by: Literal["id", "name", "schedule"] = "id"
    """What they hold of it; a name is changed with the entry's, a schedule is a person's."""
    via: tuple[str, str] | None = None
    """Another table, and the column of it that refers to the entry; ``column`` refers to it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A list that belongs to one entry, or a screen about it."""

    label: str
    spec: ListSpec | None = None
    column: str = ""
    """Column of the part's table that refers to the entry."""
    screen: str = ""
    """Instead of a list: a name in `screens.lists.jumps`."""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list."""

    key: str
    """What its history is kept under."""
    title: str
    noun: str
    """One entry of it, in a sentence."""
    table: str
    columns: tuple[Column, ...]
    heading: str = ""
    """What it stands under in Maintenance."""
    help: str = ""
    uses: tuple[Use, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    """Preferences that hold an entry's name, and what they make of it in words."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Columns that are the same in the whole list, as the area of statuses."""
    within: tuple[str, ...] = ()
    """Those of the fixed columns within which names are to be unique; without: all of the table."""
    parts: tuple[Part, ...] = ()
    schedule: str = ""
    """``person`` or ``resource``: each entry has a schedule of that kind."""
    called: str = "name"
    """Key of what an entry is called by."""
    hides: bool = True
    """Whether entries can be made inactive."""
    sorts: bool = True
    """Whether the studio says in which order they stand."""
    order: str = ""
    """What they stand in order of before that, in SQL."""
    id: str = "id"
    """What tells entries apart; the row's own number where the table has no id."""
    single: bool = False
    """Whether it is one entry, kept in preferences."""

    def column(self, key: str) -> Column:
        """What is known under a key."""
        return next(column for column in self.columns if column.key == key)

    def name(self, entry: Listed, facts: Facts) -> str:
        """What an entry is called."""
        return self.column(self.called).show(entry.values[self.called], facts)

    def under(self, part: Part, entry_id: int) -> ListSpec:
        """The list of a part that belongs to an entry."""
        assert part.spec is not None
        return replace(part.spec, fixed={**part.spec.fixed, part.column: entry_id})


def form(spec: ListSpec, entry: Listed | None, facts: Facts) -> tuple[Field, ...]:
    """The fields of an entry: filled in with what is stored, or with what a new one starts from."""
    if entry is None:
        return tuple(column.field for column in spec.columns)
    return tuple(_filled(column, entry.values[column.key], facts) for column in spec.columns)


def _filled(column: Column, value: Any, facts: Facts) -> Field:
    text = column.show(value, facts)
    return replace(column.field, default=lambda _: text)


def values(spec: ListSpec, answers: Answers) -> dict[str, Any]:
    """What was read, as it is stored."""
    return {
        column.key: answers.value(column.key) if column.field.applies(answers) else column.empty
        for column in spec.columns
    }


def starting(spec: ListSpec, entry: Listed | None, facts: Facts, typed: Draft) -> Answers:
    """The form of an entry with what was typed over it."""
    return Answers(form(spec, entry, facts), typed, facts)
