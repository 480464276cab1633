"""Days on which the studio is closed, and the public holidays to choose them from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.domain.absences import days_words
from studio_tui.domain.typed_off import off_text, parse_days
from studio_tui.domain.words import date_short, plural
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dated import DatedScreen, Entry, booked_note, booked_words
from studio_tui.screens.dialogs import AskText
from studio_tui.screens.schedule_picker import SchedulePicker
from studio_tui.services import closures
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from studio_tui.services.closures import ClosureEntry, Holiday


async def open_closures(base: StudioScreen[Any]) -> None:
    """Open the closures of the studio over a screen."""
    await base.app.push_screen(ClosuresScreen(base.studio))


class ClosuresScreen(DatedScreen):
    """The closures from today on."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("closures")
    PLACE = "closures"
    HELP_TEXT = (
        "On a day on which the studio is closed nobody is booked without a question. What is "
        "booked there already stays; the list says how much it is.\n\n"
        "Type a closure as 24/12 - 2/1 Christmas. Public holidays of the studio's country are "
        "offered year by year; the part of the country may stand behind the year, as 2027 Scotland."
    )
    COLUMNS = (ListColumn("Days", 30), ListColumn("Why"))
    EMPTY = "No closures to come."

    _closures: dict[int, ClosureEntry]

    async def read(self) -> Sequence[Entry]:
        """The closures with what is booked there."""
        self.title_bar.set_left("Studio closures")
        found = await self.studio.call(closures.coming)
        self._closures = {each.id: each for each in found}
        return [_entry(each) for each in found]

    # Changing

    def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """Change the closure under the cursor."""
        found = self._closures[int(str(event.key))]
        start, end = (datetime.combine(day, time()) for day in (found.first, found.last))
        self._ask_days(off_text(start, end + timedelta(days=1), found.name), found.id)

    def action_new(self) -> None:
        """Ask for a closure."""
        self._ask_days()

    def _ask_days(self, typed: str = "", closure_id: int | None = None) -> None:
        read = partial(self.parsed, parse_days)

        def said(text: str) -> str:
            first, last, name = read(text)
            return f"Closed {days_words(first, last)} {last.year}: {name}"

        async def store(text: str, agreed: bool) -> None:
            stored = await self.studio.call(
                closures.close, *read(text), closure_id=closure_id, agreed=agreed
            )
            self.stand_on(stored)

        self.ask("Closure", "Days and why, as 24/12 - 2/1 Christmas", said, store, typed)

    async def take_out(self, agreed: bool) -> None:  # noqa: ARG002
        """Open again."""
        if self.list.row is not None:
            await self.studio.call(closures.reopen, int(str(self.list.row.key)))

    # Public holidays

    @reported
    async def action_public(self) -> None:
        """Ask of which year."""
        suggested = await self.studio.call(closures.suggested_year)
        label = "Year; the part of the country may stand behind it"
        panel = Year("Public holidays", label, lambda _: "Enter lists them.", typed=suggested)
        self.app.push_screen(panel, self._offer)

    @reported
    async def _offer(self, text: str | None) -> None:
        if text is None:
            return
        year, region = await self.studio.call(closures.parse_year, text)
        found = await self.studio.call(closures.public_holidays, year, region)
        offered = [_Offered(at, _holiday_words(each)) for at, each in enumerate(found)]
        marked = [at for at, each in enumerate(found) if not each.closed]
        panel = SchedulePicker(
            offered,
            marked,
            title=f"Public holidays {text.strip()}: closed on",
            none="Mark a day with Space, or leave with Esc.",
        )
        self.app.push_screen(panel, partial(self._take, found, region))

    @reported
    async def _take(
        self, found: tuple[Holiday, ...], region: str, marked: tuple[int, ...] | None
    ) -> None:
        if marked is not None:
            taken = [found[at] for at in marked]
            new = await self.studio.call(closures.close_on, taken, region=region)
            self.done(f"{plural(new, 'closure')} entered.")
            await self.show_again()


class Year(AskText):
    """Asks for a year, and says here what is wrong with it."""

    async def accept(self, text: str) -> None:
        """Take it if its holidays are known."""
        year, region = await self.studio.call(closures.parse_year, text)
        await self.studio.call(closures.public_holidays, year, region)
        self.dismiss(text)


@dataclass(frozen=True, slots=True)
class _Offered:
    id: int
    name: str


def _holiday_words(holiday: Holiday) -> str:
    more = (
        "closed already" if holiday.closed else "",
        f"{holiday.bookings} booked" if holiday.bookings else "",
    )
    said = ", ".join(filter(None, more))
    return f"{date_short(holiday.day)}  {holiday.name}{f' ({said})' if said else ''}"


def _entry(closure: ClosureEntry) -> Entry:
    days = f"{days_words(closure.first, closure.last)} {closure.last.year}"
    row = Row(
        closure.id,
        (days, closure.name),
        note=booked_note(closure.bookings),
        warn=bool(closure.bookings),
    )
    return Entry(
        row, f"Closed {days}: {closure.name}.{booked_words(closure.bookings)}", closure.bookings
    )
