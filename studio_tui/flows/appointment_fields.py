"""What is asked about an appointment, at booking and when it is edited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import AppointmentDraft
from studio_tui.domain.colours import COLOURS, colour_name, parse_colour
from studio_tui.flows import several
from studio_tui.flows.field import Answers, Field, Reading
from studio_tui.flows.session_fields import FIELDS as SESSION_FIELDS
from studio_tui.flows.session_fields import NOBODY, common, me, status_field, type_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.catalogue import PersonEntry, ResourceEntry

_SHARED = {entry.key: entry for entry in SESSION_FIELDS}
"""Fields that mean the same of a session."""


def _schedules(answers: Answers) -> Sequence[PersonEntry | ResourceEntry]:
    return answers.facts.catalogue.schedules


_WHO: dict[str, Any] = {"of": _schedules, "noun": "person or resource"}


def named_schedules(text: str, answers: Answers) -> dict[str, PersonEntry | ResourceEntry]:
    """Everybody and everything that a text names, each once, by name."""
    return several.named(text, _schedules(answers), _WHO["noun"])


def read_who(text: str, answers: Answers) -> Reading:
    """Names, initials or codes with commas between them; said in full where that is not typed."""
    return several.read(text, answers, **_WHO, none="nobody")


def picked_also(name: str, answers: Answers, key: str = "who") -> str:
    """A name picked from the list is added; one that stands there already is taken out."""
    return several.picked(name, answers, key=key, **_WHO)


def _colour(text: str, _: Answers) -> Reading:
    if text.casefold() in NOBODY:
        return Reading("", "as the type")
    found = parse_colour(text)
    name = colour_name(found)
    return Reading(found, "" if name.casefold() == text.casefold() else name)


FIELDS: tuple[Field, ...] = (
    type_field("appointment_types", "appointment type", "the length"),
    replace(_SHARED["description"], help="What it is about, as staff meeting."),
    _SHARED["date"],
    _SHARED["start"],
    _SHARED["end"],
    Field(
        "who",
        "Who",
        read_who,
        rule="required",
        default=me,
        choices=_schedules,
        picked=picked_also,
        help="Names, initials or codes of people and rooms, with commas.",
        limit=400,
    ),
    _SHARED["outside"],
    Field(
        "colour",
        "Colour",
        _colour,
        choices=lambda _: tuple(COLOURS),
        help="A name, or #rrggbb, instead of the colour of the type.",
        beside="outside",
    ),
    status_field("appointment_statuses"),
    _SHARED["booked_by"],
    _SHARED["notes"],
)


def with_repeat(repeat: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields with those about repeating, which few appointments need."""
    at = [entry.key for entry in FIELDS].index("colour") + 1
    return (*FIELDS[:at], *repeat, *FIELDS[at:])


def appointment_draft(
    answers: Answers, base: AppointmentDraft | None = None
) -> AppointmentDraft | None:
    """The appointment as it should be stored; None while type, date, start or end are missing.

    Args:
        answers: What was read.
        base: The appointment as it was, for one that exists. A new one is for the client of the
            draft, if there is one.
    """
    values = common(answers)
    if values is None:
        return None
    if base is None:
        base = AppointmentDraft(
            values["type_id"],
            values["start"],
            values["end"],
            client_id=answers.draft.client_id,
            token=answers.draft.token,
        )
    who: tuple[PersonEntry | ResourceEntry, ...] = answers.value("who") or ()
    return replace(
        base,
        **values,
        schedule_ids=tuple(entry.schedule_id for entry in who),
        colour=answers.value("colour") or "",
    )
