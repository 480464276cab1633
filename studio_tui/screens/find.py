"""One search of everything: finds as somebody types, opens what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.widgets import Input

from studio_tui import keys
from studio_tui.domain.names import fold
from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError
from studio_tui.screens.base import Context, StudioScreen, reported
from studio_tui.screens.going import PLACES, go
from studio_tui.screens.opening import open_record
from studio_tui.services import found_lines
from studio_tui.widgets.filter_bar import FilterBar
from studio_tui.widgets.hub_list import HubColumn, HubList
from studio_tui.widgets.record_list import RecordList, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.services.found_lines import Line, Lines
    from studio_tui.studio import Studio

KINDS: dict[str, str] = {
    "client": "Client",
    "session": "Session",
    "appointment": "Appointment",
    "invoice": "Invoice",
    "payment": "Payment",
    "task": "Task",
}


async def open_find(front: StudioScreen[Any]) -> None:
    """Search everything; a search that is open already comes to the front with what it found."""
    app = front.app
    stack = app.screen_stack
    at = next((at for at, each in enumerate(stack) if isinstance(each, FindScreen)), None)
    if at is None:
        await app.push_screen(FindScreen(front.studio))
        return
    above = stack[at + 1 :]
    if any(isinstance(each, StudioScreen) and each.unsaved for each in above):
        front.remind("Something is not saved here: save it first, or leave it with Esc.")
        return
    for _ in above:
        app.pop_screen()


class FindScreen(StudioScreen[None]):
    """The text above, what it finds below."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("finding")
    PLACE = "finding"
    AUTO_FOCUS = ""
    HELP_TEXT = (
        "Finds clients by name, company, phone however it is written, email, number, street and "
        "city; bookings, invoices, payments and tasks by their numbers, by what they are about, "
        "and as those of the clients who are found; all by their notes, too. What something was "
        "found by is said first where the line does not show it. Where nothing fits, one typing "
        "error is forgiven.\n\n"
        "Without a text it leads to the lists of everything."
    )

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.bar = FilterBar("Find")
        self.list = HubList()
        self.list.steered = True
        self.list.headed = False
        self.list.set_hub_columns(
            (HubColumn("", 11), HubColumn("", 14, 2), HubColumn("", 16, 5, drop=1))
        )
        self.list.follower = self._follow
        self._lines: tuple[Line | str, ...] = ()
        """What was found, or a place to go to."""
        self._asked: str | None = None
        """The text that it was found for."""
        self.title_bar.set_left("Find anything")

    def body(self) -> ComposeResult:
        """The text, and what it finds."""
        yield self.bar
        yield self.list

    def on_mount(self) -> None:
        """Wait for a text."""
        self.bar.open()

    @reported
    async def on_screen_resume(self) -> None:
        """Show what is true now, whatever was in front meanwhile."""
        self._asked = None
        self.set_focus(self.bar.input)
        self.bar.input.action_select_all()  # what is typed next is another search
        await self._look()

    # Looking

    @on(Input.Changed)
    def _typed(self) -> None:
        self._look_soon()

    @work(exclusive=True, group="find")
    async def _look_soon(self) -> None:
        try:
            await self._look()
        except StudioError as error:
            self.report(error)

    async def _look(self) -> None:
        """Find what is typed; what was typed meanwhile is looked for next."""
        while (text := self.bar.input.value) != self._asked:
            found = await self.studio.call(found_lines.look_up, text)
            self._asked = text
            self._show(text, found)

    def _show(self, text: str, found: Lines) -> None:
        typed = fold(text)
        places = [key for key, name in PLACES.items() if fold(name).startswith(typed)]
        if text.strip() and not typed:
            places = []  # nothing but punctuation
        self._lines = (*found.lines, *places)
        rows = [self._row(at, each) for at, each in enumerate(self._lines)]
        nothing = f"Nothing is found for {quoted(text)}."
        self.list.show_window(rows, before=False, after=False, empty_text=nothing, at=None)
        forgiven = f"Nothing is quite like {quoted(text)}; near it:" if found.forgiven else ""
        self.bar.say(forgiven)
        if self.list.row is not None:
            self._follow(self.list.row)
        else:
            self.tell(f"Nothing is found for {quoted(text)}; Backspace widens.")

    def _row(self, at: int, found: Line | str) -> Row:
        if isinstance(found, str):
            return Row(at, ("Go to", PLACES[found], ""))
        about = " · ".join(filter(None, (found.why, found.about)))
        return Row(at, (KINDS[found.kind], found.name, about), warn=found.warn)

    def _follow(self, row: Row) -> None:
        """Say what the cursor is on, and how much was found."""
        said = " · ".join(filter(None, row.cells[1:]))
        forgiven = f"{self.bar.words} " if self.bar.words else ""
        self.tell(f"{forgiven}{row.cells[0]}: {said} ({self.list.position_words})")

    @property
    def context(self) -> Context:
        """The client or session under the cursor."""
        found = self._here
        if isinstance(found, str) or found is None or found.kind != "client":
            return Context()
        return Context(found.id)

    @property
    def _here(self) -> Line | str | None:
        row = self.list.row
        return None if row is None else self._lines[int(str(row.key))]

    # What is done

    @on(Input.Submitted)
    @on(RecordList.Chosen)
    @reported
    async def action_take(self) -> None:
        """Open what is under the cursor, after a last look if something was typed since."""
        await self._look()
        found = self._here
        if found is None:
            return
        if isinstance(found, str):
            self.dismiss()
            await go(self, found)
            return
        same = [
            each.id for each in self._lines if not isinstance(each, str) and each.kind == found.kind
        ]
        await open_record(self, found.kind, found.id, among=same)

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()

    async def action_up(self) -> None:
        """Go to the line above."""
        await self.list.action_cursor_up()

    async def action_down(self) -> None:
        """Go to the line below."""
        await self.list.action_cursor_down()

    async def action_page_up(self) -> None:  # type: ignore[override]
        """Go a page up."""
        await self.list.action_page_up()

    async def action_page_down(self) -> None:  # type: ignore[override]
        """Go a page down."""
        await self.list.action_page_down()
