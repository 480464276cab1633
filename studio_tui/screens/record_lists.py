"""The lists of a record: their names in a line, the one that is shown below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message

from studio_tui.widgets.record_list import RecordList
from studio_tui.widgets.tabs import TabBar, TabList

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.app import ComposeResult

    from studio_tui.screens.record_tabs import Tab
    from studio_tui.widgets.record_list import Row


class Lists(Vertical):
    """Shows one of several lists."""

    @dataclass
    class Opened(Message):
        """Enter on a row."""

        tab: Tab
        row: Row

    @dataclass
    class Wanted(Message):
        """The rows of a list are wanted that is read only when somebody looks at it."""

        tab: Tab

    @dataclass
    class NewWanted(Message):
        """Something new is wanted for a list."""

        tab: Tab

    def __init__(self, follower: Callable[[str], None]) -> None:
        """Make the widgets.

        Args:
            follower: Told what stands under the cursor while the focus is here.
        """
        super().__init__()
        self.tabs: tuple[Tab, ...] = ()
        self.at = 0
        self.bar = TabBar()
        self.list = TabList()
        self.list.follower = self._follow
        self._tell = follower
        self._rows: dict[str, Hashable] = {}
        """The row that the cursor was on, by the name of the list."""

    def compose(self) -> ComposeResult:
        """Names and list."""
        yield self.bar
        yield self.list

    @property
    def tab(self) -> Tab:
        """The one that is shown."""
        return self.tabs[self.at]

    @property
    def focused(self) -> bool:
        """Whether the focus is here."""
        found = self.screen.focused
        return found is not None and self in found.ancestors

    # What is shown

    def show(self, tabs: Sequence[Tab]) -> None:
        """Replace all lists; the same one stays in front, its cursor on the same row."""
        before = self.tab.name if self.tabs else ""
        self._keep_row()
        self.tabs = tuple(tabs)
        names = [tab.name for tab in self.tabs]
        self.at = names.index(before) if before in names else self._first
        self._draw()

    @property
    def _first(self) -> int:
        """The first list with something in it."""
        return next((at for at, tab in enumerate(self.tabs) if tab.rows), 0)

    @property
    def wanted(self) -> int:
        """Lines in which the longest list is seen whole, names included."""
        return 1 + max((len(tab.rows) + tab.headed for tab in self.tabs), default=0)

    def go(self, at: int) -> None:
        """Show another list, and go there if the focus is here."""
        if at == self.at:
            return
        self._keep_row()
        self.at, focused = at, self.focused
        self._draw()
        if focused:
            self.enter()
            self.speak()

    def go_to(self, name: str) -> None:
        """Show the list of a name."""
        self.go(next(at for at, tab in enumerate(self.tabs) if tab.name == name))

    def _keep_row(self) -> None:
        if self.tabs and self.list.row is not None:
            self._rows[self.tab.name] = self.list.row.key

    def _draw(self) -> None:
        if not self.tabs:
            return
        tab = self.tab
        self.bar.show([(each.name, each.count) for each in self.tabs], self.at)
        self.list.set_columns(tab.columns, headed=tab.headed)
        self.list.show(tab.rows, tab.empty)
        self.list.move_to(self._rows.get(tab.name))
        if tab.later:
            self.post_message(self.Wanted(tab))

    def replace(self, tab: Tab) -> None:
        """Show a list that has been read meanwhile, or read further; the cursor stays."""
        self.tabs = tuple(tab if each.name == tab.name else each for each in self.tabs)
        if self.tab is tab:
            self._keep_row()
            self._draw()
            if self.focused:
                self.speak()

    # Where the focus is

    def enter(self) -> None:
        """Go to the list that is shown."""
        self.screen.set_focus(self.list)

    def step(self) -> bool:
        """Go to the next list; after the last, back to the first with something in it.

        Returns:
            False when the focus should go elsewhere.
        """
        if self.at + 1 < len(self.tabs):
            self.go(self.at + 1)
            return True
        return False

    def rewind(self) -> None:
        """Show the list that was shown at first."""
        self.go(self._first)

    def speak(self) -> None:
        """Say which list it is and what stands under the cursor, as a screen reader needs it."""
        tab, row = self.tab, self.list.row
        said = " ".join(tab.full(row).split()) if row else tab.empty
        self._tell(f"{tab.label}: {said}")

    def _follow(self, row: Row) -> None:
        if self.list.has_focus:
            self._tell(" ".join(self.tab.full(row).split()))

    # What a person does

    @on(TabBar.Wanted)
    def _wanted(self, event: TabBar.Wanted) -> None:
        self.go(event.at)

    @on(TabList.Turned)
    def _turned(self, event: TabList.Turned) -> None:
        self.go((self.at + event.by) % len(self.tabs))

    @on(RecordList.Chosen)
    def _chosen(self, event: RecordList.Chosen) -> None:
        event.stop()
        self.post_message(self.Opened(self.tab, event.row))

    @on(TabList.NewWanted)
    def _new(self) -> None:
        self.post_message(self.NewWanted(self.tab))
