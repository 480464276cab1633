"""The program as a terminal sees it: colours, cursor, bytes, leaving, crashing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from studio_tui.studio import Studio
from studio_tui.terminal import ansi_theme
from tests.factories import at, book
from tests.screens.program import running
from tests.terminal import NOW, Terminal

if TYPE_CHECKING:
    from pathlib import Path

READY = "09:00-09:30 free"


def colours(terminal: Terminal) -> set[str]:
    """Every colour that was asked for, as in ``38;5;12``; the terminal's own are left out."""
    found: set[str] = set()
    for codes in re.findall(rb"\x1b\[([0-9;]+)m", bytes(terminal.written)):
        found |= set(re.findall(r"(?:[34]8;[25];[0-9;]+|\b(?:[349]|10)[0-7]\b)", codes.decode()))
    return found


@pytest.fixture
def booked(directory: Path) -> Path:
    with Studio(directory, now=NOW) as studio:
        book(studio, start=at("2026-11-24T10:00"), confirmed=True)
    return directory


def test_without_colour_everything_is_still_said(booked: Path) -> None:
    with Terminal(booked, environment={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for(READY, "▌Smith, Sara", "✓")
        terminal.press("down", "down")
        terminal.wait_for("10:00-11:00 Smith, Sara · Portrait · confirmed")
        assert colours(terminal) == set()


def test_a_terminal_of_16_colours_gets_no_other(booked: Path) -> None:
    with Terminal(booked, environment={"TERM": "xterm-16color"}) as terminal:
        terminal.wait_for(READY, "▌Smith, Sara")
        assert colours(terminal)
        assert not [code for code in colours(terminal) if ";" in code]


def test_the_terminals_cursor_is_visible_and_stands_where_the_eye_is(booked: Path) -> None:
    with Terminal(booked) as terminal:
        terminal.wait_for(READY)
        terminal.press("down", "down")
        terminal.wait_for("10:00-11:00")
        assert not terminal.screen.cursor.hidden
        assert terminal.under_cursor.startswith("[Smith, Sara")
        terminal.press("g", "fri")
        terminal.wait_for("Friday 27 November 2026, in 3 days")
        assert not terminal.screen.cursor.hidden
        before = terminal.screen.display[terminal.screen.cursor.y][: terminal.screen.cursor.x]
        assert before.rstrip().endswith("fri")


def test_an_idle_screen_writes_nothing(booked: Path) -> None:
    with Terminal(booked) as terminal:
        terminal.wait_for(READY)
        terminal.read(0.5)
        assert terminal.read(2.5) == 0


def test_a_move_of_the_cursor_takes_less_than_600_bytes(booked: Path) -> None:
    with Terminal(booked) as terminal:
        terminal.wait_for(READY)
        terminal.read(0.5)
        terminal.press("down")
        terminal.wait_for("09:30-10:00 free")
        before = len(terminal.written)
        terminal.press("down")
        terminal.wait_for("10:00-11:00")
        terminal.read(0.2)
        assert len(terminal.written) - before < 600


def test_ctrl_q_leaves_the_terminal_as_it_was(booked: Path) -> None:
    with Terminal(booked) as terminal:
        terminal.wait_for(READY)
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0
        assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")


def test_ctrl_z_and_ctrl_c_neither_stop_nor_suspend(booked: Path) -> None:
    with Terminal(booked) as terminal:
        terminal.wait_for(READY)
        terminal.press("ctrl+z", "ctrl+c")
        terminal.wait_for("Ctrl+Q leaves the program.")
        terminal.press("down")
        terminal.wait_for("09:30-10:00 free")


def test_ctrl_l_draws_the_screen_anew(booked: Path) -> None:
    with Terminal(booked) as terminal:
        terminal.wait_for(READY)
        terminal.screen.reset()
        terminal.press("ctrl+l")
        terminal.wait_for(READY, "▌Smith, Sara", "^P Book")


def test_the_picture_follows_the_size_of_the_terminal(booked: Path) -> None:
    with Terminal(booked) as terminal:
        terminal.wait_for(READY)
        terminal.resize(40, 10)
        terminal.wait_until(lambda: terminal.lines[0].startswith(" Day · Tue 24 Nov 2026"))
        terminal.wait_for("▌Smith,…", " ^P Book")
        assert len(terminal.lines) == 10


def test_settings_that_cannot_be_are_a_sentence_and_no_screen(booked: Path) -> None:
    (booked / "config.toml").write_text('[keys]\n"calendar.today" = "g"\n')
    with Terminal(booked) as terminal:
        assert terminal.exit_status() == 1
        terminal.read(0.2)
        said = " ".join(" ".join(terminal.lines).split())
        assert "gives g to calendar.today, but it is the key of calendar.go" in said
        assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")


async def test_a_crash_is_kept_in_a_file_without_the_values_at_hand(studio: Studio) -> None:
    async def crash() -> None:
        client = "Sara Smith 07700 900123"
        assert client
        raise RuntimeError("broken")

    async def run() -> None:
        async with running(studio) as pilot:
            pilot.app.call_later(crash)
            await pilot.pause()

    with pytest.raises(RuntimeError):
        await run()
    log = (studio.directory / "crash.log").read_text("utf-8")
    assert log.startswith("2026-11-24 09:00\n")
    assert "RuntimeError: broken" in log
    assert "900123" not in log.replace('client = "Sara Smith 07700 900123"', "")


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, ""),
        ({"TERM": "xterm-16color"}, "ansi-dark"),
        ({"TERM": "linux"}, "ansi-dark"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "ansi-dark"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, ""),
        ({"TERM": "rxvt-16color", "COLORFGBG": "0;15"}, "ansi-light"),
        ({"TERM": "rxvt-16color", "COLORFGBG": "15;default;0"}, "ansi-dark"),
    ],
)
def test_the_terminals_own_colours_are_used_where_it_has_few_or_none_are_wanted(
    environment: dict[str, str], theme: str
) -> None:
    assert ansi_theme(environment) == theme
