from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from studio_tui.widgets.bars import Bar, KeyBar, Line, TitleBar

if TYPE_CHECKING:
    from textual.strip import Strip

KEYS = (("^P", "Book"), ("Enter", "Open"), ("t", "Today"), ("Esc", "Back"), ("?", "Help"))


class Host(App[None]):
    """Shows one bar."""

    def __init__(self, bar: Bar) -> None:
        super().__init__()
        self.bar = bar

    def compose(self) -> ComposeResult:
        yield self.bar

    @property
    def strip(self) -> Strip:
        return self.bar.render_line(0)


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (39, " Calendar              Tue 24 Nov 2026 "),
        (26, " Calendar Tue 24 Nov 2026 "),
        (25, " Calendar                "),
        (7, " Cale… "),
    ],
)
async def test_the_title_stands_left_and_the_date_right_where_both_fit(
    width: int, text: str
) -> None:
    bar = TitleBar()
    app = Host(bar)
    async with app.run_test(size=(width, 3)):
        bar.set_left("Calendar")
        bar.set_right("Tue 24 Nov 2026")
        assert app.strip.text == text
        assert bar.size.height == 1


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (39, " Calendar  Lumen Studio · Anna · 09:00 "),
        (37, " Calendar               Anna · 09:00 "),
        (20, " Calendar     09:00 "),
        (12, " Calendar   "),
    ],
)
async def test_the_right_text_gives_way_part_by_part(width: int, text: str) -> None:
    bar = TitleBar()
    app = Host(bar)
    async with app.run_test(size=(width, 3)):
        bar.set_left("Calendar")
        bar.set_right("Lumen Studio · Anna · 09:00")
        assert app.strip.text == text


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (60, " Day  Tab Clients Sessions Tasks               Anna · 09:00 "),
        (44, " Day  Tab Clients Sessions …   Anna · 09:00 "),
        (40, " Day  Tab Clients …        Anna · 09:00 "),
        (38, " Day  Tab Clients …      Anna · 09:00 "),
        (20, " Day   Anna · 09:00 "),
    ],
)
async def test_what_is_a_key_away_stands_beside_the_title_where_there_is_room(
    width: int, text: str
) -> None:
    bar = TitleBar()
    app = Host(bar)
    async with app.run_test(size=(width, 3)):
        bar.set_left("Day")
        bar.set_beside(("Tab", "Clients", "Sessions", "Tasks"))
        bar.set_right("Lumen Studio · Anna · 09:00")
        assert app.strip.text == text


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (48, " ^P Book  Enter Open  t Today  Esc Back  ? Help"),
        (46, " ^P Book  Enter Open  Esc Back  ? Help"),
        (30, " ^P Book  Esc Back  ? Help"),
        (20, " Esc Back  ? Help"),
        (10, " ? Help"),
        (5, ""),
    ],
)
async def test_keys_that_do_not_fit_are_left_out_whole_the_way_out_and_help_last(
    width: int, text: str
) -> None:
    bar = KeyBar()
    app = Host(bar)
    async with app.run_test(size=(width, 3)):
        bar.set_keys(KEYS)
        assert app.strip.text.rstrip() == text
        assert app.strip.cell_length == width


async def test_a_line_says_its_text_and_marks_a_warning_with_a_sign() -> None:
    bar = Line()
    app = Host(bar)
    async with app.run_test(size=(30, 3)):
        bar.say("[/] O'Brien <b> 日本")
        assert app.strip.text.rstrip() == " [/] O'Brien <b> 日本"
        bar.say("Room 1 is taken.", warn=True)
        assert app.strip.text.rstrip() == " ! Room 1 is taken."
        assert bar.text == "Room 1 is taken."
        bar.say("A sentence that is longer than the screen is wide.")
        assert app.strip.text.endswith("…")
        assert cell_len(app.strip.text) == 30


async def test_a_reminder_hides_what_the_line_says_for_a_while() -> None:
    bar = Line()
    app = Host(bar)
    async with app.run_test(size=(30, 3)):
        bar.say("Room 1 is taken.", warn=True)
        bar.remind("Ctrl+Q leaves.")
        assert app.strip.text.rstrip() == " Ctrl+Q leaves."
        bar.remind("")
        assert app.strip.text.rstrip() == " ! Room 1 is taken."
        bar.remind("Saved.")
        bar.say("Anna is free.")
        assert app.strip.text.rstrip() == " Saved.", "news waits for a key, whatever is told"
        bar.remind("")
        assert app.strip.text.rstrip() == " Anna is free."
        bar.remind("Ctrl+Q leaves.")
        bar.say("Room 1 is taken.", warn=True)
        assert app.strip.text.rstrip() == " ! Room 1 is taken."


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_a_warning_differs_from_plain_text_in_every_theme(theme: str) -> None:
    bar = Line()
    app = Host(bar)
    async with app.run_test(size=(30, 3)) as pilot:
        app.theme = theme
        await pilot.pause()
        bar.say("Taken.", warn=True)
        style = next(iter(app.strip)).style
        assert style is not None
        assert style.bold
        assert style != bar.look.bold


class RecordingLine(Line):
    """Counts how often it was drawn."""

    count = 0

    def render_line(self, y: int) -> Strip:
        self.count += 1
        return super().render_line(y)


async def test_saying_the_same_again_paints_nothing() -> None:
    bar = RecordingLine()
    app = Host(bar)
    async with app.run_test(size=(30, 3)) as pilot:
        bar.say("Same.")
        await pilot.pause()
        before = bar.count
        bar.say("Same.")
        await pilot.pause()
        assert bar.count == before
        bar.say("Other.")
        await pilot.pause()
        assert bar.count == before + 1


async def test_news_and_refusals_take_more_lines_where_one_is_too_short() -> None:
    bar = Line()
    app = Host(bar)
    async with app.run_test(size=(30, 6)) as pilot:
        bar.say("The end, 09:00, is not after the start, 10:00.", warn=True, whole=True)
        await pilot.pause()
        assert [bar.render_line(y).text.rstrip() for y in range(bar.size.height)] == [
            " ! The end, 09:00, is not",
            "   after the start, 10:00.",
        ]
        bar.say("Anna is free.")
        await pilot.pause()
        assert bar.size.height == 1
        bar.remind("Booked 10001: Lee, Kim, Tue 24 Nov 09:45-10:15.")
        await pilot.pause()
        assert bar.size.height == 2
        bar.remind("")
        await pilot.pause()
        assert bar.size.height == 1
        assert bar.render_line(0).text.rstrip() == " Anna is free."
