"""An end typed behind what a slot is for."""

from __future__ import annotations

from datetime import datetime

import pytest

from studio_tui.domain.typed_end import split_end
from studio_tui.errors import StudioError

NINE = datetime(2026, 11, 24, 9)


@pytest.mark.parametrize(
    ("text", "what", "end"),
    [
        ("lunch", "lunch", ""),
        ("lunch to 13:30", "lunch", "13:30"),
        ("lunch until 2pm", "lunch", "14:00"),
        ("lunch - 10:15", "lunch", "10:15"),
        ("lunch till noon", "lunch", "12:00"),
        ("lunch 45 min", "lunch", "09:45"),
        ("lunch for 2 hours", "lunch", "11:00"),
        ("lunch 1h30", "lunch", "10:30"),
        ("drive to 7", "drive to 7", ""),
        ("drive to Leeds", "drive to Leeds", ""),
        ("take photo to 3 shops", "take photo to 3 shops", ""),
        ("table for 8", "table for 8", ""),
        ("call 555 0142", "call 555 0142", ""),
        ("room 12", "room 12", ""),
        ("12 heads", "12 heads", ""),
        ("to 10:30", "", "10:30"),
    ],
)
def test_what_is_an_end(text: str, what: str, end: str) -> None:
    found = split_end(text, NINE)
    assert (found[0], found[1] and f"{found[1]:%H:%M}") == (what, end or None)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(StudioError, match="begins at 09:00"):
        split_end("lunch to 8:30", NINE)
