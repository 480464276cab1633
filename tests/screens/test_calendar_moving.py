"""Moving and copying on the calendar, by keys and by mouse, at 80x24."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from studio_tui.screens.calendar_moving import MoveScreen
from studio_tui.screens.dropping import DropPanel
from studio_tui.screens.email import EmailScreen
from studio_tui.services import appointments, booking, sessions
from studio_tui.widgets.ghost_grid import GhostGrid
from tests.factories import arrange, at, book, client_draft, execute, rows
from tests.screens.program import calendar_of, picture, running
from tests.screens.wizard.walking import press, settled, shown

if TYPE_CHECKING:
    import pytest
    from textual.pilot import Pilot
    from textual.strip import Strip

    from studio_tui.studio import Studio

NINE = at("2026-11-24T09:00")
TEN = at("2026-11-24T10:00")
KIM = client_draft(last="Lee", first="Kim")


def line(pilot: Pilot[None]) -> str:
    found: Any = pilot.app.screen
    return str(found.line.text)


def panel(pilot: Pilot[None]) -> DropPanel:
    found = pilot.app.screen
    assert isinstance(found, DropPanel), found
    return found


def labels(pilot: Pilot[None]) -> dict[str, bool]:
    """The ticks of the panel, by what they say."""
    return {each.label: each.ticked for each in panel(pilot).ticks}


def start(studio: Studio, session_id: int) -> str:
    return f"{studio.run(sessions.get, session_id).draft.start:%a %d %H:%M}"


# One booking


async def test_a_booking_is_moved_by_a_day_with_four_keys(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", "pagedown", "enter", "enter")
        assert start(studio, booked.session_id) == "Wed 25 10:00"
        assert line(pilot) == "Moved: Smith, Sara, Portrait. Ctrl+Z takes it back."
        spot = calendar_of(pilot).spot
        assert spot is not None
        assert spot.block is not None
        assert spot.block.start == at("2026-11-25T10:00")
        await press(pilot, "ctrl+z")
        assert start(studio, booked.session_id) == "Tue 24 10:00"


async def test_the_line_says_at_every_step_where_it_is_and_what_stands_against_it(
    studio: Studio,
) -> None:
    book(studio, start=TEN)
    book(studio, client=KIM, start=at("2026-11-24T12:00"))
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m")
        assert isinstance(pilot.app.screen, MoveScreen)
        assert line(pilot) == "Tue 24 Nov 10:00-11:00 · free"
        assert any("»10:00-11:00 Smith" in text for text in picture(pilot.app.screen))
        await press(pilot, "down", "down", "down")
        assert line(pilot).startswith(
            "Tue 24 Nov 11:30-12:30 · Anna Berg and Camera room 1 busy 12:00-13:00 (Lee, Kim"
        )
        await press(pilot, "up", "up", "up", "up", "up", "up")
        assert line(pilot).startswith("Tue 24 Nov 08:30-09:30 · in the past. Outside opening")
        await press(pilot, "escape")
        assert line(pilot).startswith("Anna Berg 10:00-11:00 Smith, Sara")
    assert rows(studio, "SELECT count(*) FROM change WHERE action = 'moved'") == [(0,)]


async def test_the_end_alone_is_moved_after_tab(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", "tab", "down", "down", "up", "enter")
        assert "New  Tue 24 Nov 2026 10:00-11:30" in shown(pilot)
        await press(pilot, "enter")
    draft = studio.run(sessions.get, booked.session_id).draft
    assert (draft.start, draft.end) == (TEN, at("2026-11-24T11:30"))


async def test_an_end_before_the_start_cannot_be(studio: Studio) -> None:
    book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", "e", "up", "up")
        assert line(pilot) == "An end before the start cannot be."


async def test_another_column_is_another_photographer_and_rooms_are_passed_over(
    studio: Studio,
) -> None:
    execute(studio, "UPDATE person SET auto_select = 1")
    booked = book(studio, start=TEN)
    async with running(studio, (120, 24)) as pilot:
        await press(pilot, "down", "down", "m", "right")
        assert line(pilot) == "Ben Okoye, Tue 24 Nov 10:00-11:00 · free"
        await press(pilot, "right")
        assert line(pilot) == (
            "Nobody shown on that side can take part for Ben Okoye; v asks for all."
        )
        await press(pilot, "enter")
        assert "New  Tue 24 Nov 2026 10:00-11:00 · Ben Okoye and Camera room 1" in shown(pilot)
        await press(pilot, "enter")
    record = studio.run(sessions.get, booked.session_id)
    assert (record.photographer, record.resource) == ("Ben Okoye", "Camera room 1")
    assert record.draft.start == TEN


async def test_from_the_rooms_column_it_is_another_room(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "right", "m", "right", "enter", "enter")
    assert studio.run(sessions.get, booked.session_id).resource == "Camera room 2"


async def test_in_the_week_a_column_is_a_day_and_the_week_turns(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "2", "down", "down", "m", *["right"] * 6, "enter", "enter")
        assert start(studio, booked.session_id) == "Mon 30 10:00"


async def test_from_the_month_or_the_agenda_it_is_moved_in_the_day(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "4", "m", "pagedown", "enter", "enter")
        assert start(studio, booked.session_id) == "Wed 25 10:00"


# The panel


async def test_what_is_not_free_and_what_is_past_has_to_be_ticked(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    book(studio, client=KIM, start=at("2026-11-24T12:00"))
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", *["down"] * 4, "enter")
        assert "! 10000" not in shown(pilot)
        assert "busy 12:00-13:00" in shown(pilot)
        await press(pilot, "enter")
        assert str(panel(pilot).saying.content) == "! Tick that it may be booked over."
        await press(pilot, "space", "enter")
        assert start(studio, booked.session_id) == "Tue 24 12:00"
        await press(pilot, "m", "pageup", "enter", "enter")
        assert str(panel(pilot).saying.content) == "! Tick that it may be in the past."
        await press(pilot, "escape", "escape")
    assert start(studio, booked.session_id) == "Tue 24 12:00"


async def test_a_studio_that_never_books_over_refuses(studio: Studio) -> None:
    execute(studio, "INSERT INTO preference VALUES (0, 'booking.clashes', '\"never\"')")
    booked = book(studio, start=TEN)
    book(studio, client=KIM, start=at("2026-11-24T12:00"))
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", *["down"] * 4, "enter", "enter")
        assert "never books over" in str(panel(pilot).saying.content)
    assert start(studio, booked.session_id) == "Tue 24 10:00"


async def test_a_studio_that_wants_to_know_why_asks(studio: Studio) -> None:
    execute(studio, "INSERT INTO preference VALUES (0, 'booking.clashes', '\"reason\"')")
    booked = book(studio, start=TEN)
    book(studio, client=KIM, start=at("2026-11-24T12:00"))
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", *["down"] * 4, "enter", "space", "enter")
        await press(pilot, "they are sisters", "enter")
    record = studio.run(sessions.get, booked.session_id)
    assert record.draft.start == at("2026-11-24T12:00")
    assert "because they are sisters" in record.history[0][2]


async def test_every_consequence_is_a_tick(studio: Studio) -> None:
    execute(studio, "UPDATE person SET email = lower(first) || '@studio.example'")
    booked = book(studio, start=TEN, confirmed=True, client=client_draft(email="sara@example.com"))
    execute(
        studio,
        "UPDATE session SET status_due = '2026-12-04', "
        "status_id = (SELECT id FROM status WHERE name = 'Photographed')",
    )
    whose: Any = {"client_id": booked.client_id, "session_id": booked.session_id}
    near = arrange(studio, start=at("2026-11-24T11:30"), **whose)
    far = arrange(studio, start=at("2026-12-08T11:30"), **whose)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", "down", "enter")
        assert labels(pilot) == {
            "Confirmed is cleared": True,
            f"Also: Tue 24 Nov 2026 11:30, Consultation ({near.number})": True,
            f"Also: Tue 8 Dec 2026 11:30, Consultation ({far.number})": False,
            "Write to sara@example.com about the new time": True,
            "Write to anna@studio.example, who photographs": False,
            "Their calendars are updated": True,
        }
        await press(pilot, "escape", "pagedown", "enter")
        assert labels(pilot)["Due date moves from Fri 4 Dec 2026 to Mon 7 Dec 2026"]
        await press(pilot, "space", "end", "up", "up", "space", "enter")
    record = studio.run(sessions.get, booked.session_id)
    assert record.draft.confirmed
    assert str(record.status_due) == "2026-12-07"
    moved = [
        f"{studio.run(appointments.get, each.appointment_id).draft.start:%a %d %H:%M}"
        for each in (near, far)
    ]
    assert moved == ["Wed 25 12:00", "Wed 09 12:00"]


async def test_the_ticked_email_opens_and_the_choice_is_remembered(studio: Studio) -> None:
    booked = book(studio, start=TEN, client=client_draft(email="sara@example.com"))
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", "down", "enter", "enter")
        front: Any = pilot.app.screen
        assert isinstance(front, EmailScreen)
        assert "sara@example.com" in shown(pilot)
        await press(pilot, "escape")
        calendar, front = calendar_of(pilot), pilot.app.screen
        assert front is calendar
        assert start(studio, booked.session_id) == "Tue 24 10:30"
        await press(pilot, "m", "down", "enter", "space", "enter")
        front = pilot.app.screen
        assert front is calendar
        await press(pilot, "m", "down", "enter")
        assert labels(pilot) == {"Write to sara@example.com about the new time": False}


async def test_what_somebody_else_just_moved_is_shown_with_both(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", "pagedown", "enter")
        draft = studio.run(sessions.get, booked.session_id).draft
        later: Any = {"start": at("2026-11-24T14:00"), "end": at("2026-11-24T15:00")}
        studio.run(booking.save, replace(draft, **later))
        await press(pilot, "enter")
        said = str(panel(pilot).saying.content)
        assert "Start 2026-11-24 14:00, was 2026-11-24 10:00" in said
        assert "Old  Tue 24 Nov 2026 14:00-15:00" in shown(pilot)
        assert "New  Wed 25 Nov 2026 10:00-11:00" in shown(pilot)
        assert start(studio, booked.session_id) == "Tue 24 14:00"
        await press(pilot, "enter")
    assert start(studio, booked.session_id) == "Wed 25 10:00"


async def test_an_hour_that_the_clock_skips_is_refused_with_the_sentence(studio: Studio) -> None:
    booked = book(studio, start=at("2027-03-27T01:30"), minutes=30)
    async with running(studio) as pilot:
        await press(pilot, "g", "27/3/2027 01:30", "enter", "m", "pagedown")
        assert line(pilot).startswith("01:30 does not exist on Sunday 28 March 2027")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MoveScreen)
    assert start(studio, booked.session_id) == "Sat 27 01:30"


async def test_it_goes_across_midnight(studio: Studio) -> None:
    booked = book(studio, start=at("2026-11-24T23:30"))
    async with running(studio) as pilot:
        await press(pilot, "g", "today 23:30", "enter", "m", "down", "down")
        assert line(pilot).startswith("Wed 25 Nov 00:30-01:30")
        await press(pilot, "up", "enter", "enter")
    assert start(studio, booked.session_id) == "Wed 25 00:00"


async def test_news_does_not_cover_what_stands_against_it(studio: Studio) -> None:
    book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", "down")
        front: Any = pilot.app.screen
        front.news("Sent to sara@example.com.")
        assert line(pilot) == "Tue 24 Nov 10:30-11:30 · free · Sent to sara@example.com."


async def test_nothing_is_put_down_where_it_stood(studio: Studio) -> None:
    book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", "enter")
        assert line(pilot).startswith("It has not been moved yet")


async def test_a_cancelled_one_stands_nowhere(studio: Studio) -> None:
    book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "x", "ill", "ctrl+s", "ctrl+x", "m")
        assert line(pilot) == "Session 10000 is cancelled; give it another status first."


# Copies and several


async def test_a_copy_is_carried_the_same_way(studio: Studio) -> None:
    booked = book(studio, start=TEN, confirmed=True)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "c", "]", "enter", "enter")
        assert line(pilot) == "Booked again: 10001."
        block = calendar_of(pilot).cursor_booking
        assert block is not None
        assert (block.number, block.start) == ("10001", at("2026-12-01T10:00"))
    assert start(studio, booked.session_id) == "Tue 24 10:00"
    assert rows(studio, "SELECT count(*) FROM session") == [(2,)]


async def test_marked_bookings_move_by_the_same_distance_and_are_cancelled_together(
    studio: Studio,
) -> None:
    one = book(studio, start=TEN, client=client_draft(email="sara@example.com"))
    kim = replace(KIM, email="kim@example.com")
    two = book(studio, client=kim, start=at("2026-11-24T12:00"))
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "space")
        assert line(pilot).startswith("Marked, 1 in all. Anna Berg 10:00-11:00 Smith, Sara")
        await press(pilot, "down", "down", "down", "down", "space")
        assert line(pilot).startswith("Marked, 2 in all.")
        assert sum("■" in text for text in picture(pilot.app.screen)) >= 3
        await press(pilot, "m", "down", "pagedown")
        assert line(pilot) == "2 bookings, 1 day and 30 minutes later · free"
        await press(pilot, "enter")
        assert "10000 Smith, Sara: Tue 24 Nov 2026 10:00 to Wed 25 Nov 2026 10:30-11:30" in shown(
            pilot
        )
        assert "[x]  Write to 2 clients about the new times" in shown(pilot)
        await press(pilot, "enter")
        assert [start(studio, each.session_id) for each in (one, two)] == [
            "Wed 25 10:30",
            "Wed 25 12:30",
        ]
        for address in ("sara@example.com", "kim@example.com"):  # in the order of time
            assert isinstance(pilot.app.screen, EmailScreen)
            assert address in shown(pilot)
            await press(pilot, "escape")
        await press(pilot, "ctrl+z", "t", "down", "down", "space", *["down"] * 4, "space")
        await press(pilot, "x", "Anna is ill", "ctrl+s")
        assert line(pilot).startswith("Cancelled: 2 bookings.")
        assert not calendar_of(pilot)._marked
    assert rows(studio, "SELECT count(*) FROM booking_slot WHERE held") == [(0,)]


async def test_clashes_of_several_are_listed_before_anything_is_stored(studio: Studio) -> None:
    book(studio, start=TEN)
    book(studio, client=KIM, start=at("2026-11-24T12:00"))
    book(studio, client=client_draft(last="Ng"), start=at("2026-11-25T10:00"))
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "space", *["down"] * 4, "space", "m", "pagedown")
        assert line(pilot).startswith("2 bookings, 1 day later · 1 clash: Anna Berg")
        await press(pilot, "enter")
        assert "! 10000 Anna Berg and Camera room 1 busy 10:00-11:00 (Ng" in shown(pilot)
        await press(pilot, "escape", "escape")
    assert rows(studio, "SELECT count(*) FROM change WHERE action = 'moved'") == [(0,)]


async def test_a_day_of_somebody_is_marked_and_given_to_somebody_else(studio: Studio) -> None:
    one = book(studio, start=TEN, assistant="Mia Carter")
    two = arrange(studio, who=("Anna Berg",), start=at("2026-11-24T12:00"))
    other = book(studio, client=KIM, start=at("2026-11-24T15:00"), photographer="Ben Okoye")
    async with running(studio) as pilot:
        await press(pilot, "*")
        assert line(pilot) == "2 bookings marked, 2 in all."
        await press(pilot, "m", "v", "ben", "enter")
        assert line(pilot) == "Ben Okoye, 2 bookings, at the same times · free"
        await press(pilot, "enter")
        assert "10000 Smith, Sara: Tue 24 Nov 2026 10:00, Ben Okoye" in shown(pilot)
        await press(pilot, "enter")
        assert line(pilot) == "Moved: 2 bookings. Ctrl+Z takes it back."
        await press(pilot, "v", "home", "down", "space", "enter", "right", "*", "*")
        assert line(pilot) == "3 marks taken away; 0 are left."
    record = studio.run(sessions.get, one.session_id)
    assert (record.photographer, record.assistant) == ("Ben Okoye", "Mia Carter")
    names = [name for name, _ in studio.run(appointments.get, two.appointment_id).schedules]
    assert names == ["Ben Okoye"]
    assert studio.run(sessions.get, other.session_id).photographer == "Ben Okoye"


async def test_who_takes_part_and_when_are_chosen_by_name_and_date(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m", "v")
        assert "Mia Carter" not in shown(pilot), "she does not photograph"
        await press(pilot, "ben", "enter", "g", "fri 2pm", "enter")
        assert line(pilot) == "Ben Okoye, Fri 27 Nov 14:00-15:00 · free"
        await press(pilot, "g", "15:15", "enter", "tab", "g", "1645", "enter", "enter", "enter")
    record = studio.run(sessions.get, booked.session_id)
    assert record.photographer == "Ben Okoye"
    assert (record.draft.start, record.draft.end) == (
        at("2026-11-27T15:15"),
        at("2026-11-27T16:45"),
    )


async def test_marks_are_taken_away_with_one_key(studio: Studio) -> None:
    book(studio, start=NINE)
    async with running(studio) as pilot:
        await press(pilot, "space", "down", "down", "up", "up")
        assert line(pilot).startswith("Marked: Anna Berg")
        await pilot.press("backspace")
        assert line(pilot) == "1 mark taken away."
        await press(pilot, "space", "space")
        assert line(pilot).startswith("Not marked any more; 0 are.")


# The mouse


async def test_a_block_is_dragged_to_another_time(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await pilot.mouse_down(offset=(12, 4))
        await pilot.hover(offset=(12, 5))
        await settled(pilot)
        assert isinstance(pilot.app.screen, MoveScreen)
        await pilot.hover(offset=(12, 7))
        await settled(pilot)
        assert line(pilot) == "Tue 24 Nov 11:30-12:30 · free"
        await pilot.mouse_up(offset=(12, 7))
        await settled(pilot)
        assert "New  Tue 24 Nov 2026 11:30-12:30" in shown(pilot)
        await press(pilot, "enter")
    assert start(studio, booked.session_id) == "Tue 24 11:30"


async def test_its_last_row_is_dragged_to_change_its_length(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await pilot.mouse_down(offset=(12, 5))
        await pilot.hover(offset=(12, 6))
        await settled(pilot)
        await pilot.hover(offset=(12, 7))
        await pilot.mouse_up(offset=(12, 7))
        await settled(pilot)
        await press(pilot, "enter")
    draft = studio.run(sessions.get, booked.session_id).draft
    assert (draft.start, draft.end) == (TEN, at("2026-11-24T12:00"))


async def test_a_room_is_changed_by_dragging_across(studio: Studio) -> None:
    booked = book(studio, start=TEN)
    async with running(studio) as pilot:
        await pilot.mouse_down(offset=(36, 4))
        await pilot.hover(offset=(62, 4))
        await settled(pilot)
        await pilot.hover(offset=(63, 4))
        await pilot.mouse_up(offset=(63, 4))
        await settled(pilot)
        await press(pilot, "enter")
    assert studio.run(sessions.get, booked.session_id).resource == "Camera room 2"


async def test_a_click_still_only_moves_the_cursor_and_two_open(studio: Studio) -> None:
    book(studio, start=TEN)
    async with running(studio) as pilot:
        await pilot.click(offset=(12, 4))
        await settled(pilot)
        assert calendar_of(pilot).cursor_booking is not None
        await pilot.click(offset=(12, 4), times=2)
        await settled(pilot)
        assert pilot.app.screen is not calendar_of(pilot)


# What is painted


async def test_a_step_repaints_only_the_rows_of_the_ghost(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(studio, start=TEN)
    drawn: list[int] = []
    render = GhostGrid.render_line

    def counted(self: GhostGrid, y: int) -> Strip:
        drawn.append(y)
        return render(self, y)

    monkeypatch.setattr(GhostGrid, "render_line", counted)
    async with running(studio) as pilot:
        await press(pilot, "down", "down", "m")
        drawn.clear()
        await press(pilot, "down")
        # Two rows before (10:00, 10:30), two after: three rows of the grid in all.
        assert sorted(set(drawn)) == [3, 4, 5]
        drawn.clear()
        await press(pilot, "tab", "down")
        assert sorted(set(drawn)) == [4, 6]  # the first says until when, the last is new
