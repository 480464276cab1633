from __future__ import annotations

from datetime import date

import pytest

from studio_tui.domain.typed_period import parse_period
from studio_tui.errors import StudioError

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2026-11-24", "2026-11-24"),
        ("27/11", "2026-11-27", "2026-11-27"),
        ("nov", "2026-11-01", "2026-11-30"),
        ("Dec 2025", "2025-12-01", "2025-12-31"),
        ("february 2028", "2028-02-01", "2028-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("next year", "2027-01-01", "2027-12-31"),
        ("1/11/2026 to 30/11/2026", "2026-11-01", "2026-11-30"),
        ("jan 2026 to mar 2026", "2026-01-01", "2026-03-31"),
        ("-30d .. today", "2026-10-25", "2026-11-24"),
        ("from fri", "2026-11-27", None),
        ("until yesterday", None, "2026-11-23"),
        ("until last year", None, "2025-12-31"),
        ("from next month", "2026-12-01", None),
        ("14 nov 2026", "2026-11-14", "2026-11-14"),
    ],
)
def test_days_are_read(text: str, first: str | None, last: str | None) -> None:
    found = parse_period(text, TODAY)
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (
        first,
        last,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30 february", "February 2027 has 28 days"),
        ("whenever", "Several days: nov, this week"),
        ("31/12/2026 to 1/12/2026", "ends before it begins"),
        ("to", "is not a date"),
    ],
)
def test_what_means_no_days_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(StudioError) as caught:
        parse_period(text, TODAY)
    assert said in caught.value.message


def test_a_period_says_itself_and_can_be_typed_again() -> None:
    for text in ("today", "nov", "from fri", "until yesterday", "1/11/2026 to 5/11/2026"):
        found = parse_period(text, TODAY)
        assert parse_period(found.words, TODAY) == found
