"""The lists that a studio maintains itself, in the order of the Maintenance screen.

A list is a module with its spec, and a line here.
"""

from __future__ import annotations

from typing import Final

from studio_tui.records.lists.appointment_types import APPOINTMENT_TYPES
from studio_tui.records.lists.marketing import ORGANISATIONS, PROMOTIONS
from studio_tui.records.lists.people import PEOPLE, RESOURCES
from studio_tui.records.lists.places import LOCATIONS, OUTSIDE_LOCATIONS
from studio_tui.records.lists.prices import PAYMENT_METHODS, PRICE_LISTS, TAX_RATES
from studio_tui.records.lists.session_types import SESSION_TYPES
from studio_tui.records.lists.statuses import STATUSES
from studio_tui.records.lists.texts import CUSTOM_FIELDS, LETTERS, TERMS
from studio_tui.records.lists.words import (
    CLIENT_GROUPS,
    CREDIT_REASONS,
    EVENT_DESCRIPTIONS,
    INVOICE_CLASSIFICATIONS,
    LEAD_SOURCES,
    PHONE_LABELS,
    RELATIONSHIPS,
    TASK_TYPES,
)

LISTS: Final = (
    SESSION_TYPES,
    APPOINTMENT_TYPES,
    EVENT_DESCRIPTIONS,
    PEOPLE,
    RESOURCES,
    LOCATIONS,
    OUTSIDE_LOCATIONS,
    PRICE_LISTS,
    TAX_RATES,
    PAYMENT_METHODS,
    INVOICE_CLASSIFICATIONS,
    CREDIT_REASONS,
    LEAD_SOURCES,
    CLIENT_GROUPS,
    RELATIONSHIPS,
    PHONE_LABELS,
    ORGANISATIONS,
    PROMOTIONS,
    TASK_TYPES,
    *STATUSES,
    LETTERS,
    TERMS,
    *CUSTOM_FIELDS,
)
"""All of them."""
