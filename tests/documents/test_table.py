"""Tables on paper and in plain text: figures at the right, headings, page breaks."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from studio_tui.documents.blocks import Block, Column, Passage, Sum, Table, charges_table
from studio_tui.documents.page import document_pdf
from studio_tui.documents.plain import document_text
from studio_tui.documents.values import Charges
from studio_tui.domain.columns import columns_of
from tests.documents.reading import NOW, document, sheets, words

SUMS = (
    Sum("Subtotal", "£181.00"),
    Sum("Discount 10%", "-£18.10"),
    Sum("Total", "£162.90", strong=True),
)


def charges(rows: int, description: str = "Print", sums: tuple[Sum, ...] = SUMS) -> Table:
    lines = tuple(
        (str(number % 9 + 1), f"{description} #{number}.", "£1.00", f"£{number}.00")
        for number in range(1, rows + 1)
    )
    return charges_table(Charges(lines, sums))


def right_edges(table: Table) -> dict[str, float]:
    """Where each text of the first page ends, by its text."""
    ends: dict[str, float] = {}
    page = PdfReader(io.BytesIO(document_pdf(document(table), NOW))).pages[0]

    def visit(text: str, _: object, matrix: list[float], *__: object) -> None:
        if text.strip():
            ends[text.strip()] = matrix[4]

    page.extract_text(visitor_text=visit)
    return ends


def numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"#(\d+)\.", text)]


def test_a_table_says_everything_in_its_order() -> None:
    text = words(document(charges(2)))
    assert "Qty Description Unit price Amount" in text
    assert "2 Print #1. £1.00 £1.00 3 Print #2. £1.00 £2.00" in text
    assert "Subtotal £181.00 Discount 10% -£18.10 Total £162.90" in text


@pytest.mark.parametrize(
    "amount", ["£1.00", "-£1,234.50", "¥1,234", "KWD 1,234,567.890", "-KWD 12,345,678.890"]
)
def test_amounts_of_any_currency_stay_whole_and_on_the_paper(amount: str) -> None:
    table = charges_table(
        Charges((("1", "Print", amount, amount),), (Sum("Total", amount, strong=True),))
    )
    text = words(document(table))
    assert text.replace("\xa0", " ").count(amount) == 3
    assert f"1 Print {amount} {amount}" in text
    assert document_text(document(table)).count(amount) == 3


def test_shorter_figures_begin_further_right() -> None:
    table = charges_table(
        Charges((("1", "Print", "£7.00", "£7.01"), ("10", "Frame", "£1,700.00", "£17,000.02")))
    )
    edges = right_edges(table)
    assert edges["£7.01"] > edges["£17,000.02"]
    assert edges["£7.00"] > edges["£1,700.00"]
    assert edges["Print"] == edges["Frame"]


BREAKS = (18, 43, 47, 53)
"""Numbers of rows from which on sheets break elsewhere; in between only the last one grows."""
NEAR = sorted({1, 2, 3} | {at + step for at in BREAKS for step in (-2, -1, 0, 1)})


def sheet_by_sheet(rows: int) -> list[str]:
    return sheets(document(Passage("Before", "A line. " * 200), charges(rows)))


def test_where_the_sheets_break_is_tried_below() -> None:
    seen = [
        [len(numbers(text)) for text in sheet_by_sheet(at + step)[:-1]]
        for at in BREAKS
        for step in (-1, 0)
    ]
    assert all(before != after for before, after in zip(seen[::2], seen[1::2], strict=True)), seen


@pytest.mark.parametrize("rows", NEAR)
def test_neither_first_nor_last_row_stands_alone(rows: int) -> None:
    found = sheet_by_sheet(rows)
    of_page = [numbers(text) for text in found]
    assert [number for page in of_page for number in page] == list(range(1, rows + 1))
    for text, standing in zip(found, of_page, strict=True):
        assert text.count("Unit price") == (1 if standing else 0)
        assert len(standing) != 1 or rows == 1
    assert "Total" in found[-1]
    assert of_page[-1], "the sums stand alone"


def test_a_row_longer_than_a_page_runs_over() -> None:
    table = charges_table(
        Charges(
            (
                ("1", "Print", "£1.00", "£1.00"),
                ("1", "weather " * 3000, "£2.00", "£2.00"),
                ("1", "End", "£3.00", "£3.00"),
            ),
            SUMS,
        )
    )
    text = words(document(table))
    assert text.count("weather") == 3000
    assert "1 End £3.00 £3.00" in text
    assert text.endswith("Total £162.90 10 of 10")


def test_more_sums_than_a_page_holds_run_over() -> None:
    sums = tuple(Sum(f"Planned #{number}.", "£1.00") for number in range(80))
    found = sheets(document(charges(3, sums=sums)))
    assert words(document(charges(3, sums=sums))).count("Planned") == 80
    assert len(found) == 3


@pytest.mark.parametrize(
    "text",
    ["Zażółć gęślą", "Ελληνικά", "Съешь ещё", "€ £ ₺ ₴", "[/] <b>**x**</b> {nb}"],
)
def test_descriptions_in_other_scripts(text: str) -> None:
    assert text in words(document(charges(1, text)))


@settings(max_examples=20)
@given(st.text(max_size=80), st.text(max_size=20))
def test_no_text_stops_the_printer(text: str, amount: str) -> None:
    table = charges_table(Charges(((text, text, amount, amount),) * 3, (Sum(text, amount, True),)))
    assert document_pdf(document(table), NOW).startswith(b"%PDF")
    document_text(document(table))


def test_equal_tables_are_equal_bytes() -> None:
    made = [document_pdf(document(charges(40)), NOW) for _ in range(2)]
    assert made[0] == made[1]


# Plain text


def plain(*blocks: Block, width: int = 40) -> list[str]:
    text = document_text(document(*blocks), width)
    return text.partition("lumen.example\n\n")[2].splitlines()


def test_plain_text_stands_in_columns() -> None:
    table = charges_table(
        Charges(
            (("1", "Newborn fee", "£120.00", "£120.00"), ("2", "Print, matt\n10% off", "£5", "£9")),
            SUMS,
        )
    )
    assert plain(table, width=52) == [
        "Qty  Description                 Unit price   Amount",
        "----------------------------------------------------",
        "  1  Newborn fee                    £120.00  £120.00",
        "  2  Print, matt                         £5       £9",
        "     10% off",
        "                                   Subtotal  £181.00",
        "                               Discount 10%  -£18.10",
        "                                      Total  £162.90",
    ]


def test_narrow_plain_text_has_figures_below_their_text() -> None:
    table = charges_table(Charges((("1", "Newborn fee", "£120.00", "£120.00"),), SUMS[:1]))
    assert plain(table, width=30) == [
        "Newborn fee",
        "1  £120.00  £120.00",
        "             Subtotal  £181.00",
    ]


def test_wide_characters_take_two_columns() -> None:
    columns = (Column("Text"), Column("Amount", figures=True))
    table = Table(columns, (("写真 A", "£1"), ("写 B", "£20")))
    assert [line.index("£") + line.count("写") + line.count("真") for line in plain(table)[2:]] == [
        38,
        37,
    ]


@given(st.text(max_size=60), st.integers(30, 120))
@example("\u094d", 30)  # a mark takes no column of its own
def test_plain_text_keeps_to_its_width(text: str, width: int) -> None:
    table = charges_table(Charges(((text[:3], text, "£1.00", "£1.00"),), (Sum(text, "£1.00"),)))
    lines = document_text(document(table), width).splitlines()
    assert max(map(columns_of, lines)) <= width
