from __future__ import annotations

import pytest

from studio_tui.domain.colours import COLOURS, colour_name, nearest_name, parse_colour
from studio_tui.errors import StudioError


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("teal", COLOURS["Teal"]),
        ("TEAL ", COLOURS["Teal"]),
        ("ora", COLOURS["Orange"]),
        ("#2E8B9A", "#2e8b9a"),
        ("102030", "#102030"),
    ],
)
def test_a_colour_is_a_name_or_six_hex_digits(typed: str, read: str) -> None:
    assert parse_colour(typed) == read


@pytest.mark.parametrize("typed", ["p", "b", "gr", "#12345", "1234567", "mauve", "#gggggg"])
def test_what_could_be_several_or_is_none_is_refused_with_the_names(typed: str) -> None:
    with pytest.raises(StudioError, match="type one of red, orange"):
        parse_colour(typed)


def test_a_colour_has_its_name_back() -> None:
    assert [colour_name(value) for value in COLOURS.values()] == list(COLOURS)
    assert colour_name("#102030") == "#102030"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("#3b78ff", "blue"),
        ("#f2c744", "yellow"),
        ("#E74856", "red"),
        ("#9aa0a6", "grey"),
        ("#8b5e3c", "brown"),
        ("#12", ""),
        ("mauve", ""),
    ],
)
def test_any_colour_is_said_as_the_one_it_looks_most_like(value: str, name: str) -> None:
    assert nearest_name(value) == name
