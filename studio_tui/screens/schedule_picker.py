"""The panel in which a person marks some of a list, as the schedules that their calendar shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.content import Content
from textual.widgets import Static

from studio_tui import keys
from studio_tui.screens.dialogs import Panel
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

AROUND = 7
"""Lines of the panel and the screen besides the rows."""


class Markable(Protocol):
    """Anything with a name."""

    @property
    def id(self) -> int:
        """What stands for it."""

    @property
    def name(self) -> str:
        """What is read."""


class SchedulePicker(Panel[tuple[int, ...] | None]):
    """Returns the ids marked, or None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("schedules")
    PLACE = "schedules"

    def __init__(
        self,
        offered: Sequence[Markable],
        shown: Iterable[int],
        *,
        title: str = "Schedules on the calendar",
        none: str = "Mark at least one schedule with Space.",
    ) -> None:
        """Prepare to ask.

        Args:
            offered: Schedules in the order of the calendar, or whatever else can be marked.
            shown: Ids of those marked at first.
            title: What is marked.
            none: What to say when nothing is.
        """
        super().__init__(title)
        self._offered = offered
        self._none = none
        self._marked = set(shown)
        self.list = RecordList()
        self.list.set_columns([ListColumn("", 3), ListColumn("")], headed=False)
        self.refusal = Static(classes="panel--reading -refused")

    def body(self) -> ComposeResult:
        """The schedules."""
        yield self.list
        yield self.refusal

    def on_mount(self) -> None:
        """Wait for marks."""
        self._show()
        self.list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """As high as the rows need, as far as the screen has room."""
        self.list.styles.height = max(1, min(len(self._offered), event.size.height - AROUND))

    def _show(self) -> None:
        self.list.show(
            [
                Row(entry.id, ("[x]" if entry.id in self._marked else "[ ]", self.name_of(entry)))
                for entry in self._offered
            ]
        )

    def name_of(self, entry: Markable) -> str:
        """What stands beside the mark."""
        return entry.name

    def action_mark(self) -> None:
        """Show the schedule under the cursor, or hide it."""
        if self.list.row is not None:
            self._marked ^= {int(str(self.list.row.key))}
            self._show()

    def action_all(self) -> None:
        """Show all of them."""
        self._marked = {entry.id for entry in self._offered}
        self._show()

    def on_record_list_chosen(self) -> None:
        """Take the marks, unless there are none."""
        if self._marked:
            self.dismiss(tuple(entry.id for entry in self._offered if entry.id in self._marked))
        else:
            self.refusal.update(Content(f"! {self._none}"))

    def action_close(self) -> None:
        """Leave the calendar as it is."""
        self.dismiss(None)
