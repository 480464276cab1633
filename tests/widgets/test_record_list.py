from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region

from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from textual.message import Message
    from textual.strip import Strip

COLUMNS = (ListColumn("Name"), ListColumn("Phone", 8), ListColumn("Owes", 7, align="right"))


def people(count: int) -> list[Row]:
    return [Row(n, (f"Client {n}", f"555 01{n:02}", f"${n}.00")) for n in range(1, count + 1)]


class RecordingList(RecordList):
    """Keeps the numbers of the lines that it was asked to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)


class Host(App[None]):
    """Shows rows and keeps what the list says."""

    def __init__(self, rows: list[Row], *, headed: bool = True) -> None:
        super().__init__()
        self.list = RecordingList()
        self.rows, self.headed = rows, headed
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.list.set_columns(COLUMNS, headed=self.headed)
        self.list.show(self.rows, empty_text="Nobody called that. F4 adds a client.")

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        self.heard.append(message)

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        self.heard.append(message)

    @property
    def lines(self) -> list[str]:
        return [self.list.render_line(y).text for y in range(self.list.size.height)]


async def test_rows_stand_in_columns_under_their_titles() -> None:
    app = Host([Row(1, ("Smith, Sara", "555 0142", "$5.00")), Row(2, ("Lee", "", "$0.00"))])
    async with app.run_test(size=(41, 4)):
        assert app.lines == [
            "   Name                 Phone        Owes".ljust(41),
            "›  Smith, Sara          555 0142    $5.00".ljust(41),
            "   Lee                              $0.00".ljust(41),
            " " * 41,
        ]


async def test_a_list_without_heading_begins_with_its_rows() -> None:
    app = Host(people(2), headed=False)
    async with app.run_test(size=(40, 4)):
        assert app.lines[0].startswith("›  Client 1")


async def test_a_warning_is_marked_by_a_sign_and_a_note_stands_at_the_right() -> None:
    app = Host([Row(1, ("Smith", "", ""), "call first", warn=True), Row(2, ("Lee", "", ""))])
    async with app.run_test(size=(60, 4)):
        assert app.lines[1].startswith("›! Smith")
        assert app.lines[1].endswith("call first")


async def test_an_empty_list_says_what_to_do_and_chooses_nothing() -> None:
    app = Host([])
    async with app.run_test(size=(60, 4)) as pilot:
        await pilot.press("down", "enter", "end")
        assert app.lines[1].strip() == "Nobody called that. F4 adds a client."
        assert (app.list.row, app.list.position_words, app.heard) == (None, "", [])


@pytest.mark.parametrize(
    ("keys", "position"),
    [
        ([], "1 of 120"),
        (["down", "down"], "3 of 120"),
        (["j", "j", "k"], "2 of 120"),
        (["up"], "1 of 120"),
        (["pagedown"], "10 of 120"),
        (["pagedown", "pageup"], "1 of 120"),
        (["end"], "120 of 120"),
        (["end", "down"], "120 of 120"),
        (["end", "home"], "1 of 120"),
    ],
)
async def test_keys_move_the_cursor_and_keep_it_in_view(keys: list[str], position: str) -> None:
    app = Host(people(120))
    async with app.run_test(size=(50, 10)) as pilot:
        await pilot.press(*keys)
        assert app.list.position_words == position
        marked = [line for line in app.lines if line.startswith("›")]
        assert [line.split()[2] for line in marked] == [position.partition(" ")[0]]


async def test_moving_and_choosing_are_told_with_key_and_row() -> None:
    app = Host(people(3))
    async with app.run_test(size=(50, 10)) as pilot:
        told: list[Row] = []
        app.list.follower = told.append
        await pilot.press("down", "enter")
    first, moved, chosen = app.heard
    assert isinstance(first, RecordList.Highlighted)
    assert isinstance(moved, RecordList.Highlighted)
    assert isinstance(chosen, RecordList.Chosen)
    assert [first.key, moved.key, chosen.key] == [1, 2, 2]
    assert (chosen.row, chosen.control) == (app.rows[1], app.list)
    assert told == [app.rows[1]]


async def test_the_cursor_stays_on_its_record_when_rows_are_replaced() -> None:
    app = Host(people(20))
    async with app.run_test(size=(50, 10)) as pilot:
        app.list.move_to(15)
        await pilot.pause()
        heard = len(app.heard)
        app.list.show(list(reversed(app.rows)))
        await pilot.pause()
        assert app.list.position_words == "6 of 20"
        assert len(app.heard) == heard
        app.list.show(people(3))
        await pilot.pause()
        assert app.list.position_words == "1 of 3"
        assert len(app.heard) == heard + 1


async def test_moving_draws_only_two_lines() -> None:
    app = Host(people(20))
    async with app.run_test(size=(50, 30)) as pilot:
        await pilot.pause()
        app.list.drawn.clear()
        await pilot.press("down")
        assert sorted(app.list.drawn) == [1, 2]


async def test_the_terminal_cursor_stands_on_the_text_of_the_row() -> None:
    app = Host(people(20))
    async with app.run_test(size=(50, 10)) as pilot:
        await pilot.press("down")
        assert app.cursor_position == (3, 2)


async def test_the_mouse_moves_chooses_and_scrolls() -> None:
    app = Host(people(20))
    async with app.run_test(size=(50, 10)) as pilot:
        await pilot.click(app.list, offset=(5, 0))
        assert app.list.position_words == "1 of 20"
        await pilot.double_click(app.list, offset=(5, 3))
        assert isinstance(app.heard[-1], RecordList.Chosen)
        assert app.list.position_words == "3 of 20"
        for wheel in (events.MouseScrollDown, events.MouseScrollDown, events.MouseScrollUp):
            app.list.post_message(wheel(app.list, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert app.list.position_words == "6 of 20"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10), (5, 2), (1, 1)])
async def test_every_line_is_exactly_as_wide_as_the_list(size: tuple[int, int]) -> None:
    rows = [
        Row(number, (name, "555 0100", "$1.00"), note)
        for number, (name, note) in enumerate(
            [("[/] O'Brien <b>", ""), ("日本太郎 写真館", "重要"), ("a\nb\x1b[2J", "VIP")]
        )
    ]
    app = Host(rows)
    async with app.run_test(size=size) as pilot:
        await pilot.press("down")
        assert {cell_len(line) for line in app.lines} == {size[0]}
        assert all(line.isprintable() for line in app.lines)


async def test_wide_characters_keep_the_columns_aligned() -> None:
    app = Host([Row(1, ("日本太郎", "555 0100", "")), Row(2, ("[/] O'Brien", "555 0101", ""))])
    async with app.run_test(size=(60, 4)):
        wide, narrow = app.lines[1:3]
    assert cell_len(wide[: wide.index("555")]) == narrow.index("555")
    assert "[/] O'Brien" in narrow


async def test_the_cursor_is_reversed_and_marked_without_colour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host(people(3))
    async with app.run_test(size=(50, 10)):
        line = app.list.render_lines(Region(0, 1, 50, 1))[0]
    assert all(segment.style and segment.style.reverse for segment in line)
    assert line.text.startswith("›")
