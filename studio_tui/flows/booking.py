"""The Scheduling Wizard: booking a session, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from studio_tui.flows import client_fields, session_fields
from studio_tui.flows.field import Answers, Draft, Facts, Field, Reading, tick
from studio_tui.flows.flow import Flow, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_tui.domain.booking import SessionDraft

Kind = Literal["session", "linked", "unlinked"]

KINDS: dict[Kind, str] = {"session": "Session"}
"""What can be scheduled, and how it is said."""

SESSION_OR_APPOINTMENT = (
    "Session or appointment? When photographs are taken of a client, it is a session: it can be "
    "invoiced and stands in the client's history. Everything else on the calendar is an "
    "appointment: linked when it concerns a client, as a consultation or the collection of an "
    "order; unlinked when it does not, as a staff meeting. When in doubt, book a session."
)


def _kind(text: str, _: Answers) -> Reading:
    return Reading(text)


def _kinds(_: Answers) -> Sequence[str]:
    return tuple(KINDS.values())


def _usual(facts: Facts) -> Kind:
    """What is scheduled unless something else is chosen: the studio's own choice."""
    found: Kind = facts.catalogue.preferences.get("booking.kind", "session")
    return found if found in KINDS else "session"


def kind_of(draft: Draft, facts: Facts) -> Kind:
    """What is being scheduled."""
    text = draft.typed.get("kind", draft.prefill.get("kind", ""))
    return next((kind for kind, said in KINDS.items() if text == said), _usual(facts))


def _welcomed(draft: Draft, facts: Facts) -> bool:
    """Whoever skips it for good, or knows already what to schedule, needs no welcome."""
    return _undecided(draft, facts) and not facts.catalogue.preferences.get(
        "booking.skip_welcome", False
    )


def _undecided(draft: Draft, _: Facts) -> bool:
    """Whether what to schedule was not brought along."""
    return "kind" not in draft.prefill


def booking_draft(answers: Answers) -> SessionDraft | None:
    """What would be put on the calendar; None while its type or time are missing."""
    return session_fields.session_draft(answers)


def client_problems(answers: Answers) -> tuple[tuple[str, str], ...]:
    """Somebody has to be chosen, or a new client begun."""
    if answers.draft.client_id is not None or answers.draft.touches(*client_fields.KEYS):
        return ()
    return (("", "Choose a client, or create a new one."),)


def _ticked(key: str, otherwise: str = "no") -> Callable[[Answers], str]:
    """A tick's default: what this person chose last time."""

    def default(answers: Answers) -> str:
        last = answers.facts.catalogue.preferences.get("booking.finish", {})
        return str(last.get(key, otherwise))

    return default


FINISH = (
    Field(
        "print",
        "Print session confirmation",
        tick,
        kind="tick",
        default=_ticked("print"),
        help="A PDF in the documents folder, and on paper when a printer is set up.",
    ),
    Field(
        "with_notes",
        "… with the session notes on it",
        tick,
        kind="tick",
        default=_ticked("with_notes"),
    ),
    Field("open_session", "Open session", tick, kind="tick", default=_ticked("open_session")),
)
"""What should happen on Finish; remembered per person."""

BOOKING = Flow(
    "booking",
    "Book a session",
    (
        Page(
            "welcome",
            "Welcome",
            kind="words",
            header="This wizard books a session: who comes, what for, when, and with whom. "
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
            fields=(
                Field(
                    "kind",
                    "Schedule",
                    _kind,
                    choices=_kinds,
                    default=lambda answers: KINDS[_usual(answers.facts)],
                ),
            ),
            applies=_welcomed,
            help=SESSION_OR_APPOINTMENT,
        ),
        Page(
            "client",
            "Client",
            kind="client",
            header="Who is it for?",
            applies=lambda draft, _: "client" not in draft.prefill,
            help="Type part of a name, company, phone, email or client number. Enter takes the "
            "marked client; with nobody found, Enter goes on to create a new one.",
            problems=client_problems,
        ),
        Page(
            "client_information",
            "Client information",
            fields=client_fields.FIELDS,
            problems=client_fields.problems,
        ),
        Page("session_information", "Session information", fields=session_fields.FIELDS),
        Page(
            "confirmation",
            "Confirmation",
            kind="summary",
            header="Nothing is stored yet. Finish books the session and does what is ticked.",
            fields=FINISH,
        ),
    ),
)
