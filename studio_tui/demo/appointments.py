"""Invents the appointments: consultations, viewings, collections, meetings and blocked time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from studio_tui.demo.content import read, steps_of
from studio_tui.demo.diary import Diary
from studio_tui.demo.wording import chance, filled
from studio_tui.services.starter import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from random import Random

    from studio_tui.demo.bookings import Booking
    from studio_tui.demo.content import Content, Step
    from studio_tui.demo.diary import Who
    from studio_tui.demo.shapes import Scale
    from studio_tui.domain.hours import Opening

KEPT = 16
"""Days whose diaries are kept, for what comes before a session."""
STEP = 15
"""Appointments begin at full quarters of an hour."""
TRIES = 8
"""Attempts at finding a free time on a day before the next day is tried."""


@dataclass(frozen=True, slots=True)
class Way:
    """How appointments of one type come about. Shares are out of 100."""

    code: str
    length: int
    descriptions: tuple[str, ...]
    share: int = 0
    days: tuple[int, int] = (0, 0)
    who: str = ""
    room: int = 0
    weekday: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """What can be said about appointments."""

    linked: tuple[Way, ...]
    meetings: tuple[Way, ...]
    blocked: tuple[Way, ...]
    steps: tuple[Step, ...]
    share: Mapping[str, int]

    def step(self, kind: str) -> Step:
        """The first status of that kind."""
        return next(step for step in self.steps if step.kind == kind)


class Arrangement(NamedTuple):
    """An appointment before it is numbered."""

    way: Way
    booking: Booking | None
    """The session that it belongs to."""
    description: str
    start: datetime
    end: datetime
    who: tuple[Who, ...]
    step: Step
    since: date
    confirmed: bool
    booked_by: int
    booked_at: datetime
    notes: str


class Wish(NamedTuple):
    """An appointment that is to be found a time for."""

    way: Way
    booking: Booking
    not_before: datetime
    """When it was agreed."""


@dataclass(slots=True)
class Arranger:
    """Adds appointments to days whose sessions stand; nothing that is there is moved."""

    content: Content
    scale: Scale
    now: datetime
    opening: Opening
    rng: Random
    made: list[Arrangement] = field(default_factory=list)
    _diaries: dict[date, Diary] = field(default_factory=dict)
    _wishes: list[tuple[date, Wish]] = field(default_factory=list)

    def add(self, day: date, diary: Diary, bookings: Iterable[Booking]) -> None:
        """Add the appointments of a day, and those of days before that its sessions bring."""
        self._diaries[day] = diary
        if len(self._diaries) > KEPT:
            del self._diaries[min(self._diaries)]
        for booking in bookings:
            self._wish(booking)
        due = [wish for at, wish in self._wishes if at <= day]
        self._wishes = [(at, wish) for at, wish in self._wishes if at > day]
        for wish in due:
            self._linked(day, wish)
        words = appointment_words()
        for way in words.meetings:
            if day.weekday() == way.weekday:
                self._meeting(day, diary, way)
        for way in words.blocked:
            if chance(self.rng, way.share):
                self._blocked(day, diary, way)

    def _wish(self, booking: Booking) -> None:
        """Decide what a session brings along: what comes before it is arranged at once."""
        if booking.outcome.step.kind in ("cancelled", "no-show"):
            return
        for way in appointment_words().linked:
            if not chance(self.rng, way.share):
                continue
            on = booking.start.date() + timedelta(days=self.rng.randint(*way.days))
            if way.days[0] >= 0:
                agreed = datetime.combine(booking.start.date(), time(17))
                if agreed <= self.now and booking.end <= self.now:
                    self._wishes.append((on, Wish(way, booking, agreed)))
            elif on > booking.booked_at.date() and on in self._diaries:
                self._linked(on, Wish(way, booking, booking.booked_at))

    def _linked(self, day: date, wish: Wish) -> None:
        way, rng, words = wish.way, self.rng, appointment_words()
        ended = chance(rng, words.share["cancelled"])
        diary = self._diaries[day]
        who = [self._host(wish)]
        if self.scale.rooms and chance(rng, way.room):
            who.append(("room", rng.randrange(self.scale.rooms)))
        start = self._time(day, Diary(diary.shut) if ended else diary, way, who)
        if start is None:
            return
        step, since = self._outcome(day, start, way, wish.not_before, cancelled=ended, missed=True)
        self._make(day, start, way, who, step, since, wish.not_before, wish.booking)

    def _host(self, wish: Wish) -> Who:
        if wish.way.who == "photographer" or not self.scale.assistants:
            return "photographer", wish.booking.place.photographer
        return "assistant", self.rng.randrange(self.scale.assistants)

    def _time(self, day: date, diary: Diary, way: Way, who: Sequence[Who]) -> int | None:
        """A free time of the day, in minutes, which is then taken; None when none is found."""
        for _ in range(TRIES):
            opens, closes = self.rng.choice(self.opening.week[day.weekday()])
            choices = (closes - way.length - opens) // STEP + 1
            if choices < 1:
                continue
            start = opens + STEP * self.rng.randrange(choices)
            if diary.take([(one, start, start + way.length) for one in who]):
                return start
        return None

    def _meeting(self, day: date, diary: Diary, way: Way) -> None:
        """A meeting at the time when most of the first few people are free."""
        opens, closes = self.opening.week[day.weekday()][0]
        people: list[Who] = [("photographer", at) for at in range(self.scale.photographers)]
        people += [("assistant", at) for at in range(self.scale.assistants)]
        found: tuple[int, list[Who]] = (0, [])
        for start in range(opens, min(closes - way.length, opens + 240) + 1, STEP * 2):
            free = [who for who in people[: way.most] if diary.free(who, start, start + way.length)]
            found = max(found, (start, free), key=lambda each: len(each[1]))
        start, free = found
        if len(free) > 1:
            diary.take([(who, start, start + way.length) for who in free])
            self._unlinked(day, start, way, free)

    def _blocked(self, day: date, diary: Diary, way: Way) -> None:
        rng, scale = self.rng, self.scale
        who: Who = ("photographer", rng.randrange(scale.photographers))
        if way.who == "room":
            if not scale.rooms:
                return
            who = ("room", rng.randrange(scale.rooms))
        start = self._time(day, diary, way, [who])
        if start is not None:
            self._unlinked(day, start, way, [who])

    def _unlinked(self, day: date, start: int, way: Way, who: Sequence[Who]) -> None:
        latest = min(day, self.now.date()) - timedelta(days=self.rng.randint(1, 9))
        agreed = datetime.combine(latest, time(self.rng.randrange(9, 17), self.rng.randrange(60)))
        step, since = self._outcome(day, start, way, agreed, cancelled=False, missed=False)
        self._make(day, start, way, who, step, since, agreed, None)

    def _outcome(
        self, day: date, start: int, way: Way, agreed: datetime, *, cancelled: bool, missed: bool
    ) -> tuple[Step, date]:
        """How an appointment stands by now, and since when."""
        rng, words = self.rng, appointment_words()
        if cancelled:
            days = (min(day, self.now.date()) - agreed.date()).days
            return words.step("cancelled"), agreed.date() + timedelta(days=rng.randint(0, days))
        if datetime.combine(day, time()) + timedelta(minutes=start + way.length) > self.now:
            return next(step for step in words.steps if step.initial), agreed.date()
        stayed_away = missed and chance(rng, words.share["no_show"])
        return words.step("no-show" if stayed_away else "done"), day

    def _make(
        self,
        day: date,
        start: int,
        way: Way,
        who: Sequence[Who],
        step: Step,
        since: date,
        agreed: datetime,
        booking: Booking | None,
    ) -> None:
        rng, words = self.rng, appointment_words()
        begins = datetime.combine(day, time()) + timedelta(minutes=start)
        noted = booking and chance(rng, words.share["note"])
        self.made.append(
            Arrangement(
                way,
                booking,
                filled(rng, rng.choice(way.descriptions)),
                begins,
                begins + timedelta(minutes=way.length),
                tuple(who),
                step,
                since,
                bool(booking)
                and step.kind != "cancelled"
                and chance(rng, words.share["confirmed"]),
                booking.booked_by if booking else self._booker(who),
                agreed,
                filled(rng, rng.choice(self.content.sessions.notes)) if noted else "",
            )
        )

    def _booker(self, who: Sequence[Who]) -> int:
        """Position among the people: whose time it is, or the first of all."""
        role, at = who[0]
        if role == "room":
            return 0
        return at if role == "photographer" else self.scale.photographers + at


@cache
def appointment_words() -> Words:
    """What can be said about appointments, from the files; types that are not offered left out."""
    words = read("demo/appointments")
    lengths = {
        entry["code"]: entry["length"]
        for entry in read("starter/appointment_types")["appointment_type"]
    }

    def ways(key: str) -> tuple[Way, ...]:
        return tuple(_way(entry, lengths) for entry in words[key] if entry["code"] in lengths)

    steps = steps_of("appointment")
    return Words(ways("linked"), ways("meeting"), ways("blocked"), steps, words["share"])


def _way(entry: dict[str, Any], lengths: Mapping[str, int]) -> Way:
    values = {key: value for key, value in entry.items() if key not in ("weekday", "days")}
    return Way(
        **values | {"descriptions": tuple(entry["descriptions"])},
        length=lengths[entry["code"]],
        days=(*entry.get("days", (0, 0)),),
        weekday=DAYS.index(entry.get("weekday", DAYS[0])),
    )
