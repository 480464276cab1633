"""A text with an end behind it, as somebody writes on a free slot: ``lunch to 13:30``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from studio_tui.domain.typed import parse_duration, parse_time
from studio_tui.domain.words import time_words
from studio_tui.errors import StudioError

_UNTIL: Final = re.compile(
    r"(.*?)(?:\s*(?<!\w)(?:to|until|till)\s+|\s+-\s*)(\S+(?:\s?[ap]m)?)", re.I
)
_LONG: Final = re.compile(
    r"(.*?)(?:^|\s+)(?:for\s+)?(\d[\d.:,]*\s?(?:min\w*|h\w*|hours?(?:\s?\d+)?))", re.I
)
_UNCLEAR: Final = re.compile(r"\d{1,2}")
"""Hardly a time: ``drive to 7``."""


def split_end(text: str, start: datetime) -> tuple[str, datetime | None]:
    """What stands before an end, and the end; all of the text and None where there is none.

    Args:
        text: As ``lunch``, ``lunch to 13:30``, ``lunch 90 min``.
        start: When it begins; it ends on the same day.

    Raises:
        StudioError: When it would end before it begins.
    """
    tidy = text.strip()
    found = _UNTIL.fullmatch(tidy)
    if found and not _UNCLEAR.fullmatch(found[2]):
        try:
            at = parse_time(found[2]).time
        except StudioError:
            return tidy, None
        end = datetime.combine(start.date(), at)
        if end <= start:
            raise StudioError(f"It begins at {time_words(start.time())}: type a later end.")
        return found[1].strip(), end
    found = _LONG.fullmatch(tidy)
    if found:
        try:
            return found[1].strip(), start + timedelta(minutes=parse_duration(found[2]))
        except StudioError:
            return tidy, None
    return tidy, None
