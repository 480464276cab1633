"""What should happen on Finish: ticks that are remembered per person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.choosing import choose
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Field, Reading, tick
from studio_tui.flows.invoice_fields import invoice_draft
from studio_tui.flows.kinds import Kind, is_kind
from studio_tui.flows.payment_fields import payment_drafts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_tui.domain.letter import LetterArea, LetterEntry

REMEMBERED = "booking.finish"
"""Preference of a person: the texts of these fields by key, as they were left last."""

SHORT = 4
"""Characters of a tick that leaves the rest of its line to a field beside it."""


TICK, LETTER = "booking.tick.", "booking.letter."
"""Settings of the studio, by the key of a tick: how it begins, and the letter beside it."""


def _last(answers: Answers, key: str, otherwise: str = "", *, setting: str = "") -> str:
    """How the studio wants it to begin, else what this person chose last time."""
    found = answers.facts.catalogue.preferences
    last = found.get(REMEMBERED, {})
    return str(found.get(setting) or last.get(key, otherwise))


def _tick(key: str, label: str, *kinds: Kind, help: str = "") -> Field:  # noqa: A002
    """A tick for what is scheduled of some kinds."""
    return Field(
        key,
        label,
        tick,
        kind="tick",
        default=lambda answers: _last(answers, key, "no", setting=f"{TICK}{key}"),
        applies=lambda answers: is_kind(answers, *kinds),
        help=help,
    )


def _letters(area: LetterArea) -> Callable[[Answers], Sequence[LetterEntry]]:
    def found(answers: Answers) -> Sequence[LetterEntry]:
        return tuple(entry for entry in answers.facts.catalogue.letters if entry.area == area)

    return found


def _mail(area: LetterArea, key: str, *kinds: Kind) -> tuple[Field, Field]:
    """The tick that emails, and, once ticked, beside it the letter that it starts from."""
    letters = _letters(area)

    def applies(answers: Answers) -> bool:
        return is_kind(answers, *kinds) and bool(letters(answers))

    def usual(answers: Answers) -> str:
        names = [entry.name for entry in letters(answers)]
        chosen = _last(answers, "", setting=f"{LETTER}{key}")
        last = chosen if chosen in names else _last(answers, f"{key}_letter")
        return last if last in names else next(iter(names), "")

    def read(text: str, answers: Answers) -> Reading:
        if not text:
            raise StudioError("Choose the letter that the email starts from.")
        return Reading(choose(text, letters(answers), "letter"))

    said = "Email session confirmation" if area == "session" else "Email the client about it"
    about = "Finish opens the email for you to read, change and send."
    return (
        replace(_tick(key, said, *kinds, help=about), applies=applies, limit=SHORT),
        Field(
            f"{key}_letter",
            "Letter",
            read,
            rule="required",
            default=usual,
            choices=letters,
            applies=lambda answers: applies(answers) and bool(answers.value(key)),
            beside=key,
            wide=True,
            help="The form letter that the email starts from.",
        ),
    )


def _invoiced(answers: Answers) -> bool:
    """There is an invoice to open."""
    return is_kind(answers, "session") and invoice_draft(answers) is not None


def _paid(answers: Answers) -> bool:
    """There is a payment to open, taken or planned."""
    return is_kind(answers, "session") and bool(payment_drafts(answers))


_NOTES = replace(
    _tick("with_notes", "… with the session notes on it", "session"),
    applies=lambda answers: is_kind(answers, "session") and bool(answers.value("notes")),
)

FIELDS = (
    _tick(
        "print",
        "Print session confirmation",
        "session",
        help="A PDF in the documents folder, and on paper when a printer is set up.",
    ),
    _NOTES,
    *_mail("session", "mail", "session"),
    *_mail("appointment", "mail_appointment", "linked"),
    _tick("open_client", "Open client", "session", "linked"),
    _tick("open_session", "Open session", "session"),
    _tick("open_appointment", "Open appointment", "linked", "unlinked"),
    replace(_tick("open_invoice", "Open invoice", "session"), applies=_invoiced),
    replace(_tick("open_payment", "Open payment", "session"), applies=_paid),
    _tick(
        "another",
        "Book additional linked appointment",
        "session",
        help="A consultation or the collection of an order: the wizard begins again at once.",
    ),
)
"""From top to bottom."""


OPTIONS = tuple(
    f"{TICK}{entry.key}" if entry.kind == "tick" else f"{LETTER}{entry.beside}" for entry in FIELDS
)
"""Settings of the studio about them, in the same order."""


def ticks(answers: Answers) -> dict[str, str]:
    """What is remembered: the texts as they are now, over those that were not asked this time."""
    last = answers.facts.catalogue.preferences.get(REMEMBERED, {})
    asked = [entry for entry in FIELDS if entry.applies(answers)]
    return {**last, **{entry.key: _text(entry, answers) for entry in asked}}


def _text(entry: Field, answers: Answers) -> str:
    value = answers.value(entry.key)
    if entry.kind == "tick":
        return "yes" if value else "no"
    return value.name if value else ""
