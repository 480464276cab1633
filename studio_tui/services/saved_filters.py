"""Searches of a hub that somebody keeps by a name: filters, order and columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studio_tui.errors import StudioError
from studio_tui.hubs.look import Look

if TYPE_CHECKING:
    from studio_tui.hubs.hub import Hub
    from studio_tui.services.desk import Desk

LONGEST = 60
"""Letters of a name."""


def kept(desk: Desk, hub: Hub) -> dict[str, Look]:
    """What the person at the desk has kept, and what is everybody's, by name."""
    rows = desk.rows(
        "SELECT name, value FROM saved_filter WHERE hub = ? AND person_id IN (0, ?) "
        "ORDER BY name COLLATE NOCASE, person_id",
        (hub.key, desk.person_id or 0),
    )
    return {name: Look.kept(_read(value), hub) for name, value in rows}


def _read(value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        return {}


def named(text: str) -> str:
    """A name as it is kept.

    Raises:
        StudioError: When it is none, or too long.
    """
    name = " ".join(text.split())
    if not name:
        raise StudioError("Give it a name, as: late this week.", field="name")
    if len(name) > LONGEST:
        raise StudioError(f"{len(name)} letters; shorten it to {LONGEST}.", field="name")
    return name


def keep(desk: Desk, hub: Hub, text: str, look: Look) -> str:
    """Keep a look by a name, in place of one that had it; returns the name.

    Raises:
        StudioError: When the name cannot be.
    """
    name = named(text)
    with desk.work() as work:
        _drop(desk, hub, name)
        work.insert(
            "saved_filter",
            person_id=desk.person_id or 0,
            hub=hub.key,
            name=name,
            value=json.dumps(look.to_keep()),
        )
    return name


def drop(desk: Desk, hub: Hub, name: str) -> None:
    """Forget a look."""
    with desk.work():
        _drop(desk, hub, name)


def _drop(desk: Desk, hub: Hub, name: str) -> None:
    desk.database.execute_sql(
        "DELETE FROM saved_filter WHERE hub = ? AND name = ? AND person_id = ?",
        (hub.key, name, desk.person_id or 0),
    )
