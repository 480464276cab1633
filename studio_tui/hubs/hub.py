"""What a hub is: columns, what it is searched and filtered by, orders, and how a row is read.

SQL here is text for SQLite. A condition and an order may speak of the tables that `Hub.tables`
names, and of nothing else; what only a column shows is joined for the rows of one page alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from studio_tui.domain.money import Currency, currency

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

RecordKind = Literal["client", "session", "appointment", "invoice", "payment", "task"]


@dataclass(frozen=True, slots=True)
class HubFacts:
    """What a hub needs to know to read what is typed, and to say what is stored."""

    today: date
    now: int = 0
    """UTC seconds."""
    day_first: bool = True
    zone: str = "UTC"
    country: str = "GB"
    currency: Currency = field(default_factory=lambda: currency("GBP"))
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What each filter offers, by its key."""
    person_id: int | None = None
    """The person at the desk."""
    me: str = ""
    """Name of the person at the desk, as schedules have it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must fulfil."""

    sql: str
    parameters: tuple[object, ...] = ()
    words: str = ""
    """What was understood, as ``Fri 27 Nov 2026`` or ``Newborn``."""
    indexed: bool = False
    """Whether the rows that fulfil it are found without reading the others."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that rows are searched or filtered by."""

    key: str
    label: str
    read: Callable[[str, Filter, HubFacts], Condition]
    """Raises StudioError when the text means nothing."""
    options: str = ""
    """SQL that gives the names to choose from, in one column."""
    words: tuple[str, ...] = ()
    """What there is to choose from where that is always the same."""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the rows."""

    sql: str
    """Never NULL."""
    said: tuple[str, str]
    """How it is said upwards and downwards: ``A to Z``, ``latest first``."""
    tables: str = ""
    """The hub's tables joined so that they are walked through in this order by an index; empty:
    all rows are read to sort them."""
    down: bool = False
    """Whether it usually goes downwards."""
    begin: Callable[[HubFacts], Any] | None = None
    """Where the cursor stands at first, as today in an order by date; None: at the top."""


def _text(value: Any, _: HubFacts) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can be shown."""

    key: str
    title: str
    sql: str
    """May speak of `Hub.tables` and of `Hub.joins`."""
    width: int = 0
    """Cells that it needs; one with a weight gets a share of what is left besides."""
    weight: int = 0
    right: bool = False
    order: Order | None = None
    show: Callable[[Any, HubFacts], str] = _text
    usual: bool = True
    """Whether it is shown unless somebody has chosen otherwise."""
    drop: int = 1
    """On a narrow terminal columns with a high number go first; one with 0 never goes."""
    named: bool = False
    """Whether a row that is said in words says the title before the value."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A filter that is ready to take: what many studios look for every day."""

    name: str
    values: Mapping[str, str]
    """What is typed for each filter, by its key; ``me`` is whoever is at the desk."""
    order: str = ""
    """Key of the column; empty: the hub's own."""
    down: bool = False


@dataclass(frozen=True, slots=True)
class Hub:
    """A list of all records of a kind."""

    key: str
    title: str
    noun: str
    """What one row is: ``session``."""
    kind: RecordKind
    table: str
    tables: str
    """``FROM``: the table itself, and what conditions and orders need besides."""
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    """The first is what the search box asks for at first."""
    order: str
    """Key of the column that orders the rows at first."""
    joins: str = ""
    """What columns need besides."""
    client_sql: str = "NULL"
    """Id of the client whom a row is about, for what is begun from it."""
    session_sql: str = "NULL"
    colour_sql: str = "''"
    """Colour of the bar before a row."""
    warn_sql: str = "0"
    """Whether a row needs attention; marked with ``!``."""
    off_sql: str = "0"
    """Whether it is cancelled or over, and drawn faintly."""
    within: Callable[[HubFacts], Condition] | None = None
    """What every row fulfils that this person may see."""
    ready: tuple[Ready, ...] = ()
    """At most five, each with a digit as its key."""
    empty: str = ""
    """What to do while there are none at all."""

    def column(self, key: str) -> Column | None:
        """The column with a key."""
        return next((each for each in self.columns if each.key == key), None)

    def filter(self, key: str) -> Filter | None:
        """The filter with a key."""
        return next((each for each in self.filters if each.key == key), None)

    @property
    def usual(self) -> tuple[str, ...]:
        """The columns that are shown at first."""
        return tuple(each.key for each in self.columns if each.usual)
