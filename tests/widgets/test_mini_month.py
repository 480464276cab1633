"""The small month: what its cells say, and how many months there is room for."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from studio_tui.widgets.mini_month import MiniMonth, MonthsAside
from tests.widgets.samples import TUESDAY

BUSY = {date(2026, 11, 2): 3, TUESDAY: 1, date(2026, 12, 1): 2}


class Host(App[None]):
    """Shows small months from the Tuesday on."""

    def __init__(self, day: date = TUESDAY, kind: type[MiniMonth] = MiniMonth) -> None:
        super().__init__()
        self.month = kind()
        self.day = day
        self.heard: list[date] = []

    def compose(self) -> ComposeResult:
        yield self.month

    def on_mount(self) -> None:
        self.month.show(self.day, TUESDAY, BUSY)

    def on_day_grid_beyond(self, message: MiniMonth.Beyond) -> None:
        self.heard.append(message.day)

    @property
    def lines(self) -> list[str]:
        return [self.month.render_line(y).text for y in range(self.month.size.height)]


async def test_busy_days_today_and_the_cursor_are_marked_without_colour() -> None:
    app = Host(date(2026, 11, 19))
    async with app.run_test(size=(40, 10)):
        assert [line.rstrip() for line in app.lines[:8]] == [
            " November 2026",
            " Mo  Tu  We  Th  Fr  Sa  Su",
            "                          1",
            "  2•  3   4   5   6   7   8",
            "  9  10  11  12  13  14  15",
            " 16  17  18 [19 ]20  21  22",
            " 23 ►24• 25  26  27  28  29",
            " 30",
        ]


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (TUESDAY, " 23 [24•]25  26  27  28  29"),
        (date(2026, 11, 23), "[23 ►24• 25  26  27  28  29"),
        (date(2026, 11, 29), " 23 ►24• 25  26  27  28 [29 ]"),
    ],
)
async def test_the_cursor_gives_way_to_today_but_never_vanishes(day: date, line: str) -> None:
    app = Host(day)
    async with app.run_test(size=(40, 10)):
        assert app.lines[6].rstrip() == line


@pytest.mark.parametrize(("height", "months"), [(1, 1), (8, 1), (16, 1), (17, 2), (37, 4)])
async def test_as_many_months_as_there_is_room_for(height: int, months: int) -> None:
    app = Host()
    async with app.run_test(size=(29, height)):
        assert len(app.month.months) == months
        assert {cell_len(line) for line in app.lines} == {29}
        if months > 1:
            assert app.lines[9].strip() == "December 2026"
            assert app.lines[11].rstrip() == "      1•  2   3   4   5   6"


async def test_a_click_beside_the_day_is_told_even_within_the_month() -> None:
    app = Host(kind=MonthsAside)
    async with app.run_test(size=(29, 20)) as pilot:
        for day in (date(2026, 11, 26), date(2026, 12, 1)):
            cell = app.month.cell(day)
            await pilot.click(MonthsAside, offset=(cell.x + 1, cell.y))
        await pilot.click(MonthsAside, offset=(1, 0))
        assert app.heard == [date(2026, 11, 26), date(2026, 12, 1)]
        assert not app.month.can_focus


async def test_the_week_of_the_cursor_is_seen_on_a_low_terminal() -> None:
    app = Host()
    async with app.run_test(size=(29, 4)) as pilot:
        assert "[24•]" in app.lines[-1]
        app.month.focus()
        await pilot.press("up", "up", "up")
        assert app.lines[0].strip() == "November 2026"
        assert "[ 3 ]" in app.lines[3]
        assert app.month.cell(date(2026, 11, 3)).y == 3
