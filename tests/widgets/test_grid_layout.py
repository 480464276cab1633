from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.widgets.grid_layout import (
    GUTTER,
    MAX_COLUMN,
    Column,
    Cursor,
    GridLayout,
    Place,
    block_lines,
    describe,
    lane_span,
    lay_out,
    place_blocks,
    viewport,
)
from tests.widgets.samples import (
    MEETING,
    SESSION,
    TUESDAY,
    at,
    block,
    blocks,
    columns,
    office_hours,
)

if TYPE_CHECKING:
    from studio_tui.domain.block import Block

DAY = range(9 * 60, 18 * 60, 30)


def rows(*spans: str) -> list[tuple[int, int, int, int]]:
    pieces = place_blocks(blocks(*spans), TUESDAY, DAY)
    return [(piece.top, piece.bottom, piece.lane, piece.lanes) for piece in pieces]


@pytest.mark.parametrize(
    ("spans", "placed"),
    [
        (["09:30-10:30"], [(1, 3, 0, 1)]),
        (["09:30-10:30", "10:30-11:00"], [(1, 3, 0, 1), (3, 4, 0, 1)]),
        (["09:30-10:30", "10:00-11:00"], [(1, 3, 0, 2), (2, 4, 1, 2)]),
        (["09:00-10:00", "09:00-10:00", "09:30-10:00"], [(0, 2, 0, 3), (0, 2, 1, 3), (1, 2, 2, 3)]),
        (["09:10-09:20"], [(0, 1, 0, 1)]),
        (["09:00-09:00"], [(0, 1, 0, 1)]),
        (["09:00-09:10", "09:10-09:20"], [(0, 1, 0, 2), (0, 1, 1, 2)]),
        (["07:00-10:00"], [(0, 2, 0, 1)]),
        (["17:00-26:00"], [(16, 18, 0, 1)]),
        (["07:00-09:00", "18:00-19:00"], []),
    ],
    ids=[
        "alone",
        "back to back",
        "overlap",
        "three at once",
        "shorter than a slot",
        "no length",
        "two in one slot",
        "before the first row",
        "past midnight",
        "out of sight",
    ],
)
def test_blocks_take_rows_and_lanes(
    spans: list[str], placed: list[tuple[int, int, int, int]]
) -> None:
    assert rows(*spans) == placed


def test_bookings_that_only_meet_inside_a_slot_are_not_drawn_as_a_clash() -> None:
    assert rows("09:00-09:45", "09:45-10:30") == [(0, 1, 0, 1), (1, 3, 0, 1)]


@given(st.lists(st.tuples(st.integers(0, 23 * 60), st.integers(0, 300)), max_size=12))
def test_no_two_blocks_are_drawn_over_each_other(spans: list[tuple[int, int]]) -> None:
    booked = [
        SESSION._replace(
            event_id=number,
            start=at("00:00") + timedelta(minutes=start),
            end=at("00:00") + timedelta(minutes=start + length),
        )
        for number, (start, length) in enumerate(spans)
    ]
    pieces = place_blocks(booked, TUESDAY, range(0, 1440, 30))
    taken = [(row, piece.lane) for piece in pieces for row in range(piece.top, piece.bottom)]
    assert len(taken) == len(set(taken))
    assert {piece.block.event_id for piece in pieces} == set(range(len(spans)))


@pytest.mark.parametrize(
    ("lanes", "spans"),
    [
        (1, [(0, 20)]),
        (2, [(0, 10), (10, 10)]),
        (4, [(0, 8), (8, 9), (17, 3), (17, 3)]),
    ],
)
def test_lanes_split_the_width_of_a_column(lanes: int, spans: list[tuple[int, int]]) -> None:
    assert [lane_span(lane, lanes, 20) for lane in range(len(spans))] == spans


@pytest.mark.parametrize(
    ("width", "count", "column", "left", "shown", "hidden_right"),
    [
        (80, 4, 0, 0, 4, 0),
        (80, 7, 0, 0, 7, 0),
        (80, 8, 0, 0, 5, 3),
        (80, 8, 5, 3, 5, 0),
        (120, 12, 9, 4, 8, 0),
        (40, 3, 1, 0, 3, 0),
        (40, 4, 1, 0, 2, 2),
        (40, 4, 3, 2, 2, 0),
        (10, 3, 2, 2, 1, 0),
        (250, 3, 0, 0, 3, 0),
    ],
)
def test_a_page_of_columns_holds_the_cursor(
    width: int, count: int, column: int, left: int, shown: int, hidden_right: int
) -> None:
    view = viewport(width, 24, count, column, heads=2)
    assert (view.left, len(view.spans), view.hidden_right) == (left, shown, hidden_right)


@given(st.integers(20, 260), st.integers(1, 12), st.data())
def test_columns_fill_the_width_evenly(width: int, count: int, data: st.DataObject) -> None:
    view = viewport(
        width, 24, count, data.draw(st.integers(0, count - 1)), heads=data.draw(st.integers(1, 3))
    )
    sizes = [size for _, size in view.spans]
    ends = [GUTTER, *(x + size for x, size in view.spans)]
    assert [x - 1 for x, _ in view.spans] == ends[:-1]
    assert ends[-1] == width or max(sizes) == MAX_COLUMN - 1
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize(
    ("height", "heads", "head"),
    [(24, 2, 2), (24, 1, 1), (24, 3, 3), (7, 2, 1), (8, 3, 1), (9, 3, 3)],
)
def test_what_stands_over_the_headings_gives_way_on_a_low_screen(
    height: int, heads: int, head: int
) -> None:
    view = viewport(80, height, 2, 0, heads=heads)
    assert (view.head, view.rows) == (head, height - head)


def layout(*spans: str, last: time = time()) -> GridLayout:
    return lay_out(
        columns(),
        {1: blocks(*spans)},
        office_hours,
        first=time(),
        last=last,
        slot_minutes=30,
    )


def test_a_day_runs_to_midnight_or_to_the_end_given() -> None:
    assert layout().rows == 48
    assert layout(last=time(20)).rows == 40


def test_a_time_finds_its_row_and_the_nearest_outside() -> None:
    grid = lay_out(columns(), {}, office_hours, first=time(8), last=time(20), slot_minutes=15)
    assert [grid.row_at(minute) for minute in (0, 8 * 60 + 14, 8 * 60 + 15, 1439)] == [0, 0, 1, 47]
    assert [grid.label(row) for row in range(3)] == ["08:00", "", "08:30"]


def test_the_grid_opens_at_the_first_open_hour_else_the_first_booking_else_eight() -> None:
    def closed(_column: Column, _minute: int) -> bool:
        return False

    def shut(**booked: list[Block]) -> GridLayout:
        by_key = {1: booked.get("anna", [])}
        return lay_out(columns(), by_key, closed, first=time(), last=time(), slot_minutes=30)

    assert layout("07:00-08:00").opening() == 18
    assert shut(anna=blocks("10:00-11:00")).opening() == 20
    assert shut().opening() == 16
    assert shut().open_span(0) == (0, 47)
    assert layout().open_span(0) == (18, 35)


def test_the_cursor_finds_the_block_of_its_lane_or_of_the_nearest_one_before() -> None:
    grid = layout("09:00-10:00", "09:30-10:30")
    found = [
        piece.block.event_id if (piece := grid.piece(Place(0, row, lane))) else None
        for row, lane in [(18, 0), (18, 1), (19, 0), (19, 1), (20, 0), (21, 0)]
    ]
    assert found == [1, 1, 1, 2, 2, None]
    assert grid.settle(Place(9, 99, 9)) == Place(1, 47, 0)
    assert grid.settle(Place(0, 20, 0)) == Place(0, 20, 1)


def test_a_cursor_carries_slot_block_and_hours() -> None:
    grid = layout("09:00-10:00", "09:30-10:30")
    cursor = grid.cursor(Place(0, 19, 1))
    assert (cursor.start, cursor.end, cursor.is_open) == (at("09:30"), at("10:00"), True)
    assert cursor.block is not None
    assert cursor.block.event_id == 2
    assert [block.event_id for block in cursor.blocks] == [1, 2]
    assert grid.cursor(Place(0, 47)).end == at("24:00")


def test_a_block_writes_the_most_telling_first() -> None:
    booked = SESSION._replace(description="12 days old", confirmed=True, has_notes=True)
    assert block_lines(booked) == (
        ("Smith, Sara", "✓*"),
        ("Newborn · 12 days old", ""),
        ("09:30-10:30", ""),
    )
    assert block_lines(MEETING) == (("Staff meeting", ""), ("09:30-10:30", ""))


ANNA = Column(1, "Anna Berg", TUESDAY, 1)


def cursor(booked: Block | None, *, is_open: bool = True, column: Column = ANNA) -> Cursor:
    there = (booked,) if booked else ()
    return Cursor(column, at("11:00"), at("11:30"), is_open, booked, there)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (cursor(None), "Anna Berg, Tuesday 24 November 2026, 11:00-11:30 free"),
        (
            cursor(None, is_open=False),
            "Anna Berg, Tuesday 24 November 2026, 11:00-11:30 free, closed hours",
        ),
        (
            cursor(None, column=Column("w", "Wed 25", date(2026, 11, 25), 1, name="Ben Okoye")),
            "Ben Okoye, Wednesday 25 November 2026, 11:00-11:30 free",
        ),
        (
            cursor(SESSION._replace(confirmed=True, call_warning=True)),
            "Anna Berg 09:30-10:30 Smith, Sara · Newborn · confirmed, call warning (session 10012)",
        ),
        (
            cursor(SESSION._replace(status="Done", status_kind="done", role="assistant")),
            "Anna Berg 09:30-10:30 Smith, Sara · Newborn · Done, assistant (session 10012)",
        ),
        (
            cursor(MEETING._replace(end=at("24:00"), has_notes=True)),
            "Anna Berg 09:30-24:00 Staff meeting · has notes",
        ),
    ],
)
def test_the_cursor_is_described_in_words(on: Cursor, words: str) -> None:
    assert describe(on) == words


def test_a_shared_slot_says_which_of_how_many() -> None:
    first, second = block("09:00-10:00", event_id=1), block("09:30-10:30", "Lee", event_id=2)
    both = Cursor(ANNA, at("09:30"), at("10:00"), True, second, (first, second))
    assert describe(both).endswith("(session 10012), 2 of 2 in this slot")


@pytest.mark.parametrize(("row", "found"), [(0, 18), (18, 18), (20, 20), (35, 35), (36, 18)])
def test_the_cursor_begins_at_the_next_open_row(row: int, found: int) -> None:
    assert layout().open_from(0, row) == found


def test_what_matters_least_is_left_out_where_there_is_no_room() -> None:
    booked = SESSION._replace(confirmed=True, after=15)
    whole = describe(cursor(booked))
    assert whole.endswith("confirmed (session 10012), buffer until 10:45")
    assert describe(cursor(booked), room=80) == whole.replace(" (session 10012)", "")
    assert (
        describe(cursor(booked), room=60)
        == "Anna Berg 09:30-10:30 Smith, Sara · Newborn · confirmed"
    )
    assert describe(cursor(booked), room=20) == "Anna Berg 09:30-10:30 Smith, Sara · confirmed"
