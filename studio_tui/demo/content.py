"""The words that the demonstration studio is made of, read from the files in ``data/``."""

from __future__ import annotations

import tomllib
import unicodedata
from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from studio_tui.demo.shapes import DemoOutside, DemoPlace
from studio_tui.domain.hours import parse_hours
from studio_tui.paths import data_dir
from studio_tui.services.starter import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from random import Random

    from studio_tui.domain.block import StatusKind

T = TypeVar("T")
Toml = dict[str, Any]

STUDIO = ("name", "phone", "email", "website", "country", "currency")


@dataclass(frozen=True, slots=True)
class Weighted(Generic[T]):
    """Things to choose from, some of them more often than others."""

    items: tuple[T, ...]
    limits: tuple[float, ...]
    """Running totals of the weights."""

    @classmethod
    def of(cls, items: Iterable[T], weights: Iterable[float]) -> Weighted[T]:
        """Pair each item with its weight."""
        return cls(tuple(items), tuple(accumulate(weights)))

    def pick(self, rng: Random) -> T:
        """One of the items at random."""
        at = bisect(self.limits, rng.random() * self.limits[-1], 0, len(self.items) - 1)
        return self.items[at]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name as it is written, and in plain Latin letters for email addresses."""

    written: str
    plain: str


@dataclass(frozen=True, slots=True)
class Surname:
    """A family name; some languages have another form for women."""

    men: Spelled
    women: Spelled


NO_SURNAME = Surname(Spelled("", ""), Spelled("", ""))


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names of one language."""

    women: tuple[Spelled, ...]
    men: tuple[Spelled, ...]
    families: Weighted[Surname] | None
    """None where people go by one name."""


@dataclass(frozen=True, slots=True)
class Country:
    """How addresses and telephone numbers look in a country."""

    name: str
    line: str
    mobile: tuple[str, ...]
    landline: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A session type, with how it is booked. Shares are out of 100."""

    code: str
    length: int
    before: int
    after: int
    resource: str
    weight: float
    outside: int
    assisted: int
    business: int
    children: int
    people: tuple[int, ...]
    """How many come; one of these."""
    descriptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A status of sessions."""

    name: str
    kind: StatusKind
    days: int
    initial: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who is named in the files."""

    first: str
    last: str
    phone: str


@dataclass(frozen=True, slots=True)
class YearlyClosure:
    """Days of every year, as (month, day)."""

    name: str
    first: tuple[int, int]
    last: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ClientStatuses:
    """Names of the statuses of clients."""

    new: str
    booked: str
    past: str


@dataclass(frozen=True, slots=True)
class ClientWords:
    """What can be said about clients."""

    call_warnings: tuple[str, ...]
    notes: tuple[str, ...]
    companies: tuple[str, ...]
    job_titles: tuple[str, ...]
    lead_sources: tuple[str, ...]
    groups: tuple[str, ...]
    labels: tuple[str, ...]
    texted: frozenset[str]
    """Labels of numbers that may receive text messages."""
    statuses: ClientStatuses
    share: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SessionWords:
    """What can be said about sessions, and how they spread over the year."""

    kinds: Weighted[Kind]
    steps: tuple[Step, ...]
    months: tuple[float, ...]
    weekdays: tuple[float, ...]
    notes: tuple[str, ...]
    reasons: tuple[str, ...]
    share: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the generator chooses from."""

    studio: Mapping[str, str]
    """What ``STUDIO`` lists."""
    place: DemoPlace
    week: Mapping[int, tuple[tuple[int, int], ...]]
    closures: tuple[YearlyClosure, ...]
    rooms: tuple[str, ...]
    photographers: tuple[Staff, ...]
    assistants: tuple[Staff, ...]
    outside: tuple[DemoOutside, ...]
    names: Weighted[NameGroup]
    countries: Weighted[Country]
    clients: ClientWords
    sessions: SessionWords


_UNACCENTED = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d", "æ": "ae", "œ": "oe"}
)


def plain(text: str) -> str:
    """The text as it can stand in an email address: lower-case Latin letters and digits only."""
    bare = unicodedata.normalize("NFKD", text.lower().translate(_UNACCENTED))
    return "".join(letter for letter in bare if letter.isascii() and letter.isalnum())


def week_hours(week: Mapping[str, list[str]]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Opening hours by weekday (Monday is 0) in minutes of the day, from a file's ``[week]``."""
    return {number: parse_hours(", ".join(week.get(day, ()))) for number, day in enumerate(DAYS)}


@cache
def load_content() -> Content:
    """Read the starter and demonstration files."""
    studio = read("demo/studio")
    places = read("demo/places")["country"]
    groups = read("demo/names")["group"]
    return Content(
        studio={key: studio[key] for key in STUDIO},
        place=_place(studio),
        week=week_hours(studio["week"]),
        closures=tuple(
            YearlyClosure(entry["name"], _month_day(entry["first"]), _month_day(entry["last"]))
            for entry in studio["closure"]
        ),
        rooms=tuple(studio["rooms"]),
        photographers=tuple(Staff(**entry) for entry in studio["photographer"]),
        assistants=tuple(Staff(**entry) for entry in studio["assistant"]),
        outside=tuple(
            DemoOutside(entry["name"], _place(entry), entry["minutes"], entry["notes"])
            for entry in studio["outside_location"]
        ),
        names=Weighted.of(map(_name_group, groups), (group["weight"] for group in groups)),
        countries=Weighted.of(map(_country, places), (place["weight"] for place in places)),
        clients=_client_words(),
        sessions=_session_words(),
    )


def read(name: str) -> Toml:
    """A file of the content, as ``starter/lists``."""
    return tomllib.loads((data_dir() / f"{name}.toml").read_text("utf-8"))


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _place(entry: Toml) -> DemoPlace:
    return DemoPlace(
        entry["street"],
        entry["city"],
        entry.get("region", ""),
        entry["postcode"],
        "",
    )


def _name_group(group: Toml) -> NameGroup:
    def spelled(key: str) -> list[str]:
        return cast("list[str]", group.get(f"spelled_{key}", group[key]))

    def given(key: str) -> tuple[Spelled, ...]:
        pairs = zip(group[key], spelled(key), strict=True)
        return tuple(Spelled(written, plain(latin)) for written, latin in pairs)

    surnames = [
        _surname(*pair) for pair in zip(group["families"], spelled("families"), strict=True)
    ]
    weights = [1 / (rank + group["steep"]) for rank in range(1, len(surnames) + 1)]
    families = Weighted.of(surnames, weights) if surnames else None
    return NameGroup(given("women"), given("men"), families)


def _surname(written: str, latin: str) -> Surname:
    """Both forms of "Novák|Nováková", or the one form twice."""
    men, _, women = written.partition("|")
    plain_men, _, plain_women = latin.partition("|")
    return Surname(
        Spelled(men, plain(plain_men)),
        Spelled(women or men, plain(plain_women or plain_men)),
    )


def _country(entry: Toml) -> Country:
    return Country(
        entry["name"],
        entry["line"],
        tuple(entry["mobile"]),
        tuple(entry["landline"]),
        tuple(entry["streets"]),
        tuple((town, region, postcode) for town, region, postcode in entry["towns"]),
    )


def _client_words() -> ClientWords:
    words, lists = read("demo/clients"), read("starter/lists")
    return ClientWords(
        call_warnings=tuple(words["call_warnings"]),
        notes=tuple(words["notes"]),
        companies=tuple(words["companies"]),
        job_titles=tuple(words["job_titles"]),
        lead_sources=tuple(lists["lead_sources"]),
        groups=tuple(lists["client_groups"]),
        labels=tuple(lists["phone_labels"]),
        texted=frozenset(lists["text_messages"]),
        statuses=_client_statuses(read("starter/statuses")["client"]),
        share=words["share"],
    )


def _client_statuses(entries: list[Toml]) -> ClientStatuses:
    def first(key: str) -> str:
        return str(next((entry for entry in entries if entry.get(key)), entries[0])["name"])

    plain_ones = [e["name"] for e in entries if not e.get("initial") and not e.get("booked")]
    return ClientStatuses(first("initial"), first("booked"), (*plain_ones, first("booked"))[0])


def _session_words() -> SessionWords:
    words = read("demo/sessions")
    ways = {entry["code"]: entry for entry in words["type"]}
    kinds = [
        _kind(t, ways.get(t["code"], {})) for t in read("starter/session_types")["session_type"]
    ]
    return SessionWords(
        kinds=Weighted.of(kinds, (kind.weight for kind in kinds)),
        steps=steps_of("session"),
        months=tuple(words["months"]),
        weekdays=tuple(words["weekdays"]),
        notes=tuple(words["notes"]),
        reasons=tuple(words["cancel_reasons"]),
        share=words["share"],
    )


def steps_of(area: str) -> tuple[Step, ...]:
    """The statuses of sessions or appointments, in their order."""
    return tuple(
        Step(entry["name"], entry["kind"], entry["days"], entry.get("initial", False))
        for entry in sorted(read("starter/statuses")[area], key=lambda entry: int(entry["order"]))
    )


def _kind(entry: Toml, way: Toml) -> Kind:
    return Kind(
        entry["code"],
        entry["length"],
        entry["buffer_before"],
        entry["buffer_after"],
        entry["resource"],
        weight=way.get("weight", 5),
        outside=way.get("outside", 0),
        assisted=way.get("assisted", 20),
        business=way.get("business", 0),
        children=way.get("children", 40),
        people=tuple(way.get("people", (1,))),
        descriptions=tuple(way.get("descriptions", [entry["name"]])),
    )
