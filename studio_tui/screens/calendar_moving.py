"""Move mode: a ghost of the booking goes over the calendar until it is put down somewhere.

Arrows and PgUp, PgDn carry it over slots, columns and days; the line says at every step where it is
and what stands against it. Nothing is stored before the panel that Enter opens. Another column is
another person or resource in the same role; columns of those who cannot stand in are passed over.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on

from studio_tui import keys
from studio_tui.domain.clashes import taken_words
from studio_tui.domain.moving import Shift, shifted
from studio_tui.domain.standing_in import stand_in_for_all, taking_part
from studio_tui.domain.typed import parse_place
from studio_tui.domain.words import date_short, date_words, plural
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.calendar_faces import GridFace
from studio_tui.screens.dialogs import AskText
from studio_tui.screens.dropping import DropPanel, Dropped
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.series_scope import ask_dates
from studio_tui.services import calendar, catalogue, moving
from studio_tui.services.desk import Desk
from studio_tui.widgets.ghost_grid import Ghost, GhostGrid
from studio_tui.widgets.grid_layout import times_words
from studio_tui.widgets.record_list import Row

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.block import Block
    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.catalogue import Catalogue
    from studio_tui.domain.moving import Swap
    from studio_tui.screens.calendar_view import View
    from studio_tui.services.calendar import Page
    from studio_tui.services.moving import Look
    from studio_tui.services.stored import Stored, Which
    from studio_tui.studio import Studio
    from studio_tui.widgets.grid_layout import Column

DAY = timedelta(days=1)


class MoveScreen(StudioScreen["Dropped | None"]):
    """The calendar while bookings are moved or copied; returns what was done, or None."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("moving")
    PLACE = "moving"
    HELP_TEXT = (
        "The booking is carried over the calendar; » marks where it would go, and the line says "
        "what stands against it. Nothing is stored before you have put it down and seen old and "
        "new side by side.\n\n"
        "Left and right lead to another person or resource who can take part in the same role, or "
        "to another day where days stand side by side. Tab moves the end alone. Bookings that are "
        "marked move by the same distance; in another column all those of the first column get who "
        "has that one."
    )

    _page: Page
    _lists: Catalogue
    _day_first = True
    _shift = Shift()
    _ends = False
    """Whether the end is moved alone."""
    _look: Look | None = None
    _origin: tuple[int, date, Shift] | None = None
    """Row and day on which the mouse took hold, and how far it had been moved by then."""

    def __init__(
        self,
        studio: Studio,
        records: tuple[Stored, ...],
        lead: Block,
        view: View,
        shown: tuple[int, ...],
        *,
        copied: bool = False,
    ) -> None:
        """Prepare to move.

        Args:
            studio: The open studio.
            records: The bookings as they were read.
            lead: The one under the cursor, on the schedule whose column it stands in.
            view: How the calendar is looked at.
            shown: Ids of the schedules that are shown.
            copied: Whether the bookings stay where they are, and are booked again.
        """
        super().__init__(studio)
        self.records, self.lead, self.copied = records, lead, copied
        found = (e for e in records if (e.draft.kind, e.id) == lead.which)
        self._first = next(found)
        self._view = view if view.gridded else replace(view, kind="day")
        self._shown = (lead.schedule_id,) if self._view.of_one else shown
        self.grid = GhostGrid()
        self._face = GridFace(lambda: None, self.grid)

    def body(self) -> ComposeResult:
        """The grid."""
        yield self.grid

    def hold(self, row: int, day: date, *, ends: bool) -> None:
        """Be pulled by the mouse, which took hold of a slot of the booking, or of its end."""
        self._origin, self._ends, self.grid.pulling = (row, day, Shift()), ends, True

    @reported
    async def on_mount(self) -> None:
        """Show the calendar with the ghost where the booking stands."""
        self._lists = await self.studio.call(catalogue.catalogue)
        self._day_first = await self.studio.call(Desk.preference, "dates.day_first", True)
        self.title_bar.set_right("Copy" if self.copied else "Move")
        self._look = await self._seen(self._shift)
        await self._turn(self._view.around(self.lead.start.date()))
        self.grid.focus()
        self._say()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Wait until there is something to move."""
        return self.grid.columns != () or action in ("back", "help")

    # Where it would go

    @property
    def target(self) -> BookingDraft:
        """The booking under the cursor as it would be."""
        return shifted(self._first.draft, self._shift)

    @property
    def _at(self) -> datetime:
        """The time that the keys change: its start, or its end where that moves alone."""
        return self.target.end if self._ends else self.target.start

    @property
    def _whose(self) -> int:
        swap = self._shift.swap
        return swap.to_schedule_id if swap else self.lead.schedule_id

    async def _turn(self, view: View) -> None:
        """Show other days."""
        self._view = view
        self._page = await self.studio.call(calendar.page, view.first, view.last, self._shown)
        self._face.show(view, self._page)
        self.title_bar.set_left(view.title(self._page))
        self._haunt()

    def _haunt(self) -> None:
        self.grid.haunt(tuple(self._ghosts()), at_end=self._ends)

    def _ghosts(self) -> Iterator[Ghost]:
        """Every booking on every schedule, the one that leads on its own first."""
        bookings = sorted(self.records, key=lambda each: each is not self._first)
        for each in bookings:
            draft = shifted(each.draft, self._shift)
            ids = tuple(taking_part(self._lists, draft))
            title = each.client or each.draft.description or each.type_name
            if each is self._first:
                ids = (self._whose, *(i for i in ids if i != self._whose))
            for schedule_id in ids:
                yield Ghost(schedule_id, draft.start, draft.end, title)

    async def _step(self, shift: Shift) -> None:
        """Go somewhere else, if a booking may be that long."""
        if shift == self._shift:
            return
        draft = shifted(self._first.draft, shift)
        if draft.end <= draft.start:
            self.tell("An end before the start cannot be.")
            return
        look = await self._seen(shift)  # before the ghost moves: both are painted at once
        self._shift, self._look = shift, look
        shown = (draft.end - timedelta(minutes=1)).date() if self._ends else draft.start.date()
        if self._view.first <= shown <= self._view.last:
            self._haunt()
        else:
            await self._turn(self._view.around(shown))
        self._say()

    def _by(self, distance: timedelta) -> Shift:
        """Farther by a distance: both ends, or the end alone."""
        shift = self._shift
        start = shift.start if self._ends else shift.start + distance
        return replace(shift, start=start, end=shift.end + distance)

    async def _seen(self, shift: Shift) -> Look:
        """What would come of it there."""
        return await self.studio.call(moving.look, self.records, shift, copied=self.copied)

    def _say(self) -> None:
        """Say where it is, and what stands against it there."""
        look = self._look
        assert look is not None
        draft = self.target
        day = date_short(draft.start).rpartition(" ")[0]
        when = f"{day} {times_words(draft.start, draft.end)}"
        if len(self.records) > 1:
            same = "at the same times" if self._shift.swap else "not moved"
            when = f"{plural(len(self.records), 'booking')}, {self._shift.words or same}"
        if self._shift.swap:
            when = f"{self._named()}, {when}"
        if look.problem:
            self.line.say(look.problem, warn=True)
        elif look.clashes:
            clashing = sum(bool(each.clashes) for each in look.steps)
            several = f"{clashing} clash: " if len(self.records) > 1 else ""
            brief = tuple(replace(each, booked="", reference="") for each in look.clashes)
            said = taken_words(brief, look.zone)
            self.line.say(f"{when} · {several}{said}", warn=True)
        else:
            warning = next((each.warning for each in look.steps if each.warning), "")
            self.tell(f"{when} · {'in the past. ' if look.past else ''}{warning or 'free'}")

    def news(self, text: str, *, warn: bool = False) -> None:
        """What comes by itself stands behind what there is to know of the move."""
        self.line.say(f"{self.line.text} · {text}", warn=warn)

    # Keys

    @reported
    async def action_slot(self, step: int) -> None:
        """A slot later or earlier."""
        await self._step(self._by(timedelta(minutes=step * self.grid.slot)))

    @reported
    async def action_days(self, days: int) -> None:
        """Some days later or earlier."""
        await self._step(self._by(days * DAY))

    @reported
    async def action_column(self, step: int) -> None:
        """The next column that it can stand in."""
        columns, here = self.grid.columns, self._column()
        at = columns.index(here) + step if here in columns else -1
        while 0 <= at < len(columns):
            shift = self._into(here, columns[at])
            if shift is not None:
                await self._step(shift)
                return
            at += step
        if self._view.kind == "day":
            key = self.key_name("moving.instead")
            self.remind(
                f"Nobody shown on that side can take part for {self._named()}; {key} asks for all."
            )
        else:
            await self._step(self._by(step * DAY))

    def _named(self) -> str:
        names = {entry.id: entry.name for entry in self._page.schedules}
        return names.get(self._whose, "this schedule")

    def _column(self) -> Column:
        """The column in which the ghost stands."""
        draft = self.target
        day = (draft.end - timedelta(minutes=1)).date() if self._ends else draft.start.date()
        columns = self.grid.columns
        found = [each for each in columns if each.schedule_id == self._whose] or columns
        return next((each for each in found if each.day == day), found[0])

    def _into(self, here: Column, column: Column) -> Shift | None:
        """What it means to go from one column into another; None where it cannot."""
        shift = self._by(column.day - here.day)
        if column.schedule_id == self._whose:
            return shift if column.day != here.day else None
        if self._ends:
            return None
        if column.schedule_id == self.lead.schedule_id:
            return replace(shift, swap=None)
        swap = self._swap(column.schedule_id)
        return replace(shift, swap=swap) if swap else None

    def _swap(self, schedule_id: int) -> Swap | None:
        """What it means to be put into another column."""
        drafts = [each.draft for each in self.records]
        return stand_in_for_all(self._lists, drafts, self.lead.schedule_id, schedule_id)

    def action_instead(self) -> None:
        """Ask who or what shall take part instead, shown or not."""
        lead = self.lead.schedule_id
        rows = [
            Row(entry.id, (entry.name,))
            for entry in self._page.schedules
            if entry.id == lead or self._swap(entry.id)
        ]
        self.app.push_screen(PickList("Who takes part", rows, at=self._whose), self._put_into)

    @reported
    async def _put_into(self, schedule_id: Hashable | None) -> None:
        if not isinstance(schedule_id, int):
            return
        if schedule_id not in self._shown:
            self._shown = (*self._shown, schedule_id)
            await self._turn(self._view)
        same = schedule_id == self.lead.schedule_id
        await self._step(replace(self._shift, swap=None if same else self._swap(schedule_id)))

    def action_go(self) -> None:
        """Ask for a date, or a date and time, to carry it to."""
        panel = AskText("Move to", "Date, or date and time; or a time alone", self._moment_words)
        self.app.push_screen(panel, self._go)

    def _moment(self, text: str) -> datetime:
        """Where a text leads; a time alone is on the day where it is."""
        at, today = self._at, self._page.now.date()
        day, time = parse_place(text, today, at.date(), day_first=self._day_first)
        return datetime.combine(day, time or at.time())

    def _moment_words(self, text: str) -> str:
        at = self._moment(text)
        return f"{date_words(at.date())}, {at:%H:%M}"

    @reported
    async def _go(self, text: str | None) -> None:
        if text is not None:
            await self._step(self._by(self._moment(text) - self._at))

    def action_ends(self) -> None:
        """Move the end alone, or both again."""
        self._ends = not self._ends
        self._haunt()
        what = "Only the end moves." if self._ends else "Start and end move together."
        self._say()
        self.remind(f"{what} {self.line.text}")

    def action_back(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    @reported
    async def action_drop(self) -> None:
        """Show old and new side by side, and what may be done along with it."""
        if self._look is None or (self._shift.nothing and not self.copied):
            self.remind("It has not been moved yet: arrows move it, Esc leaves it where it is.")
        elif self._look.problem:
            self.line.say(self._look.problem, warn=True, whole=True)
        else:
            await self._show_drop()

    async def _show_drop(self) -> None:
        """Look at all of it; of a series, once it is known which dates are meant."""
        which: list[Which] = [(each.draft.kind, each.id) for each in self.records]

        async def meant(dates: Sequence[Which]) -> None:
            several = len(dates) > len(which)
            records = await self.studio.call(moving.pick, dates) if several else self.records
            panel = DropPanel(records, self._shift, copied=self.copied)
            await panel.read(self.studio)
            self.app.push_screen(panel, self._dropped)

        if self.copied:
            await meant(which)
        else:
            await ask_dates(self, which, "Move", meant)

    def _dropped(self, done: Dropped | None) -> None:
        if done is None:
            return
        done = replace(done, column=self._whose)
        if not self.copied:
            first: Which = (self.lead.kind, self.lead.record_id)
            done = replace(done, first=first, draft=self.target)
        self.dismiss(done)

    # Mouse

    @on(GhostGrid.Pulled)
    @reported
    async def _pull(self, event: GhostGrid.Pulled) -> None:
        """Go as far as the mouse has gone since it took hold."""
        column, row = self.grid.columns[event.at.column], event.at.row
        if self._origin is None:
            self._origin = (row, column.day, self._shift)
        top, day, held = self._origin
        before, self._shift = self._shift, held
        shift = self._by((column.day - day) + timedelta(minutes=(row - top) * self.grid.slot))
        self._shift = before
        if not self._ends:
            if column.schedule_id == self.lead.schedule_id:
                shift = replace(shift, swap=None)
            else:
                shift = replace(shift, swap=self._swap(column.schedule_id) or before.swap)
        await self._step(shift)

    @on(GhostGrid.Dropped)
    async def _let_go(self) -> None:
        """It was put down here."""
        self._origin = None
        await self.action_drop()
