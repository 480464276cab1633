"""Small panels that ask one thing over the screen that wants to know it."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual._time import get_time
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from studio_tui import keys
from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError
from studio_tui.keymap import bar
from studio_tui.widgets.bars import KeyBar
from studio_tui.widgets.lines import width_of
from studio_tui.widgets.record_list import ListColumn, RecordList, Row
from studio_tui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from studio_tui.app import StudioApp
    from studio_tui.config import Settings
    from studio_tui.studio import Studio

Result = TypeVar("Result")
Key = TypeVar("Key")

FIRST = "Answer this first."
PAUSE = 0.3
"""Seconds between a question and a letter, or two letters, without which it is still typing."""
TOO_SOON = "was typed before the question, and is no answer."


class Panel(ModalScreen[Result]):
    """A panel with a title, its own body and its keys, over a screen that stays readable."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("panel"), *keys.bindings("screen")]
    PLACE: ClassVar[str] = ""
    """Which of `keys.TOGETHER` work here."""
    HELP_TEXT: ClassVar[str] = ""
    """Read on the help screen before the keys."""
    FIRST: ClassVar[str] = FIRST
    """Said of a key that leads elsewhere."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title
        self.title_line = Static(Content(title), classes="panel--title")

    @property
    def studio_app(self) -> StudioApp:
        """The program, with its keys and settings."""
        return cast("StudioApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, body and keys."""
        key_bar = KeyBar()
        key_bar.set_keys(bar(keys.TOGETHER[self.PLACE][1:], self.studio_app.keys))
        with Vertical(classes="panel"):
            yield self.title_line
            yield from self.body()
            yield key_bar

    def body(self) -> ComposeResult:
        """The widgets between title and keys."""
        raise NotImplementedError

    @property
    def studio(self) -> Studio:
        """The studio that is open."""
        return self.studio_app.studio

    @property
    def help_title(self) -> str:
        """What the help about this panel is called."""
        return self.heading

    def remind(self, text: str) -> None:
        """Say something in place of the title, until the next key; nothing takes it away."""
        said = text or self.heading
        if str(self.title_line.content) != said:
            self.title_line.update(Content(said))

    async def book(self) -> None:
        """One thing at a time."""
        self.remind(self.FIRST)

    def action_menu(self) -> None:
        """One thing at a time."""
        self.remind(self.FIRST)

    def action_help(self) -> None:
        """Show all keys of this panel."""
        from studio_tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    def action_close(self) -> None:
        """Leave without an answer."""
        raise NotImplementedError


class Choices(RecordList, inherit_bindings=False):
    """A few choices; letters are left to their first letters."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("question")


def meant(typed: str | None, choices: Sequence[tuple[Key, str]], settings: Settings) -> Key | None:
    """The choice that alone begins with the letter typed, where letters are keys.

    Args:
        typed: The character.
        choices: Key and label of each.
        settings: The studio's.
    """
    letter = (typed or "").casefold()
    if not letter.strip() or not settings.letter_keys:
        return None
    found = [key for key, label in choices if label.casefold().startswith(letter)]
    return found[0] if len(found) == 1 else None


class Question(Panel[str]):
    """Asks for one of a few choices: arrows and Enter, or the first letter of a choice.

    The first choice is where the cursor starts. Esc gives the last one, unless another is named:
    the one that changes nothing.
    """

    PLACE = "question"

    def __init__(
        self, title: str, text: str, choices: Sequence[tuple[str, str]], *, esc: str | None = None
    ) -> None:
        """Prepare to ask.

        Args:
            title: What it is about, in a few words.
            text: The question.
            choices: What is returned, and what is read.
            esc: What Esc returns; None: the last choice.
        """
        super().__init__(title)
        self._text = text
        self._choices = choices
        self._esc = esc
        self.list = Choices()

    def body(self) -> ComposeResult:
        """The question and its choices."""
        with VerticalScroll(can_focus=False, classes="panel--text"):
            yield Static(Content(self._text))
        self.list.set_columns([ListColumn("")], headed=False)
        self.ask(self._choices)
        yield self.list

    def ask(self, choices: Sequence[tuple[str, str]]) -> None:
        """Show the choices, which may be others than before."""
        self._choices = choices
        self.list.show([Row(key, (label,)) for key, label in choices])
        self.list.styles.height = len(choices)

    def take(self, choice: str) -> None:
        """Answer."""
        self.dismiss(choice)

    def on_mount(self) -> None:
        """Wait for the answer."""
        self.list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the choices on a small terminal; the question scrolls, or they do."""
        self.list.styles.max_height = max(1, event.size.height - 6)
        room = event.size.height - len(self._choices) - 4
        self.query_one(".panel--text").styles.max_height = max(1, room)

    def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """Take the choice under the cursor."""
        self.take(str(event.key))

    def on_key(self, event: events.Key) -> None:
        """Take the choice that alone begins with the letter typed."""
        key = meant(event.character, self._choices, self.studio.settings)
        if key is not None:
            event.stop()
            self.take(key)

    def action_close(self) -> None:
        """Take the choice that changes nothing."""
        self.dismiss(self._choices[-1][0] if self._esc is None else self._esc)


class Irreversible(Question):
    """A question about what cannot be taken back: a letter leads to a choice, Enter alone takes it.

    The first choice is the one that changes nothing.
    """

    def on_key(self, event: events.Key) -> None:
        """Go to the choice that alone begins with the letter typed."""
        event.prevent_default()  # Textual would call the question's own handler next
        key = meant(event.character, self._choices, self.studio.settings)
        if key is not None:
            event.stop()
            self.list.move_to(key)
            self.remind("It cannot be taken back: Enter does it.")

    def action_close(self) -> None:
        """Take the first choice, which changes nothing."""
        self.dismiss(self._choices[0][0])


class Objection(Question):
    """A question that nobody has called for: something stands against going on.

    A letter typed on the way, before anybody could have read it, was meant for something else: it
    is said, and is no answer.
    """

    readable = math.inf
    """From when on a letter is an answer."""

    def on_mount(self) -> None:
        """Begin to count when it is seen."""
        self.call_after_refresh(self._seen)

    def _seen(self) -> None:
        self.readable = get_time() + PAUSE

    def on_key(self, event: events.Key) -> None:
        """Take a letter only after a pause."""
        if event.time >= self.readable or not event.is_printable:
            return  # to the handler of the question, which Textual calls too
        event.stop()
        event.prevent_default()
        if self.readable < math.inf:
            self.readable = event.time + PAUSE
        self.remind(f"{quoted(event.character or '')} {TOO_SOON}")


class Making(Question):
    """A question about what is to be made: a letter that others follow at once is typing.

    A letter goes to the choice that begins with it, and takes it once no other has followed.
    """

    _waiting: Timer | None = None
    _typing = False

    def on_key(self, event: events.Key) -> None:
        """Go to the choice that alone begins with the letter typed; take it if that was all."""
        event.prevent_default()  # Textual would call the question's own handler next
        if self._waiting is not None:
            self._waiting.stop()
            self._typing, self._waiting = True, None
        if not event.is_printable:
            return
        event.stop()
        key = meant(event.character, self._choices, self.studio.settings)
        if self._typing:
            self.remind("More than a letter is no choice here: arrows and Enter, or one letter.")
            self._waiting = self.set_timer(PAUSE, self._rested)
        elif key is not None:
            self.list.move_to(key)
            self._waiting = self.set_timer(PAUSE, partial(self._take, key))

    def _take(self, key: str) -> None:
        self._waiting = None
        if self.is_current:
            self.take(key)

    def _rested(self) -> None:
        self._typing, self._waiting = False, None


class AskText(Panel[str | None]):
    """Asks for one line of text, and says at once what it makes of it."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("ask")
    PLACE = "ask"

    def __init__(
        self, title: str, label: str, check: Callable[[str], str], *, typed: str = ""
    ) -> None:
        """Prepare to ask.

        Args:
            title: What it is about, in a few words.
            label: Stands before the text.
            check: Says in words what a text means; raises StudioError if it means nothing.
            typed: Text that was typed before.
        """
        super().__init__(title)
        self._label = label
        self._check = check
        self.input = TextLine(typed, select_on_focus=False)
        self.reading = Static(classes="panel--reading")

    def body(self) -> ComposeResult:
        """Label, text and its meaning."""
        yield Static(Content(self._label))
        yield self.input
        yield self.reading

    def on_mount(self) -> None:
        """Wait for the text."""
        self.input.focus()

    @property
    def words(self) -> str:
        """What is said about the text."""
        return str(self.reading.content)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the text means so far."""
        words = ""
        if event.value.strip():
            words, _ = self._read(event.value)
        self.reading.remove_class("-refused")
        short = max(width_of(words), width_of(self.words)) <= self.reading.size.width
        self.reading.update(Content(words), layout=not short)

    async def on_input_submitted(self) -> None:
        """Enter in the field takes the text too."""
        await self.action_take()

    async def action_take(self) -> None:
        """Take the text, unless it means nothing or is refused."""
        words, accepted = self._read(self.input.value)
        if not accepted:
            self.refuse(words)
        elif self.is_current:
            try:
                await self.accept(self.input.value)
            except StudioError as error:
                self.refuse(error.message)

    async def accept(self, text: str) -> None:
        """Go back with the text."""
        self.dismiss(text)

    def refuse(self, words: str) -> None:
        """Say why the text is not taken; it stays to be gone on with."""
        self.reading.add_class("-refused")
        self.reading.update(Content(f"! {words}"))

    def _read(self, text: str) -> tuple[str, bool]:
        try:
            return self._check(text), True
        except StudioError as error:
            return error.message, False

    def action_close(self) -> None:
        """Leave without a text."""
        self.dismiss(None)
