"""Days on which the studio is closed. Public holidays become some on request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from studio_tui.domain.absences import days_words
from studio_tui.domain.booking import GoneError
from studio_tui.domain.words import listing, quoted
from studio_tui.errors import StudioError
from studio_tui.services import agenda
from studio_tui.services.hours import REASON, InTheWayError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holidays import HolidayBase

    from studio_tui.domain.found import Booking
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

LONGEST = 366
"""Days that one closure lasts at most."""
YEARS = range(2000, 2100)
"""Years whose public holidays can be asked for."""
REGION = "studio.region"
"""Preference: the part of the country whose public holidays were asked for last."""


@dataclass(frozen=True, slots=True)
class ClosureEntry:
    """Days on which the studio is closed, ``last`` included."""

    id: int
    first: date
    last: date
    name: str
    bookings: tuple[Booking, ...] = ()
    """What stands on these days all the same."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday; ``closed`` if the studio is closed on that day anyhow."""

    day: date
    name: str
    closed: bool
    bookings: int = 0
    """How many bookings stand on that day."""


def coming(desk: Desk) -> tuple[ClosureEntry, ...]:
    """The closures from today on, the next first, each with what is booked on its days."""
    rows = desk.rows(
        "SELECT id, first, last, name FROM closure WHERE last >= ? ORDER BY first, id",
        (desk.today().isoformat(),),
    )
    return tuple(
        ClosureEntry(row[0], first, last, row[3], agenda.between(desk, first, last))
        for row in rows
        for first, last in [(date.fromisoformat(row[1]), date.fromisoformat(row[2]))]
    )


def close(
    desk: Desk,
    first: date,
    last: date,
    name: str,
    *,
    closure_id: int | None = None,
    agreed: bool = False,
) -> int:
    """Enter a closure, or change one; returns its id.

    Args:
        desk: Where we are.
        first: First day.
        last: Last day, included.
        name: What it is.
        closure_id: The closure to change; None: it is new.
        agreed: Whether bookings on these days are known; they are kept.

    Raises:
        StudioError: When it has no name, ends before it begins, or lasts more than a year.
        GoneError: When what is to be changed has been removed meanwhile.
        InTheWayError: When there are bookings on these days, unless that was agreed.
    """
    name = " ".join(name.split())[:REASON]
    if not name:
        raise StudioError("Say why the studio is closed: Christmas, stocktaking.", field="name")
    if last < first:
        raise StudioError("It ends before it begins; type the earlier day first.")
    if (last - first).days >= LONGEST:
        raise StudioError("A closure lasts at most a year; enter the rest once more.")
    with desk.work() as work:
        found = () if agreed else agenda.between(desk, first, last)
        if found:
            raise InTheWayError(found)
        return _store(work, first, last, name, closure_id)


def _store(work: Transaction, first: date, last: date, name: str, closure_id: int | None) -> int:
    desk, days = work.desk, {"first": first.isoformat(), "last": last.isoformat()}
    row = desk.row("SELECT id FROM location ORDER BY sort, id LIMIT 1")
    assert row is not None
    if closure_id is None:
        closure_id = work.insert("closure", location_id=row[0], name=name, **days)
    else:
        done = desk.database.execute_sql(
            "UPDATE closure SET first = ?, last = ?, name = ? WHERE id = ?",
            (*days.values(), name, closure_id),
        )
        if not done.rowcount:
            raise GoneError("This closure has been removed meanwhile.")
    words = f"Closed {days_words(first, last)} {last.year}: {name}."
    work.changed("studio", row[0], "changed", words=words)
    return closure_id


def reopen(desk: Desk, closure_id: int) -> None:
    """Take a closure away again; gone already is as good."""
    with desk.work() as work:
        row = desk.row(
            "SELECT location_id, first, last, name FROM closure WHERE id = ?", (closure_id,)
        )
        if row is None:
            return
        desk.database.execute_sql("DELETE FROM closure WHERE id = ?", (closure_id,))
        first, last = (date.fromisoformat(text) for text in row[1:3])
        words = f"Open again {days_words(first, last)} {last.year}: {row[3]}."
        work.changed("studio", row[0], "changed", words=words)


# Public holidays


def parse_year(desk: Desk, text: str) -> tuple[int, str]:
    """A year, and a part of the country behind it: ``2027``, ``2027 Scotland``, ``2027 SCT``.

    Raises:
        StudioError: No such year, or no such part of the studio's country.
    """
    year, _, region = text.strip().partition(" ")
    if not (year.isascii() and year.isdigit() and int(year) in YEARS):
        raise StudioError(f"{quoted(text)} is not a year; type for example {desk.today().year}.")
    return int(year), _region(desk, region.strip())


def suggested_year(desk: Desk) -> str:
    """What is asked for unless something else is typed: this year, in its last months the next."""
    today = desk.today()
    region = desk.preference(REGION, "")
    return f"{today.year + (today.month > 9)} {region}".strip()


def _region(desk: Desk, text: str) -> str:
    if not text:
        return ""
    country = _country(desk)
    names = country.get_subdivision_aliases()
    for code in country.subdivisions:
        if text.casefold() in (code.casefold(), *(name.casefold() for name in names.get(code, ()))):
            return str(code)
    codes = list(country.subdivisions)
    offered = listing(codes[:20], "or") if codes else "nothing"
    raise StudioError(f"{quoted(text)} is no part of the country; type {offered} behind the year.")


def _country(desk: Desk, year: int | None = None, region: str = "") -> HolidayBase:
    """The studio's country as the library has it, with the holidays of a year, in English."""
    import holidays

    code = desk.preference("studio.country", "GB")
    try:
        bare = holidays.country_holidays(code, subdiv=region or None)
    except NotImplementedError:
        raise StudioError(
            f"The public holidays of {code} are not known here. Enter them as closures."
        ) from None
    if year is None:
        return bare
    own, offered = bare.default_language or "", bare.supported_languages
    language = own if own.startswith("en") else "en_US" if "en_US" in offered else own
    return holidays.country_holidays(
        code, subdiv=region or None, years=year, language=language or None
    )


def public_holidays(desk: Desk, year: int, region: str = "") -> tuple[Holiday, ...]:
    """The public holidays of the studio's country in a year, earliest first.

    Args:
        desk: Where we are.
        year: The year.
        region: Code of a part of the country, for the holidays that only it has.

    Raises:
        StudioError: When the country's are not known, or none of that year.
    """
    found = sorted(_country(desk, year, region).items())
    if not found:
        raise StudioError(f"No public holidays of {year} are known here.")
    closed = [
        (date.fromisoformat(first), date.fromisoformat(last))
        for first, last in desk.rows(
            "SELECT first, last FROM closure WHERE last >= ? AND first <= ?",
            (found[0][0].isoformat(), found[-1][0].isoformat()),
        )
    ]
    return tuple(
        Holiday(
            day,
            name,
            any(first <= day <= last for first, last in closed),
            len(agenda.between(desk, day, day)),
        )
        for day, name in found
    )


def close_on(desk: Desk, days: Iterable[Holiday], *, region: str = "") -> int:
    """Make closures of public holidays, all or none; what is booked there is kept.

    Returns:
        How many were new: days on which the studio is closed already are left out.
    """
    new = 0
    with desk.work() as work:
        for holiday in days:
            day = holiday.day.isoformat()
            if not desk.row("SELECT 1 FROM closure WHERE first <= ? AND last >= ?", (day, day)):
                _store(work, holiday.day, holiday.day, holiday.name, None)
                new += 1
        work.prefer(REGION, region)
    return new
