"""Booking with an invoice and payments: the wizard's rules, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import execute, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_tui.studio import Studio
    from tests.cli.conftest import Outcome

FAMILY = ("book", "--new-client", "Lee, Kim", "--type", "family", "--start", "fri 2pm")


def pounds(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "GBP"}


def stood(booked: Any) -> tuple[str, str, str]:
    """Total, paid and balance of the invoice that a booking brought."""
    invoice = booked["invoice"]
    total, paid, balance = (invoice[key]["amount"] for key in ("total", "paid", "balance"))
    return total, paid, balance


@pytest.mark.parametrize(
    ("people", "lines"),
    [
        ((), [("SIT", 1)]),
        (("--people", "4"), [("SIT", 1)]),
        (("--people", "5"), [("SIT5", 1)]),
        (("--people", "11"), [("SIT5", 1), ("PERSON", 3)]),
    ],
)
def test_the_fees_of_the_type_are_invoiced_by_head_count(
    run: Callable[..., Outcome], people: tuple[str, ...], lines: list[tuple[str, int]]
) -> None:
    booked = run(*FAMILY, *people, "--json").json
    invoice = run("show", "invoice", booked["invoice"]["number"], "--json").json
    assert [(line["identifier"], line["quantity"]) for line in invoice["lines"]] == lines
    assert all(line["automatic"] for line in invoice["lines"])
    assert invoice["session"] == booked["number"]
    assert invoice["type"] == "session-fee"
    assert booked["payments"] == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--item", "P108"), ("92.00", "0.00", "92.00")),
        (("--item", "p108*2", "--item", "P75"), ("142.00", "0.00", "142.00")),
        (("--item", "REPRINT"), ("60.00", "0.00", "60.00")),
        (("--item", "SIT"), ("120.00", "0.00", "120.00")),
        (("--discount", "10%"), ("54.00", "0.00", "54.00")),
        (("--discount", "5.50"), ("54.50", "0.00", "54.50")),
        (("--shipping", "4.95"), ("64.95", "0.00", "64.95")),
        (("--pay", "deposit", "--method", "card"), ("60.00", "25.00", "35.00")),
        (("--pay", "balance", "--method", "cash"), ("60.00", "60.00", "0.00")),
        (("--pay", "50%", "--method", "bt"), ("60.00", "30.00", "30.00")),
        (("--pay", "£12.50", "--method", "cheque"), ("60.00", "12.50", "47.50")),
        (("--plan", "3"), ("60.00", "0.00", "60.00")),
        (("--plan", "2", "--pay", "deposit", "--method", "cc"), ("60.00", "25.00", "35.00")),
    ],
    ids=" ".join,
)
def test_items_discounts_and_payments_add_up(
    run: Callable[..., Outcome], options: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    assert stood(run(*FAMILY, *options, "--json").json) == expected


def test_people_are_told_of_the_invoice(run: Callable[..., Outcome]) -> None:
    said = run(*FAMILY, "--pay", "deposit", "--method", "card").out
    assert said.split("\n")[1] == "Invoice 10000 for £60.00: £35.00 open."
    said = run(*FAMILY[:-1], "mon 10:00", "--pay", "80", "--method", "ca", "--keep-credit").out
    assert said.split("\n")[1:3] == [
        "Invoice 10001 for £60.00: paid.",
        "£20.00 is kept as credit.",
    ]


def test_a_payment_keeps_how_it_was_made(run: Callable[..., Outcome]) -> None:
    paid = ("--pay", "20", "--method", "card", "--reference", "1234")
    (payment,) = run(*FAMILY, *paid, "--json").json["payments"]
    assert payment == {
        "kind": "payment",
        "number": payment["number"],
        "date": "2026-11-24",
        "due": None,
        "pending": False,
        "method": "Card",
        "reference": "1234",
        "amount": pounds("20.00"),
        "invoice": "10000",
    }


def test_cash_handed_over_is_kept(run: Callable[..., Outcome], studio: Studio) -> None:
    assert run(*FAMILY, "--pay", "45", "--method", "cash", "--given", "50").code == 0
    assert rows(studio, "SELECT amount, tendered FROM payment") == [(4500, 5000)]


@pytest.mark.parametrize(
    ("options", "due"),
    [
        (("--first", "2026-12-24"), ["2026-12-24", "2027-01-24", "2027-02-24"]),
        (
            ("--first", "2026-12-24", "--every", "week"),
            ["2026-12-24", "2026-12-31", "2027-01-07"],
        ),
        (("--first", "1/12", "--every", "two weeks"), ["2026-12-01", "2026-12-15", "2026-12-29"]),
    ],
)
def test_a_plan_divides_what_is_open(
    run: Callable[..., Outcome], options: tuple[str, ...], due: list[str]
) -> None:
    booked = run(*FAMILY, "--pay", "10", "--method", "ca", "--plan", "3", *options, "--json").json
    paid, *planned = booked["payments"]
    assert (paid["pending"], paid["amount"]) == (False, pounds("10.00"))
    assert [one["due"] for one in planned] == due
    amounts = [one["amount"]["amount"] for one in planned]
    assert amounts == ["16.66", "16.66", "16.68"]
    assert booked["invoice"]["pending"] == pounds("50.00")


def test_without_an_invoice_a_payment_is_kept_as_credit(run: Callable[..., Outcome]) -> None:
    booked = run(*FAMILY, "--no-invoice", "--pay", "25", "--method", "cash", "--json").json
    assert booked["invoice"] is None
    assert booked["payments"][0]["invoice"] == ""
    client = run("show", "client", booked["client_number"], "--json").json
    assert client["credit"] == pounds("25.00")
    assert client["invoices"] == []


@pytest.mark.parametrize(
    ("chosen", "options", "invoiced"),
    [
        ("no", (), False),
        ("no", ("--invoice",), True),
        ("no", ("--item", "P75"), True),
        ("yes", (), True),
        ("yes", ("--no-invoice",), False),
    ],
)
def test_the_studio_says_whether_booking_invoices(
    run: Callable[..., Outcome],
    studio: Studio,
    chosen: str,
    options: tuple[str, ...],
    invoiced: bool,
) -> None:
    execute(studio, "INSERT INTO preference VALUES (0, 'booking.invoice', ?)", f'"{chosen}"')
    assert bool(run(*FAMILY, *options, "--json").json["invoice"]) is invoiced


def test_a_type_without_a_price_list_is_booked_and_not_invoiced(
    run: Callable[..., Outcome], studio: Studio
) -> None:
    execute(studio, "UPDATE session_type SET price_list_id = NULL")
    refused = run(*FAMILY, "--item", "P75", "--json")
    assert refused.code == 1
    assert refused.json["error"]["code"] == "no-price-list"
    assert run(*FAMILY, "--json").json["invoice"] is None


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--item", "NOPE"), "The price list has no item “NOPE”"),
        (("--item", "HEAD"), "The price list has no item “HEAD”"),  # of the other list
        (("--discount", "120%"), "A discount cannot be more than 100%"),
        (("--discount", "70"), "more than the £60.00 that it is taken off"),
        (("--discount", "-5"), "is not negative"),
        (("--tax", "moon"), "There is no tax rate “moon”"),
        (("--shipping", "12.345"), "GBP has 2: type 12.35 or 12.34"),
        (("--pay", "12.345", "--method", "card"), "GBP has 2: type 12.35 or 12.34"),
        (("--pay", "60.01", "--method", "card"), "£0.01 more than the invoice"),
        (("--pay", "0", "--method", "card"), "Type an amount over zero"),
        (("--pay", "20"), "Type how it is paid, as cash or card."),
        (("--pay", "20", "--method", "beads"), "There is no way of paying “beads”"),
        (("--pay", "20", "--method", "card", "--reference", "4" * 16), "only the last four"),
        (("--pay", "20", "--method", "cash", "--given", "10"), "less than the amount"),
        (("--plan", "3", "--pay", "balance", "--method", "card"), "too little to pay"),
        (("--plan", "3", "--first", "2026-01-01"), "is past"),
        (("--plan", "3", "--every", "full moon"), "There is no distance “full moon”"),
        (("--no-invoice", "--pay", "50%", "--method", "cash"), "no invoice to pay a share of"),
    ],
    ids=str,
)
def test_what_does_not_add_up_is_refused_and_nothing_is_stored(
    run: Callable[..., Outcome], studio: Studio, options: tuple[str, ...], sentence: str
) -> None:
    refused = run(*FAMILY, *options, "--json")
    assert refused.code == 1
    assert sentence.casefold() in refused.json["error"]["message"].casefold()
    for table in ("client", "session", "invoice", "payment"):
        assert rows(studio, f"SELECT count(*) FROM {table}") == [(0,)]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--item", "SIT*x"), "--item: “SIT*x” is not an item and how many"),
        (("--item", "SIT*0"), "is not an item and how many"),
        (("--no-invoice", "--item", "SIT"), "--item needs an invoice"),
        (("--no-invoice", "--plan", "3"), "--plan needs an invoice"),
        (("--method", "card"), "--method goes with --pay or --plan"),
        (("--keep-credit",), "--keep-credit goes with --pay or --plan"),
        (("--pay", "5", "--method", "ca", "--first", "fri"), "--first and --every go with --plan"),
        (("--pay", "5", "--method", "ca", "--reference", "1"), "nothing is noted about cash"),
        (("--plan", "3", "--reference", "1"), "--reference does not go with --plan"),
        (("--plan", "0"), "'0' is not a whole number"),
        (("--invoice", "--no-invoice"), "not allowed with argument"),
    ],
    ids=str,
)
def test_options_that_do_not_go_together_are_wrong_usage(
    run: Callable[..., Outcome], options: tuple[str, ...], sentence: str
) -> None:
    refused = run(*FAMILY, *options)
    assert refused.code == 2
    assert sentence in refused.err


def test_a_studio_without_a_single_rate_refuses_one(
    run: Callable[..., Outcome], studio: Studio
) -> None:
    execute(studio, "UPDATE preference SET value = '\"line\"' WHERE key = 'money.tax_method'")
    assert run(*FAMILY, "--tax", "exempt").code == 2
    booked = run(*FAMILY, "--json").json
    assert stood(booked) == ("72.00", "0.00", "72.00")
