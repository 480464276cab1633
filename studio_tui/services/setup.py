"""Creating a studio: from the first start's answers and starter content to a working day one."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studio_tui.domain.names import full
from studio_tui.domain.wallclock import UnknownZoneError, zone_info
from studio_tui.errors import StudioError
from studio_tui.services import starter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction


@dataclass(frozen=True, slots=True)
class Answers:
    """What the first start asks. ``week`` maps weekdays (Monday is 0) to (start, end) minutes."""

    name: str
    zone: str
    currency: str
    country: str
    first: str
    last: str
    week: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    address: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""


def exists(desk: Desk) -> bool:
    """Whether the database holds a studio already."""
    return desk.begun()


def create(desk: Desk, answers: Answers) -> None:
    """Create the studio with its first person and the starter content, in one transaction.

    Raises:
        StudioError: When there is a studio already, or an answer cannot be used.
    """
    with desk.work() as work:
        open_studio(work, answers)


def open_studio(work: Transaction, answers: Answers) -> int:
    """Create the studio inside a use case; returns the id of its location.

    Raises:
        StudioError: When there is a studio already, or an answer cannot be used.
    """
    zone_info(answers.zone)
    if not answers.name.strip():
        raise StudioError("The studio needs a name.", field="name")
    if not (answers.first or answers.last):
        raise StudioError("Type the name of the first person who works here.", field="first")
    if exists(work.desk):
        raise StudioError("There is a studio here already; nothing was changed.", code="exists")
    location_id = _location(work, answers)
    work.now = work.desk.utc()  # a fixed clock is read in the zone, which is known only now
    for key, value in (
        ("studio.name", answers.name),
        ("studio.currency", answers.currency),
        ("studio.country", answers.country),
    ):
        work.prefer(key, value)
    person(
        work,
        location_id,
        answers.first,
        answers.last,
        photographer=True,
        assistant=True,
        auto_select=True,
    )
    starter_content(work, location_id, answers)
    work.changed("studio", location_id, "created", words=f"{answers.name} opened.")
    return location_id


def _location(work: Transaction, answers: Answers) -> int:
    location_id = work.insert(
        "location",
        name=answers.name,
        sort=0,
        inactive=False,
        zone=answers.zone,
        address=answers.address,
        phone=answers.phone,
        email=answers.email,
        url=answers.url,
    )
    for weekday, stretches in (answers.week or starter.week()).items():
        for start, end in stretches:
            work.insert(
                "opening_hours",
                location_id=location_id,
                weekday=weekday,
                start=start,
                end=end,
            )
    return location_id


def _schedule(work: Transaction, name: str, kind: str, location_id: int, sort: int) -> int:
    return work.insert(
        "schedule",
        name=name,
        kind=kind,
        location_id=location_id,
        sort=sort,
        shown=True,
        inactive=False,
        longest=0,
    )


def person(
    work: Transaction,
    location_id: int,
    first: str,
    last: str,
    *,
    photographer: bool = False,
    assistant: bool = False,
    auto_select: bool = False,
    sort: int = 0,
    email: str = "",
) -> int:
    """Add a member of staff with a schedule of their own; returns the person's id."""
    name = full(first, last)
    return work.insert(
        "person",
        schedule_id=_schedule(work, name, "person", location_id, sort),
        first=first,
        last=last,
        initials=_initials(work, first, last),
        email=email,
        phone="",
        photographer=photographer,
        assistant=assistant,
        sales=True,
        booker=True,
        auto_select=auto_select,
    )


def resource(
    work: Transaction, location_id: int, name: str, *, code: str = "", sort: int = 0
) -> int:
    """Add a room or another thing with a schedule, listed after the people; returns its id."""
    return work.insert(
        "resource",
        schedule_id=_schedule(work, name, "resource", location_id, 1000 + sort),
        code=code,
        notes="",
    )


def _initials(work: Transaction, first: str, last: str) -> str:
    """Initials that nobody else has: the login name of the trade."""
    wanted = "".join(word[0] for word in f"{first} {last}".split()).upper() or "X"
    initials, number = wanted, 1
    while work.desk.row("SELECT 1 FROM person WHERE initials = ?", (initials,)):
        number += 1
        initials = f"{wanted}{number}"
    return initials


def starter_content(work: Transaction, location_id: int, answers: Answers) -> None:
    """Everything of the starter files, rooms first."""
    resources = {
        entry["name"]: resource(
            work, location_id, entry["name"], code=entry.get("code", ""), sort=entry["order"]
        )
        for entry in starter.read("resources")["resource"]
    }
    starter.store(work, resources, answers.currency, answers.country)


def suggested_zone() -> str:
    """The machine's time zone by its IANA name, London when it does not say."""
    target = os.environ.get("TZ", "").removeprefix(":") or _zone_of_machine()
    try:
        zone_info(target or "Europe/London")
    except UnknownZoneError:
        return "Europe/London"
    known = "/" in target and not target.startswith("Etc/")
    return target if known else "Europe/London"


def _zone_of_machine() -> str:
    try:
        return str(Path("/etc/localtime").readlink()).partition("zoneinfo/")[2]
    except OSError:
        return ""
