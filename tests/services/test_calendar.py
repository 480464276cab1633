from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from studio_tui.services import calendar, invoices, payments, setup
from studio_tui.studio import Studio
from tests.conftest import LUMEN, NOW
from tests.factories import (
    FRIDAY,
    arrange,
    at,
    book,
    client_draft,
    execute,
    invoice_draft,
    payment_draft,
)

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.domain.block import Block

ALL = (1, 2, 3, 4, 5)
DAY = FRIDAY.date()


def blocks(studio: Studio, first: str, last: str = "", ids: tuple[int, ...] = ALL) -> list[Block]:
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    return list(studio.run(calendar.blocks, *days, ids))


def test_a_booking_stands_in_the_column_of_everybody_it_names(studio: Studio) -> None:
    booked = book(studio, assistant="Mia Carter", description="Dogs", notes="x", confirmed=True)
    execute(studio, "UPDATE client SET call_warning = 'Loud'")
    found = blocks(studio, "2026-11-27")
    names = {entry.id: entry.name for entry in studio.run(calendar.schedules)}
    assert {(names[block.schedule_id], block.role) for block in found} == {
        ("Anna Berg", "photographer"),
        ("Mia Carter", "assistant"),
        ("Camera room 1", "resource"),
    }
    block = found[0]
    assert (block.record_id, block.number) == (booked.session_id, "10000")
    assert (block.start, block.end) == (FRIDAY, FRIDAY.replace(hour=15))
    assert (block.client, block.type_name, block.description) == ("Smith, Sara", "Portrait", "Dogs")
    assert (block.status, block.status_kind, block.colour) == ("Booked", "open", "#3b78ff")
    assert block.marks == "✓!*"


def test_only_the_schedules_asked_for_are_shown(studio: Studio) -> None:
    book(studio)
    assert [block.schedule_id for block in blocks(studio, "2026-11-27", ids=(1,))] == [1]
    assert blocks(studio, "2026-11-27", ids=(4, 5)) == []
    assert blocks(studio, "2026-11-27", ids=()) == []


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-11-27T00:00", "2026-11-27T01:00", ["27"]),
        ("2026-11-27T23:00", "2026-11-28T00:00", ["27"]),  # ends at midnight
        ("2026-11-27T23:00", "2026-11-28T01:00", ["27", "28"]),
        ("2026-11-26T10:00", "2026-11-29T10:00", ["26", "27", "28", "29"]),
    ],
)
def test_a_booking_is_shown_on_every_day_that_it_touches(
    studio: Studio, start: str, end: str, days: list[str]
) -> None:
    book(studio, start=at(start), end=at(end), resource="")
    shown = [day for day in range(24, 31) if blocks(studio, f"2026-11-{day}")]
    assert [str(day) for day in shown] == days
    (block,) = blocks(studio, "2026-11-23", "2026-11-30")
    assert (block.start, block.end) == (at(start), at(end))


def test_a_long_booking_does_not_hide_among_short_ones(studio: Studio) -> None:
    book(studio, start=at("2026-11-01T09:00"), end=at("2026-12-01T09:00"), resource="")
    book(studio, client=client_draft(last="Lee"), resource="", force=True)
    assert [block.client for block in blocks(studio, "2026-11-27")] == ["Smith, Sara", "Lee, Sara"]


def test_blocks_come_in_order_of_time(studio: Studio) -> None:
    for hour in (16, 9, 12):
        book(studio, start=FRIDAY.replace(hour=hour))
    assert [block.start.hour for block in blocks(studio, "2026-11-27", ids=(1,))] == [9, 12, 16]


def elsewhere(tmp_path: Path, zone: str) -> Studio:
    opened = Studio(tmp_path / zone.replace("/", "-"), now=NOW)
    answers = setup.Answers("Lumen", zone, "USD", "US", LUMEN.first, LUMEN.last)
    opened.run(setup.create, answers)
    opened.sit_down()
    return opened


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "Pacific/Honolulu"]
)
def test_days_are_those_of_the_studios_own_zone(tmp_path: Path, zone: str) -> None:
    with elsewhere(tmp_path, zone) as studio:
        assert f"{studio.run(lambda desk: desk.now()):%Y-%m-%dT%H:%M}" == NOW
        for hour in (0, 23):
            start = FRIDAY.replace(hour=hour)
            book(studio, start=start, end=start.replace(minute=59), resource="")
        assert blocks(studio, "2026-11-26") == blocks(studio, "2026-11-28") == []
        found = blocks(studio, "2026-11-27")
        assert [block.start.hour for block in found] == [0, 23]


def test_both_change_days_show_what_belongs_to_them(tmp_path: Path) -> None:
    with elsewhere(tmp_path, "America/New_York") as studio:
        for day in ("2027-03-14", "2027-11-07"):  # 23 and 25 hours
            for time in ("00:00", "23:30"):
                book(studio, start=at(f"{day}T{time}"), minutes=30, resource="")
            assert [f"{block.start:%H:%M}" for block in blocks(studio, day)] == ["00:00", "23:30"]


def test_a_day_without_midnight_is_whole(tmp_path: Path) -> None:
    with elsewhere(tmp_path, "America/Santiago") as studio:
        book(studio, start=at("2027-09-05T01:00"), resource="")
        assert [block.start.hour for block in blocks(studio, "2027-09-05")] == [1]
        assert blocks(studio, "2027-09-04") == []


def test_schedules_are_people_first_without_hidden_and_inactive_ones(studio: Studio) -> None:
    assert [entry.name for entry in studio.run(calendar.schedules)] == [
        *("Anna Berg", "Ben Okoye", "Mia Carter"),
        *("Camera room 1", "Camera room 2"),
    ]
    execute(studio, "UPDATE schedule SET inactive = 1 WHERE name = 'Ben Okoye'")
    execute(studio, "UPDATE schedule SET shown = 0 WHERE name = 'Camera room 2'")
    assert [entry.name for entry in studio.run(calendar.schedules)] == [
        *("Anna Berg", "Mia Carter", "Camera room 1"),
    ]


def test_another_programs_booking_is_noticed_and_ones_own_is_not(studio: Studio) -> None:
    before = studio.run(calendar.data_version)
    book(studio)
    assert studio.run(calendar.data_version) == before
    with Studio(studio.directory, now=NOW) as other:
        book(other, start=FRIDAY.replace(day=30))
    assert studio.run(calendar.data_version) != before


def test_a_block_says_whether_something_is_still_to_be_paid(studio: Studio) -> None:
    booked = book(studio)
    arrange(
        studio,
        type_name="Viewing & order",
        start=FRIDAY.replace(hour=17),
        client_id=booked.client_id,
        session_id=booked.session_id,
    )

    def owing() -> set[tuple[str, bool]]:
        return {(block.kind, block.owes) for block in blocks(studio, "2026-11-27", ids=(1,))}

    assert owing() == {("session", False), ("appointment", False)}
    estimate = invoice_draft(studio, session_id=booked.session_id, kind="estimate")
    studio.run(invoices.create, estimate)
    assert owing() == {("session", False), ("appointment", False)}, "an estimate is no claim"
    draft = invoice_draft(studio, session_id=booked.session_id)
    invoice_id = studio.run(invoices.create, draft)
    assert owing() == {("session", True), ("appointment", True)}
    balance = studio.run(invoices.get, invoice_id).balance
    studio.run(payments.plan, [payment_draft(studio, balance, invoice_id=invoice_id, due=DAY)])
    assert owing() == {("session", True), ("appointment", True)}, "planned is not paid"
    studio.run(payments.take, payment_draft(studio, balance - 1, invoice_id=invoice_id))
    assert owing() == {("session", True), ("appointment", True)}
    studio.run(payments.take, payment_draft(studio, 1, invoice_id=invoice_id))
    assert owing() == {("session", False), ("appointment", False)}
    assert blocks(studio, "2026-11-27", ids=(1,))[0].marks == ""


def test_busy_days_count_each_booking_once_on_every_day_it_touches(studio: Studio) -> None:
    book(studio, assistant="Mia Carter")
    book(studio, start=at("2026-11-28T23:00"), end=at("2026-11-29T01:00"), resource="")
    book(studio, start=at("2026-11-30T22:00"), end=at("2026-12-01T00:00"), resource="")
    book(studio, photographer="Ben Okoye", start=FRIDAY.replace(hour=9), resource="")

    def busy(*ids: int) -> dict[str, int]:
        first, last = date(2026, 11, 25), date(2026, 12, 31)
        found = studio.run(calendar.busy_days, first, last, ids)
        return {day.isoformat()[5:]: count for day, count in found.items()}

    assert busy(1, 2, 5) == {"11-27": 1, "11-28": 1, "11-29": 1, "11-30": 1}
    assert busy(*ALL)["11-27"] == 2
    assert busy(4) == {"11-27": 1}
    assert busy() == {}


def test_the_colours_of_types_are_told_sessions_first(studio: Studio) -> None:
    found = studio.run(calendar.colours)
    assert found[0] == ("Portrait", "#3b78ff")
    names = [name for name, _ in found]
    assert names.index("Portrait") < names.index("Consultation")
    execute(studio, "UPDATE session_type SET inactive = 1 WHERE name = 'Portrait'")
    assert "Portrait" not in dict(studio.run(calendar.colours))


def test_a_type_says_what_stands_on_its_blocks(studio: Studio) -> None:
    book(studio, description="Dogs")
    arrange(studio, client=client_draft(last="Lee", first="Kim"), start=at("2026-11-27T16:00"))
    arrange(studio, start=at("2026-11-27T17:00"), description="Prices")
    titles = ["Smith, Sara", "Lee, Kim", "Prices"]
    assert [block.title for block in blocks(studio, "2026-11-27", ids=(1,))] == titles
    execute(
        studio,
        "UPDATE session_type SET calendar_text = "
        "'{client.last}, {client.first} - {session.description} ({type})'",
    )
    execute(
        studio,
        "UPDATE appointment_type SET calendar_text = '{type} {client.first}', "
        "unlinked_text = '{appointment.description} {appointment.number}'",
    )
    assert [block.title for block in blocks(studio, "2026-11-27", ids=(1,))] == [
        *("Smith, Sara - Dogs (Portrait)", "Consultation Kim", "Prices 10001"),
    ]


def test_a_template_that_comes_to_nothing_leaves_the_block_its_name(studio: Studio) -> None:
    book(studio)
    execute(studio, "UPDATE session_type SET calendar_text = '{client.company}'")
    assert {block.title for block in blocks(studio, "2026-11-27")} == {"Smith, Sara"}
