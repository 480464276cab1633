"""A booking wished for with options, read by the fields of the wizard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.cli.output import Refusal, RefusedError
from studio_tui.domain.words import listing
from studio_tui.flows import (
    appointment_fields,
    client_fields,
    invoice_fields,
    payment_fields,
    repeat_fields,
    session_fields,
)
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.flows.flow import Page, asked_about
from studio_tui.services.catalogue import catalogue
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studio_tui.domain.booking import ClientDraft
    from studio_tui.studio import Studio

CLIENT = Page(
    "client_information",
    "Client information",
    fields=client_fields.FIELDS,
    problems=client_fields.problems,
)
SESSION = Page("session_information", "Session information", fields=session_fields.FIELDS)
APPOINTMENT = Page(
    "appointment_information",
    "Appointment information",
    fields=appointment_fields.with_repeat(repeat_fields.FIELDS),
)
BOOKING = "booking"
"""The wizard whose pages these are."""
MONEY = (*invoice_fields.PAGES, *payment_fields.PAGES)
"""What the wizard asks, as far as options answer it."""


def facts_of(studio: Studio, client: ClientDraft | None = None) -> Facts:
    """What the fields need to know besides what was typed."""
    return Facts(studio.run(Desk.today), studio.run(catalogue), client)


def answered(
    typed: Mapping[str, str], facts: Facts, pages: Iterable[Page] = (CLIENT, SESSION, *MONEY)
) -> Answers:
    """The wizard's fields read against what was typed; the others follow their defaults.

    What the studio requires on the wizard's pages is required here too. What it wants to be asked
    about is said afterwards, by `left_empty`: nobody may be there to answer.
    """
    client_id = facts.client.id if facts.client else None
    tailored = [page.tailored(BOOKING, facts.catalogue) for page in pages]
    fields = [entry for page in tailored for entry in page.fields]
    return Answers(fields, Draft(typed=dict(typed), client_id=client_id), facts)


def left_empty(answers: Answers, pages: Iterable[Page]) -> tuple[str, ...]:
    """A sentence that names what is empty and the studio wants to be asked about; or none."""
    keys = [key for page in pages for key in asked_about(answers, BOOKING, page.key)]
    labels = [answers.fields[key].label for key in keys]
    return (f"Left empty: {listing(labels)}.",) if labels else ()


def refuse_problems(answers: Answers, pages: Iterable[Page]) -> None:
    """Refuse what Next on some pages of the wizard would refuse, where they are asked.

    Raises:
        RefusedError: With every sentence, by field for programs.
    """
    found: dict[str, str] = {}
    for page in pages:
        if page.applies(answers.draft, answers.facts):
            for key, said in page.refusals(answers):
                found.setdefault(key, said)
    # What was typed first: a default may be missing only because of it, as the end without a type.
    found = {key: said for key, said in found.items() if key in answers.draft.typed} or found
    if found:
        raise RefusedError(
            " ".join(dict.fromkeys(found.values())),
            Refusal(more={"fields": found}),
            code="invalid",
        )
