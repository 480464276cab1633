"""Where the postcode stands."""

from __future__ import annotations

import pytest

from studio_tui.domain.address import town_lines


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("GB", ("London", "SE15 1FW")),
        ("US", ("London SE15 1FW",)),
        ("DE", ("SE15 1FW London",)),
        ("", ("SE15 1FW London",)),
    ],
)
def test_the_postcode_stands_where_the_country_wants_it(
    country: str, lines: tuple[str, ...]
) -> None:
    assert town_lines("London", "", "SE15 1FW", country) == lines


def test_a_state_follows_the_town() -> None:
    assert town_lines("Portland", "OR", "97201", "US") == ("Portland, OR 97201",)
    assert town_lines("", "", "", "GB") == ()
