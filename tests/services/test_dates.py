"""Several dates in one session, and the drive to a place away from the studio."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import DateDraft, GoneError, StaleError, TakenError
from studio_tui.domain.clashes import taken_words
from studio_tui.domain.moving import Shift
from studio_tui.errors import StudioError
from studio_tui.services import (
    agenda,
    availability,
    booking,
    calendar,
    calendar_files,
    cancelling,
    catalogue,
    dates,
    moving,
    sessions,
    undoing,
)
from tests.factories import FRIDAY, at, book, client_draft, execute, refused, rows, session_draft

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.domain.block import Block
    from studio_tui.services.dates import DateRecord
    from studio_tui.studio import Studio

DAY = timedelta(days=1)


def all_dates(studio: Studio, session_id: int) -> tuple[DateRecord, ...]:
    return studio.run(dates.of_session, session_id)


def another(studio: Studio, session_id: int, start: datetime, **fields: Any) -> DateDraft:
    """A date like the session's main one, at another start."""
    one = next(each for each in all_dates(studio, session_id) if each.primary).draft
    length = one.end - one.start
    return replace(one, **{"id": None, "start": start, "end": start + length, **fields})


def add(studio: Studio, session_id: int, start: datetime, **fields: Any) -> int:
    return studio.run(dates.add, another(studio, session_id, start, **fields))


@pytest.fixture
def wedding(studio: Studio) -> int:
    """A session on Friday at 14:00 with further dates on Saturday and Sunday."""
    session_id = book(studio).session_id
    add(studio, session_id, FRIDAY + DAY, description="Ceremony")
    add(studio, session_id, FRIDAY + 2 * DAY, description="Party")
    return session_id


def starts(found: Iterable[DateRecord]) -> list[str]:
    return [f"{each.draft.start:%d %H:%M}" for each in found]


def blocks(studio: Studio) -> list[Block]:
    ids = [entry.id for entry in studio.run(calendar.schedules)]
    found = studio.run(calendar.blocks, date(2026, 11, 23), date(2026, 12, 31), ids)
    return [each for each in found if each.role == "photographer"]


def test_every_date_stands_on_the_calendar_the_agenda_and_in_files(
    studio: Studio, wedding: int
) -> None:
    found = blocks(studio)
    assert [(b.title, b.description) for b in found] == [
        ("Smith, Sara 1/3", ""),
        ("Smith, Sara 2/3", "Ceremony"),
        ("Smith, Sara 3/3", "Party"),
    ]
    assert [each.which for each in found] == [
        ("session", wedding),
        ("date", found[1].event_id),
        ("date", found[2].event_id),
    ]
    booked = studio.run(agenda.between, date(2026, 11, 27), date(2026, 11, 29))
    assert [(each.description, each.place, each.of) for each in booked] == [
        ("", 1, 3),
        ("Ceremony", 2, 3),
        ("Party", 3, 3),
    ]
    events = studio.run(calendar_files.events_of, "session", wedding)
    assert len({each.uid for each in events}) == 3


def test_a_date_may_not_overlap_another_of_its_own_session(studio: Studio, wedding: int) -> None:
    with pytest.raises(TakenError) as caught:
        add(studio, wedding, FRIDAY + timedelta(minutes=30))
    assert "Anna Berg and Camera room 1 busy 14:00-15:00 (Smith, Sara, Portrait)" in str(
        caught.value
    )
    main = studio.run(sessions.get, wedding).draft
    with pytest.raises(TakenError):  # nor the main date a further one
        studio.run(booking.save, replace(main, start=main.start + DAY, end=main.end + DAY))
    later = all_dates(studio, wedding)[1].draft
    on_sunday = replace(later, start=later.start + DAY, end=later.end + DAY)
    with pytest.raises(TakenError):
        studio.run(dates.save, on_sunday)
    assert starts(all_dates(studio, wedding)) == ["27 14:00", "28 14:00", "29 14:00"]


def test_a_date_takes_the_time_of_others(studio: Studio, wedding: int) -> None:
    assert refused(studio, start=FRIDAY + DAY).code == "clash"
    busy = replace(session_draft(studio, start=FRIDAY + 3 * DAY), token="other")
    studio.run(booking.book, client_draft(last="Lee"), busy)
    with pytest.raises(TakenError):
        add(studio, wedding, FRIDAY + 3 * DAY)


def test_a_hidden_date_takes_nobodys_time_until_it_is_shown(studio: Studio, wedding: int) -> None:
    saturday = all_dates(studio, wedding)[1]
    studio.run(undoing.undo, studio.run(dates.hide, saturday))
    (saturday,) = (each for each in all_dates(studio, wedding) if each.id == saturday.id)
    assert not saturday.draft.hidden
    studio.run(dates.hide, saturday)
    assert [each.title for each in blocks(studio)] == ["Smith, Sara 1/2", "Smith, Sara 2/2"]
    assert len(studio.run(calendar_files.events_of, "session", wedding)) == 2
    book(studio, start=FRIDAY + DAY)
    hidden = all_dates(studio, wedding)[1]
    with pytest.raises(TakenError):
        studio.run(dates.hide, hidden)
    moved = replace(hidden.draft, start=FRIDAY, end=FRIDAY + timedelta(hours=1))
    studio.run(dates.save, moved)  # over the main date: it takes nobody's time
    with pytest.raises(StudioError, match="main date cannot be hidden"):
        studio.run(dates.hide, next(e for e in all_dates(studio, wedding) if e.primary))


def test_another_date_becomes_the_main_one(studio: Studio, wedding: int) -> None:
    main = studio.run(sessions.get, wedding).draft
    execute(
        studio,
        "INSERT INTO outside_location (name, sort, inactive, address, notes) "
        "VALUES ('St Mary', 0, 0, '', '')",
    )
    church = rows(studio, "SELECT id FROM outside_location")[0][0]
    studio.run(booking.save, replace(main, arrival="13:45", drive=20))
    people = {each.name: each.id for each in studio.run(catalogue.catalogue).people}
    saturday = all_dates(studio, wedding)[1]
    studio.run(
        dates.save,
        replace(
            saturday.draft,
            photographer_id=people["Ben Okoye"],
            outside_location_id=church,
            resource_id=None,
            drive=45,
            start=saturday.draft.start - timedelta(hours=2),
        ),
    )
    uids = [e.uid for e in studio.run(calendar_files.events_of, "session", wedding)]
    studio.run(dates.make_primary, all_dates(studio, wedding)[1])
    record = studio.run(sessions.get, wedding)
    assert (f"{record.draft.start:%d %H:%M}", record.photographer) == ("28 12:00", "Ben Okoye")
    assert (record.draft.drive, record.draft.outside_location_id) == (45, church)
    assert record.draft.arrival == "11:45"
    assert record.history[0][2] == (
        "Main date: Saturday 28 November 2026, 12:00-15:00, Ceremony, with Ben Okoye; before, "
        "Friday 27 November 2026, 14:00-15:00, with Anna Berg and Camera room 1."
    )
    first, second, _ = all_dates(studio, wedding)
    assert (first.primary, first.draft.drive, second.primary) == (False, 20, True)
    # Calendars that were invited know every date by the name that it had.
    assert [e.uid for e in studio.run(calendar_files.events_of, "session", wedding)] == uids
    with pytest.raises(StudioError, match="main date cannot be removed"):
        studio.run(dates.remove, second)
    undo = studio.run(dates.remove, first)
    studio.run(undoing.undo, undo)
    again, *_ = all_dates(studio, wedding)
    assert again.words == first.words
    undo = studio.run(dates.remove, again)
    assert starts(all_dates(studio, wedding)) == ["28 12:00", "29 14:00"]
    assert "Date removed: Friday 27" in studio.run(sessions.get, wedding).history[0][2]
    book(studio)  # its time is free at once
    with pytest.raises(TakenError, match="The time is no longer free"):
        studio.run(undoing.undo, undo)


def test_moving_takes_the_date_under_the_cursor_only_and_undo_brings_it_back(
    studio: Studio, wedding: int
) -> None:
    main = studio.run(sessions.get, wedding).draft
    studio.run(booking.save, replace(main, confirmed=True))
    which = blocks(studio)[1].which
    picked = studio.run(moving.pick, [which])
    later = Shift(7 * DAY, 7 * DAY)
    looked = studio.run(moving.look, picked, Shift(-DAY, -DAY))
    assert "Smith, Sara, Portrait" in taken_words(looked.clashes, looked.zone)
    undo = studio.run(moving.move, picked, later, moving.Along())
    assert starts(all_dates(studio, wedding)) == ["27 14:00", "29 14:00", "05 14:00"]
    record = studio.run(sessions.get, wedding)
    assert not record.draft.confirmed
    assert record.history[0][2].startswith(
        "Date 2 of 3 (Ceremony): Moved to Sat 5 Dec 2026 14:00-15:00 from Sat 28 Nov 2026"
    )
    studio.run(undoing.undo, undo)
    assert starts(all_dates(studio, wedding)) == ["27 14:00", "28 14:00", "29 14:00"]
    assert studio.run(sessions.get, wedding).draft.confirmed


def test_all_dates_move_together_past_each_other(studio: Studio, wedding: int) -> None:
    picked = studio.run(moving.pick, [each.which for each in blocks(studio)])
    looked = studio.run(moving.look, picked, Shift(DAY, DAY))
    assert not looked.clashes
    undo = studio.run(moving.move, picked, Shift(DAY, DAY), moving.Along())
    assert starts(all_dates(studio, wedding)) == ["28 14:00", "29 14:00", "30 14:00"]
    studio.run(undoing.undo, undo)
    assert starts(all_dates(studio, wedding)) == ["27 14:00", "28 14:00", "29 14:00"]


def test_a_copied_date_is_one_more_of_the_same_session(studio: Studio, wedding: int) -> None:
    picked = studio.run(moving.pick, [blocks(studio)[2].which])
    (made,) = studio.run(moving.copy, picked, Shift(DAY, DAY))
    assert starts(all_dates(studio, wedding))[-1] == "30 14:00"
    assert studio.run(dates.get, made.which[1]).draft.description == "Party"


def test_cancelling_frees_all_dates_and_they_come_back_only_if_all_are_free(
    studio: Studio, wedding: int
) -> None:
    considered = studio.run(cancelling.consider, [("session", wedding)])
    assert considered.words.endswith("Fri 27 Nov 2026 14:00 and 2 more dates")
    undo = studio.run(cancelling.cancel, considered, "ill")
    assert blocks(studio) == []
    taken = book(studio, start=FRIDAY + DAY).session_id
    with pytest.raises(TakenError):
        studio.run(undoing.undo, undo)
    assert len(blocks(studio)) == 1
    again = studio.run(cancelling.consider, [("session", taken)])
    studio.run(cancelling.cancel, again, "never mind")
    studio.run(undoing.undo, undo)
    assert len(blocks(studio)) == 3


def test_two_who_change_dates_of_one_session_at_once_see_both_values(
    studio: Studio, wedding: int
) -> None:
    _, saturday, sunday = all_dates(studio, wedding)
    studio.run(dates.save, replace(saturday.draft, description="Registry office"))
    with pytest.raises(StaleError) as caught:
        studio.run(dates.save, replace(saturday.draft, description="Church"))
    assert caught.value.differences == (("Description", "Registry office", "Church"),)
    with pytest.raises(StaleError):
        studio.run(dates.remove, sunday)
    with pytest.raises(StaleError):
        studio.run(dates.add, replace(sunday.draft, id=None, start=FRIDAY + 4 * DAY))
    now = all_dates(studio, wedding)
    studio.run(dates.remove, now[2])
    with pytest.raises(GoneError):
        studio.run(dates.save, sunday.draft)


def test_somebody_who_has_left_stays_on_old_dates_but_gets_no_new_ones(
    studio: Studio, wedding: int
) -> None:
    execute(studio, "UPDATE schedule SET inactive = 1 WHERE name = 'Anna Berg'")
    saturday = all_dates(studio, wedding)[1]
    studio.run(dates.save, replace(saturday.draft, description="Church"))
    with pytest.raises(GoneError, match="Anna Berg is no longer active"):
        add(studio, wedding, FRIDAY + 5 * DAY)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-11-28T23:00", "2026-11-29T02:00", "28 23:00"),
        ("2027-10-31T01:30", "2027-10-31T02:00", "doubled"),
    ],
)
def test_a_date_across_midnight_and_in_the_hour_that_comes_twice(
    studio: Studio, wedding: int, start: str, end: str, said: str
) -> None:
    draft = another(studio, wedding, at(start), end=at(end), start_fold=None, end_fold=None)
    if said == "doubled":
        assert studio.run(availability.check, replace(draft, start_fold=1)).clashes == ()
        found = studio.run(dates.add, replace(draft, start_fold=1))
        kept = studio.run(dates.get, found).draft
        assert kept.start.fold == kept.start_fold == 1
    else:
        studio.run(dates.add, draft)
        assert said in starts(all_dates(studio, wedding))


def test_fifty_dates_are_read_in_as_many_statements_as_one(studio: Studio) -> None:
    session_id = book(studio).session_id

    def statements() -> int:
        said: list[str] = []

        def counted(desk: Any) -> None:
            desk.database.connection().set_trace_callback(said.append)
            dates.of_session(desk, session_id)
            desk.database.connection().set_trace_callback(None)

        studio.run(counted)
        return len(said)

    one = statements()
    for number in range(1, 50):
        add(studio, session_id, FRIDAY + number * 7 * DAY)
    assert len(all_dates(studio, session_id)) == 50
    assert statements() == one


# The drive


def test_people_drive_and_rooms_do_not(studio: Studio) -> None:
    book(studio, drive=30)
    found = refused(studio, start=FRIDAY + timedelta(minutes=75))  # a quarter of an hour after
    assert found.message.startswith(
        "Anna Berg too close to 14:00-15:00 (Smith, Sara, Portrait, drive until 15:30)"
    )
    assert isinstance(found, TakenError)
    # Back at half past, and a quarter of an hour for clearing away.
    assert f"{found.next_starts[0]:%d %H:%M}" == "27 15:45"
    book(studio, photographer="Ben Okoye", start=FRIDAY + timedelta(minutes=75))


def test_ones_own_drive_counts_too(studio: Studio) -> None:
    book(studio, resource="")
    found = refused(studio, resource="", start=FRIDAY - timedelta(minutes=75), drive=30)
    assert "too close to 14:00-15:00 (Smith, Sara, Portrait, the drive back until 14:15)" in (
        found.message
    )
    found = refused(studio, resource="", start=FRIDAY + timedelta(minutes=75), drive=30)
    assert "the drive there from 14:45" in found.message
    with pytest.raises(StudioError, match="at most 6 hours"):
        book(studio, drive=361, start=FRIDAY + 5 * DAY)


def test_a_changed_drive_is_checked_like_a_changed_time(studio: Studio) -> None:
    first = book(studio, resource="").session_id
    book(studio, resource="", start=FRIDAY + timedelta(minutes=75))
    draft = studio.run(sessions.get, first).draft
    with pytest.raises(TakenError):
        studio.run(booking.save, replace(draft, drive=20))
    studio.run(booking.save, replace(draft, drive=20), force=True)
    record = studio.run(sessions.get, first)
    assert record.draft.drive == 20
    assert "Drive: 0 to 20." in record.history[0][2]
    (block,) = (each for each in blocks(studio) if each.record_id == first)
    assert (block.before, block.after, block.drive) == (0, 15, 20)
