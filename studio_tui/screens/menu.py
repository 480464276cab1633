"""The menu: what can be begun and done in a place, worked with arrows and Enter alone."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import actions
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from studio_tui import keys
from studio_tui.keymap import spoken
from studio_tui.screens.dialogs import Panel
from studio_tui.screens.going import PLACES, go, place_of
from studio_tui.screens.help import sections
from studio_tui.screens.setting_up import offered, set_up
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.dom import DOMNode

    from studio_tui.key import Key
    from studio_tui.screens.base import Beginning, StudioScreen

AROUND = 6
"""Lines of the panel and the screen besides the rows: borders, title, what a row does, keys."""
MOVING = ("grid", "list", "pick", "form", "question", "tabs")
"""Places whose keys move about; what their key bar shows is done, the rest is not worth a line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    heading: str
    label: str
    about: str
    """What it does, in a sentence."""
    key: str
    """The key that does the same, as it is said."""
    run: Callable[[], Awaitable[object]]


class Entries(RecordList, inherit_bindings=False):
    """The lines; letters are left to their first letters.

    As in menus everywhere, up from the first line leads to the last, and back. Lists of records
    and questions end where they end: a key too many must not lead to another choice.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("question"), *keys.bindings("menu")]

    def action_cursor_up(self) -> None:
        """Go to the line above, from the first to the last."""
        before = self.row
        super().action_cursor_up()
        if self.row is before:
            self.action_cursor_last()

    def action_cursor_down(self) -> None:
        """Go to the line below, from the last to the first."""
        before = self.row
        super().action_cursor_down()
        if self.row is before:
            self.action_cursor_first()


class Menu(Panel[Hashable | None]):
    """Lines under headings. A letter goes to the next line that begins with it; Enter takes."""

    PLACE = "menu"
    FIRST = "Enter takes the line, Esc closes the menu: then this key works again."

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Prepare to show.

        Args:
            entries: From top to bottom, those of one heading together.
        """
        super().__init__("Menu")
        self._entries = entries
        self.list = Entries()
        columns = (ListColumn("", 14), ListColumn(""), ListColumn("", 7))
        self.list.set_columns(columns, headed=False)
        self.list.follower = self._follow
        self.about = Static(classes="panel--reading")

    def body(self) -> ComposeResult:
        """The lines, and what the one under the cursor does."""
        yield self.list
        yield self.about

    def on_mount(self) -> None:
        """Wait for arrows and letters."""
        self.list.show(
            [
                Row(at, (entry.heading, entry.label, entry.key))
                for at, entry in enumerate(self._entries)
            ]
        )
        self.list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """As high as the lines need, as far as the screen has room."""
        self.list.styles.height = max(1, min(len(self._entries), event.size.height - AROUND))

    def _follow(self, row: Row) -> None:
        self.about.update(Content(self._entries[int(str(row.key))].about))

    def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """Do what the line under the cursor says."""
        self.dismiss(event.key)

    def on_key(self, event: events.Key) -> None:
        """Go to the next line that begins with the letter typed."""
        if event.key in ("tab", "shift+tab"):
            event.stop()
            self.remind(self.FIRST)
            return
        letter = (event.character or "").casefold()
        if not (letter.strip() and letter.isprintable()) or self.list.row is None:
            return
        here = int(str(self.list.row.key)) + 1
        order = [*range(here, len(self._entries)), *range(here)]
        found = (at for at in order if self._entries[at].label.casefold().startswith(letter))
        self.list.move_to(next(found, here - 1))
        event.stop()

    def action_close(self) -> None:
        """Leave without doing anything."""
        self.dismiss(None)


def open_menu(screen: StudioScreen[Any]) -> None:
    """Show the menu of a screen, and do there what is chosen."""
    found = [
        *_beginnings(screen.beginnings()),
        *_places(screen),
        *_setting_up(screen),
        *_actions(screen),
    ]

    async def chosen(at: Hashable | None) -> None:
        if isinstance(at, int):
            await found[at].run()

    screen.app.push_screen(Menu(found), chosen)


def _beginnings(found: Sequence[Beginning]) -> Iterator[Entry]:
    for entry in found:
        yield Entry("New", entry.label, f"A new one: {entry.label.lower()}", "", entry.begin)


def _actions(screen: StudioScreen[Any]) -> Iterator[Entry]:
    """What the keys of a place do there; twins once, what only moves about not at all."""
    focused = screen.focused
    around = focused.ancestors_with_self if focused is not None else screen.ancestors_with_self
    seen = {"menu", "step_back"}
    for title, places in sections(screen.PLACE):
        for key in keys.KEYS:
            node = next((node for node in around if _binds(node, key)), None)
            moving = key.place in MOVING and not key.shown
            if key.place not in places or not key.label or moving or key.action in seen:
                continue
            if node is not None and _possible(node, key):
                seen.add(key.action)
                given = next(map(spoken, screen.chosen_keys[key.id]), "")
                yield Entry(title, key.label, key.help, given, partial(_run, screen, key, node))


def _setting_up(screen: StudioScreen[Any]) -> Iterator[Entry]:
    """What the studio is set up by; where a key of the place opens it, that is a line already."""
    own = {key.label for key in keys.KEYS if key.place == screen.PLACE}
    for name, (about, _) in offered(screen).items():
        if name not in own:
            yield Entry("Studio", name, about, "", partial(set_up, screen, name))


def _places(screen: StudioScreen[Any]) -> Iterator[Entry]:
    """The calendar and the hubs, from wherever a booking can be begun."""
    if "book" not in keys.TOGETHER[screen.PLACE]:
        return
    for key, name in PLACES.items():
        if key != place_of(screen):
            yield Entry("Go to", name, f"All {name.lower()}", "", partial(go, screen, key))


def _binds(node: DOMNode, key: Key) -> bool:
    """Whether a key is bound to a widget, screen or program."""
    return any(
        isinstance(binding, Binding) and binding.id == key.id
        for kind in type(node).__mro__
        for binding in vars(kind).get("BINDINGS", ())
    )


def _possible(node: DOMNode, key: Key) -> bool:
    _, name, parameters = actions.parse(key.action)
    return bool(node.check_action(name, parameters))


async def _run(screen: StudioScreen[Any], key: Key, node: DOMNode) -> None:
    await screen.app.run_action(key.action, node)
