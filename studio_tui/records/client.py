"""The client record: the fields of a new client, filled in with what is stored, and the status."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from studio_tui.flows import client_fields
from studio_tui.flows.field import Answers, Field, plain
from studio_tui.flows.session_fields import entry_of
from studio_tui.records.kept import choice, constant, kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.booking import ClientDraft
    from studio_tui.domain.catalogue import StatusEntry
    from studio_tui.services.client_records import ClientRecord


def _statuses(answers: Answers) -> Sequence[StatusEntry]:
    return answers.facts.catalogue.client_statuses


STATUS = Field(
    "client_status",
    "Status",
    partial(entry_of, of=_statuses, noun="client status"),
    choices=_statuses,
)
MORE = (
    Field("state", "State", plain),
    Field("country", "Country", plain, beside="state"),
)
"""What only the record asks, after the postcode."""


def fields(record: ClientRecord) -> tuple[Field, ...]:
    """The fields of a stored client, as a form asks them; `facts.client` says what is stored."""
    found: list[Field] = []
    for entry in client_fields.FIELDS:
        found.append(entry)
        if entry.key == "postcode":
            texts = {each.key: getattr(record.draft, each.key) for each in MORE}
            found += [kept(each, constant(texts[each.key], texts[each.key])) for each in MORE]
        elif entry.key == "lead_source":
            found.append(kept(STATUS, choice(record.draft.status_id, record.status)))
    return tuple(found)


def client_draft(answers: Answers) -> ClientDraft:
    """The client as it should be stored."""
    status = answers.value("client_status")
    return replace(
        client_fields.client_draft(answers),
        state=answers.value("state"),
        country=answers.value("country"),
        status_id=status.id if status else None,
    )
