"""What the photographer confirmation gathers: everything but money."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.documents.plain import document_text
from studio_tui.errors import StudioError
from studio_tui.services import paperwork
from tests.factories import FRIDAY, arrange, book, client_draft, execute

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def text(studio: Studio, number: str) -> str:
    return document_text(studio.run(paperwork.document, "photographer", number))


def test_it_tells_all_that_is_known(studio: Studio) -> None:
    client = client_draft(phone="07700 900142", call_warning="Never before ten")
    booked = book(
        studio,
        client=client,
        assistant="Mia Carter",
        description="Family",
        arrival="13:45",
        people=4,
        notes="Bring the dog",
    )
    execute(
        studio,
        "INSERT INTO family_member (client_id, name, relationship, birth_date, gender) VALUES "
        "(?, 'Ella', 'Daughter', '2026-11-15', ''), (?, 'Tom', 'Son', '2022-01-31', ''), "
        "(?, 'Rex', '', NULL, '')",
        *(booked.client_id,) * 3,
    )
    execute(
        studio,
        "INSERT INTO participant (session_id, member_id) SELECT ?, id FROM family_member",
        booked.session_id,
    )
    found = text(studio, booked.session_number)
    for line in (
        "Anna Berg\nwith Mia Carter\n",
        "Friday 27 November 2026, 14:00-15:00\nThe client arrives at 13:45\n",
        "Client         Sara Smith\n               Mobile 07700 900142\n",
        "Call warning   Never before ten\n",
        "Type           Portrait\n",
        "Description    Family\n",
        "Participants   4 people\n"
        "               Ella, daughter, 12 days\n"
        "               Tom, son, 4 years\n"
        "               Rex\n",
        "Notes\nBring the dog\n",
    ):
        assert line in found


def test_a_place_outside_comes_with_its_address_and_the_way_there(studio: Studio) -> None:
    execute(
        studio,
        "INSERT INTO outside_location (id, name, address, notes, sort, inactive) VALUES "
        "(7, 'Botanical Garden', 'Gate 3' || char(10) || 'York YO1 7HH', 'Park behind.', 0, 0)",
    )
    number = book(studio, outside_location_id=7).session_number
    found = text(studio, number)
    assert "Place          Botanical Garden\n               Gate 3\n" in found
    assert "Directions\nPark behind.\n" in found


def test_linked_appointments_stand_in_order_but_not_cancelled_ones(studio: Studio) -> None:
    booked = book(studio)
    for days, description in ((2, "Second"), (1, "First"), (3, "Third")):
        arrange(
            studio,
            start=FRIDAY + timedelta(days=days * 7),
            client_id=booked.client_id,
            session_id=booked.session_id,
            description=description,
        )
    execute(
        studio,
        "UPDATE appointment SET status_id = (SELECT id FROM status WHERE area = 'appointment' "
        "AND kind = 'cancelled') WHERE description = 'Third'",
    )
    found = text(studio, booked.session_number)
    assert re.findall("First|Second|Third", found) == ["First", "Second"]
    lines = " ".join(found.split())
    assert "Friday 4 December 2026, 14:00-14:30: Consultation · First · Anna Berg" in lines


def test_a_session_without_photographer_says_so(studio: Studio) -> None:
    number = book(studio, photographer="").session_number
    assert "Photographer to be named\n" in text(studio, number)


def test_an_unknown_number_is_a_sentence(studio: Studio) -> None:
    with pytest.raises(StudioError, match="no session with the number 99"):
        text(studio, "99")
