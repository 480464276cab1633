"""Choices that are remembered, for the studio or for one person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studio_tui.domain.settings import PERSONAL, STUDIO

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk


def chosen(desk: Desk) -> dict[str, Any]:
    """All that was chosen, by the studio and by the person at the desk, over what holds else."""
    rows = desk.rows(
        "SELECT key, value FROM preference WHERE person_id IN (0, ?) ORDER BY person_id",
        (desk.person_id or 0,),
    )
    return {**STUDIO, **PERSONAL, **{key: json.loads(value) for key, value in rows}}


def remember(desk: Desk, key: str, value: Any, *, personal: bool = True) -> None:
    """Keep a choice; ``value`` is anything that JSON can hold."""
    with desk.work() as work:
        work.prefer(key, value, personal=personal)
