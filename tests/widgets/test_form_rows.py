from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.flows import client_fields, session_fields
from studio_tui.flows.field import Field, plain
from studio_tui.widgets.form_rows import (
    columns,
    entries,
    grouped,
    label_of,
    rows,
)
from studio_tui.widgets.lines import width_of, wrapped

SESSION = grouped(session_fields.FIELDS)
LABELS = tuple(map(label_of, SESSION))
SENTENCE = "“xyz” is not a date: type 14/11, 14 nov, fri, tomorrow, +2w or 2026-11-14."


def test_fields_that_belong_together_share_a_line_and_its_label() -> None:
    assert "Start, end" in LABELS
    assert "City, postcode" in map(label_of, grouped(client_fields.FIELDS))


def test_a_session_fits_into_seventeen_lines() -> None:
    laid = rows(SESSION, columns(80, LABELS), {})
    assert laid[-1].bottom <= 17
    assert laid[-1].height == laid[-1].fields[0].lines == 3


@given(st.integers(1, 250), st.lists(st.text(min_size=1, max_size=40), min_size=1))
def test_the_columns_never_leave_the_form(width: int, labels: list[str]) -> None:
    shape = columns(width, labels)
    assert shape.entry >= 1
    assert shape.words == 0 or shape.words_at + shape.words == width
    if width >= 12:
        assert shape.entry_at + shape.entry <= width


@pytest.mark.parametrize("width", [40, 80, 120])
def test_fields_of_a_line_neither_overlap_nor_leave_their_column(width: int) -> None:
    shape = columns(width, LABELS)
    for row in rows(SESSION, shape, {}):
        at = shape.entry_at
        for entry, left, room in entries(row, shape):
            assert left >= at
            at = left + room
            wide = entry.kind == "notes" or entry.wide
            assert at <= (width if wide else shape.entry_at + shape.entry)


def test_the_shorter_field_of_a_pair_gets_less_of_the_line() -> None:
    pair = (
        Field("city", "City", plain),
        Field("code", "Postcode", plain, limit=20, beside="city"),
    )
    (row,) = rows(grouped(pair), columns(80, ["City, postcode"]), {})
    city, code = (room for _, _, room in entries(row, columns(80, ["City, postcode"])))
    assert city > code


def test_a_long_problem_takes_lines_of_its_own_and_a_short_one_does_not() -> None:
    shape = columns(80, LABELS)
    below = {row.label: row for row in rows(SESSION, shape, {"date": SENTENCE, "type": "Gone."})}
    assert below["Type"].below == ()
    assert " ".join(line.strip() for line in below["Date"].below) == f"! {SENTENCE}"
    assert below["Start, end"].top == below["Date"].top + 1 + len(below["Date"].below)


@given(st.text(), st.integers(4, 100))
def test_a_sentence_is_wrapped_without_losing_a_letter(text: str, width: int) -> None:
    lines = list(wrapped(text, width))
    assert all(width_of(line) <= width for line in lines)
    kept = "".join("".join(lines).split())
    shown = "".join(char if char.isprintable() else " " for char in text)
    assert kept == "".join(shown.split())
