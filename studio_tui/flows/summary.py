"""What a booking comes to, in words: the header that names the client, and the last page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.address import town_lines
from studio_tui.domain.names import display
from studio_tui.domain.words import duration_words, plural, relative_day, span_words
from studio_tui.flows import client_fields
from studio_tui.flows.phones import phones_text
from studio_tui.flows.said import Said
from studio_tui.flows.session_fields import session_draft

if TYPE_CHECKING:
    from studio_tui.domain.booking import ClientDraft
    from studio_tui.domain.found import ClientHit
    from studio_tui.flows.field import Answers

NAMED = ("photographer", "assistant", "resource", "outside", "status", "booked_by")
"""Session fields whose value has a name."""


def client_name(answers: Answers) -> str:
    """The client's name as lists show it, with what was typed on the way."""
    client = client_fields.client_draft(answers)
    return display(client.last, client.first, client.company)


def client_words(answers: Answers, hit: ClientHit | None) -> str:
    """Who it is for: ``Smith, Sara · 07700 900123 · 2 sessions``; empty while nobody is known.

    Args:
        answers: What was read.
        hit: The chosen client as lists show it; None for a new one.
    """
    client = client_fields.client_draft(answers)
    name = client_name(answers)
    if not name:
        return ""
    known = plural(hit.sessions, "session") if hit else "new client"
    phone = client.phones[0].number if client.phones else ""
    return " · ".join(filter(None, (name, phone, known)))


def summary(answers: Answers, hit: ClientHit | None) -> tuple[Said, ...]:
    """Everything that Finish would store, one line a fact."""
    lines = (*_client(answers, hit), *_session(answers))
    return tuple(line for line in lines if line.words)


def _client(answers: Answers, hit: ClientHit | None) -> tuple[Said, ...]:
    client = client_fields.client_draft(answers)
    home = answers.facts.catalogue.preferences.get("studio.country", "")
    known = f"client {hit.number}" if hit and hit.number else "" if hit else "new"
    return (
        Said("Client", ", ".join(filter(None, (client_name(answers), known)))),
        *(_new(client, home) if hit is None else _changed(answers)),
        Said("Call warning", client.call_warning, warn=True),
    )


def _new(client: ClientDraft, home: str) -> tuple[Said, ...]:
    town = town_lines(client.city, client.state, client.postcode, home)
    return (
        Said("Company", client.company if client.last or client.first else ""),
        Said("Reached at", " · ".join(filter(None, (phones_text(client.phones), client.email)))),
        Said("Address", ", ".join((*client.street.splitlines(), *town))),
    )


def _changed(answers: Answers) -> tuple[Said, ...]:
    """What is stored now, and what would be stored instead."""
    changed = client_fields.changes(answers)
    return tuple(
        Said("", f"Changes {entry.label.lower()}: {before or 'none'} -> {after or 'none'}")
        for entry in client_fields.FIELDS
        if entry.label in changed
        for before, after in [(_line(entry.default(answers)), _line(answers.text(entry.key)))]
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _session(answers: Answers) -> tuple[Said, ...]:
    draft, kind = session_draft(answers), answers.value("type")
    if draft is None:
        return ()
    length = duration_words(int((draft.end - draft.start).total_seconds() / 60))
    near = relative_day(draft.start.date(), answers.facts.today)
    return (
        Said("Session", " · ".join(filter(None, (kind.name, draft.description)))),
        Said("When", span_words(draft.start, draft.end)),
        Said("", " · ".join(filter(None, (near, length)))),
        Said("Client comes", f"at {draft.arrival}" if draft.arrival else ""),
        Said("People", str(draft.people or "")),
        *(Said(answers.fields[key].label, _name(answers, key)) for key in NAMED),
        Said("Notes", _line(draft.notes)),
    )


def _name(answers: Answers, key: str) -> str:
    found = answers.value(key)
    return found.name if found else ""
