"""What a form asks: fields, what the program reads in the typed text, and the text's defaults.

Everything that a person types stays text until it is read. A field that nobody touched follows its
default, which may depend on earlier fields: the end follows the start, the people follow the type.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from studio_tui.domain.catalogue import Catalogue, Entry
from studio_tui.domain.hours import Opening
from studio_tui.domain.names import email_problem
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date

    from studio_tui.domain.booking import ClientDraft
    from studio_tui.domain.found import SessionHit
    from studio_tui.domain.listed import Named

Kind = Literal["text", "name", "town", "notes", "tick"]
"""How a field is typed: one line, a name whose capitals are put right, several lines, yes or no."""

Rule = Literal["none", "prompt", "required"]
"""What happens when a field is empty on Next (product rule): nothing, a question, a refusal."""
RULES: tuple[Rule, ...] = get_args(Rule)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the program made of a field's text."""

    value: Any = None
    words: str = ""
    """Shown beside the field at once: the date in full, the length, who is meant."""
    problem: str = ""
    """A sentence that says what to type instead; Next is refused while there is one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that was typed or chosen so far; plain text, so that it can be kept in a file."""

    token: str = field(default_factory=lambda: secrets.token_hex(8))
    """Finishing the same draft twice books once."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """Text of the fields that a person touched."""
    prefill: Mapping[str, str] = field(default_factory=dict)
    """Text brought along, as from the slot under the calendar's cursor."""
    client_id: int | None = None
    """The client chosen, or none yet or a new one."""
    page: str = ""
    """Key of the page that was open last."""
    begun: str = ""
    """Time of day at which it was begun, to tell it from others."""
    day: str = ""
    """ISO date on which it was typed: what days such as ``fri`` are counted from."""

    def with_text(self, key: str, text: str) -> Draft:
        """The same draft with one field's text changed."""
        return replace(self, typed={**self.typed, key: text})

    def untouched(self, *keys: str) -> Draft:
        """The same draft with some fields following their defaults again."""
        return replace(self, typed=_but(self.typed, keys), prefill=_but(self.prefill, keys))

    def touches(self, *keys: str) -> bool:
        """Whether a text was typed or brought along for any of these fields."""
        return any(key in self.typed or key in self.prefill for key in keys)


def _but(texts: Mapping[str, str], keys: Collection[str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if key not in keys}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a form needs to know besides what was typed."""

    today: date
    catalogue: Catalogue = field(default_factory=lambda: Catalogue(Opening("UTC")))
    client: ClientDraft | None = None
    """The chosen client as stored."""
    sessions: tuple[SessionHit, ...] = ()
    """The chosen client's, latest first."""
    suggestions: Mapping[str, str] = field(default_factory=dict)
    """Defaults by field key, where they come from outside: the machine's time zone."""
    lists: Mapping[str, tuple[Named, ...]] = field(default_factory=dict)
    """Entries of the lists that fields refer to, by table, where a list is maintained."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks."""

    key: str
    label: str
    read: Callable[[str, Answers], Reading]
    kind: Kind = "text"
    rule: Rule = "none"
    missing: str = ""
    """What is said when it is needed and empty, where its label does not say enough."""
    default: Callable[[Answers], str] = lambda _: ""
    choices: Callable[[Answers], Sequence[Entry | str]] | None = None
    """What the pick list offers; typing part of a name or a code chooses too."""
    picked: Callable[[str, Answers], str] | None = None
    """The field's text after a choice was picked, where several may stand in it; by default the
    choice itself."""
    help: str = ""
    limit: int = 120
    """Most characters."""
    beside: str = ""
    """Key of the field whose line this one shares."""
    lines: int = 3
    """Height of notes."""
    wide: bool = False
    """Whether it takes the whole line, or the rest of one, so that nothing is said beside it."""
    part: str = ""
    """Name of the part of a long form that begins here."""
    applies: Callable[[Answers], bool] = lambda _: True
    """Whether it is asked at all, as the number of a cheque is; one that is not reads as empty."""


class Answers:
    """The fields of a form read against a draft. Made anew whenever the draft changes."""

    def __init__(self, fields: Sequence[Field], draft: Draft, facts: Facts) -> None:
        """Read nothing yet: every field is read when it is asked for, and then remembered."""
        self.fields = {entry.key: entry for entry in fields}
        self.draft = draft
        self.facts = facts
        self._readings: dict[str, Reading] = {}

    def text(self, key: str) -> str:
        """A field's text: as typed, else as brought along, else its default."""
        for given in (self.draft.typed, self.draft.prefill):
            if key in given:
                return given[key]
        return self.fields[key].default(self)

    def proposed(self, key: str) -> bool:
        """Whether a field shows what was suggested from outside, and nobody has typed in it."""
        return key in self.facts.suggestions and not self.draft.touches(key)

    def reading(self, key: str) -> Reading:
        """What the program made of a field's text."""
        if key not in self._readings:
            entry = self.fields[key]
            if not entry.applies(self):
                return Reading()
            text = self.text(key)
            try:
                found = entry.read(text.strip(), self)
                if len(text) > entry.limit and text != entry.default(self):
                    found = Reading(
                        found.value,
                        found.words,
                        f"{entry.label}: {len(text)} characters; shorten it to {entry.limit}.",
                    )
            except StudioError as error:
                found = Reading(problem=error.message)
            self._readings[key] = found
        return self._readings[key]

    def value(self, key: str) -> Any:
        """The value read in a field; None while it cannot be read."""
        return self.reading(key).value

    def rule(self, key: str) -> Rule:
        """The rule of a field: the studio's own where its page was tailored, else the declared."""
        return self.fields[key].rule

    def problem(self, key: str) -> str:
        """Why Next is refused because of a field, or nothing."""
        if found := self.reading(key).problem:
            return found
        if self.rule(key) == "required" and self.empty(key):
            entry = self.fields[key]
            return entry.missing or f"{entry.label} is needed here."
        return ""

    def problems(self) -> tuple[tuple[str, str], ...]:
        """(field key, sentence) for everything that cannot be stored."""
        return tuple((key, said) for key in self.fields if (said := self.problem(key)))

    def wanting(self, keys: Sequence[str]) -> list[str]:
        """Labels of empty fields that the studio wants to be asked about."""
        return [
            self.fields[key].label for key in keys if self.rule(key) == "prompt" and self.empty(key)
        ]

    def empty(self, key: str) -> bool:
        """Whether a field is asked and nothing stands in it."""
        return self.fields[key].applies(self) and not self.text(key).strip()


def plain(text: str, _: Answers) -> Reading:
    """A reader that takes the text as it is."""
    return Reading(text)


def listed_or_typed(text: str, entries: Sequence[str]) -> Reading:
    """An entry of a list, of which the beginning is enough, or anything else (product rule).

    Args:
        text: What was typed.
        entries: What the list offers.
    """
    typed = text.casefold()
    found = [entry for entry in entries if entry.casefold().startswith(typed)]
    if len(found) != 1 or len(typed) < 3 or found[0] == text:
        return Reading(text)
    return Reading(found[0], found[0])


def email(text: str, _: Answers) -> Reading:
    """A reader of an email address; none is fine."""
    return Reading(text, problem=email_problem(text) or "")


def lines(text: str, _: Answers) -> Reading:
    """A reader of several lines typed in one, with commas between them."""
    return Reading("\n".join(part.strip() for part in text.split(",") if part.strip()))


def tick(text: str, _: Answers) -> Reading:
    """A reader of yes and no."""
    return Reading(text.casefold() in ("yes", "y", "true", "1", "x"))
