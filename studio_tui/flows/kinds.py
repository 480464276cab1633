"""What can be scheduled: a session, or an appointment with or without a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from studio_tui.flows.field import Answers, Draft, Facts, Field, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["session", "linked", "unlinked"]

KINDS: dict[Kind, str] = {
    "session": "Session",
    "linked": "Linked appointment",
    "unlinked": "Unlinked appointment",
}
"""How each is said, and typed."""


def _usual(facts: Facts) -> Kind:
    """What is scheduled unless something else is chosen: the studio's own choice."""
    found: Kind = facts.catalogue.preferences.get("booking.kind", "session")
    return found if found in KINDS else "session"


def kind_of(draft: Draft, facts: Facts) -> Kind:
    """What is being scheduled."""
    text = draft.typed.get("kind", draft.prefill.get("kind", ""))
    return next((kind for kind, said in KINDS.items() if text == said), _usual(facts))


def is_kind(answers: Answers, *kinds: Kind) -> bool:
    """Whether one of these is being scheduled."""
    return kind_of(answers.draft, answers.facts) in kinds


def _kind(text: str, _: Answers) -> Reading:
    return Reading(next((kind for kind, said in KINDS.items() if text == said), None))


def _kinds(_: Answers) -> Sequence[str]:
    return tuple(KINDS.values())


KIND = Field(
    "kind",
    "Schedule",
    _kind,
    choices=_kinds,
    default=lambda answers: KINDS[_usual(answers.facts)],
)
"""The choice."""


def with_kind(draft: Draft, facts: Facts, text: str) -> Draft:
    """The draft after another kind was chosen.

    What means the same stays: whom it is for, description, date, times, notes. Types and statuses
    of sessions and of appointments are lists of their own.
    """
    chosen = draft.with_text("kind", text)
    if (kind_of(draft, facts) == "session") == (kind_of(chosen, facts) == "session"):
        return chosen
    return chosen.untouched("type", "status")
