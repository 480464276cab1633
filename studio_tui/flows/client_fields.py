"""What is asked about a client, at booking and wherever else a client is edited."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from studio_tui.domain.booking import ClientDraft
from studio_tui.domain.names import digits, recase_gently
from studio_tui.domain.settings import ALLOWED
from studio_tui.domain.words import NOTES
from studio_tui.flows.field import Answers, Field, Reading, email, lines, listed_or_typed, plain
from studio_tui.flows.phones import phones_text, phones_words, read_phones

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NEEDS_NAME = "Type a last name, a first name or a company."


def _stored(key: str) -> Callable[[Answers], str]:
    """The default of a field: what is stored about the chosen client."""
    return lambda answers: str(getattr(answers.facts.client, key, "") or "")


def _phones(text: str, answers: Answers) -> Reading:
    labels: Sequence[str] = answers.facts.catalogue.phone_labels
    found = read_phones(text, labels, answers.facts.catalogue.preferences.get("studio.country", ""))
    return Reading(found, phones_words(found))


def _stored_phones(answers: Answers) -> str:
    return phones_text(answers.facts.client.phones) if answers.facts.client else ""


def _stored_street(answers: Answers) -> str:
    """The address in one line: its lines with commas between."""
    return ", ".join(_stored("street")(answers).splitlines())


def _street(text: str, answers: Answers) -> Reading:
    """Lines of an address; one that nobody changed keeps its lines exactly."""
    if text == _stored_street(answers):
        return Reading(_stored("street")(answers))
    return lines(text, answers)


def _lead_sources(answers: Answers) -> Sequence[str]:
    return answers.facts.catalogue.lead_sources


def _lead_source(text: str, answers: Answers) -> Reading:
    return listed_or_typed(text, _lead_sources(answers))


def _text(key: str, label: str, **options: object) -> Field:
    return partial(Field, key, label, plain, default=_stored(key))(**options)  # type: ignore[arg-type]


FIELDS: tuple[Field, ...] = (
    _text("last", "Last name", kind="name", help="F3 leaves the capitals as you typed them."),
    _text("first", "First name", kind="name"),
    _text("company", "Company"),
    Field("email", "Email", email, rule="prompt", default=_stored("email"), limit=254),
    Field(
        "phones",
        "Phones",
        _phones,
        rule="prompt",
        default=_stored_phones,
        limit=300,
        help="07700 900123 mobile, 020 7946 0123 work. Add sms where texts may be sent.",
    ),
    Field(
        "street",
        "Address",
        _street,
        default=_stored_street,
        limit=300,
        help="Flat 2, 14 Mill Lane: commas between the lines.",
    ),
    _text("city", "City", kind="town"),
    _text("postcode", "Postcode", limit=20, beside="city"),
    Field(
        "lead_source",
        "Lead source",
        _lead_source,
        default=_stored("lead_source"),
        choices=_lead_sources,
        help="How they heard of us.",
    ),
    _text("call_warning", "Call warning", limit=200, help="Shown in red wherever the client is."),
    Field("client_notes", "Notes", plain, kind="notes", default=_stored("notes"), limit=NOTES),
)


KEYS = tuple(entry.key for entry in FIELDS)
_COLUMNS = {"client_notes": "notes"}
"""Fields that are stored under another name."""


def problems(answers: Answers) -> tuple[tuple[str, str], ...]:
    """A client needs at least one kind of name."""
    if any(answers.text(key).strip() for key in ("last", "first", "company")):
        return ()
    return (("last", NEEDS_NAME),)


def _new(answers: Answers) -> ClientDraft:
    """Somebody new, who may be reached as the studio supposes (product rule)."""
    chosen = answers.facts.catalogue.preferences
    allowed = {f"allow_{key}": bool(chosen.get(f"clients.allow.{key}", True)) for key in ALLOWED}
    return ClientDraft(**allowed)  # type: ignore[arg-type]


def client_draft(answers: Answers) -> ClientDraft:
    """The client as it should be stored: what was read over the client as chosen."""
    base = answers.facts.client or _new(answers)
    values = {
        _COLUMNS.get(entry.key, entry.key): answers.value(entry.key)
        for entry in FIELDS
        if answers.draft.touches(entry.key)
    }
    if "phones" in values:
        values["phones"] = tuple(values["phones"] or ())
    return replace(base, **values)


def changes(answers: Answers) -> tuple[str, ...]:
    """Labels of what would be stored otherwise than it is about the chosen client."""
    stored, draft = answers.facts.client, client_draft(answers)
    columns = {entry.label: _COLUMNS.get(entry.key, entry.key) for entry in FIELDS}
    return tuple(
        label
        for label, column in columns.items()
        if getattr(stored, column, None) != getattr(draft, column)
    )


def prefill_from_search(text: str, casing: str) -> dict[str, str]:
    """What a search that found nobody says about the new client.

    Args:
        text: ``smith, sara``, ``sara smith``, a phone number or an email address.
        casing: The studio's rule for capitals.
    """
    text = text.strip()
    if "@" in text:
        return {"email": text}
    if len(digits(text)) >= 5:
        return {"phones": text}
    if "," in text:
        last, _, first = text.partition(",")
    else:
        first, _, last = text.rpartition(" ")
    named = {"last": last.strip(), "first": first.strip()}
    tidy = re.compile(r"\s+")
    return {
        key: recase_gently(tidy.sub(" ", value), casing) for key, value in named.items() if value
    }
