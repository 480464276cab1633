"""Move mode: a ghost of the booking goes over the calendar until it is put down somewhere.

Arrows and PgUp, PgDn carry it over slots, columns and days; the line says at every step where it is
and what stands against it. Nothing is stored before the panel that Enter opens. Another column is
another person or resource in the same role; columns of those who cannot stand in are passed over.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on

from studio_tui import keys
from studio_tui.domain.booking import AppointmentDraft
from studio_tui.domain.clashes import taken_words
from studio_tui.domain.moving import Shift, shifted
from studio_tui.domain.standing_in import stand_in
from studio_tui.domain.words import date_short, plural
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.calendar_faces import GridFace
from studio_tui.screens.dropping import DropPanel, Dropped
from studio_tui.services import calendar, catalogue, moving
from studio_tui.widgets.ghost_grid import Ghost, GhostGrid
from studio_tui.widgets.grid_layout import times_words

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    from studio_tui.services.stored import Stored
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
        "marked together keep their people and move by the same distance."
    )

    _page: Page
    _lists: Catalogue
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
        found = (e for e in records if (e.draft.kind, e.id) == (lead.kind, lead.record_id))
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
        self.title_bar.set_right("Copy" if self.copied else "Move")
        await self._turn(self._view.around(self.lead.start.date()))
        self.grid.focus()
        await self._say()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Wait until there is something to move."""
        return self.grid.columns != () or action in ("back", "help")

    # Where it would go

    @property
    def target(self) -> BookingDraft:
        """The booking under the cursor as it would be."""
        return shifted(self._first.draft, self._shift)

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
            ids = self._taking_part(each)
            title = each.client or each.draft.description or each.type_name
            if each is self._first:
                ids = (
                    self._whose,
                    *(i for i in ids if i not in (self.lead.schedule_id, self._whose)),
                )
            for schedule_id in ids:
                yield Ghost(schedule_id, draft.start, draft.end, title)

    def _taking_part(self, record: Stored) -> tuple[int, ...]:
        """Schedules of everybody and everything that a booking takes."""
        draft = record.draft
        if isinstance(draft, AppointmentDraft):
            return draft.schedule_ids
        people = {each.id: each.schedule_id for each in self._lists.people}
        rooms = {each.id: each.schedule_id for each in self._lists.resources}
        found = (
            people.get(draft.photographer_id or 0),
            people.get(draft.assistant_id or 0),
            rooms.get(draft.resource_id or 0),
        )
        return tuple(each for each in found if each is not None)

    async def _step(self, shift: Shift) -> None:
        """Go somewhere else, if a booking may be that long."""
        if shift == self._shift:
            return
        draft = shifted(self._first.draft, shift)
        if draft.end <= draft.start:
            self.tell("An end before the start cannot be.")
            return
        self._shift = shift
        shown = (draft.end - timedelta(minutes=1)).date() if self._ends else draft.start.date()
        if self._view.first <= shown <= self._view.last:
            self._haunt()
        else:
            await self._turn(self._view.around(shown))
        await self._say()

    def _by(self, distance: timedelta) -> Shift:
        """Farther by a distance: both ends, or the end alone."""
        shift = self._shift
        start = shift.start if self._ends else shift.start + distance
        return replace(shift, start=start, end=shift.end + distance)

    async def _say(self) -> None:
        """Say where it is, and what stands against it there."""
        look = await self.studio.call(moving.look, self.records, self._shift, copied=self.copied)
        self._look = look
        draft = self.target
        day = date_short(draft.start).rpartition(" ")[0]
        when = f"{day} {times_words(draft.start, draft.end)}"
        if self._shift.swap:
            names = {entry.id: entry.name for entry in self._page.schedules}
            when = f"{names.get(self._whose, '')}, {when}"
        if len(self.records) > 1:
            when = f"{plural(len(self.records), 'booking')}, {self._shift.words or 'not moved'}"
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
            self.remind(
                f"Nobody and nothing on that side can take part instead of {self._named()}."
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
        found = [each for each in self.grid.columns if each.schedule_id == self._whose]
        return (
            next((each for each in found if each.day == day), found[0] if found else None)
            or (self.grid.columns[0])
        )

    def _into(self, here: Column, column: Column) -> Shift | None:
        """What it means to go from one column into another; None where it cannot."""
        shift = self._by(column.day - here.day)
        if column.schedule_id == self._whose:
            return shift if column.day != here.day else None
        if self._ends or len(self.records) > 1:
            return None
        if column.schedule_id == self.lead.schedule_id:
            return replace(shift, swap=None)
        swap = self._swap(column.schedule_id)
        return replace(shift, swap=swap) if swap else None

    def _swap(self, schedule_id: int) -> Swap | None:
        lead = self.lead
        taking_part = self._taking_part(self._first)
        return stand_in(self._lists, lead.role, lead.schedule_id, schedule_id, taking_part)

    async def action_ends(self) -> None:
        """Move the end alone, or both again."""
        self._ends = not self._ends
        self._haunt()
        what = "Only the end moves." if self._ends else "Start and end move together."
        await self._say()
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
            self.line.say(self._look.problem, warn=True)
        else:
            panel = DropPanel(self.records, self._shift, copied=self.copied)
            await panel.read(self.studio)
            self.app.push_screen(panel, self._dropped)

    def _dropped(self, done: Dropped | None) -> None:
        if done is not None:
            self.dismiss(replace(done, column=self._whose))

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
        if not self._ends and len(self.records) == 1:
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
