"""The days of a month: what each holds, where it is drawn, and what moving the cursor paints."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from studio_tui.widgets.day_grid import weeks_of
from studio_tui.widgets.month_grid import DayCell, MonthGrid, day_cells, day_words
from tests.widgets.samples import MEETING, SESSION, TUESDAY, at, block

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.message import Message

MONDAY = TUESDAY - timedelta(days=1)


def always(_: date) -> tuple[str, bool]:
    return "", True


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_the_weeks_of_a_month_hold_all_its_days(day: date) -> None:
    weeks = weeks_of(day)
    assert all(monday.weekday() == 0 for monday in weeks)
    assert 4 <= len(weeks) <= 6
    first = day.replace(day=1)
    assert weeks[0] <= first < weeks[0] + timedelta(days=7)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    assert weeks[-1] <= last < weeks[-1] + timedelta(days=7)


def test_a_booking_counts_once_a_day_on_every_day_it_touches() -> None:
    shared = [block("09:30-10:30"), block("09:30-10:30")._replace(schedule_id=2)]
    night = block("23:00-25:00", "Night", 2)
    midnight = block("22:00-24:00", "Late", 3)
    cells = day_cells(
        MONDAY, TUESDAY + timedelta(days=2), [*shared, night, midnight], (1, 2), always
    )
    assert [[each.client for each in cells[day].bookings] for day in sorted(cells)] == [
        [],
        ["Smith, Sara", "Late", "Night"],
        ["Night"],
        [],
    ]


def test_what_began_before_the_first_day_is_there() -> None:
    trip = SESSION._replace(start=at("09:00", MONDAY - timedelta(days=5)), end=at("09:00"))
    cells = day_cells(MONDAY, TUESDAY, [trip], (1,), always)
    assert [len(cell.bookings) for cell in cells.values()] == [1, 1]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (DayCell(TUESDAY), "Tuesday 24 November 2026, today, nothing booked"),
        (
            DayCell(TUESDAY, (block("09:30-10:30"), MEETING._replace(start=at("12:00")))),
            "Tuesday 24 November 2026, today, 2 bookings: "
            "09:30-10:30 Smith, Sara; 12:00-10:30 Staff meeting",
        ),
        (
            DayCell(TUESDAY, (SESSION,), "Fair"),
            "Tuesday 24 November 2026, today, 1 booking, closed: Fair: 09:30-10:30 Smith, Sara",
        ),
        (
            DayCell(TUESDAY, is_open=False),
            "Tuesday 24 November 2026, today, nothing booked, closed",
        ),
        (
            DayCell(TUESDAY, (SESSION, SESSION._replace(status_kind="cancelled"))),
            "Tuesday 24 November 2026, today, 1 booking: "
            "09:30-10:30 Smith, Sara; 09:30-10:30 cancelled: Smith, Sara",
        ),
        (DayCell(date(2027, 5, 1)), "Saturday 1 May 2027, nothing booked"),
    ],
)
def test_a_day_is_said_in_one_sentence(cell: DayCell, words: str) -> None:
    assert day_words(cell, TUESDAY) == words


class RecordingMonth(MonthGrid):
    """Keeps which regions were painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[tuple[Region, ...]] = []

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        self.painted.append(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class Host(App[None]):
    """Shows the month of the Tuesday."""

    def __init__(self) -> None:
        super().__init__()
        self.month = RecordingMonth()
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.month

    def on_mount(self) -> None:
        weeks = weeks_of(TUESDAY)
        names = ["[/] O'Brien <b>", "日本太郎 写真館の客", "Tab\tand\x1b[31m red"]
        booked = [block(f"{9 + n:02}:30-{10 + n}:30", name, n) for n, name in enumerate(names)]

        def hours(day: date) -> tuple[str, bool]:
            return ("Fair" if day == MONDAY else "", day.weekday() < 5)

        last = weeks[-1] + timedelta(days=6)
        self.month.show(day_cells(weeks[0], last, booked, (1,), hours), TUESDAY, TUESDAY)
        self.month.focus()

    def on_day_grid_beyond(self, message: MonthGrid.Beyond) -> None:
        self.heard.append(message)

    def on_day_grid_chosen(self, message: MonthGrid.Chosen) -> None:
        self.heard.append(message)

    @property
    def lines(self) -> list[str]:
        return [self.month.render_line(y).text for y in range(self.month.size.height)]


@pytest.mark.parametrize("size", [(80, 21), (250, 70), (40, 7), (30, 4), (9, 2), (3, 1)])
async def test_every_line_is_exactly_as_wide_as_the_widget(size: tuple[int, int]) -> None:
    app = Host()
    async with app.run_test(size=size) as pilot:
        for key in ("right", "down", "up", "up", "up", "end", "home"):
            await pilot.press(key)
            assert {cell_len(line) for line in app.lines} == {size[0]}
    assert all(text.isprintable() for text in app.lines)


async def test_a_day_shows_number_count_times_and_names() -> None:
    app = Host()
    async with app.run_test(size=(150, 31)):
        cell = app.month.cell(TUESDAY)
        drawn = [line[cell.x : cell.right] for line in app.lines[cell.y : cell.bottom]]
    assert drawn[0] == "[►24            (3)]"
    assert drawn[1] == "▌09:30 [/] O'Brien …"
    assert drawn[2].startswith("▌10:30 日本太郎")
    assert len(drawn) == 5
    assert not drawn[4].strip()


async def test_closed_days_are_dotted_and_closures_named() -> None:
    app = Host()
    async with app.run_test(size=(150, 31)):
        monday, sunday = app.month.cell(MONDAY), app.month.cell(TUESDAY + timedelta(days=5))
        lines = app.lines
    assert lines[monday.y + 1][monday.x :].startswith("Fair ")
    assert lines[monday.y + 2][monday.x :].startswith("·   ·")
    assert lines[sunday.y + 1][sunday.x :].startswith("·   ·")


async def test_moving_the_cursor_paints_two_cells() -> None:
    app = Host()
    async with app.run_test(size=(80, 21)) as pilot:
        app.month.painted.clear()
        await pilot.press("right")
        tuesday, wednesday = (app.month.cell(TUESDAY + timedelta(days=n)) for n in (0, 1))
        assert app.month.painted == [(tuesday, wednesday)]
        assert "[ 25" in app.lines[wednesday.y]
        assert "[►24" not in app.lines[tuesday.y]


async def test_the_terminals_cursor_stands_on_the_day() -> None:
    app = Host()
    async with app.run_test(size=(80, 21)) as pilot:
        await pilot.press("right")
        await pilot.pause()
        cell = app.month.cell(TUESDAY + timedelta(days=1))
        assert app.cursor_position == cell.offset


async def test_weeks_scroll_where_they_do_not_all_fit() -> None:
    app = Host()
    async with app.run_test(size=(80, 4)) as pilot:
        assert any("►24" in line for line in app.lines)
        await pilot.press("up", "up", "up")
        assert app.month.day == date(2026, 11, 3)
        assert any("[ 3" in line for line in app.lines)


async def test_the_month_is_not_left_but_told() -> None:
    app = Host()
    async with app.run_test(size=(80, 21)) as pilot:
        await pilot.press("down", "enter")
        beyond, chosen = app.heard
        assert isinstance(beyond, MonthGrid.Beyond)
        assert beyond.day == date(2026, 12, 1)
        assert isinstance(chosen, MonthGrid.Chosen)
        assert chosen.day == app.month.day == TUESDAY


async def test_the_cursor_is_in_reverse_and_in_brackets() -> None:
    app = Host()
    async with app.run_test(size=(80, 21)) as pilot:
        line = app.month.render_line(app.month.cell(TUESDAY).y)
        assert [s.text for s in line if s.style and s.style.reverse] == ["[►24  (3)]"]
        app.screen.set_focus(None)
        await pilot.pause()
        line = app.month.render_line(app.month.cell(TUESDAY).y)
        assert not [s for s in line if s.style and s.style.reverse]
        assert "[►24" in line.text


async def test_on_a_narrow_terminal_numbers_stay_and_a_mark_says_that_something_is_booked() -> None:
    app = Host()
    async with app.run_test(size=(38, 7)) as pilot:
        line = app.lines[app.month.cell(TUESDAY).y]
        assert line.startswith("48 │ 23 │[24]│ 25 ")
        await pilot.press("right")
        line = app.lines[app.month.cell(TUESDAY).y]
        assert line.startswith("48 │ 23 │►24•│[25]│ 26 │")
