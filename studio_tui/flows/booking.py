"""The Scheduling Wizard: booking a session or an appointment, page by page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.flows import (
    appointment_fields,
    client_fields,
    finish_fields,
    invoice_fields,
    link,
    payment_fields,
    repeat_fields,
    session_fields,
)
from studio_tui.flows.field import Answers, Draft, Facts, Field, tick
from studio_tui.flows.flow import Flow, Page
from studio_tui.flows.kinds import KIND, Kind, is_kind, kind_of, with_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_tui.domain.booking import AppointmentDraft, BookingDraft, ClientDraft

SESSION_OR_APPOINTMENT = (
    "Session or appointment? When photographs are taken of a client, it is a session: it can be "
    "invoiced and stands in the client's history. Everything else on the calendar is an "
    "appointment: linked when it concerns a client, as a consultation or the collection of an "
    "order; unlinked when it does not, as a staff meeting. When in doubt, book a session."
)


# Which pages there are


def _only(*kinds: Kind) -> Callable[[Draft, Facts], bool]:
    return lambda draft, facts: kind_of(draft, facts) in kinds


def _undecided(draft: Draft, _: Facts) -> bool:
    """Whether what to schedule was not brought along."""
    return "kind" not in draft.prefill


def _welcomed(draft: Draft, facts: Facts) -> bool:
    """Whoever skips it for good, or knows already what to schedule, needs no welcome."""
    skipped = facts.catalogue.preferences.get("booking.skip_welcome", False)
    return _undecided(draft, facts) and not skipped


def _whose(draft: Draft, facts: Facts) -> bool:
    """Whether it has to be asked for whom it is."""
    return kind_of(draft, facts) != "unlinked" and "client" not in draft.prefill


def _known(draft: Draft, facts: Facts) -> bool:
    """Who brings a session along has seen its client."""
    kind = kind_of(draft, facts)
    return kind == "session" or (kind == "linked" and "session" not in draft.prefill)


def _for_sessions(page: Page) -> Page:
    """A page about money: only sessions are invoiced."""

    def applies(draft: Draft, facts: Facts) -> bool:
        return kind_of(draft, facts) == "session" and page.applies(draft, facts)

    return replace(page, applies=applies, paths=("session",))


def _title(draft: Draft, facts: Facts) -> str:
    if draft.page in ("welcome", "kind"):
        return BOOKING.title
    session = kind_of(draft, facts) == "session"
    return "Book a session" if session else "Arrange an appointment"


# What was typed


def client_problems(answers: Answers) -> tuple[tuple[str, str], ...]:
    """Somebody has to be chosen, or a new client begun."""
    if answers.draft.client_id is not None or answers.draft.touches(*client_fields.KEYS):
        return ()
    return (("", "Choose a client, or create a new one."),)


def with_text(answers: Answers, key: str, text: str) -> Draft:
    """The draft after a field was typed in, with what follows from it."""
    if key == KIND.key:
        return with_kind(answers.draft, answers.facts, text)
    found = session_fields.with_text(answers, key, text)
    return found.untouched("dates") if key in repeat_fields.TIMES else found


def booked_client(answers: Answers) -> ClientDraft | None:
    """The client as it should be stored; None for an unlinked appointment."""
    if is_kind(answers, "unlinked"):
        return None
    if client_fields.KEYS[0] in answers.fields:
        return client_fields.client_draft(answers)
    return answers.facts.client


def booking_draft(answers: Answers) -> BookingDraft | None:
    """What would be put on the calendar; None while its type or time are missing."""
    if is_kind(answers, "session"):
        return session_fields.session_draft(answers)
    return _appointment_draft(answers)


def _appointment_draft(answers: Answers) -> AppointmentDraft | None:
    found = appointment_fields.appointment_draft(answers)
    if found is None:
        return None
    linked = is_kind(answers, "linked")
    return replace(
        found,
        client_id=answers.draft.client_id if linked else None,
        session_id=link.linked_session(answers.draft, answers.facts),
    )


def _recurring(draft: Draft, facts: Facts) -> bool:
    """Whether an appointment takes place more than once."""
    return kind_of(draft, facts) != "session" and repeat_fields.repeats(draft, facts)


_WITH_REPEAT = appointment_fields.with_repeat(repeat_fields.FIELDS)
_APPOINTMENT = tuple(
    replace(entry, rule="none") if entry.key == "who" else entry for entry in _WITH_REPEAT
)
"""The wizard asks whether nobody is meant, instead of refusing it."""

BOOKING = Flow(
    "booking",
    "Book",
    (
        Page(
            "welcome",
            "Welcome",
            kind="words",
            header="This wizard books a session or an appointment, page by page. "
            "Nothing is stored until you finish, and you can go back at any time.",
            fields=(
                Field(
                    "skip_welcome",
                    "Skip this page from now on",
                    tick,
                    kind="tick",
                    help="Enter goes on, Space ticks.",
                ),
            ),
            applies=_welcomed,
        ),
        Page(
            "kind",
            "What to schedule",
            kind="choice",
            header="What would you like to schedule?",
            fields=(KIND,),
            applies=_undecided,
            options=("booking.kind",),
            help=SESSION_OR_APPOINTMENT,
        ),
        Page(
            "client",
            "Client",
            kind="client",
            header="Who is it for?",
            applies=_whose,
            paths=("session", "linked"),
            needed="Sessions and linked appointments are for a client.",
            help="Type part of a name, company, phone, email or client number. Enter takes the "
            "marked client; with nobody found, Enter goes on to create a new one.",
            problems=client_problems,
        ),
        Page(
            "client_information",
            "Client information",
            fields=client_fields.FIELDS,
            applies=_known,
            paths=("session", "linked"),
            needed="A new client is named here.",
            problems=client_fields.problems,
        ),
        Page(
            "session_information",
            "Session information",
            fields=session_fields.FIELDS,
            applies=_only("session"),
            paths=("session",),
            needed="What is booked, and when, is typed here.",
            options=("booking.session_type",),
        ),
        *map(_for_sessions, (*invoice_fields.PAGES, *payment_fields.PAGES)),
        link.PAGE,
        Page(
            "appointment_information",
            "Appointment information",
            fields=_APPOINTMENT,
            applies=_only("linked", "unlinked"),
            paths=("linked", "unlinked"),
            needed="What is arranged, and when, is typed here.",
        ),
        Page(
            "series",
            "Dates",
            kind="dates",
            header="Every date of the series, and what stands against it.",
            fields=(repeat_fields.DATES,),
            applies=_recurring,
            paths=("linked", "unlinked"),
            needed="It is decided here what to do about dates that are not free.",
            help="Every date is shown before anything is booked. One that is not free can be "
            "skipped, moved to the next free time, or booked all the same; Enter asks which. All "
            "that are left are booked together.",
        ),
        Page(
            "confirmation",
            "Confirmation",
            kind="summary",
            header="Nothing is stored yet. Finish books it and does what is ticked.",
            fields=finish_fields.FIELDS,
            needed="Nothing is stored before Finish is pressed here.",
            options=finish_fields.OPTIONS,
        ),
    ),
    titled=_title,
)
