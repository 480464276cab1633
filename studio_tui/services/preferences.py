"""Choices that are remembered, for the studio or for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk


def remember(desk: Desk, key: str, value: Any, *, personal: bool = True) -> None:
    """Keep a choice; ``value`` is anything that JSON can hold."""
    with desk.work() as work:
        work.prefer(key, value, personal=personal)
