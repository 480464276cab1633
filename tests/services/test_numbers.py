"""Numbers: drawn once each, by many at once, in the formats of the studio, and never back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui import hubs
from studio_tui.domain.settings import Change
from studio_tui.errors import StudioError
from studio_tui.hubs import look
from studio_tui.services import clients, found_lines, numbers, paperwork, sessions, settings, stored
from studio_tui.services import hubs as service
from studio_tui.services.preferences import remember
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import FRIDAY, book, client_draft, execute, rows

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.fromisoformat("2026-11-24T14:00")


def choose(studio: Studio, **chosen: Any) -> None:
    for key, value in chosen.items():
        studio.run(remember, f"numbers.{key}", value, personal=False)


def count_from(studio: Studio, kind: str, value: int) -> None:
    before = studio.run(settings.read, [("counter", kind)])[("counter", kind)]
    studio.run(settings.store, [Change("counter", kind, "Next", before, value)])


def test_sessions_are_numbered_by_name_where_the_studio_wants_that(studio: Studio) -> None:
    choose(studio, session_format="last")
    first = book(studio, client=client_draft(last="O'Brien"))
    second = book(studio, client=client_draft(last="Иванова"), start=FRIDAY + timedelta(hours=2))
    assert (first.session_number, second.session_number) == ("OBrien10000", "Иванова10001")


@pytest.mark.parametrize("typed", ["smith10000", " SMITH10000 ", "Smith10000"])
def test_a_number_is_found_whatever_the_capitals(studio: Studio, typed: str) -> None:
    choose(studio, session_format="last")
    booked = book(studio)
    assert studio.run(sessions.by_number, typed) == booked.session_id


@pytest.mark.parametrize("typed", ["иванова10000", "ИВАНОВА10000"])
def test_capitals_of_other_scripts_are_no_matter_either(studio: Studio, typed: str) -> None:
    choose(studio, session_format="last")
    booked = book(studio, client=client_draft(last="Иванова"))
    assert studio.run(sessions.by_number, typed) == booked.session_id
    with pytest.raises(StudioError):
        studio.run(sessions.by_number, "10000")


def test_numbers_of_the_day_come_when_the_day_does(directory: Path) -> None:
    with Studio(directory, now=NOW) as studio:
        choose(studio, session="day", session_format="date")
        later = book(studio)
        today = book(studio, start=TODAY)
        assert later.session_number == f"#{later.session_id}"
        assert today.session_number == "20261124-01"
        assert studio.run(sessions.by_number, later.session_number) == later.session_id
    with Studio(directory, now="2026-11-27T08:00") as studio:
        record = studio.run(sessions.get, later.session_id)
        assert record.number == "20261127-01"
        assert "Number 20261127-01 given." in [words for _, _, words in record.history]
        assert studio.run(numbers.give_todays) == 0


def test_a_studio_may_number_nothing_by_itself(studio: Studio) -> None:
    choose(studio, session="never", client="never")
    booked = book(studio)
    assert booked.client_number == ""
    assert booked.session_number == f"#{booked.session_id}"
    assert rows(studio, "SELECT name FROM counter") == []
    hub = hubs.declared("sessions")

    def read(desk: Any) -> str:
        query, _ = look.read(hub, look.Look(columns=("date", "number")), service.facts(desk, hub))
        found = [cell for row in service.page(desk, query, few=False) for cell in row.cells]
        lines = found_lines.look_up(desk, f"#{booked.session_id}").lines
        record = sessions.get(desk, booked.session_id)
        said = [*found, *(line.about for line in lines), stored.called(record)]
        return " | ".join([*said, paperwork.options(desk, "confirmation", record.number).title])

    said = studio.run(read)
    assert "Session without a number" in said
    assert "#" not in said


def test_clients_may_be_numbered_when_they_are_created(studio: Studio) -> None:
    choose(studio, client="creation")

    def create(desk: Any) -> int:
        with desk.work() as work:
            return clients.store(work, client_draft())

    client_id = studio.run(create)
    assert rows(studio, f"SELECT number FROM client WHERE id = {client_id}") == [("10000",)]


def test_a_number_given_by_hand_is_skipped(studio: Studio) -> None:
    booked = book(studio)
    execute(studio, f"UPDATE session SET number = '10001' WHERE id = {booked.session_id}")
    assert book(studio, start=FRIDAY + timedelta(hours=2)).session_number == "10002"


def test_a_counter_cannot_go_back_into_numbers_that_were_given(studio: Studio) -> None:
    choose(studio, session_format="last")
    book(studio)
    count_from(studio, "session", 20000)
    book(studio, start=FRIDAY + timedelta(hours=2))
    with pytest.raises(StudioError) as refused:
        count_from(studio, "session", 20000)
    assert refused.value.message == "The highest session number given is 20000: type 20001 or more."
    count_from(studio, "session", 30000)
    count_from(studio, "session", 20001)  # back, but not into what was given
    assert book(studio, start=FRIDAY + timedelta(hours=4)).session_number == "Smith20001"


def test_dates_in_numbers_are_no_numbers_given(studio: Studio) -> None:
    booked = book(studio)
    for number in ("20261124-07", "20261124Smith08", "#99999"):
        execute(studio, f"UPDATE session SET number = '{number}' WHERE id = {booked.session_id}")
        assert studio.run(numbers.highest, "session") == 0
    execute(studio, f"UPDATE session SET number = 'Smith10023' WHERE id = {booked.session_id}")
    assert studio.run(numbers.highest, "session") == 10023


def test_many_at_once_are_given_a_number_each(directory: Path) -> None:
    def draw(_: int) -> list[str]:
        with Studio(directory, now=NOW) as studio:

            def several(desk: Any) -> list[str]:
                found = []
                for _ in range(10):
                    with desk.work() as work:
                        found.append(numbers.give(work, "session"))
                return found

            return studio.run(several)

    with ThreadPoolExecutor(4) as pool:
        found = [number for drawn in pool.map(draw, range(4)) for number in drawn]
    assert len(set(found)) == len(found) == 40
