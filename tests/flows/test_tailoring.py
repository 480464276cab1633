"""The wizard as the studio wants it: headers, hidden pages, rules, and what is usual."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.catalogue import PageChange
from studio_tui.flows import finish_fields, invoice_fields, payment_fields
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.field import Draft, Facts
from studio_tui.flows.flow import HEADER
from studio_tui.services import catalogue

if TYPE_CHECKING:
    from studio_tui.flows.field import Answers
    from studio_tui.flows.flow import Flow
    from studio_tui.studio import Studio

TYPED = {"kind": "Session", "last": "Smith", "type": "newborn", "date": "fri", "start": "14:00"}


def facts(studio: Studio, pages: dict[str, PageChange] | None = None, **chosen: Any) -> Facts:
    lists = studio.run(catalogue.catalogue)
    preferences = {**lists.preferences, **{k.replace("__", "."): v for k, v in chosen.items()}}
    found = {f"booking.{key}": change for key, change in (pages or {}).items()}
    return Facts(date(2026, 11, 24), replace(lists, preferences=preferences, pages=found))


def tailored(known: Facts) -> Flow:
    return BOOKING.tailored(known.catalogue)


def answers(known: Facts, **typed: str) -> Answers:
    return tailored(known).answers(Draft(typed=TYPED | typed), known)


def test_hidden_pages_are_skipped_and_what_is_usual_on_them_holds(studio: Studio) -> None:
    hidden = {key: PageChange(hidden=True) for key in ("welcome", "kind", "invoice", "items")}
    known = facts(studio, hidden)
    flow, draft = tailored(known), Draft(typed=TYPED)
    asked = [page.key for page in flow.asked(draft, known)]
    assert not set(hidden) & set(asked)
    draft_invoice = invoice_fields.invoice_draft(flow.answers(draft, known))
    assert draft_invoice is not None
    assert draft_invoice.lines  # the session type adds them


def test_a_page_that_is_needed_cannot_be_hidden_whatever_is_stored(studio: Studio) -> None:
    known = facts(studio, {"client_information": PageChange(hidden=True)})
    asked = [page.key for page in tailored(known).asked(Draft(typed=TYPED), known)]
    assert "client_information" in asked


def test_a_header_is_one_line_of_bounded_length_whatever_is_stored(studio: Studio) -> None:
    text = "Ask [b]for\nthe\temail[/b]\x1b[31m. " + "x" * 5000
    page = tailored(facts(studio, {"client": PageChange(text)})).page("client")
    assert page.own_header.startswith("Ask [b]for the email[/b] [31m. xxx")
    assert len(page.own_header) == HEADER


@pytest.mark.parametrize(
    ("rule", "refused", "asked"),
    [("required", ["email", "phones"], []), ("prompt", [], ["Email", "Phones"]), ("none", [], [])],
)
def test_rules_hold_for_the_fields_of_their_page(
    studio: Studio, rule: str, refused: list[str], asked: list[str]
) -> None:
    place = "booking.client_information"
    known = facts(studio, rules={f"{place}.email": rule, f"{place}.phones": rule})
    page, found = tailored(known).page("client_information"), answers(known)
    assert [key for key, _ in page.refusals(found)] == refused
    assert found.wanting([entry.key for entry in page.fields]) == asked


@pytest.mark.parametrize(("hidden", "rule"), [(False, "required"), (True, "none")])
def test_rules_of_a_hidden_page_do_not_apply(studio: Studio, hidden: bool, rule: str) -> None:
    known = facts(
        studio, {"totals": PageChange(hidden=hidden)}, rules={"booking.totals.shipping": "required"}
    )
    (shipping,) = (e for e in tailored(known).page("totals").fields if e.key == "shipping")
    assert shipping.rule == rule


def test_a_rule_of_sessions_is_none_of_appointments(studio: Studio) -> None:
    known = facts(studio, rules={"booking.session_information.description": "required"})
    assert answers(known).problem("description")
    assert not answers(known, kind="Unlinked appointment").problem("description")


def test_required_fields_of_the_program_are_not_loosened(studio: Studio) -> None:
    known = facts(studio, rules={"booking.session_information.date": "none"})
    assert answers(known, date="").problem("date")


@pytest.mark.parametrize("rule", ["nonsense", None, 7])
def test_a_rule_that_is_none_changes_nothing(studio: Studio, rule: Any) -> None:
    known = facts(studio, rules={"booking.client_information.email": rule})
    assert answers(known).rule("email") == "prompt"


def test_a_required_field_that_is_not_asked_holds_nothing_up(studio: Studio) -> None:
    known = facts(studio, rules={"booking.totals.tax": "required"}, money__tax_method="none")
    page = tailored(known).page("totals")
    assert page.refusals(answers(known)) == ()


@pytest.mark.parametrize(("chosen", "made"), [("yes", True), ("no", False), ("type", True)])
def test_an_invoice_is_proposed_as_the_studio_wants(
    studio: Studio, chosen: str, made: bool
) -> None:
    found = answers(facts(studio, booking__invoice=chosen))
    assert (invoice_fields.invoice_draft(found) is not None) is made


@pytest.mark.parametrize(("chosen", "said"), [("now", "Payment now"), ("no", "No payment now")])
def test_a_payment_is_proposed_as_the_studio_wants(studio: Studio, chosen: str, said: str) -> None:
    assert payment_fields.paying(answers(facts(studio, booking__payment=chosen))) == said


def test_the_usual_session_type_is_there_while_it_is_offered(studio: Studio) -> None:
    found = answers(facts(studio, booking__session_type="Newborn"))
    bare = tailored(found.facts).answers(Draft(typed={"kind": "Session"}), found.facts)
    assert bare.text("type") == "Newborn"
    gone = facts(studio, booking__session_type="Given up")
    assert tailored(gone).answers(Draft(), gone).text("type") == ""


def test_ticks_begin_as_the_studio_wants_else_as_they_were_left(studio: Studio) -> None:
    left = {"print": "yes", "open_client": "yes"}
    found = answers(facts(studio, booking__finish=left, booking__tick__print="no"))
    assert (found.value("print"), found.value("open_client")) == (False, True)
    assert answers(facts(studio, booking__tick__print="yes")).value("print")


def test_a_letter_that_no_longer_exists_is_not_started_from(studio: Studio) -> None:
    names = [each.name for each in facts(studio).catalogue.letters if each.area == "session"]
    ticked: dict[str, Any] = {f"{finish_fields.TICK}mail": "yes"}
    for chosen, expected in ((names[-1], names[-1]), ("Given up", names[0])):
        known = facts(studio, **ticked | {f"{finish_fields.LETTER}mail": chosen})
        assert answers(known).text("mail_letter") == expected
