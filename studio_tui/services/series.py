"""Recurring appointments: looked at before they are booked, and booked together.

Each date is an appointment of its own, with its own history; ``series`` ties them together and
``series_day`` says which date of the rule one is, wherever it has been moved to. Dates keep the
time that the clock on the wall shows.
"""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from studio_tui.domain.booking import TakenError
from studio_tui.domain.clashes import strictest
from studio_tui.domain.recurrence import Choice, dates
from studio_tui.domain.words import date_short, plural
from studio_tui.errors import StudioError
from studio_tui.services import appointments, availability, booking, clients

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from studio_tui.domain.booking import AppointmentDraft, Arranged, ClientDraft
    from studio_tui.domain.clashes import Clash, Policy
    from studio_tui.domain.recurrence import Plan
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

_NAMED = 3
"""Dates that a refusal names before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A date of a series that is to be booked."""

    day: date
    """On which the rule puts it."""
    start: datetime
    end: datetime
    choice: Choice | None = None
    """What was decided about it."""
    clashes: tuple[Clash, ...] = ()
    rule: Policy = "always"
    """What is done about the clashes."""
    problem: str = ""
    """Why the time cannot be at all, as when the clocks jump over it."""
    warning: str = ""
    """Closed hours, or that it is in the past."""

    @property
    def skipped(self) -> bool:
        """Whether it is left out."""
        return self.choice is not None and self.choice.deed == "skip"

    @property
    def forced(self) -> bool:
        """Whether it is booked although something stands against it."""
        return self.choice is not None and self.choice.deed == "force"

    @property
    def undecided(self) -> bool:
        """Whether something stands against it that nobody has decided about."""
        if self.skipped:
            return False
        taken = bool(self.clashes) and self.rule != "always"
        return bool(self.problem) or (taken and not (self.forced and self.rule != "never"))


@dataclass(frozen=True, slots=True)
class SeriesBooked:
    """What booking a series stored."""

    first: Arranged
    appointment_ids: tuple[int, ...]
    again: bool = False
    """The same draft had been finished before: nothing new was stored."""


def preview(desk: Desk, draft: AppointmentDraft, plan: Plan) -> tuple[Occurrence, ...]:
    """Every date of a series and what stands against it.

    Raises:
        StudioError: When the rule has no end, no date, too many, or they would overlap.
    """
    seen = [_seen(desk, draft, day, plan.choices.get(day)) for day in _days(draft, plan)]
    ahead = sorted((each for each in seen if not each.skipped), key=lambda each: each.start)
    meeting = {
        each.day
        for earlier, later in pairwise(ahead)
        if later.start < earlier.end
        for each in (earlier, later)
        if each.choice is not None and each.choice.deed == "move"
    }
    said = "This is the time of another date of this series."
    return tuple(replace(each, problem=said) if each.day in meeting else each for each in seen)


def _seen(desk: Desk, draft: AppointmentDraft, day: date, choice: Choice | None) -> Occurrence:
    dated = on_day(draft, day, choice)
    seen = Occurrence(day, dated.start, dated.end, choice)
    if seen.skipped:
        return seen
    try:
        found = availability.check(desk, dated, alternatives=0)
    except StudioError as error:
        if error.field not in ("start", "end"):
            raise
        return replace(seen, problem=error.message)
    return replace(seen, clashes=found.clashes, rule=found.rule, warning=found.warning)


def on_day(draft: AppointmentDraft, day: date, choice: Choice | None = None) -> AppointmentDraft:
    """One date of a series: the same time on the wall, or where it was moved to.

    Where the clocks are set back, the first of two equal times is meant unless the draft says so.
    """
    start = (choice.start if choice else None) or datetime.combine(day, draft.start.time())
    end = start + (draft.end - draft.start)
    return replace(
        draft, start=start, end=end, start_fold=draft.start_fold or 0, end_fold=draft.end_fold or 0
    )


def _days(draft: AppointmentDraft, plan: Plan) -> tuple[date, ...]:
    found = dates(plan.rule, draft.start.date())
    gaps = (later - earlier for earlier, later in pairwise(found))
    if min(gaps, default=timedelta.max) < draft.end - draft.start:
        raise StudioError(
            "Each would still last when the next begins; type an earlier end, or repeat it less "
            "often.",
            field="repeat",
        )
    return found


def next_start(
    desk: Desk, draft: AppointmentDraft, day: date, choice: Choice | None = None
) -> datetime:
    """The next free time for a date, after its own or where it was moved to.

    Raises:
        StudioError: When there is none.
    """
    dated = on_day(draft, day, choice)
    try:
        found = availability.next_times(desk, dated, limit=2)
    except StudioError:  # a time that the clocks jump over
        dated = replace(dated, start=dated.start + timedelta(hours=1))
        dated = replace(dated, end=dated.start + (draft.end - draft.start))
        found = availability.next_times(desk, dated, limit=2)
    start = next((at for at in found if at > dated.start), None)
    if start is None:
        raise StudioError(f"No free time within {availability.LOOK_AHEAD} days; skip this date.")
    return start


# Booking


def book(
    desk: Desk,
    draft: AppointmentDraft,
    plan: Plan,
    *,
    client: ClientDraft | None = None,
    original: ClientDraft | None = None,
    force: bool = False,
    because: str = "",
) -> SeriesBooked:
    """Store all dates of a series that are not skipped, or none of them, in one transaction.

    Args:
        desk: Where we are.
        draft: The appointment; its start is where the rule begins. Its token makes finishing twice
            book once.
        plan: The rule, and what was decided about single dates.
        client: As ``appointments.book`` takes it.
        original: As ``appointments.book`` takes it.
        force: Book every date although something stands against it, if the policy asks.
        because: Why, for all dates that are booked all the same.

    Raises:
        TakenError: When dates are not free and nothing was decided about them.
        StudioError: For every other rule that is broken.
    """
    draft = draft if draft.token else replace(draft, token=secrets.token_hex(8))
    with desk.work() as work:
        if before := appointments.booked_before(desk, draft.token):
            return SeriesBooked(before, _of_token(desk, draft.token), again=True)
        wanted = [day for day in _days(draft, plan) if _deed(plan, day) != "skip"]
        if not wanted:
            raise StudioError("Every date is skipped; take one back, or leave.", field="dates")
        if client is not None:
            draft = replace(draft, client_id=clients.store(work, client, original))
        appointments.linkable(desk, draft)
        ids = _store(work, draft, plan, wanted, force=force, because=because)
        first = appointments.booked_before(desk, draft.token)
        assert first is not None
        return SeriesBooked(replace(first, again=False), ids)


def _deed(plan: Plan, day: date) -> str:
    choice = plan.choices.get(day)
    return choice.deed if choice else ""


def _store(
    work: Transaction,
    draft: AppointmentDraft,
    plan: Plan,
    wanted: list[date],
    *,
    force: bool,
    because: str,
) -> tuple[int, ...]:
    series_id = work.insert(
        "series",
        rule=plan.rule.text,
        start=draft.start.isoformat(timespec="minutes"),
        end=draft.end.isoformat(timespec="minutes"),
    )
    ids: list[int] = []
    refused: list[tuple[datetime, TakenError]] = []
    for at, day in enumerate(wanted):
        dated = on_day(draft, day, plan.choices.get(day))
        dated = replace(dated, token=f"{draft.token}/{at}" if at else draft.token)
        forced = force or _deed(plan, day) == "force"
        try:
            with dating(dated.start):
                record_id, _ = booking.store(
                    work, draft.client_id, dated, force=forced, because=because if forced else ""
                )
        except TakenError as error:
            refused.append((dated.start, error))
            continue
        _tie(work, record_id, series_id, day)
        ids.append(record_id)
    if refused:
        raise taken_together(refused, len(wanted))
    return tuple(ids)


@contextmanager
def dating(start: datetime) -> Iterator[None]:
    """Whatever is wrong with a time inside says on which date."""
    try:
        yield
    except TakenError:
        raise
    except StudioError as error:
        if error.field in ("start", "end"):
            error.message = f"{date_short(start)}: {error.message}"
        raise


def _tie(work: Transaction, record_id: int, series_id: int, day: date) -> None:
    work.desk.database.execute_sql(
        "UPDATE appointment SET series_id = ?, series_day = ? WHERE id = ?",
        (series_id, day.isoformat(), record_id),
    )


def taken_together(refused: list[tuple[datetime, TakenError]], count: int) -> TakenError:
    """One refusal that names the dates."""
    said = [f"{date_short(start)}: {error.message}" for start, error in refused[:_NAMED]]
    more = len(refused) - _NAMED
    if more > 0:
        said.append(f"And {more} more.")
    clashes = tuple(clash for _, error in refused for clash in error.clashes)
    verb = "is" if len(refused) == 1 else "are"
    return TakenError(
        f"{len(refused)} of {plural(count, 'date')} {verb} not free. {' '.join(said)}",
        clashes,
        rule=strictest([error.rule for _, error in refused]),
    )


def _of_token(desk: Desk, token: str) -> tuple[int, ...]:
    found = desk.rows(
        "SELECT id FROM appointment WHERE series_id = "
        "(SELECT series_id FROM appointment WHERE token = ?) ORDER BY series_day, id",
        (token,),
    )
    return tuple(row[0] for row in found)
