"""What is asked about a payment plan: what is paid today, and how the rest is divided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.domain.choosing import choose
from studio_tui.domain.payment import PaymentDraft, instalments
from studio_tui.domain.typed import parse_moment
from studio_tui.domain.words import date_short, date_words, quoted
from studio_tui.errors import StudioError
from studio_tui.flows import amounts
from studio_tui.flows.amounts import balance, deposit_asked, money_said, value_of
from studio_tui.flows.field import Answers, Field, Reading
from studio_tui.flows.flow import Page
from studio_tui.flows.said import Said

if TYPE_CHECKING:
    from datetime import date

    from studio_tui.domain.payment import Every


@dataclass(frozen=True, slots=True)
class Pace:
    """How far apart the payments of a plan are."""

    name: str
    code: str
    every: Every


PACES = (
    Pace("every month", "m", "month"),
    Pace("every two weeks", "2w", "two-weeks"),
    Pace("every week", "w", "week"),
)


def _count(text: str, answers: Answers) -> Reading:
    if not text:
        return Reading()
    if not (text.isascii() and text.isdecimal()):
        raise StudioError(f"{quoted(text)} is not a number of payments; type 3.")
    parts = instalments(rest(answers), int(text), answers.facts.today, "week")
    first, last = parts[0][1], parts[-1][1]
    said = f"{money_said(answers, first)} each"
    return Reading(
        int(text), said + (f", the last {money_said(answers, last)}" if last != first else "")
    )


def _pace(text: str, _: Answers) -> Reading:
    found = choose(text, PACES, "distance")
    return Reading(found, found.name if found.name != text else "")


def _first(text: str, answers: Answers) -> Reading:
    facts = answers.facts
    day_first = facts.catalogue.preferences.get("dates.day_first", True)
    found = parse_moment(text, facts.today, day_first=day_first).date if text else None
    if text and found is None:
        raise StudioError("Type a day, as 1/12, +2w or 2026-12-01.")
    if found and found < facts.today:
        raise StudioError(f"{date_words(found)} is past; type a day to come.")
    return Reading(found, date_words(found) if found else "")


def _first_default(answers: Answers) -> str:
    pace = answers.value("plan_every") or PACES[0]
    return date_short(instalments(2, 2, answers.facts.today, pace.every)[1][0])


def rest(answers: Answers) -> int:
    """What a plan divides: the invoice less what is paid today."""
    return (balance(answers) or 0) - (answers.value("plan_today") or 0)


def planned(answers: Answers) -> tuple[tuple[date, int], ...]:
    """Dates and amounts of the plan; nothing while it cannot be made."""
    count, first = value_of(answers, "plan_count"), value_of(answers, "plan_first")
    pace = value_of(answers, "plan_every")
    if not count or first is None or pace is None or rest(answers) < count:
        return ()
    return instalments(rest(answers), count, first, pace.every)


def _plan_problems(answers: Answers) -> tuple[tuple[str, str], ...]:
    today = answers.value("plan_today")
    if today and rest(answers) <= 0:
        return (("plan_today", "That leaves nothing to plan: go back for a payment now."),)
    if today and answers.value("plan_method") is None:
        return (("plan_method", f"How is the {money_said(answers, today)} of today paid?"),)
    return ()


def plan_drafts(answers: Answers) -> tuple[PaymentDraft, ...]:
    """What is paid today, and the payments planned."""
    method, token = answers.value("plan_method"), answers.draft.token
    method_id, today = method.id if method else None, answers.value("plan_today")
    now = (PaymentDraft(today, method_id, token=f"{token}-payment"),) if today else ()
    return (
        *now,
        *(
            PaymentDraft(amount, method_id, pending=True, due=due, token=f"{token}-plan-{number}")
            for number, (due, amount) in enumerate(planned(answers), 1)
        ),
    )


def plan_said(answers: Answers) -> tuple[Said, ...]:
    """The payments of a plan, a line each."""
    return tuple(
        Said("" if number else "Planned", f"{date_short(due)}, {money_said(answers, amount)}")
        for number, (due, amount) in enumerate(planned(answers))
    )


PAGE = Page(
    "plan",
    "Payment plan",
    fields=(
        Field(
            "plan_today",
            "Paid today",
            amounts.read_amount,
            default=lambda answers: "deposit" if deposit_asked(answers) else "",
            help=amounts.HELP,
        ),
        Field(
            "plan_method",
            "Method",
            amounts.read_method,
            choices=amounts.methods_of,
            help="Needed when something is paid today.",
        ),
        Field(
            "plan_count",
            "Payments",
            _count,
            rule="required",
            default=lambda _: "3",
            limit=3,
            help="How many, after today's.",
        ),
        Field(
            "plan_every",
            "Due",
            _pace,
            rule="required",
            choices=lambda _: [pace.name for pace in PACES],
            default=lambda _: PACES[0].name,
            help="w, 2w or m.",
        ),
        Field(
            "plan_first",
            "First on",
            _first,
            rule="required",
            default=_first_default,
            help="1/12, +2w or 2026-12-01.",
        ),
    ),
    problems=_plan_problems,
)
