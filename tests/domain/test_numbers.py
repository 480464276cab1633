"""Numbers of sessions: the formats, and names in them, whatever the script."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.numbers import FORMATS, LONGEST_NAME, Format, part, session_number, trailing

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("number", "10000"),
        ("last", "Smith10000"),
        ("full", "SmithSara10000"),
        ("date", "20261124-10000"),
        ("date_name", "20261124Smith10000"),
    ],
)
def test_formats(how: Format, expected: str) -> None:
    assert session_number(how, 10000, last="Smith", first="Sara", day=DAY) == expected


def test_numbers_of_a_day_have_two_digits_at_least() -> None:
    assert session_number("date", 1, last="", first="", day=DAY) == "20261124-01"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("O'Brien", "OBrien"),
        ("de la Cruz", "delaCruz"),
        ("Иванова", "Иванова"),
        ("王", "王"),
        ("मुखर्जी", "मुखर्जी"),
        ("Zoe\u0301", "Zoé"),
        ("Studio 54", "Studio"),
        ("🎈", ""),
        ("x" * 300, "x" * LONGEST_NAME),
    ],
)
def test_a_name_keeps_its_letters(name: str, expected: str) -> None:
    assert part(name) == expected


@given(st.sampled_from(FORMATS), st.integers(1, 10**8), st.text(), st.text())
def test_the_digits_at_the_end_are_the_number_drawn(
    how: Format, number: int, last: str, first: str
) -> None:
    found = session_number(how, number, last=last, first=first, day=DAY)
    if how in ("number", "last", "full"):
        assert trailing(found) == str(number)
    assert "\n" not in found
    assert found.isprintable()
