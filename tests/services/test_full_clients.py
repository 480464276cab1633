"""All that is kept about a client besides name and contacts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from studio_tui.domain.booking import AddressDraft, StaleError
from studio_tui.services import beginnings, client_records, clients, erasing, merging, search
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import execute, rows, store

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.domain.booking import ClientDraft


def full(studio: Studio, client_id: int, other: int) -> ClientDraft:
    """A client with something in everything."""
    execute(
        studio,
        "INSERT INTO organisation (name, sort, inactive, address, phone, notes) "
        "VALUES ('Mill School', 1, 0, '', '', '')",
    )
    execute(
        studio,
        "INSERT INTO custom_field (area, name, kind, sort, inactive) "
        "VALUES ('client', 'Shoe size', 'text', 1, 0)",
    )
    group = rows(studio, "SELECT min(id) FROM client_group")[0][0]
    rate = rows(studio, "SELECT min(id) FROM tax_rate")[0][0]
    own = rows(studio, "SELECT id FROM custom_field")[0][0]
    return replace(
        studio.run(clients.get, client_id),
        salutation="Dr",
        business=True,
        status_due=date(2026, 12, 1),
        status_reason="asked for time",
        referred_by_id=other,
        birth_date=date(1990, 11, 14),
        organisation_id=1,
        tax_rate_id=rate,
        allow_sms=False,
        mailing=AddressDraft("PO Box 9", "Ely"),
        future=AddressDraft("1 New Road", "York", first=date(2027, 1, 1)),
        group_ids=(group,),
        own={own: "38"},
    )


def test_all_of_it_is_stored_together_and_the_history_says_from_what_to_what(
    studio: Studio,
) -> None:
    other, client_id = store(studio, last="Lee", first=""), store(studio)
    draft = full(studio, client_id, other)
    saved = studio.run(client_records.save, draft)
    now = studio.run(clients.get, client_id)
    assert now == replace(draft, version=saved.version)
    words = studio.run(client_records.get, client_id).history[0][2]
    for part in (
        "Status reason: none to asked for time.",
        "Texts allowed: yes to no.",
        "Referred by: none to Lee.",
        "Future address: none to 1 New Road, York, from 2027-01-01.",
        "Groups: none to Families.",
        "Shoe size: none to 38.",
    ):
        assert part in words
    with pytest.raises(StaleError) as caught:
        studio.run(client_records.save, replace(draft, own={}))
    assert caught.value.differences == (("Shoe size", "38", ""),)
    studio.run(client_records.save, replace(now, own={}, mailing=AddressDraft(), group_ids=()))
    for table in ("custom_value", "client_group_member"):
        assert rows(studio, f"SELECT count(*) FROM {table}") == [(0,)]


def test_a_merge_keeps_what_only_one_has_and_erasing_leaves_none_of_it(studio: Studio) -> None:
    other, kept, gone = store(studio, last="Lee"), store(studio, last="Stone"), store(studio)
    draft = full(studio, gone, other)
    studio.run(client_records.save, draft)
    merger = studio.run(merging.consider, kept, gone)
    assert ("Organisation", "Mill School") in merger.taken
    studio.run(merging.merge, merger)
    now = studio.run(clients.get, kept)
    for key in ("organisation_id", "mailing", "future", "group_ids", "own", "birth_date"):
        assert getattr(now, key) == getattr(draft, key), key
    assert not now.allow_sms
    studio.run(erasing.anonymise, kept)
    now = studio.run(clients.get, kept)
    assert (now.mailing, now.own, now.birth_date) == (AddressDraft(), {}, None)


def test_what_both_have_and_only_one_can_keep_is_in_a_note(studio: Studio) -> None:
    other, kept, gone = store(studio, last="Lee"), store(studio), store(studio)
    draft = full(studio, gone, other)
    studio.run(client_records.save, draft)
    mine = replace(studio.run(clients.get, kept), mailing=AddressDraft("PO Box 1"), own=draft.own)
    studio.run(client_records.save, replace(mine, own=dict.fromkeys(mine.own, "41")))
    merger = studio.run(merging.consider, kept, gone)
    noted = {label: theirs for label, _, theirs in merger.noted}
    assert noted["Mailing address"] == "PO Box 9, Ely"
    assert noted["Shoe size"] == "38"


def test_a_new_invoice_is_taxed_at_the_rate_of_the_client(studio: Studio) -> None:
    client_id = store(studio)
    lists = rows(studio, "SELECT id FROM tax_rate ORDER BY id")
    assert len(lists) > 1
    for (rate,) in lists:
        draft = replace(studio.run(clients.get, client_id), tax_rate_id=rate)
        studio.run(client_records.save, draft)
        assert studio.run(beginnings.invoice, client_id).draft.tax_rate_id == rate


def test_a_postcode_says_the_city(studio: Studio) -> None:
    store(studio, city="Ely", state="Cambs", postcode="CB7 4DL")
    assert studio.run(clients.place_of, "cb7 4dl") == ("Ely", "Cambs")
    assert studio.run(clients.place_of, "CB7") is None


def test_a_future_address_holds_from_its_day_on_whoever_asks_first(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = AddressDraft("1 New Road", "York", postcode="YO1 7HH", first=date(2026, 11, 25))
    with Studio(directory, now=NOW) as studio:
        client_id, other = (
            store(studio, street="4 Mill Lane", city="Ely", future=replace(there, first=first))
            for first in (there.first, date(2026, 11, 26))
        )
        assert studio.run(clients.get, client_id).city == "Ely"
    with Studio(directory, now="2026-11-25T00:00") as studio:
        found = studio.run(client_records.get, client_id)
        assert (found.draft.street, found.draft.city) == ("1 New Road", "York")
        assert found.draft.future == AddressDraft()
        assert found.history[0][2] == (
            "The future address holds, from Wed 25 Nov 2026 on. Address: 4 Mill Lane to "
            "1 New Road. City: Ely to York. Postcode: none to YO1 7HH. "
            "Future address: 1 New Road, York YO1 7HH, from 2026-11-25 to none."
        )
        both = [client_id, other]  # by where they live, and by where they will
        assert [hit.id for hit in studio.run(search.clients, "new road york")] == both
        assert [hit.id for hit in studio.run(search.clients, "mill lane")] == [other]
        assert studio.run(clients.get, other).city == "Ely"
        monkeypatch.setattr(studio, "_fixed", datetime(2026, 11, 26, 0, 1))
        assert studio.run(clients.get, other).city == "York", "the program was left open overnight"
        past = store(studio, street="x", future=there)
        assert studio.run(clients.get, past).city == "York"
