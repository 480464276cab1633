"""What is asked of an email besides its text: whom it goes to, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.letter import LONGEST_SUBJECT, recipients, subject_problem
from studio_tui.flows.field import Answers, Field, Reading

if TYPE_CHECKING:
    from studio_tui.domain.letter import MessageDraft


def fields(draft: MessageDraft) -> tuple[Field, ...]:
    """The fields of an email that begins as a draft says."""
    return (
        Field(
            "to",
            "To",
            _to,
            rule="required",
            default=lambda _: draft.to,
            help="Several addresses with commas between.",
            limit=2000,
            wide=True,
        ),
        Field(
            "subject",
            "Subject",
            _subject,
            rule="required",
            default=lambda _: draft.subject,
            limit=LONGEST_SUBJECT,
            wide=True,
        ),
    )


def _to(text: str, _: Answers) -> Reading:
    if not text:
        return Reading()
    return Reading(recipients(text))


def _subject(text: str, _: Answers) -> Reading:
    return Reading(text, problem=subject_problem(text))
