"""What is asked when a booking gets another status (3.5): which, done when, due when, by whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_tui.domain.block import FREED
from studio_tui.domain.choosing import choose
from studio_tui.domain.words import plural
from studio_tui.flows import session_fields
from studio_tui.flows.field import Answers, Field, Reading
from studio_tui.records.days import HELP, day_text, read_day

if TYPE_CHECKING:
    from studio_tui.domain.catalogue import PersonEntry, StatusEntry
    from studio_tui.services.status_change import Standing


def fields(standing: Standing) -> tuple[Field, ...]:
    """What is asked; the next status in order is proposed, due after its days of the work week."""

    def read_status(text: str, _: Answers) -> Reading:
        found = choose(text, standing.statuses, "status")
        return Reading(found, _words(found, standing))

    def due(answers: Answers) -> str:
        status = answers.value("status")
        return day_text(standing.due(status, answers.facts.today)) if status else ""

    following = standing.following
    return (
        Field(
            "status",
            "Change to",
            read_status,
            rule="required",
            choices=lambda _: standing.statuses,
            default=lambda _: following.name if following else "",
            help="Part of its name.",
        ),
        Field(
            "completed",
            "Completed on",
            read_day,
            rule="required",
            default=lambda answers: day_text(answers.facts.today),
            help=HELP,
        ),
        Field("due", "Due", read_day, rule="required", default=due, help=HELP),
        Field(
            "by",
            "By",
            partial(session_fields.entry_of, of=_people, noun="person"),
            choices=_people,
            default=session_fields.me,
            help="Who says so.",
        ),
    )


def _words(status: StatusEntry, standing: Standing) -> str:
    """How long a step takes; of a booking that is not over, that as well."""
    if status.kind in FREED:
        return "asks why"
    days = plural(status.days, "work day") if status.days else ""
    early = "" if status.initial or not standing.ahead else "still to come"
    return ", ".join(filter(None, (early, days)))


def _people(answers: Answers) -> tuple[PersonEntry, ...]:
    return answers.facts.catalogue.people
