"""Hubs: the lists of everything that a studio keeps, each declared once, without a screen.

Adding a hub is a module with its declaration, and its name in `HUBS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from studio_tui.hubs.hub import Hub

HUBS: Final[dict[str, str]] = {
    "clients": "Clients",
    "sessions": "Sessions",
    "appointments": "Appointments",
    "invoices": "Invoices",
    "tasks": "Tasks",
}
"""Module of each hub in this package, and its name, as they follow the calendar."""


def declared(key: str) -> Hub:
    """The declaration of a hub; its module is imported when it is used."""
    return cast("Hub", import_module(f"studio_tui.hubs.{key}").HUB)
