"""Which of the client's sessions a linked appointment belongs to, if to any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_short
from studio_tui.flows.field import Answers, Draft, Facts, Field, Reading
from studio_tui.flows.flow import Page
from studio_tui.flows.kinds import kind_of

if TYPE_CHECKING:
    from studio_tui.domain.found import SessionHit

NONE = "none"


def _text(draft: Draft, facts: Facts) -> str:
    """The session's id as text: as chosen or brought along, else the latest that is to come.

    The studio may prefer none.
    """
    for given in (draft.typed, draft.prefill):
        if "session" in given:
            return given["session"]
    if facts.catalogue.preferences.get("booking.link", "coming") == NONE:
        return NONE
    coming = (str(hit.id) for hit in facts.sessions if hit.start.date() >= facts.today)
    return next(coming, NONE)


def linked_session(draft: Draft, facts: Facts) -> int | None:
    """Id of the session that a linked appointment belongs to."""
    text = _text(draft, facts)
    return int(text) if text.isdecimal() and kind_of(draft, facts) == "linked" else None


def session_words(hit: SessionHit) -> str:
    """A session in words: ``10012, Portrait, Fri 27 Nov 2026, 14:00``."""
    when = f"{date_short(hit.start.date())}, {hit.start:%H:%M}"
    return ", ".join(filter(None, (number_words(hit.number), hit.type_name, when)))


def _session(text: str, answers: Answers) -> Reading:
    """A session of the client; the text is its id."""
    found = next((hit for hit in answers.facts.sessions if str(hit.id) == text), None)
    return Reading(found, session_words(found) if found else "none")


def _applies(draft: Draft, facts: Facts) -> bool:
    """Whether there is anything to choose that was not brought along."""
    unknown = kind_of(draft, facts) == "linked" and "session" not in draft.prefill
    return unknown and draft.client_id is not None and bool(facts.sessions)


PAGE = Page(
    "link",
    "Session",
    kind="choice",
    header="Which session does it belong to?",
    fields=(
        Field(
            "session",
            "Session",
            _session,
            default=lambda answers: _text(answers.draft, answers.facts),
        ),
    ),
    applies=_applies,
    paths=("linked",),
    options=("booking.link",),
    help="An appointment that belongs to a session stands on the session's list, too.",
)
