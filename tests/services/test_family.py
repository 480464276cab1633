"""A client's family, who of it takes part in a session, and what a session came by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from studio_tui.documents.plain import document_text
from studio_tui.domain.booking import StaleError
from studio_tui.services import booking, erasing, family, letter_values, sessions
from studio_tui.services.family import Member
from studio_tui.services.paperwork import confirmation, photographer
from tests.factories import book, execute, rows

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def entered(studio: Studio) -> tuple[int, int, int]:
    """A session whose client has a daughter who takes part: ids of client, session, member."""
    booked = book(studio)
    ella = Member(booked.client_id, "Ella", "Daughter", date(2026, 11, 15))
    member_id = studio.run(family.add, ella, session_id=booked.session_id)
    return booked.client_id, booked.session_id, member_id


def test_who_takes_part_is_on_the_papers_with_the_age_of_that_day(studio: Studio) -> None:
    client_id, session_id, member_id = entered(studio)
    studio.run(family.add, Member(client_id, "Tom", "Son"))
    execute(
        studio, "INSERT INTO promotion (name, code, sort, inactive) VALUES ('Spring', 'SP', 1, 0)"
    )
    record = studio.run(sessions.get, session_id)
    promotion = studio.run(sessions.choices)["promotion"][0].id
    studio.run(booking.save, replace(record.draft, promotion_ids=(promotion,)))
    number = record.number
    for text in (
        document_text(studio.run(photographer.gather, number)),
        document_text(studio.run(confirmation.gather, number, bill_to=False, with_notes=False)),
    ):
        assert "Ella" in text
        assert "Spring" in text
        assert "Tom" not in text  # stays at home
    assert "Ella, daughter, 12 days" in document_text(studio.run(photographer.gather, number))
    fields = studio.run(letter_values.of_session, session_id)
    assert (fields["participants"], fields["promotions"]) == ("Ella", "Spring")
    studio.run(family.takes_part, session_id, member_id, part=False)
    studio.run(family.takes_part, session_id, member_id, part=False)
    said = [what for _, _, what in studio.run(sessions.get, session_id).history]
    assert said[:3] == [
        "Ella no longer takes part.",
        "Promotions: none to Spring.",
        "Ella takes part.",
    ]


def test_a_newer_member_is_not_saved_over_and_one_taken_out_leaves_the_sessions(
    studio: Studio,
) -> None:
    client_id, session_id, member_id = entered(studio)
    before = studio.run(family.get, member_id)
    studio.run(family.save, replace(before, name="Elsa"), before)
    with pytest.raises(StaleError) as caught:
        studio.run(family.save, replace(before, name="Ellen"), before)
    assert caught.value.differences == (("Name", "Elsa", "Ellen"),)
    studio.run(family.remove, studio.run(family.get, member_id))
    assert studio.run(family.participants, session_id) == ()
    assert studio.run(family.of_client, client_id) == ()
    assert rows(studio, "SELECT count(*) FROM participant") == [(0,)]


def test_the_own_fields_of_sessions_go_with_the_person(studio: Studio) -> None:
    _, session_id, _ = entered(studio)
    execute(
        studio,
        "INSERT INTO custom_field (area, name, kind, sort, inactive) "
        "VALUES ('session', 'Props', 'text', 1, 0)",
    )
    record = studio.run(sessions.get, session_id)
    (own,) = studio.run(sessions.choices)["own"]
    saved = studio.run(booking.save, replace(record.draft, own={own.id: "Ella's bear"}))
    draft = studio.run(sessions.get, session_id).draft
    assert (draft.own, draft.version) == ({own.id: "Ella's bear"}, saved.version)
    execute(studio, "UPDATE status SET kind = 'cancelled' WHERE area = 'session'")
    studio.run(erasing.anonymise, record.client_id)
    assert rows(studio, "SELECT count(*) FROM custom_value") == [(0,)]
