"""How a record is laid out: whom it concerns, the form, the lists, and what the title says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui.domain.words import date_short
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.form_screen import FormScreen
from studio_tui.screens.record_lists import Lists
from studio_tui.widgets.bars import ClientBar, Rule
from studio_tui.widgets.form import Form
from studio_tui.widgets.lines import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from studio_tui.flows.field import Facts
    from studio_tui.studio import Studio

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
    ASIDE: ClassVar[int] = 0
    """Lines of `aside`."""

    DEFAULT_CSS = """
    RecordFrame.-low Rule { display: none; }
    """

    record: Any
    """As it is stored, with ``draft``, ``number`` and ``history``."""
    facts: Facts
    opened = False
    """Whether there is a record to show."""

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

        Args:
            listed: Whether the focus is in the lists, or about to go there.
        """
        if not self.opened:
            return
        listed = self.lists.focused if listed is None else listed
        room = self.app.size.height - AROUND - self.ASIDE
        low = room < LOW
        self.set_class(low, "-low")
        self.form.display, self.lists.display = not (low and listed), not low or listed
        least = max(LEAST, room - min(LIST, self.lists.wanted)) if listed else room - LEAST
        self.form.styles.height = "1fr" if low else min(self.form.lines, least)

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
        if not self.lists.focused:
            self.divide(listed=True)
            self.lists.enter()
        elif not self.lists.step():
            self.divide(listed=False)
            self.form.focus_field(self.form.last_key)
            self.lists.rewind()
