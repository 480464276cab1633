"""All lists of the studio, to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.flows.field import Facts
from studio_tui.records.lists import LISTS
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.lists.entries import ListScreen
from studio_tui.screens.lists.entry import EntryScreen
from studio_tui.screens.menu import Entries
from studio_tui.services import list_rows
from studio_tui.services.desk import Desk
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


async def open_maintenance(base: StudioScreen[Any]) -> None:
    """Open the lists over a screen; where they are open already, go back to them."""
    opened = next((each for each in base.app.screen_stack if isinstance(each, Maintenance)), None)
    if opened is None:
        await base.app.push_screen(Maintenance(base.studio))
    else:
        base.tell("Maintenance is open already: Esc leads back to it.")


class Maintenance(StudioScreen[None]):
    """The lists under their headings. Letters go to the next that begins with them."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("inner")
    PLACE = "maintenance"
    HELP_TEXT = (
        "What the studio has to choose from is kept here: types, statuses, people and rooms, "
        "prices, letters. Enter opens a list; letters go to the next that begins with them.\n\n"
        "What is not wanted any more is made inactive: it is no longer offered, and what has it "
        "keeps it. What nothing uses can be taken out. Changes hold at once, for everybody."
    )

    def __init__(self, studio: Any) -> None:
        super().__init__(studio)
        self.list = Entries()
        self.list.set_columns((ListColumn("", 18), ListColumn("")), headed=False)
        self.list.follower = self._follow
        self._typed = ""
        """Letters typed one after the other."""

    def body(self) -> ComposeResult:
        """The lists."""
        yield self.list

    def on_mount(self) -> None:
        """Wait for arrows and letters."""
        self.title_bar.set_left("Maintenance")
        rows, before = [], ""
        for at, spec in enumerate(LISTS):
            heading = spec.heading if spec.heading != before else ""
            rows.append(Row(at, (heading, spec.title)))
            before = spec.heading
        self.list.show(rows)
        self.list.focus()
        self._follow(rows[0])

    def _follow(self, row: Row) -> None:
        self.line.say(LISTS[int(str(row.key))].help.partition(". ")[0].rstrip(".") + ".")

    async def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """Open a list, or the form of what is a single entry."""
        spec = LISTS[int(str(event.key))]
        if not spec.single:
            await self.app.push_screen(ListScreen(self.studio, spec))
            return
        (entry,) = await self.studio.call(list_rows.entries, spec)
        facts = Facts(await self.studio.call(Desk.today))

        def stored(what: tuple[int, str] | None) -> None:
            if what is not None:
                self.tell(what[1])

        await self.app.push_screen(EntryScreen(self.studio, spec, facts, entry), stored)

    def on_key(self, event: events.Key) -> None:
        """Go to the next list whose name begins with the letters typed one after the other."""
        letter = (event.character or "").casefold()
        row = self.list.row
        if (
            row is None
            or not letter.isprintable()
            or not (letter and (self._typed + letter).strip())
        ):
            self._typed = ""
            return
        here = int(str(row.key))
        for typed, first in ((self._typed + letter, here), (letter, here + 1)):
            order = [*range(first, len(LISTS)), *range(first)]
            found = [at for at in order if LISTS[at].title.casefold().startswith(typed)]
            if found and (self._typed or first > here):
                self._typed = typed
                self.list.move_to(found[0])
                return

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)
