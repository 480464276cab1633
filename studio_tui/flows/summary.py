"""What a booking comes to, in words: the header that names the client, and the last page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.address import town_lines
from studio_tui.domain.booking import SessionDraft
from studio_tui.domain.names import display
from studio_tui.domain.words import duration_words, plural, relative_day, span_words
from studio_tui.flows import client_fields
from studio_tui.flows.booking import booked_client, booking_draft
from studio_tui.flows.invoice_fields import invoice_said, order_said
from studio_tui.flows.link import linked_session, session_words
from studio_tui.flows.payment_fields import payment_said
from studio_tui.flows.phones import phones_text
from studio_tui.flows.repeat_fields import series_said
from studio_tui.flows.said import Said

if TYPE_CHECKING:
    from studio_tui.domain.booking import BookingDraft, ClientDraft
    from studio_tui.domain.found import ClientHit
    from studio_tui.flows.field import Answers

NAMED = ("photographer", "assistant", "resource", "who", "outside", "status", "booked_by")
"""Fields whose value has a name, or several."""


def client_name(answers: Answers) -> str:
    """The client's name as lists show it, with what was typed on the way."""
    client = booked_client(answers)
    return display(client.last, client.first, client.company) if client else ""


def call_warning(answers: Answers) -> str:
    """What is to be minded about the client."""
    client = booked_client(answers)
    return client.call_warning if client else ""


def whom_words(answers: Answers) -> str:
    """For whom it is, or what it is about."""
    draft = booking_draft(answers)
    about = draft.description if draft else ""
    return client_name(answers) or about or getattr(answers.value("type"), "name", "")


def client_words(answers: Answers, hit: ClientHit | None) -> str:
    """Who it is for: ``Smith, Sara · 07700 900123 · 2 sessions``; empty while nobody is known.

    Args:
        answers: What was read.
        hit: The chosen client as lists show it; None for a new one.
    """
    client, name = booked_client(answers), client_name(answers)
    if client is None or not name:
        return ""
    known = plural(hit.sessions, "session") if hit else "new client"
    phone = client.phones[0].number if client.phones else ""
    return " · ".join(filter(None, (name, phone, known)))


def summary(answers: Answers, hit: ClientHit | None) -> tuple[Said, ...]:
    """Everything that Finish would store, one line a fact.

    For whom, when and for how much come first: they are seen without scrolling, however much is
    ordered.
    """
    client, draft = booked_client(answers), booking_draft(answers)
    lines = (
        *(_client(client, answers, hit) if client else ()),
        *(_booked(draft, answers) if draft else ()),
        *invoice_said(answers),
        *payment_said(answers),
        *(_with(draft, answers) if draft else ()),
        *order_said(answers),
    )
    return tuple(line for line in lines if line.words)


def _client(client: ClientDraft, answers: Answers, hit: ClientHit | None) -> tuple[Said, ...]:
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
    asked = [entry for entry in client_fields.FIELDS if entry.key in answers.fields]
    changed = client_fields.changes(answers) if asked else ()
    return tuple(
        Said("", f"Changes {entry.label.lower()}: {before or 'none'} -> {after or 'none'}")
        for entry in asked
        if entry.label in changed
        for before, after in [(_line(entry.default(answers)), _line(answers.text(entry.key)))]
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _booked(draft: BookingDraft, answers: Answers) -> tuple[Said, ...]:
    length = duration_words(int((draft.end - draft.start).total_seconds() / 60))
    near, kind = relative_day(draft.start.date(), answers.facts.today), answers.value("type")
    return (
        Said(draft.kind.capitalize(), " · ".join(filter(None, (kind.name, draft.description)))),
        Said("When", span_words(draft.start, draft.end)),
        Said("", " · ".join(filter(None, (near, length)))),
        *series_said(answers),
    )


def _with(draft: BookingDraft, answers: Answers) -> tuple[Said, ...]:
    """Who and what takes part, and what is noted."""
    return (
        *(_coming(draft) if isinstance(draft, SessionDraft) else _linked(answers)),
        *(Said(answers.fields[key].label, _name(answers, key)) for key in _asked(answers)),
        Said("Notes", _line(draft.notes)),
    )


def _coming(draft: SessionDraft) -> tuple[Said, ...]:
    return (
        Said("Client comes", f"at {draft.arrival}" if draft.arrival else ""),
        Said("Drive", f"{duration_words(draft.drive)} each way" if draft.drive else ""),
        Said("People", str(draft.people or "")),
    )


def _linked(answers: Answers) -> tuple[Said, ...]:
    """The session that an appointment belongs to."""
    session_id = linked_session(answers.draft, answers.facts)
    hits = (hit for hit in answers.facts.sessions if hit.id == session_id)
    return tuple(Said("Session", session_words(hit)) for hit in hits)


def _asked(answers: Answers) -> list[str]:
    return [key for key in NAMED if key in answers.fields]


def _name(answers: Answers, key: str) -> str:
    """What was chosen in a field; of several, all."""
    found = answers.value(key)
    chosen = found if isinstance(found, tuple) else (found,) if found else ()
    return ", ".join(entry.name for entry in chosen)
