"""What a studio and each person may set, with what holds while nothing was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

Whose = Literal["studio", "person", "counter", "page", "rule"]
"""Where a setting is kept: with the studio, with the person at the desk, as the next number of a
counter, with a page of a wizard, among the rules of the fields."""

DUPLICATES: Final = {
    "phone": "phone number",
    "email": "email address",
    "name": "last and first name",
    "city": "last name and city",
    "address": "address and city",
    "alike": "sound or spelling of the name",
}
"""What may show that a new client is known already, by the end of its setting's key."""

ALLOWED: Final = {"email": "Email", "mail": "Post", "sms": "Text", "call": "Call"}
"""How a client may allow the studio to reach them with news, by the end of its setting's key."""

STUDIO: Final[dict[str, Any]] = {
    "studio.name": "",
    "studio.country": "GB",
    "studio.currency": "GBP",
    "names.casing": "product",
    "dates.day_first": True,
    "calendar.work_week": [0, 1, 2, 3, 4],
    "booking.clashes": "prompt",
    "booking.unconfirm": True,
    "booking.kind": "session",
    "booking.session_type": "",
    "booking.invoice": "type",
    "booking.payment": "deposit",
    "booking.link": "coming",
    "clients.status_on_booking": "",
    **{f"clients.duplicate.{key}": True for key in DUPLICATES},
    **{f"clients.allow.{key}": True for key in ALLOWED},
    "numbers.client": "booking",
    "numbers.session": "creation",
    "numbers.session_format": "number",
    "money.tax_method": "none",
    "money.default_tax": "",
    "money.shipping_taxable": False,
    "rules": {},
}
"""The studio's own.

``booking.clashes``: what is done about clashes, see `services.policy`.

``booking.invoice``: whether the wizard proposes an invoice: ``yes``, ``no``, or where the ``type``
adds items. ``booking.payment``: whether it proposes a payment: ``now``, ``no``, or where a
``deposit`` is asked. ``booking.link``: the session of a linked appointment: the ``coming``
one, or ``none``. ``booking.tick.*``: how a tick of the last page begins, ``yes`` or ``no``; as it
was left last while nothing is chosen. ``booking.letter.*``: the letter beside it.

``rules``: rules of fields by wizard, page and key, as ``booking.client_information.email``.
"""

PERSONAL: Final[dict[str, Any]] = {
    "booking.skip_welcome": False,
    "booking.finish": {},
    "booking.new_session": "wizard",
    "calendar.free_type": "",
    "calendar.begin": "",
    "calendar.rows": 0,
    "calendar.schedules": [],
    "screen.theme": "",
    "keys.letters": True,
    "letters.signature": "",
}
"""Those of the person at the desk.

``booking.new_session``: how a session is made from a client, with the ``wizard`` or a short
``form``. ``calendar.begin``: the view that the calendar begins with; empty: as it was left.
``calendar.rows``: minutes in a row then; 0: as it was left. ``screen.theme``: one of
`domain.themes`; empty: as the terminal suggests.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that somebody changes. Values are anything that JSON can hold."""

    whose: Whose
    key: str
    label: str
    before: Any
    """As it was read; somebody else's newer value is not overwritten."""
    after: Any
    said_before: str = ""
    said_after: str = ""
    """Both values in words, for the history."""
