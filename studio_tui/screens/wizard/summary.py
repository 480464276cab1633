"""The last page: everything that Finish would store, and what is to happen then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.message import Message

from studio_tui import keys
from studio_tui.domain.clashes import taken_words
from studio_tui.flows.said import Said
from studio_tui.flows.summary import summary
from studio_tui.screens.wizard.finish import Finish
from studio_tui.screens.wizard.form import FormPage
from studio_tui.widgets.form import Form
from studio_tui.widgets.form_rows import grouped
from studio_tui.widgets.lines import LineWidget, Runs, fit, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size
    from textual.strip import Strip

    from studio_tui.flows.field import Field
    from studio_tui.flows.flow import Page
    from studio_tui.screens.wizard.wizard import Wizard

TALL = 20
"""Lines of the screen from which more than one tick is shown."""
AROUND = 16
"""Lines that are no ticks: at least seven of the summary, Finish, bars."""
LABELS = 14
"""Cells of the labels, which begin where those of the forms do."""


class Facts(LineWidget):
    """Lines of label and words; long words go on below."""

    DEFAULT_CSS = "Facts { height: auto; }"

    _lines: tuple[Said, ...] = ()

    def show(self, lines: Sequence[Said]) -> None:
        """Replace the lines."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.refresh(layout=True)

    @property
    def text(self) -> str:
        """All of it, as it is read."""
        return "\n".join(f"{line.label} {line.words}".strip() for line in self._lines)

    def _rows(self, width: int) -> list[tuple[str, str, bool]]:
        room = max(10, width - LABELS - 3)
        return [
            (line.label if not at else "", part, line.warn)
            for line in self._lines
            for at, part in enumerate(wrapped(f"{'! ' if line.warn else ''}{line.words}", room))
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as it takes."""
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, look = self.size.width, self.look
        rows = self._rows(width)
        if y >= len(rows):
            return self.blank()
        label, words, warn = rows[y]
        runs = Runs()
        runs.add("  " + fit(label, LABELS), look.faint)
        runs.add(fit(words, max(0, width - LABELS - 2)), look.warning if warn else look.text)
        return runs.strip(width, look.text)


def wrapped(text: str, room: int) -> list[str]:
    """A text in lines of at most `room` cells, broken between words where there are any."""
    lines = [""]
    for word in text.split():
        if lines[-1] and width_of(lines[-1]) + 1 + width_of(word) <= room:
            lines[-1] += f" {word}"
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return lines


class FinishLine(LineWidget, can_focus=True):
    """Where the focus stands when Enter books."""

    DEFAULT_CSS = "FinishLine { height: 1; }"
    LABEL = "Finish: book it"

    def cursor_offset(self) -> Offset:
        """On the word."""
        return Offset(2, 0)

    def render_line(self, y: int) -> Strip:
        """Draw it, reversed while Enter would press it."""
        runs = Runs()
        if y == 0:
            style = self.look.cursor if self.has_focus else self.look.bold
            runs.add(" ", self.look.text)
            runs.add(f" [ {self.LABEL} ] ", style)
        return runs.strip(self.size.width, self.look.text)

    @dataclass
    class Pressed(Message):
        """The mouse has pressed it."""

    def on_click(self) -> None:
        """The mouse presses it too."""
        self.post_message(self.Pressed())


class Sheet(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What Finish would store; it scrolls, and the arrows belong to the page."""

    DEFAULT_CSS = "Sheet { height: 1fr; scrollbar-size-vertical: 1; }"


class SummaryPage(FormPage):
    """Summary, ticks, Finish."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("finish")
    PLACE = "confirmation"
    DEFAULT_CSS = """
    SummaryPage #offer { display: none; }
    SummaryPage.-tall FinishLine { margin-top: 1; }
    """

    def __init__(self, wizard: Wizard, page: Page) -> None:
        super().__init__(wizard, page)
        self.facts = Facts()
        self.finish_line = FinishLine()
        self.sheet = Sheet()
        self.finish = Finish(wizard, self)

    def content(self) -> ComposeResult:
        """What would be stored, the ticks, Finish."""
        with self.sheet:
            yield self.facts
        yield self.form
        yield self.finish_line

    def key_pairs(self) -> list[tuple[str, str]]:
        """There is no next page; what led here finishes."""
        last = {"Next": "", "Summary": "Finish"}
        pairs = [(key, last.get(word, word)) for key, word in super().key_pairs()]
        return [(key, word) for key, word in pairs if word]

    def on_resize(self) -> None:
        """Divide another size among summary and ticks."""
        self._divide()

    def _divide(self) -> None:
        """As many ticks as there are, as far as the summary keeps its room."""
        height = self.app.size.height
        own = len(wrapped(self.page.own_header, self.app.size.width - 2)) + 1
        around = AROUND + (own if self.page.own_header else 0)
        most = height - around if height >= TALL else 1
        self.form.styles.height = max(1, min(len(grouped(self._ticks)), most))

    @property
    def _ticks(self) -> list[Field]:
        """Those that apply to what is booked."""
        return [entry for entry in self.page.fields if entry.applies(self.answers)]

    def begin(self) -> None:
        """Enter finishes."""
        self.finish_line.focus()

    def renew(self) -> None:
        """Show what Finish would store now."""
        super().renew()
        self._divide()
        wizard = self.wizard
        self.facts.show((*self._warnings(), *summary(wizard.answers, wizard.hit)))
        self.tell(f"{self._news} {self.page.header}".strip())

    def _warnings(self) -> tuple[Said, ...]:
        """What stands against the time, which the person at the desk has agreed to."""
        found = self.wizard.checked
        if found is None:
            return ()
        zone = self.answers.facts.catalogue.opening.zone
        clash = taken_words(found.clashes, zone) if found.clashes else ""
        return tuple(Said("Mind", words, warn=True) for words in (clash, found.warning) if words)

    def follow(self, words: str, warns: bool) -> None:
        """Say what a tick does, or what Finish does."""
        super().follow(words or self.page.header, warns)

    @on(Form.Finished)
    async def _next(self) -> None:
        self.finish_line.focus()

    def action_first(self) -> None:
        """To the beginning of what is shown."""
        self.sheet.scroll_home(animate=False, immediate=True)

    def action_last(self) -> None:
        """To its end."""
        self.sheet.scroll_end(animate=False, immediate=True)

    def action_up(self) -> None:
        """From Finish to the last tick; from the first tick on, up in what is shown."""
        if self.finish_line.has_focus:
            self.form.focus_field(self._ticks[-1].key)
        else:
            self.sheet.scroll_up(animate=False, immediate=True)

    def action_down(self) -> None:
        """From the last tick to Finish; from there, down in what is shown."""
        if self.finish_line.has_focus:
            self.sheet.scroll_down(animate=False, immediate=True)
        else:
            self.finish_line.focus()

    @on(FinishLine.Pressed)
    async def action_finish(self) -> None:
        """Book it."""
        self.settle()
        await self.finish.now()

    async def action_summary(self) -> None:
        """On the summary, the same key finishes."""
        await self.action_finish()

    async def action_next(self) -> None:
        """There is no page after this one."""
        self.tell("This is the last page: Enter on Finish books it.")
        self.finish_line.focus()
