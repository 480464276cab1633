"""A wizard as data: a tuple of pages, each with what it asks and when it is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING, Any, Literal

from studio_tui.domain.catalogue import PageChange
from studio_tui.domain.typed import TypedMoment
from studio_tui.domain.words import one_line
from studio_tui.flows.field import RULES, Answers, Draft, Facts, Field, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_tui.domain.catalogue import Catalogue

PageKind = Literal["words", "form", "choice", "client", "items", "dates", "summary"]
"""What a page is made of: text to read, fields, one choice of a few, the client search, order
lines, the dates of a series, the end."""

HEADER = 240
"""Most characters of a studio's own header: three lines of a narrow screen."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a wizard."""

    key: str
    title: str
    kind: PageKind = "form"
    header: str = ""
    """A sentence at the top of the page."""
    fields: tuple[Field, ...] = ()
    applies: Callable[[Draft, Facts], bool] = lambda *_: True
    """Whether there is anything to decide on the page; if not, it is skipped."""
    problems: Callable[[Answers], tuple[tuple[str, str], ...]] = lambda _: ()
    """(field key, sentence) for what is wrong between fields."""
    help: str = ""
    paths: tuple[str, ...] = ()
    """On the way to what it is asked, as ``session``; none: always."""
    needed: str = ""
    """Why it cannot be hidden; empty: it can."""
    options: tuple[str, ...] = ()
    """Keys of the settings that say what is chosen on it unless somebody chooses otherwise."""
    own_header: str = ""
    """What the studio wrote over the page, instead of ``header``."""
    hidden: bool = False
    """Whether the studio leaves it out: what stands on it by default then holds."""

    def refusals(self, answers: Answers) -> tuple[tuple[str, str], ...]:
        """(field key, sentence) for everything that stands against Next, in order of the fields."""
        asked = [entry.key for entry in self.fields if entry.key in answers.fields]
        own = [(key, answers.problem(key)) for key in asked]
        return (*((key, said) for key, said in own if said), *self.problems(answers))

    def tailored(self, flow: str, lists: Catalogue) -> Page:
        """The page as the studio wants it: its header, whether it is hidden, rules of its fields.

        The rules of a hidden page do not apply anywhere.

        Args:
            flow: Key of the wizard.
            lists: What the studio has chosen.
        """
        place = f"{flow}.{self.key}"
        change = lists.pages.get(place, PageChange())
        hidden = change.hidden and not self.needed
        rules = {} if hidden else lists.preferences.get("rules", {})
        fields = tuple(_ruled(entry, rules.get(f"{place}.{entry.key}")) for entry in self.fields)
        return replace(
            self,
            own_header=one_line(change.header)[:HEADER],
            hidden=hidden,
            fields=fields if fields != self.fields else self.fields,
        )


def asked_about(answers: Answers, flow: str, page: str) -> tuple[str, ...]:
    """Keys of empty fields about which the studio itself wants to be asked, by its own rules.

    Args:
        answers: The fields of a tailored page.
        flow: Key of the wizard.
        page: Key of the page.
    """
    rules = answers.facts.catalogue.preferences.get("rules", {})
    return tuple(
        key
        for key in answers.fields
        if rules.get(f"{flow}.{page}.{key}") == "prompt"
        and answers.rule(key) == "prompt"
        and answers.empty(key)
    )


def _ruled(entry: Field, rule: Rule | None) -> Field:
    """A field with the studio's rule; what the program itself needs stays required."""
    if rule not in RULES or entry.rule in ("required", rule):
        return entry
    return replace(entry, rule=rule)


@dataclass(frozen=True, slots=True)
class Flow:
    """A wizard."""

    key: str
    title: str
    pages: tuple[Page, ...]
    titled: Callable[[Draft, Facts], str] | None = None
    """What it is called once it is known what is asked for; by default its title."""

    def heading(self, draft: Draft, facts: Facts) -> str:
        """What the wizard is called on its pages."""
        return self.titled(draft, facts) if self.titled else self.title

    def answers(self, draft: Draft, facts: Facts) -> Answers:
        """Everything read from a draft: the fields of the pages that apply to it, seen or not.

        Pages of which never two apply may so share the keys of what means the same on them.
        """
        pages = (page for page in self.pages if page.applies(draft, facts))
        fields = tuple(entry for page in pages for entry in page.fields)
        return Answers(fields, draft, facts)

    def asked(self, draft: Draft, facts: Facts) -> tuple[Page, ...]:
        """The pages that are shown for this draft, in order."""
        return tuple(page for page in self.pages if not page.hidden and page.applies(draft, facts))

    def tailored(self, lists: Catalogue) -> Flow:
        """The wizard as the studio wants it; one that is open goes on as it was begun."""
        return replace(self, pages=tuple(page.tailored(self.key, lists) for page in self.pages))

    def resumed(self, draft: Draft, facts: Facts) -> Draft:
        """A draft that was left on another day: the days typed then are those that were meant."""
        today = facts.today.isoformat()
        if draft.day in ("", today):
            return draft
        then = self.answers(draft, replace(facts, today=date.fromisoformat(draft.day)))
        typed = {
            key: (key in then.fields and _written_out(then.value(key))) or text
            for key, text in draft.typed.items()
        }
        return replace(draft, typed=typed, day=today)

    def page(self, key: str) -> Page:
        """The page with that key; the first one when there is none."""
        return next((page for page in self.pages if page.key == key), self.pages[0])


def _written_out(value: Any) -> str:
    """A day as it reads the same whenever it is read; empty for what is no day."""
    match value:
        case TypedMoment(date=date() as day, time=time() as at, fold=fold):
            which = ("", " first", " second")[0 if fold is None else fold + 1]
            return f"{day.isoformat()} {at:%H:%M}{which}"
        case TypedMoment(date=date() as day) | (date() as day) | (None, date() as day):
            return day.isoformat()
    return ""
