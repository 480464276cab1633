"""Who works here, and the rooms, vehicles and things that can be booked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.names import full
from studio_tui.flows.field import Answers, Field, plain
from studio_tui.records.lists.fields import (
    code,
    inactive,
    lines,
    mail,
    name,
    text,
    yes,
)
from studio_tui.records.lists.session_types import clashes
from studio_tui.records.lists.spec import Column, ListSpec, Part, Use

if TYPE_CHECKING:
    from collections.abc import Callable

_HOURS: Final = Part("Hours and time off", screen="hours")


def _scheduled(column: Column, **field: Any) -> Column:
    """Something that stands with the schedule."""
    return replace(column, table="schedule", field=replace(column.field, **field))


def _follows(column: Column, other: str) -> Column:
    """Something that is as another field says, until it is touched."""
    return replace(column, field=replace(column.field, default=lambda them: them.text(other)))


def _of_name(made: Callable[[str, str], str]) -> Callable[[Answers], str]:
    return lambda answers: made(answers.text("first").strip(), answers.text("last").strip())


def _initials(first: str, last: str) -> str:
    return "".join(word[0] for word in f"{first} {last}".split()).upper()


def _person_name(key: str, label: str, **more: Any) -> Column:
    return Column(Field(key, label, plain, kind="name", limit=60, **more))


PEOPLE: Final = ListSpec(
    "people",
    "People",
    "person",
    "person",
    (
        _person_name("first", "First name", rule="required"),
        _person_name("last", "Last name"),
        _scheduled(name("On the calendar", width=-1), default=_of_name(full)),
        Column(
            Field(
                "initials",
                "Initials",
                plain,
                rule="required",
                limit=6,
                default=_of_name(_initials),
                help="A few letters to type instead of the name.",
            ),
            width=8,
            unique=True,
        ),
        mail(),
        text("phone", "Phone", wide=False, width=14),
        yes("photographer", "Photographer", default=True),
        yes("assistant", "Assistant"),
        yes("sales", "Sales"),
        yes("booker", "Books"),
        _scheduled(yes("shown", "Shown", default=True, help="Whether the calendar offers them.")),
        _follows(
            yes("auto_select", "Opens with", help="Whether the calendar opens with them."),
            "photographer",
        ),
        _scheduled(inactive()),
    ),
    heading="People and places",
    help="Who works here. What somebody is ticked as decides which lists name them. Everybody "
    "has a schedule on the calendar; hours and time off belong to it.",
    uses=(
        Use("booking", "booking_slot", "schedule_id", by="schedule"),
        Use("session type", "session_type", "photographer_id"),
        Use("session type", "session_type", "assistant_id"),
        Use("session", "session", "booked_by_id"),
        Use("appointment", "appointment", "booked_by_id"),
        Use("invoice", "invoice", "sales_rep_id"),
        Use("payment", "payment", "taken_by_id"),
        Use("email", "message", "person_id"),
        Use("task", "task", "assigned_by_id"),
        Use("task", "task", "assigned_to_id"),
        Use("task", "task", "completed_by_id"),
        Use("note", "note", "person_id"),
        Use("change", "change", "person_id"),
    ),
    parts=(_HOURS,),
    schedule="person",
)

RESOURCES: Final = ListSpec(
    "resources",
    "Rooms, vehicles and things",
    "resource",
    "resource",
    (
        _scheduled(name(width=-1)),
        code(),
        clashes("What happens when it is taken."),
        lines("notes", "Notes"),
        _scheduled(yes("shown", "Shown", default=True, help="Whether the calendar offers it.")),
        _scheduled(inactive()),
    ),
    heading="People and places",
    help="Whatever can be booked beside people: a camera room, a van, a set of lights. Each has "
    "a schedule on the calendar; hours and days on which it cannot be had belong to it.",
    uses=(
        Use("booking", "booking_slot", "schedule_id", by="schedule"),
        Use("session type", "session_type", "resource_id"),
    ),
    parts=(_HOURS,),
    schedule="resource",
)
