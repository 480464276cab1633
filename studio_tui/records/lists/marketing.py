"""Promotions, and how clients are told apart and reached."""

from __future__ import annotations

from typing import Final

from studio_tui.records.lists.fields import code, day, inactive, lines, name, text
from studio_tui.records.lists.spec import ListSpec, Use

PROMOTIONS: Final = ListSpec(
    "promotions",
    "Promotions",
    "promotion",
    "promotion",
    (
        name(width=-1),
        code(),
        day("first", "First day", width=15, help="Empty: from the beginning."),
        day("last", "Last day", width=15, help="Empty: for as long as it is active."),
        inactive(),
    ),
    heading="Clients",
    help="A promotion marks the sessions that came of it. It is offered for sessions from its "
    "first day to its last. What takes something off an order is an item of a price list, of the "
    "kind Promotional item.",
    uses=(Use("session", "session_promotion", "promotion_id"),),
)

ORGANISATIONS: Final = ListSpec(
    "organisations",
    "Organisations",
    "organisation",
    "organisation",
    (
        name(width=-1),
        text("phone", "Phone", wide=False, width=16),
        lines("address", "Address"),
        lines("notes", "Notes"),
        inactive(),
    ),
    heading="Clients",
    help="Schools, clubs and companies that clients belong to.",
    uses=(Use("client", "client", "organisation_id"),),
)
