"""One line to type in, with the terminal's own cursor where typing goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.geometry import Offset
from textual.widgets import Input

from studio_tui.widgets.lines import plain, width_of

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget


def cursor_of(editor: Widget, offset: Offset) -> Offset:
    """Where the terminal's own cursor belongs: where typing goes, as a braille display follows it.

    Textual asks every field that changes, the focused one or not.
    """
    front = editor.app.screen
    here = editor.is_attached and editor.screen is front and front.focused is editor
    return offset if here else editor.app.cursor_position


class TextLine(Input):
    """One line of text, without a blinking cursor.

    Textual places the terminal's cursor when a field gets the focus, which may be before the field
    has a place itself, and forgets it when the field moves.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, compact=True, **kwargs)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted, not only the first."""
        event.stop()
        event.prevent_default()
        lines = filter(None, (plain(line).strip() for line in event.text.splitlines()))
        self.replace(", ".join(lines), *self.selection)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is drawn."""
        x, y, _, _ = self.content_region
        before = width_of(self.value[: self.cursor_position])
        return cursor_of(self, Offset(x + before - self.scroll_offset.x, y))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw, and bring the terminal's cursor along."""
        self.app.cursor_position = self.cursor_screen_offset
        return super().render_lines(crop)
