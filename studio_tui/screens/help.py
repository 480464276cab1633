"""All keys of the place somebody comes from, with what there is to know about it, as text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.keymap import spoken
from studio_tui.screens.base import StudioScreen
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.key import Key
    from studio_tui.keymap import Chosen
    from studio_tui.screens.base import Beginning
    from studio_tui.screens.dialogs import Panel

KEY_WIDTH = 18
"""Cells for the keys, before what they do."""


class HelpScreen(StudioScreen[None]):
    """One line of text under the cursor at a time, so that it can be read aloud."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("inner")
    PLACE = "help"

    def __init__(self, about: StudioScreen[Any] | Panel[Any]) -> None:
        """Prepare the text.

        Args:
            about: The screen or panel that help was wanted on.
        """
        super().__init__(about.studio)
        self._about = about
        self.list = RecordList()
        self.list.set_columns([ListColumn("")], headed=False)
        self.title_bar.set_left(f"Help · {about.help_title}")

    def body(self) -> ComposeResult:
        """The text."""
        yield self.list

    def on_mount(self) -> None:
        """Let arrows scroll at once."""
        self.list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the text to the width."""
        lines = help_lines(
            self._about.HELP_TEXT, self._about.PLACE, self.chosen_keys, max(8, event.size.width - 4)
        )
        self.list.show([Row(number, (line,)) for number, line in enumerate(lines)])

    def key_pairs(self) -> list[tuple[str, str]]:
        """How to read on, and how to leave."""
        pairs = super().key_pairs()
        return [("↑↓ PgDn", "Read on"), *(pair for pair in pairs if pair[1] == "Back")]

    async def book(self) -> None:
        """Book from where the help was asked for."""
        self.dismiss()
        await self._about.book()

    def beginnings(self) -> tuple[Beginning, ...]:
        """Help is to be read."""
        return ()

    def action_help(self) -> None:
        """Leave by the key that led here."""
        self.dismiss()

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()


def help_lines(text: str, screen: str, chosen: Chosen, width: int) -> list[str]:
    """What there is to know about a screen, in lines.

    Args:
        text: What the screen says about itself; empty lines part paragraphs.
        screen: Name of the screen in `keys.TOGETHER`.
        chosen: Keys by id.
        width: Cells of a line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n\n") if text else ():
        lines += [*textwrap.wrap(paragraph, width), ""]
    for title, places in sections(screen):
        lines.append(title.upper())
        for key in keys.KEYS:
            if key.place in places and chosen[key.id]:
                lines += _key_lines(key, chosen[key.id], width)
        lines.append("")
    return lines[:-1]


def sections(screen: str) -> list[tuple[str, tuple[str, ...]]]:
    """Titles with the places under them; what works everywhere comes last."""
    found: dict[str, tuple[str, ...]] = {}
    everywhere: tuple[str, ...] = ()
    for place in keys.TOGETHER[screen]:
        title = keys.title(place)
        if title == keys.TITLES["everywhere"]:
            everywhere += (place,)
        else:
            found[title] = (*found.get(title, ()), place)
    return [*found.items(), (keys.TITLES["everywhere"], everywhere)]


def _key_lines(key: Key, given: tuple[str, ...], width: int) -> list[str]:
    said = ", ".join(spoken(each) for each in given)
    if width < 2 * KEY_WIDTH:
        return textwrap.wrap(f"{said}: {key.help}", width, subsequent_indent="  ")
    indent = " " * KEY_WIDTH
    return textwrap.wrap(f"{said:<{KEY_WIDTH - 1}} {key.help}", width, subsequent_indent=indent)
