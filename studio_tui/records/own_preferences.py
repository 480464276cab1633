"""The settings that each person has for themselves, in groups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.themes import THEMES
from studio_tui.flows.appointment_fields import picked_also, read_who
from studio_tui.flows.field import Answers, Field, Reading
from studio_tui.records.setting import Group, Setting, one_of, words, yes_no

if TYPE_CHECKING:
    from studio_tui.domain.catalogue import Catalogue

AS_LEFT: Final = "as it was left last"
_VIEWS: Final = {
    "": AS_LEFT,
    "day": "the day",
    "week": "the week",
    "workweek": "the work week",
    "month": "the month",
    "agenda": "the agenda",
    "days": "several days",
}
_ROWS: Final = {0: AS_LEFT, 10: "10 minutes", 15: "15 minutes", 30: "30 minutes", 60: "an hour"}


def _schedules(text: str, answers: Answers) -> Reading:
    """Ids of schedules by names, initials or codes; none: those that everybody sees."""
    if not text:
        return Reading([], "those that the studio shows")
    found = read_who(text, answers)
    return Reading([entry.schedule_id for entry in found.value], found.words)


def _names(ids: Any, lists: Catalogue) -> str:
    return ", ".join(entry.name for entry in lists.schedules if entry.schedule_id in ids)


def _signature(text: str, _: Answers) -> Reading:
    return Reading(text, "" if text else "your name")


_CALENDAR: Final = Group(
    "own_calendar",
    "Calendar",
    "what it begins with, and whose",
    (
        one_of(
            "calendar.begin",
            "Begins with",
            _VIEWS,
            "What the calendar shows when the program starts.",
            whose="person",
        ),
        one_of(
            "calendar.rows",
            "Rows of",
            _ROWS,
            "How long a row of the day and the week is when the program starts.",
            whose="person",
        ),
        Setting(
            "calendar.schedules",
            Field(
                "calendar.schedules",
                "Schedules",
                _schedules,
                choices=lambda answers: answers.facts.catalogue.schedules,
                picked=partial(picked_also, key="calendar.schedules"),
                limit=400,
                help="Names, initials or codes of people and rooms, with commas.",
            ),
            "person",
            _names,
        ),
    ),
    personal=True,
)
_SCREEN: Final = Group(
    "own_screen",
    "Screen and keys",
    "colours, letters as keys",
    (
        one_of(
            "screen.theme",
            "Colours",
            {"": "as the terminal suggests", **THEMES},
            "A terminal of few colours keeps its own.",
            whose="person",
        ),
        yes_no(
            "keys.letters",
            "Letters as keys",
            "Without them no slip of the hand does anything; F and Ctrl keys and the menu stay.",
            whose="person",
        ),
    ),
    personal=True,
)
_BOOKING: Final = Group(
    "own_booking",
    "Booking and letters",
    "the welcome page, new sessions from a client, signature",
    (
        yes_no(
            "booking.skip_welcome",
            "Skip the welcome",
            "The wizard begins at its next page.",
            whose="person",
        ),
        one_of(
            "booking.new_session",
            "New session",
            {"wizard": "with the wizard", "form": "with a short form"},
            "From a client's record.",
            whose="person",
        ),
        words(
            "letters.signature",
            "Signature",
            _signature,
            whose="person",
            help="What letters are signed with.",
        ),
    ),
    personal=True,
)

OWN_GROUPS: Final = (_CALENDAR, _SCREEN, _BOOKING)
