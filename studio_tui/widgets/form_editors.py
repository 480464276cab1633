"""What a form is typed into: one line, several lines, a tick. One of them for each field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widgets import Input, TextArea

from studio_tui.domain.words import NOTES
from studio_tui.keys import bindings
from studio_tui.widgets.lines import LineWidget, Runs
from studio_tui.widgets.text_line import TextLine, cursor_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.strip import Strip
    from textual.widgets.text_area import Selection


@dataclass
class Edited(Message):
    """A person has changed the text of a field."""

    editor: Editor
    text: str


@dataclass
class StampWanted(Message):
    """Date, time and initials are wanted in some notes; the program answers with `stamp`."""

    editor: NotesEditor


@dataclass
class TooLong(Message):
    """What was pasted into some notes is not taken, as there would be too much of it."""

    editor: NotesEditor
    pasted: int

    @property
    def words(self) -> str:
        """What to do instead."""
        return (
            f"{self.pasted:,} characters were pasted and not taken: there is room for {NOTES:,} "
            "in all. Paste a shorter part."
        )


def _without(found: Iterable[Any], *unwanted: str) -> list[BindingType]:
    """Bindings less those whose keys belong to the form or to the screen."""
    return [
        binding
        for binding in found
        if not (isinstance(binding, Binding) and set(binding.key.split(",")) & set(unwanted))
    ]


class LineEditor(TextLine, inherit_bindings=False):
    """One line of text."""

    BINDINGS = _without(Input.BINDINGS, "enter")
    DEFAULT_CSS = """
    LineEditor {
        scrollbar-size-horizontal: 0;
        overflow: hidden;
        &:ansi {
            &:focus { text-style: underline; }
            &>.input--cursor, &>.input--selection {
                background: ansi_default;
                color: ansi_default;
                text-style: reverse;
            }
        }
    }
    """

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def put(self, text: str) -> None:
        """Show a text that no person has typed here."""
        if text == self.value:
            return
        with self.prevent(Input.Changed):
            self.value = text
        if self.has_focus:
            self._stand()

    def on_focus(self, event: events.Focus) -> None:
        """Stand where typing goes on."""
        if not event.from_app_focus:
            self._stand()

    def _stand(self) -> None:
        """Mark the whole text, which typing then replaces; or go to its end, to add to it."""
        if self.select_on_focus:
            self.select_all()
        else:
            self.cursor_position = len(self.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the form, once for all that was typed since."""
        event.stop()
        if event.value == self.value:
            self.post_message(Edited(self, self.value))

    def on_blur(self) -> None:
        """Show the beginning of a long text again."""
        self.scroll_x = 0


class NotesEditor(TextArea, inherit_bindings=False):
    """Several lines of text; the keys that turn pages or search stay with the screen.

    Enter goes on, as in every field, until something is typed or the cursor is moved: from then on
    it begins a new line.
    """

    _found: tuple[str, Selection] | None = None
    """Text and cursor when the field was entered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_without(TextArea.BINDINGS, "pageup", "pagedown", "f6", "f7", "ctrl+f"),
        *bindings("stamp"),
    ]
    DEFAULT_CSS = """
    NotesEditor { padding: 0; scrollbar-size-vertical: 1; }
    """

    def __init__(self, key: str) -> None:
        super().__init__(compact=True, highlight_cursor_line=False)
        self.key = key
        self.cursor_blink = False

    @property
    def value(self) -> str:
        """The text."""
        return self.text

    def put(self, text: str) -> None:
        """Show a text that no person has typed here."""
        if text != self.text:
            with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
                self.text = text

    def on_focus(self) -> None:
        """Remember what was found."""
        self._found = self.text, self.selection

    async def _on_key(self, event: events.Key) -> None:
        """Leave Enter to the form while nothing was done here."""
        if event.key == "enter" and self._found == (self.text, self.selection):
            event.prevent_default()

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down; from the last, to the field below."""
        if not select and self.cursor_at_last_line:
            raise SkipAction
        super().action_cursor_down(select)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take what is pasted whole or not at all, as far as notes have room."""
        kept = len(self.text) - len(self.selected_text)
        if kept + len(event.text) > NOTES:
            event.stop()
            event.prevent_default()
            self.post_message(TooLong(self, len(event.text)))

    def action_stamp(self) -> None:
        """Ask for date, time and initials."""
        self.post_message(StampWanted(self))

    def stamp(self, text: str) -> None:
        """Put a text where the cursor is, on a line of its own, to go on behind it."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        before = "\n" if line[:column].strip() else ""
        after = "\n" if line[column:].strip() else ""
        self.insert(f"{before}{text} {after}")
        if after:
            self.action_cursor_left()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(Edited(self, self.text))

    def action_cursor_up(self, select: bool = False) -> None:
        """Go a line up; from the first, to the field above."""
        if not select and self.cursor_at_first_line:
            raise SkipAction
        super().action_cursor_up(select)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is drawn."""
        return cursor_of(self, super().cursor_screen_offset)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw, and bring the terminal's cursor along when the form has moved."""
        self.app.cursor_position = self.cursor_screen_offset
        return super().render_lines(crop)


class TextEditor(NotesEditor, inherit_bindings=False):
    """Several lines that are more than a field: they have a part of the screen to themselves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_without(TextArea.BINDINGS, "f6", "f7", "ctrl+f"),
        *bindings("stamp"),
    ]

    async def _on_key(self, event: events.Key) -> None:  # noqa: ARG002
        """Enter always begins a new line."""
        self._found = None

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down."""
        TextArea.action_cursor_down(self, select)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go a line up; from the first, to whatever is above."""
        if not select and self.cursor_at_first_line:
            self.screen.focus_previous()
        else:
            TextArea.action_cursor_up(self, select)


class TickEditor(LineWidget, can_focus=True):
    """Yes or no."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("tick")

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.value = ""

    def put(self, text: str) -> None:
        """Show a text that no person has chosen here."""
        if text != self.value:
            self.value = text
            self.refresh()

    @property
    def ticked(self) -> bool:
        """Whether it says yes."""
        return self.value == "yes"

    def action_tick(self) -> None:
        """Say the opposite."""
        self.action_say("no" if self.ticked else "yes")

    def action_say(self, text: str) -> None:
        """Say ``yes`` or ``no``."""
        if text != self.value:
            self.put(text)
            self.post_message(Edited(self, text))

    def on_click(self) -> None:
        """The mouse ticks too."""
        self.action_tick()

    def cursor_offset(self) -> Offset:
        """On the mark."""
        return Offset(1, 0)

    def render_line(self, y: int) -> Strip:
        """Draw ``[x]`` or ``[ ]``."""
        runs = Runs()
        if y == 0:
            style = self.look.cursor if self.has_focus else self.look.text
            runs.add("[x]" if self.ticked else "[ ]", style)
        return runs.strip(self.size.width, self.look.text)


Editor = LineEditor | NotesEditor | TickEditor


def editor_for(kind: str, key: str) -> Editor:
    """The editor that suits a kind of field."""
    if kind == "notes":
        return NotesEditor(key)
    return TickEditor(key) if kind == "tick" else LineEditor(key)
