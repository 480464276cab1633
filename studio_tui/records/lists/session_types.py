"""Session types, with what booking one puts on the invoice by itself and steps of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from studio_tui.domain.block_text import FIELDS
from studio_tui.records.lists.fields import (
    code,
    colour,
    deposit,
    inactive,
    lines,
    minutes,
    name,
    number,
    one_of,
    reference,
    text,
    yes,
)
from studio_tui.records.lists.spec import Column, ListSpec, Part, Use
from studio_tui.records.lists.statuses import own_cycle

CLASHES: Final = {
    "": "As elsewhere",
    "never": "Refuse",
    "prompt": "Ask",
    "reason": "Ask why",
    "always": "Book without asking",
}
"""What can be done about clashes."""


def calendar_text(key: str, label: str) -> Column:
    """What a block on the calendar says."""
    column = text(
        key, label, limit=200, help="Empty: client and type. F4 inserts what is filled in."
    )
    return replace(column, inserts=lambda _: tuple(f"{{{each}}}" for each in FIELDS))


def clashes(help: str) -> Column:  # noqa: A002
    """What is done about clashes."""
    return one_of("clashes", "When taken", CLASHES, "", help=help)


def _people(key: str, label: str, *, unless: int | None = None) -> Column:
    return number(key, label, unless, help="While nobody has said how many come, it counts as one.")


AUTOMATIC: Final = ListSpec(
    "automatic_items",
    "Automatic items",
    "automatic item",
    "session_type_item",
    (
        reference("item", "Item", "item", "item", width=-1, rule="required"),
        number("quantity", "Quantity", 1, least=1, width=8),
        _people("from_people", "From people", unless=0),
        _people("to_people", "To people"),
        yes("each", "Each", help="Once for each person from the first number on."),
    ),
    called="item",
    hides=False,
    help="Booking this type puts these on the invoice by itself. They are items of its price "
    "list. With a number of people they only count when that many come, both ends included; "
    "ticked Each, once for each person from the first number on, as for everybody beyond four.",
)

SESSION_TYPES: Final = ListSpec(
    "session_types",
    "Session types",
    "session type",
    "session_type",
    (
        name(),
        code(),
        colour(),
        minutes("length", "Length", 60, width=7),
        minutes("before", "Kept free before"),
        minutes("after", "after", beside="before"),
        reference("photographer", "Photographer", "photographer", "photographer", width=-1),
        reference("assistant", "Assistant", "assistant", "assistant"),
        reference("resource", "Resource", "resource", "resource"),
        reference("price_list", "Price list", "price_list", "price list"),
        deposit(),
        number(
            "notice",
            "Notice",
            unit="hour",
            help="Hours before the start from which moving or cancelling is short notice.",
        ),
        clashes("What happens when somebody or something is taken."),
        calendar_text("calendar_text", "On the calendar"),
        lines("terms", "Terms", help="Printed at the foot of the confirmation."),
        inactive(),
    ),
    heading="Booking",
    help="A session type fills in length, people, resource and fees at booking. What is booked "
    "already keeps what it has; only the colour follows.",
    uses=(Use("session", "session", "type_id"),),
    parts=(
        Part("Automatic items", AUTOMATIC, "type_id"),
        Part("Its own steps", own_cycle("session", "session type"), "for_type"),
    ),
)
