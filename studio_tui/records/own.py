"""The studio's own fields on a record's form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.domain.words import NOTES
from studio_tui.flows.field import Answers, Field, Reading, plain
from studio_tui.records.days import HELP, read_day
from studio_tui.records.kept import constant, kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studio_tui.domain.listed import OwnField

PART: Final = "Own fields"


def _day(text: str, answers: Answers) -> Reading:
    found = read_day(text, answers)
    return Reading(found.value.isoformat() if found.value else "", found.words)


def fields(entries: Iterable[OwnField], stored: Mapping[int, str]) -> tuple[Field, ...]:
    """The studio's own fields of an area, filled in with what a record holds."""
    return tuple(
        kept(_field(entry, first=at == 0), constant(text, text))
        for at, entry in enumerate(entries)
        for text in [stored.get(entry.id, "")]
    )


def _field(entry: OwnField, *, first: bool) -> Field:
    part = PART if first else ""
    if entry.kind == "notes":
        return Field(entry.key, entry.name, plain, kind="notes", limit=NOTES, part=part)
    if entry.kind == "date":
        return Field(entry.key, entry.name, _day, help=HELP, part=part)
    return Field(entry.key, entry.name, plain, wide=True, limit=500, part=part)


def values(answers: Answers, stored: Mapping[int, str]) -> dict[int, str]:
    """What they should hold; those that are not asked any more keep what they hold."""
    keys = [key for key in answers.fields if key.startswith("own_")]
    asked = {int(key.removeprefix("own_")): answers.value(key) or "" for key in keys}
    return {at: text for at, text in sorted((dict(stored) | asked).items()) if text}
