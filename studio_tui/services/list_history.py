"""Who has changed what in the lists of the studio."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from studio_tui.domain.wallclock import wall

if TYPE_CHECKING:
    from studio_tui.records.lists.spec import ListSpec
    from studio_tui.services.desk import Desk

MOST = 200
"""Changes that are shown."""

_HISTORY = """
SELECT c.at, coalesce(s.name, ''), c.words, c.before, c.after FROM change c
LEFT JOIN person p ON p.id = c.person_id LEFT JOIN schedule s ON s.id = p.schedule_id
WHERE c.subject = ? ORDER BY c.id DESC LIMIT ?
"""


def history(desk: Desk, spec: ListSpec) -> tuple[tuple[str, str, str], ...]:
    """When, who and what, latest first."""
    labels = {column.key: column.field.label for column in spec.columns}
    return tuple(
        (f"{wall(at, desk.zone):%Y-%m-%d %H:%M}", who, " ".join((words, _what(labels, *values))))
        for at, who, words, *values in desk.rows(_HISTORY, (spec.key, MOST))
    )


def _what(labels: dict[str, str], before: str, after: str) -> str:
    old, new = json.loads(before), json.loads(after)
    if not old or not new:
        return ""
    said = [
        f"{labels.get(key, key)} {_said(old.get(key))} to {_said(new.get(key))}"
        for key in dict.fromkeys([*old, *new])
    ]
    return f"{', '.join(said)}."


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value in (None, "") else str(value)
