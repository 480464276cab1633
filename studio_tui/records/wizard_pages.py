"""The Wizard Builder: what can be changed about each page of a wizard, as settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.choosing import choose
from studio_tui.errors import StudioError
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.field import RULES, Answers, Field, Reading, plain, tick
from studio_tui.flows.finish_fields import FIELDS as TICKS
from studio_tui.flows.finish_fields import LETTER, TICK
from studio_tui.flows.flow import HEADER
from studio_tui.flows.kinds import KINDS
from studio_tui.records.preferences import BY_KEY
from studio_tui.records.setting import Option, Setting, entry_of, one_of

if TYPE_CHECKING:
    from studio_tui.flows.field import Rule
    from studio_tui.flows.flow import Page

WIZARDS: Final[dict[str, str]] = dict(KINDS)  # type: ignore[arg-type]
"""The wizards by the way that is taken through the pages."""

SAID: Final[dict[Rule, str]] = {
    "none": "may stay empty",
    "prompt": "asks when empty",
    "required": "is required",
}
_RULES = tuple(Option(rule, SAID[rule]) for rule in RULES)


def pages_of(path: str) -> tuple[Page, ...]:
    """The pages of a wizard in their order, as the program comes with them."""
    return tuple(page for page in BOOKING.pages if not page.paths or path in page.paths)


def standing(page: Page) -> str:
    """Whether a page is shown, as the studio has it."""
    return "always" if page.needed else "hidden" if page.hidden else "shown"


def about(page: Page) -> str:
    """What there is to know before a page is changed."""
    kept = (
        f"It cannot be hidden: {page.needed[0].lower()}{page.needed[1:]}"
        if page.needed
        else ("While it is hidden, nothing on it is asked: what is usual holds.")
    )
    return f"{kept} What is stored holds for everybody from the next Ctrl+P on."


def page_settings(page: Page) -> tuple[Setting, ...]:
    """Header, hidden, the usual choices, and a rule for each field."""
    place = f"{BOOKING.key}.{page.key}"
    header = Field(
        f"{place}.header",
        "Header",
        plain,
        limit=HEADER,
        wide=True,
        help=f"Instead of: {page.header}" if page.header else "Stands at the top of the page.",
    )
    hidden = Field(f"{place}.hidden", "Hide the page", tick, kind="tick", help="Space ticks.")
    return (
        Setting(header.key, header, "page"),
        *((Setting(hidden.key, hidden, "page", _yes),) if not page.needed else ()),
        *(BY_KEY.get(key) or _tick_setting(key) for key in page.options),
        *(_rule_setting(place, entry) for entry in _ruled(page)),
    )


def _yes(value: Any, _: object) -> str:
    return "yes" if value else "no"


def _ruled(page: Page) -> tuple[Field, ...]:
    """The fields that can be empty: not ticks, and not what is chosen from a few."""
    if page.kind != "form":
        return ()
    return tuple(entry for entry in page.fields if entry.kind != "tick")


def _tick_setting(key: str) -> Setting:
    """How a tick of the last page begins, or which letter stands beside it."""
    if key.startswith(LETTER):
        tick_key = key.removeprefix(LETTER)
        area = "session" if tick_key == "mail" else "appointment"
        return entry_of(
            key,
            "… with the letter",
            lambda lists: tuple(each for each in lists.letters if each.area == area),
            "as it was left last",
            "One that is no longer there is not used: the first one is.",
        )
    entry = next(entry for entry in TICKS if entry.key == key.removeprefix(TICK))
    options = {"": "as it was left last", "yes": "ticked", "no": "not ticked"}
    return one_of(key, entry.label, options, "How it begins, for everybody.")


def _rule_setting(place: str, entry: Field) -> Setting:
    """What happens when a field is empty."""
    key = f"{place}.{entry.key}"
    conditional = entry.applies is not Field("", "", plain).applies

    def text(value: Any, _: object) -> str:
        return SAID[value or entry.rule]

    help_text = (
        "The program itself needs it."
        if entry.rule == "required"
        else "Whether it may stay empty, asks once, or is required."
    )
    return Setting(
        key,
        Field(
            key,
            entry.label,
            partial(_rule, entry, place, conditional),
            rule="required",
            choices=lambda _: (
                (SAID["required"],) if entry.rule == "required" else tuple(SAID.values())
            ),
            help=help_text,
        ),
        "rule",
        text,
    )


def _rule(entry: Field, place: str, conditional: bool, text: str, answers: Answers) -> Reading:
    """A rule; None for the one that the program came with."""
    found: Rule = choose(text or SAID[entry.rule], _RULES, "rule").id
    if entry.rule == "required" and found != "required":
        raise StudioError(f"{entry.label} stays required: the program itself needs it.")
    return Reading(None if found == entry.rule else found, _words(place, conditional, answers))


def _words(place: str, conditional: bool, answers: Answers) -> str:
    """Where a rule does not apply."""
    if f"{place}.hidden" in answers.fields and answers.value(f"{place}.hidden"):
        return "! not while the page is hidden"
    return "only when it is asked" if conditional else ""
