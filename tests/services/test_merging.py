"""Clients who are the same person: found, merged, deleted, made anonymous."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import GoneError, StaleError
from studio_tui.errors import StudioError
from studio_tui.services import (
    alike,
    cancelling,
    client_records,
    clients,
    erasing,
    invoices,
    merging,
    notes,
    payments,
    search,
)
from tests import factories
from tests.factories import FRIDAY, arrange, book, execute, rows, store

if TYPE_CHECKING:
    from studio_tui.studio import Studio


# Who may be the same


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"last": "Smythe"}, "name sounds the same"),
        ({"last": "Smiht"}, "similar name"),
        ({"last": "Smith", "first": "Sarah"}, "similar name"),
        ({"last": "Jones", "phone": "07700 900123"}, "same phone"),
        ({"last": "Jones", "email": "SARA@example.org"}, "same email"),
        ({"last": "Jones", "street": "1 High St", "city": "ely"}, "same address"),
    ],
)
def test_clients_who_may_be_the_same_are_named_with_the_reason(
    studio: Studio, other: dict[str, str], why: str
) -> None:
    given = {"email": "sara@example.org", "street": "1 High St", "city": "Ely"}
    own = store(studio, phone="+44 7700 900123", **given)
    found = store(studio, **other)
    for last, first in (("Smith", "Tom"), ("Stone", "Sara"), ("", "Sara")):
        store(studio, last=last, first=first)
    assert [(hit.id, hit.why) for hit in studio.run(alike.alike, studio.run(clients.get, own))] == [
        (found, why)
    ]


# Merging


def test_everything_that_can_belong_to_a_client_is_known_to_the_merge(studio: Studio) -> None:
    tables = [name for (name,) in rows(studio, "SELECT name FROM sqlite_master WHERE type='table'")]
    referring = {
        (table, row[3])
        for table in tables
        for row in rows(studio, f"PRAGMA foreign_key_list('{table}')")
        if row[2] == "client"
    }
    moved = {(table, column) for table, column, _ in merging.MOVED}
    by_hand = {"client_phone", "client_group_member", "client_address"}
    assert referring - moved == {(table, "client_id") for table in by_hand}


def test_all_moves_to_one_client_and_nothing_is_lost(studio: Studio) -> None:
    booked = book(studio, client=factories.client_draft(email="a@example.org", city="Ely"))
    arrange(studio, client=studio.run(clients.get, booked.client_id), start=FRIDAY + timedelta(1))
    draft = factories.invoice_draft(
        studio,
        client_id=booked.client_id,
        bill_to_id=booked.client_id,
        session_id=booked.session_id,
    )
    invoice_id = studio.run(invoices.create, draft)
    paid = replace(
        factories.payment_draft(studio, 10_00), client_id=booked.client_id, invoice_id=invoice_id
    )
    studio.run(payments.take, paid)
    studio.run(notes.add, "client", booked.client_id, "Likes blue.")
    kept = store(studio, last="Smyth", email="b@example.org", phone="07700 900123", notes="Twins")
    execute(studio, "UPDATE client SET allow_sms = 0 WHERE id = ?", booked.client_id)

    merger = studio.run(merging.consider, kept, booked.client_id)
    assert merger.moves_words == "1 session, 1 appointment, 1 invoice and 1 payment"
    assert merger.taken == (("City", "Ely"),)
    assert merger.noted == (
        ("Last name", "Smyth", "Smith"),
        ("Email", "b@example.org", "a@example.org"),
        ("Status", "Prospect", "Customer"),
    )
    said = studio.run(merging.merge, merger)
    assert said.startswith("Smith, Sara (10000) is merged into Smyth, Sara: 1 session, ")

    record = studio.run(client_records.get, kept)
    assert (record.number, record.draft.city, record.draft.notes) == ("10000", "Ely", "Twins")
    assert [hit.number for hit in studio.run(search.sessions_of, kept)] == ["10000"]
    assert [note.text for note in studio.run(notes.of_record, "client", kept)] == [
        "Merged with Smith, Sara (10000), who had:\nLast name: Smith\nEmail: a@example.org\n"
        "Status: Customer",
        "Likes blue.",
    ]
    assert "Client created." in [what for _, _, what in record.history]
    assert rows(studio, "SELECT allow_sms FROM client WHERE id = ?", kept) == [(0,)]
    assert [hit.id for hit in studio.run(search.clients, "10000")] == [kept]
    assert rows(studio, "PRAGMA foreign_key_check") == []
    with pytest.raises(GoneError):
        studio.run(clients.get, booked.client_id)


def test_numbers_groups_and_warnings_are_put_together(studio: Studio) -> None:
    kept = store(studio, phone="07700 900123", call_warning="Deaf")
    gone = store(studio, phone="+447700900123", call_warning="Wheelchair")
    two = studio.run(clients.get, gone)
    more = replace(two, phones=(*two.phones, replace(two.phones[0], number="01353 660000")))
    studio.run(client_records.save, more)
    group = rows(studio, "SELECT id FROM client_group LIMIT 1")[0][0]
    for client_id in (kept, gone):
        execute(studio, "INSERT INTO client_group_member VALUES (?, ?)", client_id, group)
    studio.run(merging.merge, studio.run(merging.consider, kept, gone))
    draft = studio.run(clients.get, kept)
    assert [phone.number for phone in draft.phones] == ["07700 900123", "01353 660000"]
    assert draft.call_warning == "Deaf; Wheelchair"
    assert rows(studio, "SELECT client_id FROM client_group_member") == [(kept,)]


def test_an_address_is_taken_over_whole_or_not_at_all(studio: Studio) -> None:
    kept, gone = store(studio, city="London"), store(studio, city="Tonbridge", state="Kent")
    merger = studio.run(merging.consider, kept, gone)
    assert merger.taken == ()
    assert merger.noted == (("City", "London", "Tonbridge"), ("State", "", "Kent"))
    studio.run(merging.merge, merger)
    draft = studio.run(clients.get, kept)
    assert (draft.city, draft.state) == ("London", "")


def test_what_changed_since_it_was_read_is_not_merged_blindly(studio: Studio) -> None:
    kept, gone = store(studio), store(studio)
    merger = studio.run(merging.consider, kept, gone)
    studio.run(client_records.save, replace(studio.run(clients.get, gone), city="Bath"))
    with pytest.raises(StaleError, match="look at what would happen again"):
        studio.run(merging.merge, merger)
    again = studio.run(merging.consider, kept, gone)
    studio.run(merging.merge, again)
    with pytest.raises(GoneError, match="somebody else"):
        studio.run(merging.merge, again)


def test_nobody_is_merged_with_themselves(studio: Studio) -> None:
    client_id = store(studio)
    with pytest.raises(StudioError, match="themselves"):
        studio.run(merging.consider, client_id, client_id)


# Deleting


def test_who_has_sessions_invoices_or_payments_is_not_deleted(studio: Studio) -> None:
    booked = book(studio)
    with pytest.raises(StudioError, match="Smith, Sara has 1 session and cannot be deleted"):
        studio.run(erasing.delete, booked.client_id)
    assert studio.run(clients.get, booked.client_id)


def test_a_deleted_client_takes_appointments_and_notes_along(studio: Studio) -> None:
    arranged = arrange(studio, client=factories.client_draft())
    ((client_id,),) = rows(studio, "SELECT client_id FROM appointment")
    assert arranged
    studio.run(notes.add, "client", client_id, "Likes blue.")
    assert studio.run(erasing.belongings, client_id).going == "1 appointment"
    assert studio.run(erasing.delete, client_id) == "Smith, Sara is deleted."
    for table in ("client", "appointment", "event", "booking_slot", "note"):
        assert rows(studio, f"SELECT count(*) FROM {table}") == [(0,)], table
    with pytest.raises(GoneError):
        studio.run(erasing.delete, client_id)


# Taking the person out


def test_a_client_with_bookings_ahead_or_open_money_stays(studio: Studio) -> None:
    booked = book(studio)
    with pytest.raises(StudioError, match="still has 1 booking ahead"):
        studio.run(erasing.anonymise, booked.client_id)
    seen = studio.run(cancelling.consider, [("session", booked.session_id)])
    studio.run(cancelling.cancel, seen, "Ill")
    draft = factories.invoice_draft(studio, client_id=booked.client_id, bill_to_id=booked.client_id)
    studio.run(invoices.create, draft)
    with pytest.raises(StudioError, match="still owes £60"):
        studio.run(erasing.anonymise, booked.client_id)


def test_nothing_that_says_who_it_was_is_left(studio: Studio) -> None:
    client = factories.client_draft(
        last="Quaxby", email="quaxby@example.org", phone="07700 900123", notes="Mrs Quaxby"
    )
    booked = book(studio, client=client, description="Quaxby twins", notes="Quaxby dog")
    studio.run(notes.add, "session", booked.session_id, "Quaxby called.")
    seen = studio.run(cancelling.consider, [("session", booked.session_id)])
    studio.run(cancelling.cancel, seen, "Quaxby ill")
    studio.run(erasing.anonymise, booked.client_id)
    tables = [name for (name,) in rows(studio, "SELECT name FROM sqlite_master WHERE type='table'")]
    for table in tables:
        if not table.startswith("client_search_"):
            held = " ".join(map(str, rows(studio, f'SELECT * FROM "{table}"')))
            assert "uaxby" not in held, table
            assert "900123" not in held, table
    assert studio.run(search.clients, "quaxby") == []
    record = studio.run(client_records.get, booked.client_id)
    assert (record.name, record.number) == ("Anonymous", "10000")
    assert record.history[0][2] == "Name and contacts were taken out."
