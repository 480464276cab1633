"""A wizard as data: a tuple of pages, each with what it asks and when it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from studio_tui.flows.field import Answers, Draft, Facts, Field

if TYPE_CHECKING:
    from collections.abc import Callable

PageKind = Literal["words", "form", "choice", "client", "summary"]
"""What a page is made of: text to read, fields, one choice of a few, the client search, the end."""


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

    def refusals(self, answers: Answers) -> tuple[tuple[str, str], ...]:
        """(field key, sentence) for everything that stands against Next, in order of the fields."""
        own = [(entry.key, answers.problem(entry.key)) for entry in self.fields]
        return (*((key, said) for key, said in own if said), *self.problems(answers))


@dataclass(frozen=True, slots=True)
class Flow:
    """A wizard."""

    key: str
    title: str
    pages: tuple[Page, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of all pages."""
        return tuple(entry for page in self.pages for entry in page.fields)

    def answers(self, draft: Draft, facts: Facts) -> Answers:
        """Everything read from a draft."""
        return Answers(self.fields, draft, facts)

    def asked(self, draft: Draft, facts: Facts) -> tuple[Page, ...]:
        """The pages that are shown for this draft, in order."""
        return tuple(page for page in self.pages if page.applies(draft, facts))

    def page(self, key: str) -> Page:
        """The page with that key; the first one when there is none."""
        return next((page for page in self.pages if page.key == key), self.pages[0])
