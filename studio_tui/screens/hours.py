"""Working hours and time off of one person or resource, typed as people say them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from studio_tui import keys
from studio_tui.domain.absences import absence_words, off_words
from studio_tui.domain.hours import hours_words, parse_hours
from studio_tui.domain.typed_hours import parse_week, week_words
from studio_tui.domain.typed_off import off_text, parse_day, parse_off
from studio_tui.domain.words import WEEKDAYS, date_short, date_words
from studio_tui.errors import StudioError
from studio_tui.screens.base import reported
from studio_tui.screens.closures import open_closures
from studio_tui.screens.dated import DatedScreen, Entry, booked_note, booked_words
from studio_tui.screens.pick_list import PickList
from studio_tui.services import calendar, hours
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from datetime import date

    from textual.binding import BindingType

    from studio_tui.domain.hours import Stretches, TimeOff
    from studio_tui.screens.base import StudioScreen
    from studio_tui.services.hours import Hours
    from studio_tui.studio import Studio

FOLLOW = ("studio", "as the studio", "as studio")
"""Typed for hours: those of the studio."""
WEEK = ("week", None)


async def open_hours(base: StudioScreen[Any], schedule_id: int) -> None:
    """Open the hours of a schedule over a screen."""
    await base.app.push_screen(HoursScreen(base.studio, schedule_id))


class HoursScreen(DatedScreen):
    """The week, other hours on dates, and time off from today on."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("hours")
    PLACE = "hours"
    HELP_TEXT = (
        "While somebody has no working hours of their own, they follow the studio's opening hours, "
        "outside of which a booking is only warned about. Their own hours and their time off stand "
        "against a booking like another booking.\n\n"
        "Type hours as 9-12:30, 13:30-18 or closed, or studio to follow it again; a whole week as "
        "mon-thu 9-17, fri 9-13. Type time off as fri 27/11 - mon 30/11 holiday, or 27/11 9-13 "
        "dentist."
    )
    COLUMNS = (ListColumn("When", 26), ListColumn("Hours"))

    _hours: Hours

    def __init__(self, studio: Studio, schedule_id: int) -> None:
        """Prepare to show a schedule's hours."""
        super().__init__(studio)
        self.schedule_id = schedule_id

    async def read(self) -> Sequence[Entry]:
        """The week, dates and time off."""
        self._hours = found = await self.studio.call(hours.of_schedule, self.schedule_id)
        booked = await self.studio.call(hours.in_time_off, found)
        self.title_bar.set_left(f"Hours and time off · {found.name}")
        own = found.working
        dates = [self._date(day) for day in sorted(own.days)]
        away = [_off(each, found.name, booked.get(each.id or 0, ())) for each in own.off]
        return [*self._week(), *dates, *away]

    def _week(self) -> Iterator[Entry]:
        own, studio, name = self._hours.working.week, self._hours.opening.week, self._hours.name
        said = week_words(own) if own else "as the studio"
        full = said if own else f"as the studio: {week_words(studio)}"
        yield Entry(Row(WEEK, ("Every week", said)), f"{name}, every week: {full}.")
        for weekday, label in enumerate(WEEKDAYS):
            words = hours_words((own or studio).get(weekday, ()))
            shown = words if own else f"as the studio: {words}"
            yield Entry(Row(("weekday", weekday), (f"  {label}", shown)), f"{label}: {shown}.")

    def _date(self, day: date) -> Entry:
        said = hours_words(self._hours.working.days[day])
        row = Row(("day", day), (date_short(day), said))
        return Entry(row, f"{self._hours.name}, {date_words(day)}: {said}, instead of every week.")

    # Changing

    @property
    def removable(self) -> bool:
        """The week itself can only be typed anew."""
        return self._kind in ("day", "off")

    @property
    def _kind(self) -> str:
        return str(self._key[0])

    @property
    def _key(self) -> tuple[str, Any]:
        return cast("tuple[str, Any]", self.list.row.key) if self.list.row is not None else WEEK

    def on_record_list_chosen(self) -> None:
        """Change what is under the cursor."""
        kind, what = self._key
        own = self._hours.working
        if kind == "week":
            self._ask_week(week_words(own.week) if own.week else "")
        elif kind == "weekday":
            self._ask_weekday(what, hours_words(own.week.get(what, ())) if own.week else "")
        elif kind == "day":
            self._ask_day(f"{date_short(what)} {hours_words(own.days[what])}", what)
        else:
            off = next(each for each in own.off if each.id == what)
            self._ask_off(off_text(off.start, off.end, off.reason), what)

    def _ask(self, label: str, check: Any, store: Any, typed: str = "") -> None:
        self.ask(self._hours.name, label, check, store, typed)

    def _ask_week(self, typed: str) -> None:
        def said(text: str) -> str:
            return "as the studio" if _follows(text) else week_words(parse_week(text))

        async def store(text: str, agreed: bool) -> None:
            week = None if _follows(text) else parse_week(text)
            await self.studio.call(hours.set_week, self.schedule_id, week, agreed=agreed)

        self._ask("Hours of a week, as mon-thu 9-17, fri 9-13; or studio", said, store, typed)

    def _ask_weekday(self, weekday: int, typed: str) -> None:
        label = f"Hours on {WEEKDAYS[weekday]}s, as 9-12:30, 13:30-18; or closed"

        async def store(text: str, agreed: bool) -> None:
            stretches = _stretches(text)
            await self.studio.call(
                hours.set_weekday, self.schedule_id, weekday, stretches, agreed=agreed
            )

        self._ask(label, lambda text: hours_words(_stretches(text)), store, typed)

    def action_day(self) -> None:
        """Ask for other hours on a date."""
        self._ask_day()

    def _ask_day(self, typed: str = "", before: date | None = None) -> None:
        read = partial(self.parsed, parse_day)

        def said(text: str) -> str:
            day, stretches = read(text)
            return f"{date_words(day)}: {hours_words(stretches)}"

        async def store(text: str, agreed: bool) -> None:
            day, stretches = read(text)
            call, whose = self.studio.call, self.schedule_id
            await call(hours.set_day, whose, day, stretches, agreed=agreed)
            if before is not None and before != day:
                await call(hours.set_day, whose, before, None, agreed=True)
            self.stand_on(("day", day))

        self._ask("A date and its hours, as sat 5/12 10-14, or closed", said, store, typed)

    def action_new(self) -> None:
        """Ask for time off."""
        self._ask_off()

    def _ask_off(self, typed: str = "", off_id: int | None = None) -> None:
        read = partial(self.parsed, parse_off)

        def said(text: str) -> str:
            start, end, reason = read(text)
            return f"Off {off_words(start, end)} {end.year}{f': {reason}' if reason else ''}"

        async def store(text: str, agreed: bool) -> None:
            stored = await self.studio.call(
                hours.set_off, self.schedule_id, *read(text), off_id=off_id, agreed=agreed
            )
            self.stand_on(("off", stored))

        self._ask("From when to when, and why: fri 27/11 - mon 30/11 holiday", said, store, typed)

    async def take_out(self, agreed: bool) -> None:
        """Take out a date's hours, or time off."""
        kind, what = self._key
        if kind == "day":
            await self.studio.call(hours.set_day, self.schedule_id, what, None, agreed=agreed)
        elif kind == "off":
            await self.studio.call(hours.remove_off, what)

    # Where to

    @reported
    async def action_whose(self) -> None:
        """Ask whose hours to show."""
        offered = await self.studio.call(calendar.schedules)
        rows = [Row(entry.id, (entry.name,)) for entry in offered]
        self.app.push_screen(PickList("Whose hours", rows, at=self.schedule_id), self._choose)

    @reported
    async def _choose(self, schedule_id: Hashable | None) -> None:
        if isinstance(schedule_id, int):
            self.schedule_id = schedule_id
            await self.show_again(WEEK)

    @reported
    async def action_closures(self) -> None:
        """Show the closures of the studio."""
        await open_closures(self)


def _stretches(text: str) -> Stretches:
    """Hours of a weekday; nothing typed is no answer."""
    if not text.strip():
        raise StudioError("Type the hours, as 9-12:30, 13:30-18, or closed.")
    return parse_hours(text)


def _follows(text: str) -> bool:
    return text.strip().casefold() in FOLLOW


def _off(off: TimeOff, name: str, bookings: tuple[Any, ...]) -> Entry:
    cells = (off_words(off.start, off.end), f"off: {off.reason}" if off.reason else "off")
    words = f"{name} is {absence_words(off.start, off.end, off.reason)}.{booked_words(bookings)}"
    row = Row(("off", off.id), cells, note=booked_note(bookings), warn=bool(bookings))
    return Entry(row, words, bookings)
