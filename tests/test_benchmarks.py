"""The meter reads what programs send, and the report says what was measured."""

from __future__ import annotations

import re
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import peewee
import pytest

from studio_tui.demo.fill import fill
from studio_tui.demo.shapes import Scale
from studio_tui.domain.wallclock import lenient_instant
from studio_tui.services.desk import Desk
from studio_tui.studio import Studio
from tests.benchmarks.growing import add_work, lengthen
from tests.benchmarks.meter import MissingError, Terminal
from tests.benchmarks.report import as_json, number, summary, table
from tests.benchmarks.rows import STUDIOS, Result, Row, results, rows
from tests.benchmarks.screen import Screen, answers, key_bytes, whole
from tests.benchmarks.services import statements
from tests.benchmarks.studios import NOW

if TYPE_CHECKING:
    from pathlib import Path

SPEED = Row("demo.speed", "Section", "how fast", "ms", 1.1, "demo.speed", "bare.speed", "calendar")
QUIET = Row("demo.quiet", "Section", "how quiet", "B", 0.0, "demo.quiet", "", "calendar")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),  # synchronised output is supported
        (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[>0c", b"\x1b[>41;377;0c"),
        (b"\x1b[6n", b"\x1b[1;1R"),
        (b"text\x1b[1;31mmore", b""),
    ],
)
def test_a_terminal_answers_what_it_is_asked(question: bytes, answer: bytes) -> None:
    assert answers(question) == answer


@pytest.mark.parametrize(
    ("data", "complete"),
    [
        (b"text", b"text"),
        (b"text\x1b", b"text"),
        (b"text\x1b[?20", b"text"),
        (b"text\x1b[1m", b"text\x1b[1m"),
        (b"text\x1b]0;titl", b"text"),
        (b"text\x1b]0;title\x07", b"text\x1b]0;title\x07"),
    ],
)
def test_a_sequence_that_is_cut_off_waits_for_its_end(data: bytes, complete: bytes) -> None:
    assert whole(data) == (complete, data[len(complete) :])


def test_questions_and_keyboard_protocols_leave_nothing_on_the_screen() -> None:
    screen = Screen(20, 2)
    screen.feed(b"\x1b[>1u\x1b[?2026$p\x1b]0;title\x07\x1bP+q544e\x1b\\\x1b[2;3Hhere")
    assert screen.text == "\n  here"


def test_nothing_is_shown_before_an_update_is_complete() -> None:
    screen = Screen(20, 2)
    screen.feed(b"\x1b[?2026hhere")
    assert not screen.shows(re.compile("here"))
    screen.feed(b"\x1b[?2026l")
    assert screen.shows(re.compile("here"))


@pytest.mark.parametrize(
    ("key", "sent"),
    [("down", b"\x1b[B"), ("ctrl+p", b"\x10"), ("pagedown", b"\x1b[6~"), ("é", b"\xc3\xa9")],
)
def test_keys_are_sent_as_a_terminal_sends_them(key: str, sent: bytes) -> None:
    assert key_bytes(key) == sent


PROGRAM = r"""
import sys, termios, tty
tty.setraw(0)
sys.stdout.write("\x1b[?2026$p"); sys.stdout.flush()
while sys.stdin.read(1) != "y": pass
sys.stdout.write("ready"); sys.stdout.flush()
while (key := sys.stdin.read(1)) != "q":
    sys.stdout.write(key * 3); sys.stdout.flush()
"""


def test_the_meter_counts_what_a_key_brings(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", PROGRAM], {}, tmp_path) as terminal:
        terminal.wait("ready")
        press = terminal.press("x", expect="xxx", quiet=0.05)
        assert press.size == 3
        assert 0 < press.first <= press.shown <= press.last
        assert terminal.memory() > 1
        assert terminal.end("q") > 0


def test_the_meter_tells_what_was_on_the_screen_when_a_program_ends_too_early(
    tmp_path: Path,
) -> None:
    with (
        Terminal([sys.executable, "-c", "print('sorry')"], {}, tmp_path) as terminal,
        pytest.raises(MissingError, match="sorry"),
    ):
        terminal.wait("ready")


def test_every_row_has_a_name_of_its_own_and_a_goal() -> None:
    found = list(rows(tuple(STUDIOS)))
    assert len({row.name for row in found}) == len(found)
    for row in found:
        assert row.goal > 0 or not row.baseline, row.name
        assert row.what, row.name
        assert row.section, row.name
        assert row.studios, row.name
        assert "{" not in row.baseline, row.name


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    fast = {"demo.speed": 10.0, "bare.speed": 10.0}
    slow = {"demo.speed": 30.0, "bare.speed": 20.0}  # the machine was slower: no matter
    odd = {"demo.speed": 90.0, "bare.speed": 10.0}
    (result,) = results([SPEED], {"calendar": [fast, odd, slow]})
    assert result.ratio == pytest.approx(1.5)
    assert result.verdict == "over"


def test_a_round_without_one_of_the_figures_counts_for_neither() -> None:
    complete, broken = {"demo.speed": 1.0, "bare.speed": 1.0}, {"bare.speed": 5.0}
    (result,) = results([SPEED], {"calendar": [broken, complete]})
    assert result.ratio == 1.0
    assert results([SPEED], {"calendar": [broken]})[0].verdict == "missing"


@pytest.mark.parametrize(("size", "verdict"), [(0.0, "ok"), (1.0, "over")])
def test_a_goal_without_a_baseline_is_about_our_own_figure(size: float, verdict: str) -> None:
    (result,) = results([QUIET], {"calendar": [{"demo.quiet": size}]})
    assert result.ratio is None
    assert result.verdict == verdict


def test_the_table_is_aligned_and_says_what_is_over() -> None:
    speed = Result(SPEED, (12.0, 12.0), (8.0, 8.0))
    quiet = Result(QUIET, (0.0,), ())
    assert [*table([speed, quiet]).splitlines(), summary([speed, quiet])] == [
        "what          ours  baseline  ratio     goal  verdict",
        "",
        "Section",
        "how fast   12.0 ms   8.00 ms   1.50  <= 1.10  over",
        "how quiet      0 B         -      -   <= 0 B  ok",
        "1 of 2 rows reach their goal; over: demo.speed.",
    ]


def test_json_keeps_the_figures_of_every_round() -> None:
    found = as_json([Result(SPEED, (12.0, 13.0), (8.0, 9.0))])
    assert found["demo.speed"]["ours"] == [12.0, 13.0]
    assert found["demo.speed"]["verdict"] == "over"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1234.6, "B", "1,235 B"),
        (0.5, "ms", "0.50 ms"),
        (12.34, "ms", "12.3 ms"),
        (2345.0, "µs", "2,345 µs"),
        (3.0, "", "3"),
    ],
)
def test_figures_are_said_to_three_digits(value: float, unit: str, said: str) -> None:
    assert number(value, unit) == said


def test_statements_are_counted_without_settings() -> None:
    database = peewee.SqliteDatabase(":memory:")
    desk = Desk(database, lambda: 0)

    def work(_: int) -> None:
        desk.rows("PRAGMA data_version")
        desk.row("SELECT 1")
        desk.rows("SELECT 2")

    assert statements(desk, work) == 2
    assert statements(desk, lambda _: None) == 0
    database.close()


def test_the_past_is_repeated_with_everything_that_belongs_to_it(tmp_path: Path) -> None:
    with Studio(tmp_path, now=NOW) as studio:
        scale = Scale(clients=9, sessions=20, photographers=2, assistants=1, rooms=2, years=1)
        studio.run(fill, datetime.fromisoformat(NOW), scale=scale)
    path = tmp_path / "studio.db"
    add_work(path, NOW)
    with closing(sqlite3.connect(path)) as database:
        before = _contents(database)
    lengthen(path, 3, 1, "Europe/London")
    with closing(sqlite3.connect(path)) as database:
        assert _contents(database) == {name: 3 * count for name, count in before.items()}
        assert not database.execute("PRAGMA foreign_key_check").fetchall()
        wrong = "SELECT count(*) FROM booking_slot AS slot JOIN event ON event.id = slot.event_id "
        assert database.execute(wrong + "WHERE slot.start_utc <> event.start_utc").fetchone() == (
            0,
        )
        starts = database.execute("SELECT start, start_utc FROM event").fetchall()
        assert all(
            lenient_instant(datetime.fromisoformat(start), "Europe/London") == utc
            for start, utc in starts
        )
        assert len({start[:4] for start, _ in starts}) >= 3


def _contents(database: sqlite3.Connection) -> dict[str, int]:
    names = ("client", "session", "booking_slot", "invoice", "change", "record_search", "message")
    return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
