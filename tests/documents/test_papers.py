"""What the photographer confirmation, the invoice and the receipt look like."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import fields, replace

import pytest

from studio_tui.documents.blocks import Document, Sum
from studio_tui.documents.confirmation import confirmation
from studio_tui.documents.invoice import invoice
from studio_tui.documents.page import document_pdf
from studio_tui.documents.photographer import photographer
from studio_tui.documents.plain import document_text
from studio_tui.documents.receipt import receipt
from studio_tui.documents.values import Assignment, Bill, Charges, Confirmation, Receipt
from tests.documents.reading import NOW, STUDIO, sheets, words

CHARGES = Charges(
    (
        ("1", "Newborn session fee", "£120.00", "£120.00"),
        ("2", "Print 20 × 30 cm\n10% off", "£45.00", "£81.00"),
    ),
    (
        Sum("Subtotal", "£201.00"),
        Sum("VAT 20%", "£40.20"),
        Sum("Total", "£241.20", strong=True),
        Sum("Paid 24 November 2026, Visa", "-£50.00"),
        Sum("Balance due", "£191.20", strong=True),
    ),
)
ASSIGNMENT = Assignment(
    studio=STUDIO,
    photographer="Anna Berg",
    assistant="Ben Okoye",
    number="10012",
    type_name="Newborn",
    description="Ella",
    when="Friday 27 November 2026, 14:00-15:00",
    arrival="13:45",
    client_name="Sara Smith",
    phones=("Mobile 07700 900142", "Home 0113 496 0142"),
    call_warning="Never before ten",
    resource="Room 1",
    place="Botanical Garden",
    place_lines=("Gate 3", "York YO1 7HH"),
    directions="Park behind the greenhouse.",
    participants=("2 people", "Ella, daughter, 12 days old"),
    appointments=("Wed 25 Nov 2026, 10:00-10:30, Consultation",),
    notes="Ella sleeps best at two.",
    printed_on="Tuesday 24 November 2026",
)
BILL = Bill(
    studio=STUDIO,
    title="Session fee invoice",
    number="1001",
    name="Robert Smith",
    address_lines=("Smith & Sons Ltd", "1 High Street", "Leeds LS1 1AA"),
    other_label="Client",
    other=("Sara Smith",),
    dated="24 November 2026",
    due="8 December 2026",
    session=("10012, Newborn", "Friday 27 November 2026, 14:00-15:00"),
    sales_rep="Anna Berg",
    gist="Balance due £191.20",
    gist_below="Please pay by Tuesday 8 December 2026",
    charges=CHARGES,
    notes="Thank you.",
    terms="Pay soon.",
)
RECEIPT = Receipt(
    studio=STUDIO,
    title="Receipt",
    number="2001",
    name="Sara Smith",
    address_lines=("4 Orchard Close",),
    gist="£50.00 received",
    gist_below="Tuesday 24 November 2026",
    invoice="1001",
    session=("10012, Newborn",),
    method="Cash",
    tendered="£60.00",
    change="£10.00",
    invoice_total="£241.20",
    balance_label="Balance due",
    balance="£191.20",
    printed_on="Tuesday 24 November 2026",
)
ALL = (photographer(ASSIGNMENT), invoice(BILL), receipt(RECEIPT))


def below_the_header(document: Document) -> str:
    return document_text(document).partition("lumen.example\n\n")[2].rstrip("\n")


def test_the_photographer_reads() -> None:
    assert below_the_header(photographer(ASSIGNMENT)) == (
        "Anna Berg\n"
        "with Ben Okoye\n"
        "Tuesday 24 November 2026\n"
        "\n"
        "Photographer confirmation\n"
        "\n"
        "Friday 27 November 2026, 14:00-15:00\n"
        "The client arrives at 13:45\n"
        "\n"
        "Client         Sara Smith\n"
        "               Mobile 07700 900142\n"
        "               Home 0113 496 0142\n"
        "Call warning   Never before ten\n"
        "Session        10012\n"
        "Type           Newborn\n"
        "Description    Ella\n"
        "Resource       Room 1\n"
        "Place          Botanical Garden\n"
        "               Gate 3\n"
        "               York YO1 7HH\n"
        "Participants   2 people\n"
        "               Ella, daughter, 12 days old\n"
        "Appointments   Wed 25 Nov 2026, 10:00-10:30, Consultation\n"
        "\n"
        "Directions\n"
        "Park behind the greenhouse.\n"
        "\n"
        "Notes\n"
        "Ella sleeps best at two."
    )


def test_an_invoice_reads() -> None:
    assert below_the_header(invoice(BILL)) == (
        "Robert Smith\n"
        "Smith & Sons Ltd\n"
        "1 High Street\n"
        "Leeds LS1 1AA\n"
        "\n"
        "Session fee invoice 1001\n"
        "\n"
        "Balance due £191.20\n"
        "Please pay by Tuesday 8 December 2026\n"
        "\n"
        "Date           24 November 2026\n"
        "Due            8 December 2026\n"
        "Client         Sara Smith\n"
        "Session        10012, Newborn\n"
        "               Friday 27 November 2026, 14:00-15:00\n"
        "Sales          Anna Berg\n"
        "\n"
        "Qty  Description                                     Unit price   Amount\n"
        "------------------------------------------------------------------------\n"
        "  1  Newborn session fee                                £120.00  £120.00\n"
        "  2  Print 20 × 30 cm                                    £45.00   £81.00\n"
        "     10% off\n"
        "                                                       Subtotal  £201.00\n"
        "                                                        VAT 20%   £40.20\n"
        "                                                          Total  £241.20\n"
        "                                    Paid 24 November 2026, Visa  -£50.00\n"
        "                                                    Balance due  £191.20\n"
        "\n"
        "Notes\n"
        "Thank you.\n"
        "\n"
        "Terms\n"
        "Pay soon."
    )


def test_a_receipt_reads() -> None:
    assert below_the_header(receipt(RECEIPT)) == (
        "Sara Smith\n"
        "4 Orchard Close\n"
        "Tuesday 24 November 2026\n"
        "\n"
        "Receipt 2001\n"
        "\n"
        "£50.00 received\n"
        "Tuesday 24 November 2026\n"
        "\n"
        "Method         Cash\n"
        "Cash received  £60.00\n"
        "Change         £10.00\n"
        "Invoice        1001\n"
        "Session        10012, Newborn\n"
        "Invoice total  £241.20\n"
        "Balance due    £191.20"
    )


@pytest.mark.parametrize("document", ALL, ids=lambda document: document.title)
def test_paper_says_what_the_text_says_on_one_page(document: Document) -> None:
    (page,) = sheets(document)
    printed = " ".join(page.split())
    assert [
        word for word in document_text(document).split() if word not in printed + "-" * 80
    ] == []


@pytest.mark.parametrize("document", ALL, ids=lambda document: document.title)
def test_equal_documents_are_equal_bytes(document: Document) -> None:
    assert document_pdf(document, NOW) == document_pdf(document, NOW)


@pytest.mark.parametrize(
    ("document", "essential"),
    [
        (photographer(Assignment(STUDIO, "Anna Berg")), ["Anna Berg", "Photographer confirmation"]),
        (invoice(Bill(STUDIO, "Invoice", "1", "Sara Smith")), ["Sara Smith", "Invoice 1"]),
        (receipt(Receipt(STUDIO, "Receipt", "2", "Sara Smith")), ["Sara Smith", "Receipt 2"]),
    ],
)
def test_what_is_empty_is_left_out(document: Document, essential: list[str]) -> None:
    assert below_the_header(document) == "\n\n".join(essential)
    assert words(document).endswith("1 of 1")


def test_a_photographer_has_no_place_for_money() -> None:
    names = {field.name for field in fields(Assignment)}
    assert not names & {"charges", "balance", "total", "deposit", "price"}


def test_a_confirmation_shows_what_it_costs_only_with_an_invoice() -> None:
    without = Confirmation(STUDIO, "Sara Smith", number="10012")
    assert "Description" not in words(confirmation(without))
    text = words(confirmation(replace(without, charges=CHARGES)))
    assert "1 Newborn session fee £120.00 £120.00" in text
    assert "Balance due £191.20" in text


def test_air_is_left_out_where_that_saves_a_sheet() -> None:
    def printed(lines: int) -> list[str]:
        terms = "\n".join(f"Line {number}." for number in range(lines))
        found = sheets(invoice(replace(BILL, terms=terms)))
        assert " ".join(found).count("Line") == lines
        return found

    second = bisect_left(range(60), 2, lo=1, key=lambda lines: len(printed(lines)))
    assert 9 < second < 60
    assert printed(second)[-1].count("Line") > 5, "a second sheet for a few lines"
