from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.color import Color

from studio_tui.widgets.lines import MIDDLE, Runs, fit, legible, plain, scroll


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("Smith", 7, "Smith  "),
        ("Smith", 5, "Smith"),
        ("Smith", 4, "Smi…"),
        ("Smith", 1, "S"),
        ("Smith", 0, ""),
        ("Smith", -2, ""),
        ("日本太郎", 8, "日本太郎"),
        ("日本太郎", 6, "日本 …"),
        ("日本太郎", 10, "日本太郎  "),
        ("a\tb\nc", 5, "a b c"),
    ],
)
def test_a_text_is_cut_or_filled_to_its_cells(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted
    assert cell_len(fitted) == max(width, 0)


def test_a_text_can_stand_at_the_right() -> None:
    assert fit("$5.00", 8, right=True) == "   $5.00"


@pytest.mark.parametrize("hostile", ["\x1b[31mred", "a\rb", "\u202eabc", "a\u200bb", "\x9b2J"])
def test_nothing_that_steers_a_terminal_gets_through(hostile: str) -> None:
    assert plain(hostile).isprintable()
    assert len(plain(hostile)) == len(hostile)


def test_neighbours_of_one_style_become_one_segment() -> None:
    runs, bold, text = Runs(), Style(bold=True), Style()
    for word, style in (("a", bold), ("b", bold), ("", text), ("c", text)):
        runs.add(word, style)
    strip = runs.strip(5, text)
    assert [segment.text for segment in runs.strip(3, text)] == ["ab", "c"]
    assert (strip.text, strip.cell_length) == ("abc  ", 5)


@pytest.mark.parametrize(
    ("top", "row", "expected"),
    [(0, 0, 0), (0, 9, 0), (0, 10, 6), (6, 5, 0), (20, 19, 14), (6, 99, 90), (95, 95, 90)],
)
def test_scrolling_jumps_half_a_page_and_keeps_the_row_in_view(
    top: int, row: int, expected: int
) -> None:
    assert scroll(top, row, 10, 100) == expected


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#e0af68", "#123456"])
def test_a_bar_stands_out_from_dark_and_from_light(colour: str) -> None:
    on_dark, on_light = legible(colour, dark=True), legible(colour, dark=False)
    assert on_dark
    assert on_light
    assert Color.parse(on_dark).brightness >= MIDDLE
    assert Color.parse(on_light).brightness <= MIDDLE


@pytest.mark.parametrize("colour", ["", "sort of blue", "#12"])
def test_what_is_not_a_colour_is_left_to_the_text(colour: str) -> None:
    assert legible(colour, dark=True) is None
