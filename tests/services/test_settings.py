"""Settings: stored together with their history, and refused where they cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import StaleError
from studio_tui.domain.settings import Change, Whose
from studio_tui.errors import StudioError
from studio_tui.services import (
    alike,
    booking,
    catalogue,
    phone_keys,
    search,
    sessions,
    settings,
)
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import book, client_draft, execute, invoice_draft, rows, session_draft, store

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.services.settings import Place


def now(studio: Studio, whose: Whose, key: str) -> Any:
    return studio.run(settings.read, [(whose, key)])[whose, key]


def change(studio: Studio, key: str, after: Any, whose: Whose = "studio") -> None:
    before = now(studio, whose, key)
    found = Change(whose, key, key, before, after, str(before), str(after))
    studio.run(settings.store, [found])


def test_what_is_stored_is_read_by_everybody_and_stands_in_the_history(studio: Studio) -> None:
    found = [
        Change(
            "studio", "studio.name", "Name", "Lumen Studio", "Lumière", "Lumen Studio", "Lumière"
        ),
        Change("person", "letters.signature", "Signature", "", "Anna", "", "Anna"),
        Change("page", "booking.client.header", "Header", "", "Ask for the email.", "", "Ask"),
        Change("page", "booking.kind.hidden", "Hide", before=False, after=True),
        Change("rule", "booking.client_information.email", "Email", None, "required"),
    ]
    studio.run(settings.store, found)
    lists = studio.run(catalogue.catalogue)
    assert lists.preferences["studio.name"] == "Lumière"
    assert lists.preferences["rules"] == {"booking.client_information.email": "required"}
    assert lists.pages["booking.client"].header == "Ask for the email."
    assert lists.pages["booking.kind"].hidden
    said = [words for _, _, words in studio.run(settings.history)]
    assert any("Name: Lumen Studio to Lumière." in words for words in said)
    assert "Signature: none to Anna." in said


def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten_unasked(
    studio: Studio,
) -> None:
    mine = Change("page", "booking.client.header", "Header", "", "Mine", "", "Mine")
    beside = Change("page", "booking.client.hidden", "Hide", before=False, after=True)
    change(studio, "booking.client.header", "Theirs", "page")
    with pytest.raises(StaleError) as refused:
        studio.run(settings.store, [beside, mine])
    assert refused.value.differences == (("Header", "Theirs", "Mine"),)
    assert now(studio, "page", "booking.client.hidden") is False  # all or nothing
    studio.run(settings.store, [beside, mine], force=True)
    assert now(studio, "page", "booking.client.header") == "Mine"
    assert now(studio, "page", "booking.client.hidden") is True


def test_restoring_takes_everything_back_and_says_what_it_was(studio: Studio) -> None:
    change(studio, "booking.invoice", "yes")
    change(studio, "booking.invoice.hidden", after=True, whose="page")
    change(studio, "booking.client_information.email", "required", "rule")
    labels: dict[Place, str] = {
        ("studio", "booking.invoice"): "Invoice at booking",
        ("studio", "booking.payment"): "Payment at booking",
        ("page", "booking.invoice.hidden"): "Hide the page",
        ("rule", "booking.client_information.email"): "Email",
    }
    found = studio.run(settings.restore, labels)
    assert found == ("Invoice at booking", "Hide the page", "Email")
    assert list(studio.run(settings.read, labels).values()) == ["type", "deposit", False, None]
    assert studio.run(settings.restore, labels) == ()


def test_the_currency_is_fixed_once_there_is_money(studio: Studio) -> None:
    prices = rows(studio, "SELECT price FROM item WHERE price > 0 ORDER BY id")
    change(studio, "studio.currency", "JPY")
    assert rows(studio, "SELECT price FROM item WHERE price > 0 ORDER BY id") == [
        (price // 100,) for (price,) in prices
    ]
    change(studio, "studio.currency", "GBP")
    studio.run(booking.book, client_draft(), session_draft(studio), invoice=invoice_draft(studio))
    with pytest.raises(StudioError) as refused:
        change(studio, "studio.currency", "EUR")
    assert refused.value.message == (
        "The currency stays GBP: there are invoices or payments in it."
    )
    assert refused.value.field == "studio.currency"


def test_phone_numbers_are_found_in_another_country_too_step_by_step(
    studio: Studio, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_keys, "STEP", 1)
    client_id = store(studio, phone="030 901820")
    store(studio, last="Lee", phone="030 901821")
    execute(studio, "UPDATE client_phone SET key = 'as elsewhere'")
    change(studio, "studio.country", "DE")
    assert studio.run(phone_keys.step) == 50
    keys = "SELECT key FROM client_phone ORDER BY id"
    assert rows(studio, keys) == [("30901820",), ("as elsewhere",)]
    with Studio(directory, now=NOW):  # the program was left meanwhile; the next one goes on
        assert rows(studio, keys) == [("30901820",), ("30901821",)]
    assert studio.run(phone_keys.step) is None
    found = studio.run(search.clients, "+49 30 901820")
    assert [hit.id for hit in found] == [client_id]


def test_only_what_the_studio_looks_for_shows_that_a_client_is_known(studio: Studio) -> None:
    store(studio, phone="07700 900123")
    same = client_draft(last="Smith", first="Sara", phone="07700 900123")
    assert [hit.why for hit in studio.run(alike.alike, same)] == ["same phone, name"]
    for key in ("name", "alike"):
        change(studio, f"clients.duplicate.{key}", after=False)
    assert [hit.why for hit in studio.run(alike.alike, same)] == ["same phone"]
    change(studio, "clients.duplicate.phone", after=False)
    assert studio.run(alike.alike, same) == []


@pytest.mark.parametrize("clears", [True, False])
def test_moving_takes_confirmed_away_where_the_studio_wants_that(
    studio: Studio, clears: bool
) -> None:
    from dataclasses import replace
    from datetime import timedelta

    change(studio, "booking.unconfirm", after=clears)
    booked = book(studio, confirmed=True)
    draft = studio.run(sessions.get, booked.session_id).draft
    later = timedelta(hours=1)
    moved = replace(draft, start=draft.start + later, end=draft.end + later)
    studio.run(booking.save, moved)
    assert studio.run(sessions.get, booked.session_id).draft.confirmed is not clears


def test_a_time_that_is_taken_is_refused_as_the_studio_wants(studio: Studio) -> None:
    from studio_tui.domain.booking import TakenError

    change(studio, "booking.clashes", "never")
    book(studio)
    with pytest.raises(TakenError) as refused:
        studio.run(booking.book, client_draft(last="Lee"), session_draft(studio), force=True)
    assert not refused.value.allowed
