"""The settings of the studio and of each person, in groups, as the settings screen draws them.

A new setting is declared here, with what holds by default in `domain.settings`, and read where it
takes effect: nothing stands here that does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.domain import world
from studio_tui.domain.choosing import choose
from studio_tui.domain.numbers import DATED, FIRST, session_number
from studio_tui.domain.settings import ALLOWED, DUPLICATES
from studio_tui.domain.typed_hours import parse_work_week, work_week_words
from studio_tui.domain.words import plural, quoted
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Field, Reading
from studio_tui.records.own_preferences import OWN_GROUPS
from studio_tui.records.setting import Group, Option, Setting, entry_of, one_of, words, yes_no

if TYPE_CHECKING:
    from studio_tui.domain.numbers import Format


def _country(text: str, _: Answers) -> Reading:
    found = world.country_meant(text)
    return Reading(found.code, found.name)


def _currency(text: str, _: Answers) -> Reading:
    found = world.currency_meant(text)
    return Reading(found.code, found.name)


def _days(text: str, _: Answers) -> Reading:
    days = parse_work_week(text)
    return Reading(days, plural(len(days), "day"))


def _counter(text: str, _: Answers) -> Reading:
    """A next number: digits only; whether it was given already, is known when it is stored."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 10**9):
        raise StudioError(
            f"{quoted(text)} is no number to count on from; type digits only, nine at most."
        )
    return Reading(int(text))


def _format(text: str, answers: Answers) -> Reading:
    """A format by what it is called, with what the next numbers will look like."""
    found: Format = choose(text, _FORMATS, "number format").id
    day, number = answers.facts.today, answers.value("session") or FIRST
    shown = [
        session_number(found, 1 if found in DATED else number, last=last, first=first, day=day)
        for last, first in EXAMPLES
    ]
    return Reading(found, " · ".join(dict.fromkeys(shown)))


EXAMPLES: Final = (("O'Brien", "Zoë"), ("Иванова", "Анна"), ("王", "芳"))
"""Clients whose numbers a preview shows: with signs in them, and in other scripts."""
_FORMATS: Final = (
    Option("number", "Number alone"),
    Option("last", "Last name and number"),
    Option("full", "Last and first name, number"),
    Option("date", "Date and number of the day"),
    Option("date_name", "Date, last name, number of the day"),
)


def _format_problem(answers: Answers) -> tuple[tuple[str, str], ...]:
    """Dates belong to numbers that are given on the day (product rule)."""
    how, when = answers.value("numbers.session_format"), answers.value("numbers.session")
    if how in DATED and when == "creation":
        said = "A number with the date in it is given on the day: choose so above, or another form."
        return (("numbers.session_format", said),)
    return ()


def _next(kind: str) -> Setting:
    return words(
        kind,
        f"Next {kind} number",
        _counter,
        whose="counter",
        rule="required",
        help="The number that comes next. It cannot go back into numbers that were given.",
    )


_STUDIO = Group(
    "studio",
    "Studio",
    "name, country, currency",
    (
        words("studio.name", "Name", rule="required", help="As it stands on documents and emails."),
        words(
            "studio.country",
            "Country",
            _country,
            rule="required",
            choices=lambda _: world.countries(),
            help="Phone numbers without a country are read as from here.",
        ),
        words(
            "studio.currency",
            "Currency",
            _currency,
            rule="required",
            choices=lambda _: world.currencies(),
            help="Fixed once there are invoices; prices keep their figures.",
        ),
        yes_no(
            "dates.day_first",
            "Day first in dates",
            "Typed as 5/11: 5 November, not 11 May. What is shown names the month.",
        ),
        words(
            "calendar.work_week",
            "Work week",
            _days,
            rule="required",
            text=lambda days, _: work_week_words(days),
            help="Days counted for due dates, as mon-fri or tue, sat. Hours say when it is open.",
        ),
    ),
)
_MONEY = Group(
    "money",
    "Tax",
    "how it is worked out, the usual rate, shipping",
    (
        one_of(
            "money.tax_method",
            "Tax",
            {
                "none": "No tax",
                "added": "One tax, added to the total",
                "two": "Two taxes, added to the total",
                "included": "Prices hold the tax",
                "line": "Each line at the rate of its item",
            },
            "Holds for new invoices; those that are stored stay as they are.",
        ),
        entry_of(
            "money.default_tax",
            "Usual rate",
            lambda lists: lists.tax_rates,
            "no rate",
            "What a new invoice begins with.",
        ),
        yes_no("money.shipping_taxable", "Tax on shipping", "Also on handling."),
    ),
)
_CLIENTS = Group(
    "clients",
    "Clients",
    "capitals of names, duplicates, status on booking, news and offers",
    (
        one_of(
            "names.casing",
            "Capitals of names",
            {
                "product": "First letter of each word",
                "smart": "Only where all are small or all capital",
                "off": "As typed",
            },
            "What becomes of a name when its field is left; F3 leaves it as typed.",
        ),
        entry_of(
            "clients.status_on_booking",
            "Status on booking",
            lambda lists: lists.client_statuses,
            "unchanged",
            "What a prospect becomes when a session is booked.",
        ),
        *(
            yes_no(
                f"clients.duplicate.{key}",
                f"Same {said}",
                "Whether a new client is said to be known already when that is the same.",
            )
            for key, said in DUPLICATES.items()
        ),
        *(
            yes_no(
                f"clients.allow.{key}",
                f"{said} new clients",
                "Whether new clients may be sent news and offers so, unless they say otherwise.",
            )
            for key, said in ALLOWED.items()
        ),
    ),
)
_NUMBERS = Group(
    "numbers",
    "Numbers",
    "when clients and sessions are numbered, and how; the next ones",
    (
        one_of(
            "numbers.client",
            "Clients are numbered",
            {
                "booking": "when a session is booked",
                "creation": "when they are created",
                "never": "not by themselves",
            },
        ),
        one_of(
            "numbers.session",
            "Sessions are numbered",
            {
                "creation": "when they are booked",
                "day": "on the day of the session",
                "never": "not by themselves",
            },
        ),
        Setting(
            "numbers.session_format",
            Field(
                "numbers.session_format",
                "Session numbers",
                _format,
                rule="required",
                choices=lambda _: tuple(each.name for each in _FORMATS),
                help="Numbers that were given stay as they are.",
            ),
            text=lambda value, _: next(each.name for each in _FORMATS if each.id == value),
        ),
        *map(_next, ("client", "session", "appointment", "invoice", "payment", "task")),
    ),
    problems=_format_problem,
)
_BOOKING = Group(
    "booking",
    "Booking",
    "times that are taken, what is booked mostly, what is proposed",
    (
        one_of(
            "booking.clashes",
            "Times that are taken",
            {
                "never": "are refused",
                "prompt": "are booked after a question",
                "reason": "are booked after a question, with the reason",
                "always": "are booked without a word",
            },
            "Session types and resources may have a rule of their own.",
        ),
        yes_no(
            "booking.unconfirm",
            "Moving unconfirms",
            "Whether a booking that is moved is no longer confirmed.",
        ),
        one_of(
            "booking.kind",
            "Mostly scheduled",
            {
                "session": "Session",
                "linked": "Linked appointment",
                "unlinked": "Unlinked appointment",
            },
            "What the wizard begins with.",
        ),
        entry_of(
            "booking.session_type",
            "Usual session type",
            lambda lists: lists.types,
            "none: it is chosen every time",
            "What a new session begins with.",
        ),
        one_of(
            "booking.invoice",
            "Invoice at booking",
            {
                "type": "where the session type adds items",
                "yes": "always",
                "no": "not at booking",
            },
            "What the wizard proposes; whoever books may choose otherwise.",
        ),
        one_of(
            "booking.payment",
            "Payment at booking",
            {"deposit": "where a deposit is asked", "now": "always", "no": "not at booking"},
            "What the wizard proposes; whoever books may choose otherwise.",
        ),
        one_of(
            "booking.link",
            "Linked appointments",
            {"coming": "belong to the next session", "none": "belong to no session"},
            "What the wizard proposes for the client's appointment.",
        ),
    ),
)

STUDIO_GROUPS: Final = (_STUDIO, _MONEY, _CLIENTS, _NUMBERS, _BOOKING)
GROUPS: Final = (*STUDIO_GROUPS, *OWN_GROUPS)
BY_KEY: Final = {each.key: each for group in GROUPS for each in group.settings}
"""Every setting by what it is stored by."""
