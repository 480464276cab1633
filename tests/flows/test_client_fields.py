"""What the client page makes of typed text, over what is stored about the client."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.booking import ClientDraft, PhoneDraft
from studio_tui.domain.catalogue import Catalogue
from studio_tui.domain.hours import Opening
from studio_tui.errors import StudioError
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.client_fields import client_draft, prefill_from_search
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.flows.phones import phones_text, read_phones

LABELS = ("Mobile", "Home", "Work")
PAGE = BOOKING.page("client_information")
SARA = ClientDraft(
    id=7,
    version=3,
    last="Smith",
    first="Sara",
    email="sara@example.org",
    phones=(PhoneDraft("07700 900123", "Mobile", True),),
    salutation="Ms",
    status_id=2,
    notes="Two dogs",
)


def answers(client: ClientDraft | None = None, **typed: str) -> Answers:
    return BOOKING.answers(Draft(typed=typed), Facts(date(2026, 11, 24), client=client))


def test_an_untouched_client_reads_back_as_it_was_stored() -> None:
    assert client_draft(answers(SARA)) == SARA


def test_what_was_typed_is_changed_and_the_rest_is_kept() -> None:
    found = client_draft(answers(SARA, first="Zara", client_notes=""))
    assert found == replace(SARA, first="Zara", notes="")


def test_the_lines_of_an_address_are_typed_in_one() -> None:
    flat = replace(SARA, street="Flat 2, rear\n14 Mill Lane")
    assert answers(flat).text("street") == "Flat 2, rear, 14 Mill Lane"
    assert client_draft(answers(flat)) == flat
    assert client_draft(answers(flat, street="Flat 3, 14 Mill Lane")).street == (
        "Flat 3\n14 Mill Lane"
    )


def test_a_client_needs_some_name() -> None:
    assert dict(PAGE.refusals(answers())) == {
        "last": "Type a last name, a first name or a company."
    }
    assert PAGE.refusals(answers(company="Lumen Ltd")) == ()


@pytest.mark.parametrize("email", ["sara", "sara@", "@example.org", "a b@example.org"])
def test_an_email_address_that_cannot_be_one_is_refused(email: str) -> None:
    assert "email" in dict(PAGE.refusals(answers(last="Smith", email=email)))


def test_a_name_of_300_characters_is_refused_and_kept() -> None:
    found = answers(last="x" * 300)
    assert "300 characters" in dict(PAGE.refusals(found))["last"]
    assert found.text("last") == "x" * 300


def test_hostile_text_is_only_text() -> None:
    found = client_draft(answers(last="[/] O'Brien <b>", client_notes="'; DROP TABLE client; --"))
    assert found.last == "[/] O'Brien <b>"
    assert found.notes == "'; DROP TABLE client; --"


def test_email_and_phone_are_asked_for_but_not_needed() -> None:
    found = answers(last="Smith")
    assert PAGE.refusals(found) == ()
    assert found.wanting([entry.key for entry in PAGE.fields]) == ["Email", "Phones"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("07700 900123", (PhoneDraft("07700 900123", "Mobile", True),)),
        ("07700 900123 home", (PhoneDraft("07700 900123", "Home"),)),
        ("home 020 7946 0123", (PhoneDraft("020 7946 0123", "Home"),)),
        ("020 7946 0123 w sms", (PhoneDraft("020 7946 0123", "Work", True),)),
        (
            "+44 7700 900123, (020) 7946-0123 work",
            (PhoneDraft("+44 7700 900123", "Mobile", True), PhoneDraft("(020) 7946-0123", "Work")),
        ),
        ("01632 960001 grandmother", (PhoneDraft("01632 960001", "grandmother"),)),
        ("", ()),
        (" , ", ()),
    ],
)
def test_phones_are_read_with_labels(typed: str, expected: tuple[PhoneDraft, ...]) -> None:
    assert read_phones(typed, LABELS) == expected


@pytest.mark.parametrize("typed", ["mobile", "12", "07700 900123, later"])
def test_a_part_without_a_number_is_refused(typed: str) -> None:
    with pytest.raises(StudioError, match="not a phone number"):
        read_phones(typed, LABELS)


@given(
    st.lists(
        st.builds(
            PhoneDraft,
            st.from_regex(r"\A0[1-9][0-9]{3} [0-9]{6}\Z"),
            st.sampled_from(LABELS),
        ).map(lambda phone: replace(phone, sms=phone.sms or phone.label == "Mobile")),
        max_size=4,
    )
)
def test_phones_read_back_from_their_own_line(phones: list[PhoneDraft]) -> None:
    assert read_phones(phones_text(phones), LABELS) == tuple(phones)


@given(st.text(max_size=80))
def test_reading_phones_never_fails_otherwise(text: str) -> None:
    with suppress(StudioError):
        read_phones(text, LABELS)


@pytest.mark.parametrize(
    ("searched", "expected"),
    [
        ("smith", {"last": "Smith"}),
        ("sara smith", {"first": "Sara", "last": "Smith"}),
        ("smith, sara jane", {"last": "Smith", "first": "Sara Jane"}),
        ("sara@example.org", {"email": "sara@example.org"}),
        ("07700 900123", {"phones": "07700 900123"}),
        ("  ", {}),
    ],
)
def test_a_search_that_found_nobody_fills_the_new_client(
    searched: str, expected: dict[str, str]
) -> None:
    assert prefill_from_search(searched, "product") == expected


@pytest.mark.parametrize(
    ("typed", "label"),
    [("020 7946 0123", "Home"), ("07700 900123", "Mobile"), ("020 7946 0123 work", "Work")],
)
def test_a_landline_without_a_label_is_not_taken_for_a_mobile(typed: str, label: str) -> None:
    (found,) = read_phones(typed, LABELS, "GB")
    assert (found.label, found.sms) == (label, label == "Mobile")


def test_the_beginning_of_a_lead_source_is_enough() -> None:
    lists = Catalogue(Opening("UTC"), lead_sources=("Recommended by a friend", "Web search"))
    facts = Facts(date(2026, 11, 24), lists)
    for typed, stored in (("recom", "Recommended by a friend"), ("Fair", "Fair"), ("", "")):
        draft = Draft(typed={"last": "Smith", "lead_source": typed})
        assert client_draft(BOOKING.answers(draft, facts)).lead_source == stored


def test_capitals_typed_into_a_search_are_meant() -> None:
    assert prefill_from_search("fiona MacDonald", "product") == {
        "first": "Fiona",
        "last": "MacDonald",
    }


def test_a_new_client_may_be_reached_as_the_studio_supposes() -> None:
    lists = Catalogue(
        Opening("UTC"), preferences={"clients.allow.sms": False, "clients.allow.call": False}
    )
    facts = Facts(date(2026, 11, 24), lists)
    new = client_draft(BOOKING.answers(Draft(), facts))
    assert (new.allow_email, new.allow_mail) == (True, True)
    assert (new.allow_sms, new.allow_call) == (False, False)
    known = replace(facts, client=replace(SARA, allow_sms=True))
    assert client_draft(BOOKING.answers(Draft(), known)).allow_sms
