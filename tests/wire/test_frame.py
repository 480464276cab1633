"""What is written leads from one picture to the next, and is short."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_tui.wire.frame import CLEAN, Frame, Piece, blanked, cells, characters, looks
from tests.wire.pictures import picture, screen

SIZE = (12, 4)
TEXTS = ["a", "Smith", "  ", "日本", "é", "e\u0301x", "·─▌", "👍", "a日b", "      ", "❤️ "]
CODES = ["", "1", "38;5;12", "48;5;4", "38;5;12;48;5;4", "4;38;2;1;2;3", "7", "90;100", "1;31;42"]


def piece(y: int, x: int, text: str, codes: str = "") -> Piece:
    return y, x, list(cells(text, codes))


def started(frame: Frame) -> None:
    frame.update(SIZE, [], (0, 0))


pieces = st.builds(
    piece, st.integers(0, 3), st.integers(0, 11), st.sampled_from(TEXTS), st.sampled_from(CODES)
)
cursors = st.tuples(st.integers(0, 11), st.integers(0, 3))


@settings(max_examples=200)
@given(st.lists(st.tuples(st.lists(pieces, max_size=4), cursors), max_size=6))
def test_every_way_leads_to_the_picture_that_is_drawn_anew(
    steps: list[tuple[list[Piece], tuple[int, int]]],
) -> None:
    frame, (shown, stream) = Frame(), screen(*SIZE)
    for drawn, cursor in steps:
        stream.feed(frame.update(SIZE, drawn, cursor))
        assert (shown.cursor.x, shown.cursor.y) == cursor
    whole = [(y, 0, line) for y, line in enumerate(frame._lines)]
    anew, anew_stream = screen(*SIZE)
    anew_stream.feed(Frame().update(SIZE, whole, (0, 0)))
    assert picture(shown) == picture(anew)


def test_the_first_time_everything_is_written_and_then_what_differs() -> None:
    frame = Frame()
    assert (
        frame.update(SIZE, [piece(0, 0, "Smith", "1")], (5, 0))
        == f"{CLEAN}\x1b[H\x1b[1mSmith\x1b[m"
    )
    assert frame.update(SIZE, [piece(0, 0, "Smith", "1")], (5, 0)) == ""
    assert frame.update(SIZE, [piece(0, 0, "Smyth", "1")], (5, 0)) == "\b\b\b\x1b[1my\x1b[m\x1b[2C"


def test_equal_looks_are_said_once_and_a_space_takes_those_of_its_neighbour() -> None:
    frame = Frame()
    started(frame)
    drawn = [piece(0, 0, "a", "38;5;1"), piece(0, 1, " ", "38;5;9"), piece(0, 2, "b", "38;5;1")]
    assert frame.update(SIZE, drawn, (3, 0)) == "\x1b[38;5;1ma b\x1b[m"


def test_a_short_gap_is_written_again_and_a_long_one_jumped_over() -> None:
    frame = Frame()
    frame.update(SIZE, [piece(0, 0, "abcdefghijk")], (0, 0))
    assert frame.update(SIZE, [piece(0, 0, "AbcDefghiJk")], (10, 0)) == "AbcD\x1b[5CJ"


@pytest.mark.parametrize(
    ("at", "to", "written"),
    [
        ((3, 1), (3, 1), ""),
        ((3, 1), (4, 1), "\x1b[C"),
        ((3, 1), (2, 1), "\b"),
        ((9, 1), (0, 1), "\r"),
        ((3, 1), (3, 2), "\x1b[B"),
        ((3, 1), (0, 0), "\x1b[H"),
        ((3, 3), (0, 1), "\x1b[2H"),
    ],
)
def test_the_cursor_takes_the_shortest_way(
    at: tuple[int, int], to: tuple[int, int], written: str
) -> None:
    frame = Frame()
    frame.update(SIZE, [], at)
    assert frame.update(SIZE, [], to) == written


def test_half_of_a_wide_character_takes_the_other_half_with_it() -> None:
    frame, (shown, stream) = Frame(), screen(*SIZE)
    stream.feed(frame.update(SIZE, [piece(0, 0, "日本")], (0, 0)))
    stream.feed(frame.update(SIZE, [piece(0, 1, "x")], (0, 0)))
    assert shown.display[0].rstrip() == " x本"


def test_after_a_character_of_doubtful_width_the_cursor_is_placed() -> None:
    frame = Frame()
    started(frame)
    assert frame.update(SIZE, [piece(0, 0, "👍ab")], (4, 0)) == "  \x1b[1G👍\x1b[3Gab"


def test_nothing_in_a_text_moves_the_cursor() -> None:
    assert characters("a\x1b[2Jb\r\n\x9bc") == ("a", "[", "2", "J", "b", "c")
    frame, (shown, stream) = Frame(), screen(*SIZE)
    stream.feed(frame.update(SIZE, [piece(1, 0, "\x1b[HSmi\nth")], (0, 0)))
    assert shown.display[1].rstrip() == "[HSmith"


def test_what_was_forgotten_is_written_again_on_a_clean_screen() -> None:
    frame = Frame()
    first = frame.update(SIZE, [piece(0, 0, "Smith")], (0, 0))
    frame.forget()
    assert frame.update(SIZE, [piece(0, 0, "Smith")], (0, 0)) == first
    assert frame.update((20, 4), [piece(0, 0, "Smith")], (0, 0)).startswith(CLEAN)


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        ("", "1", "\x1b[1m"),
        ("1", "", "\x1b[m"),
        ("38;5;12;48;5;4", "38;5;9;48;5;4", "\x1b[38;5;9m"),
        ("38;5;12;48;5;4", "48;5;4", "\x1b[39m"),
        ("1;38;5;12", "38;5;12", "\x1b[;38;5;12m"),
        ("31", "1;31", "\x1b[1m"),
        ("38;2;1;2;3;41", "38;2;1;2;3;42", "\x1b[42m"),
    ],
)
def test_only_what_changes_in_looks_is_written(before: str, after: str, written: str) -> None:
    assert looks(before, after) == written


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_looks_change_as_they_are_said_to(before: str, after: str) -> None:
    one, stream = screen(2, 1)
    stream.feed(f"\x1b[{before}m" + looks(before, after) + "x")
    other, stream = screen(2, 1)
    stream.feed(f"\x1b[{after}mx")
    assert picture(one) == picture(other)


@pytest.mark.parametrize(
    ("codes", "left"),
    [("1;38;5;12;48;5;4", "48;5;4"), ("4;31", "4;31"), ("7;31;42", "7;31;42"), ("3;91", "")],
)
def test_of_a_space_only_what_is_seen_counts(codes: str, left: str) -> None:
    assert blanked(codes) == left


def test_nothing_is_written_that_a_plain_terminal_does_not_know() -> None:
    frame = Frame()
    known = re.compile(r"\x1b\[[\d;]*[HABCDGm]|\r|\x08|[^\x00-\x1f]")
    started(frame)
    for step, text in enumerate(TEXTS * 3):
        written = frame.update(
            SIZE, [piece(step % 4, step % 7, text, CODES[step % 9])], (step % 9, 1)
        )
        assert known.sub("", written) == ""
