from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Input

from studio_tui.widgets.schedule_grid import ScheduleGrid
from tests.widgets.samples import SESSION, TUESDAY, at, block, blocks, columns, office_hours

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from datetime import datetime

    from textual.message import Message
    from textual.strip import Strip

    from studio_tui.domain.block import Block
    from studio_tui.widgets.grid_layout import Cursor

DAY = {1: [block("09:30-11:00")], 2: [block("10:00-11:00", "[/] O'Brien <b>", 2)]}


class RecordingGrid(ScheduleGrid):
    """Keeps the numbers of the lines that it was asked to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)


class Host(App[None]):
    """Shows a Tuesday and keeps what the grid says."""

    def __init__(
        self,
        booked: Mapping[int, Sequence[Block]] | None = None,
        *,
        count: int = 2,
        now: datetime | None = None,
        heading: str = "Day  Tue 24 Nov 2026",
    ) -> None:
        super().__init__()
        self.grid = RecordingGrid()
        self.booked = DAY if booked is None else booked
        self.count, self.now, self.heading = count, now, heading
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_mount(self) -> None:
        self.fill()

    def fill(self) -> None:
        self.grid.show(
            columns(self.count), self.booked, office_hours, now=self.now, heading=self.heading
        )

    def on_schedule_grid_cursor_moved(self, message: ScheduleGrid.CursorMoved) -> None:
        self.heard.append(message)

    def on_schedule_grid_slot_chosen(self, message: ScheduleGrid.SlotChosen) -> None:
        self.heard.append(message)

    def on_schedule_grid_edge_reached(self, message: ScheduleGrid.EdgeReached) -> None:
        self.heard.append(message)

    @property
    def lines(self) -> list[str]:
        return [self.grid.render_line(y).text for y in range(self.grid.size.height)]

    @property
    def cursor(self) -> Cursor:
        cursor = self.grid.cursor
        assert cursor is not None
        return cursor

    @property
    def stand(self) -> tuple[Hashable, str]:
        return self.cursor.column.key, f"{self.cursor.start:%H:%M}"


async def test_the_day_is_drawn_with_headings_times_blocks_and_closed_hours() -> None:
    app = Host({1: [SESSION._replace(confirmed=True)]}, now=at("10:10"))
    async with app.run_test(size=(60, 13)):
        lines = app.lines
    assert lines[0].startswith(" Day  Tue 24 Nov 2026")
    assert lines[1].split() == ["Anna", "Berg", "Ben", "Okoye"]
    assert [line[:6] for line in lines[2:8]] == [
        "09:00 ",
        "09:30 ",
        "10:00►",
        "10:30 ",
        "11:00 ",
        "11:30 ",
    ]
    assert lines[3][6:34] == "│▌Smith, Sara            ✓ │"
    assert lines[4][6:34] == "│[Newborn                 ]│"
    assert lines[5][6:34] == "│" + " " * 26 + "│"


async def test_closed_hours_are_dotted_and_open_hours_blank() -> None:
    app = Host({}, heading="")
    async with app.run_test(size=(60, 49)) as pilot:
        await pilot.press("right")
        closed, opened = app.lines[1 + 16], app.lines[1 + 20]
    assert closed[7:15] == "·   ·   "
    assert opened[7:15] == " " * 8


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10), (250, 70), (9, 4), (3, 1)])
async def test_every_line_is_exactly_as_wide_as_the_widget(size: tuple[int, int]) -> None:
    names = ["[/] O'Brien <b>", "日本太郎 写真館の客", "Tab\tand\x1b[31m red", "Ágnes"]
    crowd = [block("09:00-11:00", name, number) for number, name in enumerate(names)]
    app = Host({1: crowd, 2: crowd[:2], 3: crowd[1:2]}, count=6)
    async with app.run_test(size=size) as pilot:
        for key in ("down", "right", "right", "right", "right", "right", "right"):
            await pilot.press(key)
            widths = {cell_len(line) for line in app.lines}
            assert widths == {size[0]}
    assert all(text.isprintable() for text in app.lines)


async def test_names_are_shown_as_typed() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)):
        assert any("[/] O'Brien <b>" in line for line in app.lines)


async def test_wide_characters_keep_the_columns_aligned() -> None:
    app = Host({1: [block("09:30-10:00", "日本太郎")], 2: []}, now=at("12:00"))
    async with app.run_test(size=(60, 13)):
        line = next(line for line in app.lines if "日本太郎" in line)
    assert [cell_len(part) for part in line.split("│")] == [6, 26, 26]


async def test_arrows_and_letters_move_and_tell() -> None:
    app = Host(now=at("10:10"))
    async with app.run_test(size=(80, 24)) as pilot:
        stands = [app.stand]
        for key in ("down", "j", "right", "up", "k", "left", "l", "h"):
            await pilot.press(key)
            stands.append(app.stand)
        moves = [m for m in app.heard if isinstance(m, ScheduleGrid.CursorMoved)]
    assert stands == [
        (1, "10:00"),
        (1, "10:30"),
        (1, "11:00"),
        (2, "11:00"),
        (2, "10:30"),
        (2, "10:00"),
        (1, "10:00"),
        (2, "10:00"),
        (1, "10:00"),
    ]
    assert len(moves) == len(stands)
    assert moves[-1].cursor == app.cursor
    assert moves[-1].control is app.grid


async def test_what_follows_the_cursor_is_told_at_once() -> None:
    app = Host()
    told: list[Cursor] = []
    async with app.run_test(size=(80, 24)):
        app.grid.follower = told.append
        app.grid.action_cursor_down()
        assert told == [app.cursor]


async def test_enter_chooses_the_slot_with_its_block() -> None:
    app = Host(now=at("09:30"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
    chosen = app.heard[-1]
    assert isinstance(chosen, ScheduleGrid.SlotChosen)
    assert chosen.cursor.block == DAY[1][0]


@pytest.mark.parametrize(
    ("keys", "direction"),
    [
        (["left"], "left"),
        (["right", "right"], "right"),
        (["up"] * 19, "up"),
        (["end", *["down"] * 13], "down"),
    ],
)
async def test_an_edge_is_reported_and_the_cursor_stays(keys: list[str], direction: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys[:-1])
        before = app.stand
        await pilot.press(keys[-1])
        assert app.stand == before
    edge = app.heard[-1]
    assert isinstance(edge, ScheduleGrid.EdgeReached)
    assert edge.direction == direction


async def test_home_and_end_go_to_the_open_hours() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        assert app.stand == (1, "17:30")
        await pilot.press("home")
        assert app.stand == (1, "09:00")


async def test_side_by_side_blocks_are_reached_one_after_another() -> None:
    app = Host({1: blocks("09:00-10:00", "09:00-10:00", "09:00-10:00", "09:00-10:00"), 2: []})
    async with app.run_test(size=(80, 24)) as pilot:
        found = [app.cursor.block]
        for _ in range(4):
            await pilot.press("right")
            found.append(app.cursor.block)
        assert [each.event_id if each else None for each in found] == [1, 2, 3, 4, None]
        assert "+2" in app.lines[2]
        await pilot.press("left")
        assert app.cursor.block
        assert app.cursor.block.event_id == 4


async def test_the_cursor_keeps_column_and_time_when_the_data_changes() -> None:
    app = Host(now=at("10:10"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "down", "down")
        heard = len(app.heard)
        app.fill()
        await pilot.pause()
        assert len(app.heard) == heard
        app.grid.show(columns(4)[1:], {2: blocks("11:00-12:00")}, office_hours)
        await pilot.pause()
        assert app.stand == (2, "11:00")
        moved = app.heard[-1]
        assert isinstance(moved, ScheduleGrid.CursorMoved)
        assert moved.cursor.block is not None
        assert moved.cursor.block.event_id == 1


async def test_it_can_be_sent_to_a_column_and_time() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)):
        app.grid.move_to(2, time(15, 10))
        assert app.stand == (2, "15:00")
        app.grid.move_to("gone", time(9))
        assert app.stand == (2, "15:00")


async def test_it_can_be_sent_to_one_of_several_blocks_and_stays_with_it() -> None:
    shared = blocks("09:00-10:00", "09:00-10:00", "09:30-10:30")
    app = Host({1: shared, 2: []})
    async with app.run_test(size=(80, 24)):
        app.grid.move_to(1, time(9), shared[1])
        assert app.cursor.block == shared[1]
        app.grid.move_to(1, time(9, 30), shared[2])
        assert app.cursor.block == shared[2]
        app.grid.show(columns(), {1: [shared[2], shared[0]]}, office_hours)
        assert app.cursor.block == shared[2]
        app.grid.move_to(1, time(9), shared[2])
        assert app.cursor.block == shared[0]


@pytest.mark.parametrize(
    ("width", "name", "short", "seen"),
    [
        (80, "Camera room", "CR", ["Camera room 1", "Camera room 2"]),
        (30, "Camera room", "CR", ["CR1", "CR2"]),
        (30, "Camera room", "", ["Camer…om 1", "Camer…om 2"]),
        (30, "Room", "CR", ["Room 1", "Room 2"]),
    ],
)
async def test_headings_without_room_can_be_told_apart(
    width: int, name: str, short: str, seen: list[str]
) -> None:
    app = Host({}, heading="")
    async with app.run_test(size=(width, 12)):
        rooms = [
            replace(
                column,
                heading=f"{name} {column.key}",
                short=f"{short}{column.key}" if short else "",
            )
            for column in columns()
        ]
        app.grid.show(rooms, {}, office_hours)
        assert [text.strip() for text in app.lines[0].split("  ") if text.strip()] == seen


async def test_today_is_where_a_week_begins() -> None:
    app = Host(now=at("10:10"))
    week = [
        replace(column, key=number, day=TUESDAY + timedelta(days=number - 1))
        for number, column in enumerate(columns(3))
    ]
    async with app.run_test(size=(80, 24)):
        app.grid.show([], {}, office_hours)
        assert app.grid.cursor is None
        app.grid.show(week, {}, office_hours, now=at("10:10"))
        assert app.stand == (1, "10:00")


async def test_no_columns_leave_an_empty_grid_that_still_reports_edges() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.show([], {}, office_hours)
        await pilot.press("down", "left", "enter", "home", "end")
        assert not "".join(app.lines).strip()
    assert [type(message).__name__ for message in app.heard[-2:]] == ["EdgeReached"] * 2


async def test_moving_draws_only_the_two_lines_concerned() -> None:
    app = Host(now=at("10:10"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.drawn.clear()
        await pilot.press("down")
        assert sorted(app.grid.drawn) == [4, 5]
        app.grid.drawn.clear()
        await pilot.press("right")
        assert app.grid.drawn == [5]


async def test_columns_that_do_not_fit_are_counted_and_come_by_pages() -> None:
    app = Host({}, count=8)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.lines[1].rstrip().endswith("3›")
        for _ in range(5):
            await pilot.press("right")
        assert app.lines[1].startswith("‹3")
        assert "Eve" in app.lines[1]


async def test_bookings_out_of_sight_are_counted() -> None:
    app = Host({1: blocks("06:00-07:00", "20:00-21:00", "22:00-23:00")})
    async with app.run_test(size=(80, 24)):
        assert app.lines[0].rstrip().endswith("↑ 1 earlier · ↓ 2 later")


async def test_a_block_that_began_above_the_view_still_says_its_name() -> None:
    app = Host({1: [block("05:00-12:00")]}, now=at("09:00"))
    async with app.run_test(size=(80, 12)):
        assert "Smith, Sara" in app.lines[2]


async def test_the_terminal_cursor_stands_on_the_cell() -> None:
    app = Host(now=at("10:10"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.cursor_position == (7, 4)
        await pilot.press("down", "right")
        assert app.cursor_position == (44, 5)
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert app.cursor_position == (34, 5)


async def test_the_terminal_cursor_comes_back_when_a_dialog_closes() -> None:
    app = Host(now=at("10:10"))
    async with app.run_test(size=(80, 24)) as pilot:
        dialog: ModalScreen[None] = ModalScreen()
        await app.push_screen(dialog)
        await dialog.mount(Input())
        dialog.query_one(Input).focus()
        await pilot.press("a", "b")
        assert app.cursor_position != (7, 4)
        await dialog.dismiss()
        await pilot.pause()
        assert app.cursor_position == (7, 4)


async def test_a_click_moves_and_a_double_click_chooses() -> None:
    app = Host(now=at("10:10"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(app.grid, offset=(50, 6))
        assert app.stand == (2, "11:00")
        await pilot.click(app.grid, offset=(50, 0))
        await pilot.click(app.grid, offset=(2, 6))
        assert app.stand == (2, "11:00")
        await pilot.double_click(app.grid, offset=(20, 3))
        assert app.stand == (1, "09:30")
        assert isinstance(app.heard[-1], ScheduleGrid.SlotChosen)


async def test_the_wheel_scrolls_and_takes_the_cursor_along() -> None:
    app = Host(now=at("09:30"))
    async with app.run_test(size=(80, 24)) as pilot:
        tops = []
        for wheel in (events.MouseScrollDown, events.MouseScrollUp):
            app.grid.post_message(wheel(app.grid, 9, 9, 0, 3, 0, False, False, False))
            await pilot.pause()
            tops.append(app.lines[2][:5])
        assert tops == ["10:30", "09:00"]
        assert app.stand == (1, "10:30")


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
@pytest.mark.parametrize("no_colour", [False, True])
async def test_the_cursor_shows_in_every_theme_and_without_colour(
    theme: str, no_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Host({}, now=at("10:10"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        line = app.grid.render_lines(Region(0, 4, 80, 1))[0]
        reversed_text = [s.text for s in line if s.style and s.style.reverse]
    assert reversed_text == ["[" + " " * 34 + "]"]


async def test_the_cursor_is_only_brackets_while_the_keys_go_elsewhere() -> None:
    app = Host({}, now=at("10:10"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.set_focus(None)
        await pilot.pause()
        line = app.grid.render_line(4)
        assert not any(segment.style and segment.style.reverse for segment in line)
        assert line.text[7] + line.text[42] == "[]"
