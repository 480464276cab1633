"""Spreads sessions over the calendar: by season, in opening hours, never two at once."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from studio_tui.demo.diary import Diary, Who, clock_change
from studio_tui.demo.wording import chance, filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from studio_tui.demo.appointments import Arranger
    from studio_tui.demo.content import Content, Kind, Step
    from studio_tui.demo.shapes import Scale
    from studio_tui.domain.hours import Opening

AHEAD = 300
"""Days after today that bookings reach."""
LIVELY = 3
"""Sessions on each day around today at least, so that a demonstration has something to show."""
NEARBY = 7
"""Days before and after today that are kept lively."""
TRIES = 25
"""Attempts at finding a free time, or a client, before giving up."""
RESTS = 21
"""Days that clients let pass before they book again."""


class Place(NamedTuple):
    """Who, where and when, in minutes of the day."""

    start: int
    photographer: int
    assistant: int | None
    room: int | None
    outside: int | None


class Outcome(NamedTuple):
    """What has become of a session by now."""

    step: Step
    since: date
    confirmed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Booking:
    """A session before it is numbered; the client is a position in the order of first sessions."""

    kind: Kind
    client: int
    description: str
    start: datetime
    end: datetime
    place: Place
    outcome: Outcome
    booked_by: int
    booked_at: datetime
    notes: str


@dataclass(slots=True)
class Planner:
    """Makes the bookings of a studio, day by day."""

    content: Content
    scale: Scale
    now: datetime
    opening: Opening
    bookers: int
    """How many clients book at all."""
    rng: Random
    arranger: Arranger
    """Adds appointments to each day once its sessions stand."""
    planned: int = 0
    last_visit: list[date] = field(default_factory=list)
    """For each client so far, the day of the newest session."""

    def bookings(self) -> Iterator[Booking]:
        """All sessions, in the order of their days."""
        if not self.bookers or not self.scale.photographers:
            return
        left_over = 0
        for day, wanted in self.quotas():
            today = left_over + wanted
            diary = Diary(clock_change(day, self.opening.zone))
            made = []
            for attempt in range(today):
                if booking := self.booking(day, diary, kept=self.near(day) and attempt < LIVELY):
                    made.append(booking)
            yield from made
            self.arranger.add(day, diary, made)
            left_over = today - len(made)

    def near(self, day: date) -> bool:
        """Whether the day is one of those around today."""
        return abs((day - self.now.date()).days) <= NEARBY

    def quotas(self) -> Iterator[tuple[date, int]]:
        """Open days, each with how many sessions it should have."""
        weights = dict(self.weights())
        total = sum(weights.values())
        share = self.scale.sessions / total if total else 0
        near = {d: max(LIVELY, round(w * share)) for d, w in weights.items() if self.near(d)}
        far = {day: weight for day, weight in weights.items() if day not in near}
        rest = max(0, self.scale.sessions - sum(near.values()))
        scale = rest / (sum(far.values()) or 1)
        ends = [round(end * scale) for end in accumulate(far.values())]
        counts = dict(zip(far, (b - a for a, b in pairwise([0, *ends])), strict=True))
        for day in weights:
            yield day, near[day] if day in near else counts[day]

    def weights(self) -> Iterator[tuple[date, float]]:
        """How busy each open day is: seasons, weekdays, chance, and less the further ahead."""
        today, words = self.now.date(), self.content.sessions
        for offset in range(AHEAD - round(self.scale.years * 365), AHEAD + 1):
            day = today + timedelta(days=offset)
            luck = self.rng.uniform(0.6, 1.4)
            if self.opening.closure(day) or not self.opening.week.get(day.weekday()):
                continue
            season = words.months[day.month - 1] * words.weekdays[day.weekday()]
            booked = math.exp(-offset / 75) + 0.02 if offset > 0 else 1.0
            yield day, season * luck * booked

    def booking(self, day: date, diary: Diary, *, kept: bool) -> Booking | None:
        """A new booking on the day, or None when no time was found for it.

        Args:
            day: The day of the session.
            diary: What is taken on that day.
            kept: Whether it must not be cancelled, for days around today.
        """
        rng, words = self.rng, self.content.sessions
        kind = words.kinds.pick(rng)
        cancelled = not kept and chance(rng, words.share["cancelled"])
        place = self.place(day, kind, Diary(diary.shut) if cancelled else diary)
        if place is None:
            return None
        start = datetime.combine(day, time()) + timedelta(minutes=place.start)
        end = start + timedelta(minutes=kind.length)
        booked_at = self.booked_at(day)
        return Booking(
            kind,
            self.client(day),
            filled(rng, rng.choice(kind.descriptions)),
            start,
            end,
            place,
            self.cancelled(booked_at.date(), day)
            if cancelled
            else self.outcome(booked_at.date(), start, end, kept=kept),
            self.booked_by(),
            booked_at,
            filled(rng, rng.choice(words.notes)) if chance(rng, words.share["note"]) else "",
        )

    def place(self, day: date, kind: Kind, diary: Diary) -> Place | None:
        """People, a room and a time that are free, or None."""
        for _ in range(TRIES):
            place = self.proposal(day, kind)
            if place and diary.take(self.claims(place, kind)):
                return place
        return None

    def proposal(self, day: date, kind: Kind) -> Place | None:
        """People, a room and a time at random, inside opening hours."""
        rng, scale = self.rng, self.scale
        away = bool(self.content.outside) and chance(rng, kind.outside)
        opens, closes = rng.choice(self.opening.week[day.weekday()])
        if day == self.now.date():
            opens, closes = max(opens, 9 * 60), min(closes, 17 * 60)
        step = 30 if chance(rng, 80) else 15
        choices = (closes - kind.length - opens) // step + 1
        if choices < 1 or not (away or scale.rooms):
            return None
        assisted = scale.assistants and chance(rng, kind.assisted)
        return Place(
            opens + step * rng.randrange(choices),
            rng.randrange(scale.photographers),
            rng.randrange(scale.assistants) if assisted else None,
            None if away else self.room(kind),
            rng.randrange(len(self.content.outside)) if away else None,
        )

    def room(self, kind: Kind) -> int:
        """The usual room of the type in a third of cases, else any."""
        usual = kind.resource in self.content.rooms and self.content.rooms.index(kind.resource)
        if usual is not False and usual < self.scale.rooms and chance(self.rng, 33):
            return usual
        return self.rng.randrange(self.scale.rooms)

    def claims(self, place: Place, kind: Kind) -> list[tuple[Who, int, int]]:
        """The schedules that a place takes up, with buffers or the way there and back."""
        way = 0 if place.outside is None else self.content.outside[place.outside].minutes
        start = place.start - max(kind.before, way)
        end = place.start + kind.length + max(kind.after, way)
        wanted = (
            ("photographer", place.photographer),
            ("assistant", place.assistant),
            ("room", place.room),
        )
        return [((role, at), start, end) for role, at in wanted if at is not None]

    def client(self, day: date) -> int:
        """Somebody new, or somebody who has not been for a while."""
        known = len(self.last_visit)
        missing, to_come = self.bookers - known, max(1, self.scale.sessions - self.planned)
        self.planned += 1
        back = None if self.rng.random() * to_come < missing else self.returning(day)
        if back is None and missing:
            self.last_visit.append(day)
            return known
        at = self.rng.randrange(known) if back is None else back
        self.last_visit[at] = day
        return at

    def returning(self, day: date) -> int | None:
        """A client whose last session is some time ago, when a few tries find one."""
        for _ in range(TRIES if self.last_visit else 0):
            at = self.rng.randrange(len(self.last_visit))
            if (day - self.last_visit[at]).days > RESTS:
                return at
        return None

    def booked_by(self) -> int:
        """Position among the people: mostly the assistants, who answer the telephone."""
        photographers, assistants = self.scale.photographers, self.scale.assistants
        if assistants and chance(self.rng, 70):
            return photographers + self.rng.randrange(assistants)
        return self.rng.randrange(photographers)

    def booked_at(self, day: date) -> datetime:
        """When the booking was made: before its day, and before today."""
        latest = min(day, self.now.date()) - timedelta(days=1)
        lead = timedelta(days=int(self.rng.expovariate(1 / 18)))
        at = time(self.rng.randrange(9, 18), self.rng.randrange(60))
        return datetime.combine(latest - lead, at)

    def cancelled(self, booked: date, day: date) -> Outcome:
        """Called off some time after booking."""
        days = (min(day, self.now.date()) - booked).days
        since = booked + timedelta(days=self.rng.randint(0, days))
        words = self.content.sessions
        return Outcome(self.step("cancelled"), since, False, self.rng.choice(words.reasons))

    def outcome(self, booked: date, start: datetime, end: datetime, *, kept: bool) -> Outcome:
        """How far a session has come that was not cancelled."""
        rng, share = self.rng, self.content.sessions.share
        if end > self.now:
            soon = (start - self.now).days < 10
            confirmed = chance(rng, share["confirmed_soon" if soon else "confirmed_later"])
            initial = next(step for step in self.content.sessions.steps if step.initial)
            return Outcome(initial, booked, confirmed, "")
        confirmed = chance(rng, share["confirmed_past"])
        if not kept and chance(rng, share["no_show"]):
            return Outcome(self.step("no-show"), start.date(), chance(rng, 30), "")
        return Outcome(*self.progress(start.date()), confirmed, "")

    def progress(self, day: date) -> tuple[Step, date]:
        """The step that work on the pictures has reached, and since when."""
        rng, words = self.rng, self.content.sessions
        today = self.now.date()
        late = (today - day).days < 120 and chance(rng, words.share["late"])
        since = day
        for step in words.steps:
            if step.kind != "open" or step.initial:
                continue
            takes = step.days * 7 / 5 * rng.uniform(0.5, 1.2)
            until = since + timedelta(days=math.ceil(takes))
            if until > today or (late and chance(rng, 40)):
                return step, since
            since = until
        return self.step("done"), since

    def step(self, kind: str) -> Step:
        """The first status of that kind."""
        return next(step for step in self.content.sessions.steps if step.kind == kind)
