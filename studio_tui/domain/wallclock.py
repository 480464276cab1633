"""Wall-clock time and its zone: what a clock on the studio's wall says, and when that is.

A booking is stored as the clock's reading (a naive ``datetime``) with its IANA zone; the seconds
beside it only order and compare. On two days a year the clock jumps: a reading that the spring jump
skips is refused, and one that the autumn jump repeats must say which of the two is meant.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_tui.domain.words import date_words, time_words
from studio_tui.errors import StudioError


class UnknownZoneError(StudioError):
    """The name is not that of a time zone."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} is not a time zone; type one like Europe/London or America/New_York.",
            code="unknown-zone",
        )


class MissingTimeError(StudioError):
    """The clock never shows this time: it jumps over it in spring."""

    def __init__(self, reading: datetime, after: datetime) -> None:
        super().__init__(
            f"{time_words(reading)} does not exist on {date_words(reading)}: the clocks go "
            f"forward. Type {time_words(after)}, or another time.",
            code="missing-time",
        )


class DoubledTimeError(StudioError):
    """The clock shows this time twice: it is set back in autumn."""

    def __init__(self, reading: datetime) -> None:
        super().__init__(
            f"{time_words(reading)} comes twice on {date_words(reading)}: the clocks go back. "
            f"Type “{time_words(reading)} first” or “{time_words(reading)} second”.",
            code="doubled-time",
        )


@lru_cache(maxsize=32)
def zone_info(name: str) -> ZoneInfo:
    """The zone with that IANA name; raises ``UnknownZoneError``."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZoneError(name) from None


def instant(reading: datetime, zone: str, *, fold: int | None = None) -> int:
    """When the clock in ``zone`` shows ``reading``.

    Args:
        reading: Naive wall-clock time; its own ``fold`` is ignored.
        zone: IANA name.
        fold: 0 for the first, 1 for the second time that a doubled reading comes.

    Returns:
        Seconds since the Unix epoch.

    Raises:
        MissingTimeError: If the clock jumps over the reading.
        DoubledTimeError: If the reading comes twice and ``fold`` does not say which.
    """
    place = zone_info(zone)
    first = reading.replace(tzinfo=place, fold=0)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return int(first.timestamp())
    shown = wall(int(first.timestamp()), zone).replace(fold=0)
    if shown != reading.replace(fold=0):
        raise MissingTimeError(reading, shown)
    if fold is None:
        raise DoubledTimeError(reading)
    return int((second if fold else first).timestamp())


def wall(utc: int, zone: str) -> datetime:
    """What the clock in ``zone`` shows at that moment: naive, ``fold`` kept."""
    return datetime.fromtimestamp(utc, UTC).astimezone(zone_info(zone)).replace(tzinfo=None)


def day_start(day: date, zone: str) -> int:
    """The moment at which the day begins, in UTC seconds, even where the clock skips midnight."""
    midnight = datetime.combine(day, datetime.min.time())
    return int(midnight.replace(tzinfo=zone_info(zone)).timestamp())


def lenient_instant(reading: datetime, zone: str) -> int:
    """Like ``instant``, but a skipped or doubled reading is taken as it comes (opening hours)."""
    return int(reading.replace(tzinfo=zone_info(zone)).timestamp())
