"""What the payment pages make of amounts in figures and in words, cash, and plans."""

from __future__ import annotations

from datetime import date

import pytest

from studio_tui.domain.payment import PaymentDraft
from studio_tui.flows.amounts import next_amount
from studio_tui.flows.invoice_fields import NOT_NOW as NO_INVOICE
from studio_tui.flows.payment_fields import (
    NOT_NOW,
    NOW,
    PLAN,
    keep_credit,
    payment_drafts,
    payment_said,
)
from studio_tui.flows.plan_fields import plan_said, planned
from tests.flows.money import facts, pages, read, refusals

DETAILS = "payment_details"


def words(key: str, **typed: str) -> str:
    return read(**typed).reading(key).words


# Whether, and how


@pytest.mark.parametrize(
    ("typed", "default", "choices"),
    [
        ({}, NOW, (NOW, PLAN, NOT_NOW)),
        ({"type": "headshot"}, NOT_NOW, (NOW, NOT_NOW)),
        ({"invoice": NO_INVOICE}, NOW, (NOW, NOT_NOW)),
    ],
)
def test_a_payment_is_proposed_where_the_type_asks_for_a_deposit(
    typed: dict[str, str], default: str, choices: tuple[str, ...]
) -> None:
    answers = read(**typed)
    assert answers.text("payment") == default
    found = answers.fields["payment"].choices
    assert found is not None
    assert tuple(found(answers)) == choices


@pytest.mark.parametrize(
    ("chosen", "page"), [(NOW, [DETAILS]), (PLAN, ["plan"]), (NOT_NOW, []), ("?", [])]
)
def test_the_page_that_follows_is_that_of_the_choice(chosen: str, page: list[str]) -> None:
    assert pages(payment=chosen)[4:] == page


def test_nothing_to_pay_is_not_asked_about() -> None:
    assert "payment" not in pages(discount="100%")
    assert payment_drafts(read(discount="100%")) == ()


# Amounts


@pytest.mark.parametrize(
    ("typed", "amount", "said"),
    [
        ({}, 2500, "£25.00 of £72.00, £47.00 left"),
        ({"type": "nb"}, 7200, "£72.00 of £144.00, £72.00 left"),
        ({"amount": "d"}, 2500, "£25.00 of £72.00, £47.00 left"),
        ({"amount": "Balance"}, 7200, "£72.00, all of it"),
        ({"amount": "all"}, 7200, "£72.00, all of it"),
        ({"amount": "50%"}, 3600, "£36.00 of £72.00, £36.00 left"),
        ({"amount": "£12.34"}, 1234, "£12.34 of £72.00, £59.66 left"),
        ({"amount": "80"}, 8000, "£80.00, £8.00 too much"),
        ({"amount": "10", "invoice": NO_INVOICE}, 1000, "£10.00, kept as a deposit"),
    ],
)
def test_an_amount_is_typed_as_money_a_share_or_a_word(
    typed: dict[str, str], amount: int, said: str
) -> None:
    answers = read(**typed)
    assert (answers.value("amount"), answers.reading("amount").words) == (amount, said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "0"}, "over zero"),
        ({"amount": "-5"}, "over zero"),
        ({"amount": "0%"}, "over zero"),
        ({"amount": "12.345"}, "type 12.35 or 12.34"),
        ({"amount": "101%"}, "more than 100%"),
        ({"amount": "abc"}, "not an amount of money"),
        ({"amount": ""}, "Amount is needed here."),
        ({"amount": "balance", "invoice": NO_INVOICE}, "no invoice to pay a share of"),
        ({"amount": "deposit", "type": "headshot", "payment": NOW}, "asks for no deposit"),
    ],
)
def test_amounts_that_cannot_be_paid_are_refused(typed: dict[str, str], said: str) -> None:
    assert said in refusals(DETAILS, method="cc", **typed)["amount"]


def test_the_deposit_and_then_the_balance_are_offered() -> None:
    assert next_amount(read(amount="10"), "amount") == "deposit"
    assert next_amount(read(), "amount") == "balance"
    assert next_amount(read(amount="balance"), "amount") == "deposit"
    assert next_amount(read(type="headshot", payment=NOW), "amount") == ""


# How it is paid


@pytest.mark.parametrize(
    ("method", "asked"),
    [("", []), ("cash", ["tendered"]), ("cc", ["reference_card"]), ("ch", ["reference_cheque"])],
)
def test_what_is_noted_suits_the_method(method: str, asked: list[str]) -> None:
    answers = read(method=method)
    more = [key for key in answers.fields if key.startswith(("tendered", "reference"))]
    assert [key for key in more if answers.fields[key].applies(answers)] == asked


def test_cash_says_the_change_and_refuses_too_little() -> None:
    assert words("tendered", method="cash", tendered="40") == "change £15.00"
    assert words("tendered", method="cash", tendered="25") == "no change"
    assert "less than the amount" in refusals(DETAILS, method="cash", tendered="20")["tendered"]


def test_a_whole_card_number_is_refused() -> None:
    said = refusals(DETAILS, method="cc", reference_card="4111 1111 1111 1111")
    assert "Only the last four digits" in said["reference_card"]


def test_too_much_is_refused_until_the_rest_is_to_be_kept() -> None:
    assert refusals(DETAILS, method="cc", amount="80") == {
        "amount": "That is £8.00 more than the invoice: keep the rest as credit, or type less."
    }
    assert refusals(DETAILS, method="cc", amount="80", keep_credit="yes") == {}
    assert keep_credit(read(method="cc", amount="80", keep_credit="yes"))
    assert not keep_credit(read(method="cc", amount="70", keep_credit="yes"))


def test_a_payment_is_drafted_with_what_suits_its_method() -> None:
    assert payment_drafts(read(method="ca", tendered="30", reference_card="1234")) == (
        PaymentDraft(2500, 1, tendered=3000, token="t-payment"),
    )
    assert payment_drafts(read(method="cc", tendered="30", reference_card="1234")) == (
        PaymentDraft(2500, 2, reference="1234", token="t-payment"),
    )
    assert payment_drafts(read(payment=NOT_NOW, method="cc")) == ()


# A plan


def test_a_plan_divides_what_is_left_and_the_last_absorbs_the_rounding() -> None:
    typed = {"payment": PLAN, "plan_method": "cc", "plan_first": "1/12"}
    answers = read(**typed)
    assert planned(answers) == (
        (date(2026, 12, 1), 1566),
        (date(2027, 1, 1), 1566),
        (date(2027, 2, 1), 1568),
    )
    assert answers.reading("plan_count").words == "£15.66 each, the last £15.68"
    drafts = payment_drafts(answers)
    assert drafts[0] == PaymentDraft(2500, 2, token="t-payment")
    assert [draft.pending for draft in drafts] == [False, True, True, True]
    assert sum(draft.amount for draft in drafts) == 7200
    assert len({draft.token for draft in drafts}) == 4
    assert next(said.words for said in plan_said(answers)) == "Tue 1 Dec 2026, £15.66"


def test_a_plan_begins_one_step_from_today() -> None:
    assert read(payment=PLAN).text("plan_first") == "Thu 24 Dec 2026"
    assert read(payment=PLAN, plan_every="w").text("plan_first") == "Tue 1 Dec 2026"
    assert read(payment=PLAN, plan_every="2w").text("plan_first") == "Tue 8 Dec 2026"


@pytest.mark.parametrize(
    ("typed", "key", "said"),
    [
        ({}, "plan_method", "How is the £25.00 of today paid?"),
        ({"plan_today": "balance"}, "plan_today", "leaves nothing to plan"),
        ({"plan_count": "0"}, "plan_count", "1 to 120 payments"),
        ({"plan_count": "x"}, "plan_count", "not a number of payments"),
        ({"plan_first": "1/11/2026"}, "plan_first", "is past"),
        ({"plan_first": "14:00"}, "plan_first", "Type a day"),
        ({"plan_every": "day"}, "plan_every", "every month"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(typed: dict[str, str], key: str, said: str) -> None:
    assert said in refusals("plan", payment=PLAN, **typed)[key]


def test_without_a_deposit_nothing_is_paid_today() -> None:
    typed = {"type": "headshot", "invoice": "Create an invoice now", "payment": PLAN}
    lines = read(facts(booking__invoice="yes")).text("lines")
    answers = read(lines=lines, **typed)
    assert answers.text("plan_today") == ""
    assert refusals("plan", lines=lines, **typed) == {}
    assert all(draft.pending for draft in payment_drafts(answers))


# The summary


def test_the_summary_says_what_is_paid_and_what_is_left() -> None:
    cash = read(method="ca", tendered="30")
    assert [said.words for said in payment_said(cash)] == [
        "£25.00, Cash, change £5.00, £47.00 left"
    ]
    much = read(method="cc", amount="80", keep_credit="yes", reference_card="1234")
    assert [said.words for said in payment_said(much)] == [
        "£80.00, Card, 1234",
        "£8.00 of it is kept as credit",
    ]
    plan = read(payment=PLAN, plan_method="cc", plan_first="1/12")
    assert [said.words for said in payment_said(plan)] == [
        "£25.00, Card, £47.00 left",
        "3 payments of £15.66, every month from Tue 1 Dec 2026",
        "the last, £15.68, on Mon 1 Feb 2027",
    ]
    even = read(payment=PLAN, plan_today="12", plan_method="cc", plan_first="1/12")
    assert payment_said(even)[-1].words == "the last on Mon 1 Feb 2027"
    single = read(payment=PLAN, plan_today="", plan_count="1", plan_first="1/12")
    assert [said.words for said in payment_said(single)] == [
        "1 payment of £72.00 on Tue 1 Dec 2026"
    ]
    assert payment_said(read(payment=NOT_NOW)) == ()
