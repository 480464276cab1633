"""How a record is laid out: whom it concerns, the form, the lists and what they open and make."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from studio_tui.domain.words import date_short
from studio_tui.screens.base import Beginning, StudioScreen, reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.form_screen import FormScreen
from studio_tui.screens.making import NEW, make_new
from studio_tui.screens.opening import open_record
from studio_tui.screens.record_lists import Lists
from studio_tui.screens.record_tabs import OLDER, history_tab
from studio_tui.services import sessions
from studio_tui.services.sessions import STORY
from studio_tui.widgets.bars import ClientBar, Rule
from studio_tui.widgets.form import Form
from studio_tui.widgets.lines import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.widget import Widget

    from studio_tui.flows.field import Facts
    from studio_tui.screens.opening import RecordKind
    from studio_tui.screens.record_tabs import Tab
    from studio_tui.studio import Studio
    from studio_tui.widgets.record_list import Row

AROUND = 5
"""Lines that are neither form nor lists nor aside: title, client, rule, line, keys."""
LIST = 13
"""Lines that lists with their names get at most while the focus is in them, if the form needs more
than what is left."""
LEAST = 3
"""Lines that the part without the focus keeps."""
LOW = 9
"""With fewer lines than this only the part with the focus is shown."""


class RecordFrame(FormScreen, StudioScreen[None]):
    """The parts of a record's screen. What is in them, `record` says."""

    AUTO_FOCUS = ""
    OFFERS: ClassVar[tuple[str, ...]] = ("note",)
    """What New offers, as `making` knows it."""
    ASIDE: ClassVar[int] = 0
    """Lines of `aside`."""

    DEFAULT_CSS = """
    RecordFrame.-low Rule { display: none; }
    """

    KIND: ClassVar[RecordKind]
    record_id: int
    """0 for one that is not stored yet."""
    record: Any
    """As it is stored, with ``draft``, ``number`` and ``history``."""
    facts: Facts
    blank: Any = None
    """What a new one starts from, until it is stored."""
    tabs: tuple[Tab, ...] = ()
    """The lists, as they were read last."""
    opened = False
    """Whether there is a record to show."""
    _form_height: int | str = 0

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.client_bar = ClientBar()
        self.form = Form(())
        self.lists = Lists(self.tell)
        self.lists.display = False

    @property
    def called(self) -> str:
        """``Session 10012``: as the title names it, here and where another stands upon it."""
        raise NotImplementedError

    @property
    def about(self) -> str:
        """What the title says besides."""
        return ""

    @property
    def who(self) -> str:
        """Whom it concerns, with a phone number."""
        raise NotImplementedError

    @property
    def warning(self) -> str:
        """The call warning of whom it concerns; shown in red."""
        warning: str = self.record.call_warning
        return warning

    def aside(self) -> Iterable[Widget]:
        """Widgets between form and lists, a line each."""
        return ()

    # Parts

    def body(self) -> ComposeResult:
        """Client, form, lists; the form comes when the record has been read."""
        yield self.client_bar
        yield Rule()
        yield from self.aside()
        yield self.lists

    def divide(self, *, listed: bool | None = None) -> None:
        """Divide the screen: form or list, whichever has the focus, gets what it needs.

        Of a form in parts the first is seen while the focus is there, so that the lists are, too.

        Args:
            listed: Whether the focus is in the lists, or about to go there.
        """
        if not self.opened:
            return
        listed = self.lists.focused if listed is None else listed
        room = self.app.size.height - AROUND - self.ASIDE
        low = room < LOW
        self.set_class(low, "-low")
        self.form.display = not (low and listed)
        self.lists.display = bool(self.lists.tabs) and (listed or not low)
        wanted = self.lists.wanted
        most = max(LEAST, room - min(LIST, wanted)) if listed else room - LEAST
        if not listed and self.form.lines_first < self.form.lines:
            most = min(most, max(self.form.lines_first, room - wanted))
        alone = low or not self.lists.tabs
        height = "1fr" if alone else min(self.form.lines, most)
        if height != self._form_height:
            self._form_height = self.form.styles.height = height
            self.call_after_refresh(self.form.keep_in_view)

    def on_resize(self) -> None:
        """Divide another size among form and lists."""
        if self.opened:
            self.divide()
            self.show_way()

    def on_descendant_focus(self) -> None:
        """Give room to where the focus is, and say what a list says when it comes there."""
        self.divide()
        if self.lists.focused:
            self.lists.speak()

    def show_way(self) -> None:
        """Say which records lead here: ``Client 10001 › Session 10012``; the nearest stay."""
        stack = self.app.screen_stack
        below = stack[: stack.index(self)] if self in stack else stack
        names = [each.called for each in below if isinstance(each, RecordFrame) and each.opened]
        title = " · ".join(filter(None, (self.called, self.about)))
        left = " › ".join((*names, title))
        while names and width_of(left) > self.app.size.width - 2:
            names = names[1:]
            left = " › ".join(("…", *names, title))
        self.title_bar.set_left(left)
        self.title_bar.set_right(date_short(self.facts.today))

    # Between form and lists

    def action_pane(self) -> None:
        """From the form to the list, on through the lists, and back to the form."""
        if not self.lists.tabs:
            self.remind("There are no lists before it is saved.")
        elif not self.lists.focused:
            self.divide(listed=True)
            self.lists.enter()
        elif not self.lists.step():
            self.leave_lists()
            self.lists.rewind()

    def leave_lists(self) -> bool:
        """From the lists to the form; whether the focus was there."""
        if not self.lists.focused:
            return False
        self.divide(listed=False)
        self.form.focus_field(self.form.last_key)
        return True

    def leave(self, said: str) -> None:
        """Go back to the screen beneath, which says what was done."""
        below = self.app.screen_stack[-2]
        self.dismiss()
        if isinstance(below, StudioScreen):
            below.remind(said)

    async def read_lists(self) -> tuple[Tab, ...]:
        """What stands below the form, of `record`."""
        raise NotImplementedError

    def show_lists(self) -> None:
        """Show the lists as they were read last."""
        self.lists.show(self.tabs)

    async def show_notes(self) -> None:
        """Show the notes, to which one was just added."""
        self.tabs = await self.read_lists()
        self.show_lists()
        self.lists.go_to("Notes")
        pane = self.key_name("record.pane")
        way = "" if self.lists.focused else f" {pane} leads to the notes."
        self.remind(f"The note is kept.{way}")

    async def renew_list(self, said: str) -> None:
        """Read the lists anew, as something was done in the one in front; what is typed stays."""
        self.tabs = await self.read_lists()
        self.show_lists()
        self.remind(said)

    # Lists, and what is new

    async def read_later(self, tab: Tab) -> Tab:
        """A list with its rows, which is read only now that somebody looks at it."""
        raise NotImplementedError

    @on(Lists.Wanted)
    @reported
    async def _read_later(self, event: Lists.Wanted) -> None:
        found = await self.read_later(event.tab)
        if event.tab in self.lists.tabs:  # not when all was read anew meanwhile
            self.lists.replace(found)
            self.divide()

    @on(Lists.Opened)
    @reported
    async def _open(self, event: Lists.Opened) -> None:
        tab, row = event.tab, event.row
        if tab.kind is not None and isinstance(row.key, int):
            await open_record(self, tab.kind, row.key, among=tab.ids)
        else:
            await self.read_row(tab, row)

    async def read_row(self, tab: Tab, row: Row) -> None:
        """Show a row that opens no record in full; from the end of a history, read further back."""
        if row.key == OLDER:
            before = len(tab.rows) - 1
            most = before + STORY
            found = await self.read_history(most)
            self.lists.replace(history_tab(found, self.facts.today, most))
            self.lists.list.move_to(before)
            return
        from studio_tui.screens.note import Reading

        self.app.push_screen(Reading(tab.name, tab.full(row)))

    async def read_history(self, most: int) -> tuple[tuple[datetime, str, str], ...]:
        """So much of what happened to the record, the newest first."""
        return await self.studio.call(sessions.history, self.KIND, self.record_id, most)

    @on(Lists.NewWanted)
    @reported
    async def _new_of(self, event: Lists.NewWanted) -> None:
        if event.tab.makes:
            await self._make(event.tab.makes)
        else:
            await self.action_new()

    async def action_new(self) -> None:
        """Ask what is to be made here; the one that the list in front shows comes first."""
        first = self.lists.tab.makes if self.lists.focused else ""
        offers = sorted(self.offers, key=lambda kind: kind != first)
        choices = [(kind, NEW[kind]) for kind in offers]
        question = Question("New", f"For {self.called}:", (*choices, ("", "Back")))
        self.app.push_screen(question, self._make)

    def beginnings(self) -> tuple[Beginning, ...]:
        """The menu offers under New what New offers."""
        return tuple(Beginning(NEW[kind], partial(self._make, kind)) for kind in self.offers)

    @property
    def offers(self) -> tuple[str, ...]:
        """What New offers now: nothing can belong to a record that is not stored yet."""
        return self.OFFERS if self.blank is None else tuple(k for k in self.OFFERS if k == "items")

    @reported
    async def _make(self, kind: str | None) -> None:
        if kind:
            await self.make(kind)

    async def make(self, kind: str) -> None:
        """Make something new here: one of `OFFERS`."""
        await make_new(self, kind)

    @reported
    async def action_parent(self) -> None:
        """Open what it belongs to; ask if that is several."""
        here = self.context
        ids: dict[RecordKind, int | None] = {
            "invoice": here.invoice_id,
            "appointment": here.appointment_id,
            "session": here.session_id,
            "client": here.client_id,
        }
        found = {kind: at for kind, at in ids.items() if at is not None and kind != self.KIND}
        if not found:
            self.remind("It belongs to nothing else.")
        if len(found) < 2:
            for kind, at in found.items():
                await open_record(self, kind, at)
            return

        @reported
        async def chosen(self: RecordFrame, answer: str | None) -> None:
            for kind, at in found.items():
                if kind == answer:
                    await open_record(self, kind, at)

        choices = [(kind, kind.capitalize()) for kind in found]
        question = Question("Belongs to", f"Open for {self.called}:", (*choices, ("", "Back")))
        self.app.push_screen(question, partial(chosen, self))
