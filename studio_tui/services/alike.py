"""Clients who may be the same person as another one: a new one, or one to be merged.

Exact matches come from `search.duplicates`; names that are written or sound alike are looked for
among those with the same first letters of the last name, or with the same first name, so that the
cost does not grow with the studio.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.names import fold
from studio_tui.services import search

if TYPE_CHECKING:
    from studio_tui.domain.booking import ClientDraft
    from studio_tui.domain.found import ClientHit
    from studio_tui.services.desk import Desk

LIMIT = 20
"""Most clients that are offered."""
_LOOKED_AT = 2000
"""Most names that are compared, of each of the two kinds."""
_WRITTEN_ALIKE = 88
"""From this likeness on, of 100, two names may be one that was mistyped."""

_CANDIDATES = """
SELECT id, last, first FROM client WHERE {name} >= ? AND {name} < ? AND id <> ? LIMIT ?
"""


def alike(desk: Desk, draft: ClientDraft) -> list[ClientHit]:
    """Clients who may be the same as one, with the reason in ``why``, the likeliest first.

    Args:
        desk: Where we are.
        draft: A stored client, who is not found themselves, or a new one.
    """
    found = {hit.id: hit for hit in search.duplicates(desk, draft)}
    names = draft.id is not None or desk.preference("clients.duplicate.alike", default=True)
    for other_id, reason in (_by_name(desk, draft) if names else {}).items():
        if other_id in found:
            continue
        if hit := search.client(desk, other_id):
            found[other_id] = replace(hit, why=reason)
        if len(found) >= LIMIT:
            break
    return list(found.values())[:LIMIT]


def _by_name(desk: Desk, draft: ClientDraft) -> dict[int, str]:
    """Why a name may be the same, by client id; names that are the same are left to the search."""
    if not draft.last:
        return {}
    own = draft.id or 0
    last, first = fold(draft.last), fold(draft.first)
    rows = desk.rows(
        _CANDIDATES.format(name="sort_name"), (last[:2], f"{last[:2]}\U0010ffff", own, _LOOKED_AT)
    )
    if first:
        bounds = (f"{first} ", f"{first} \U0010ffff", own, _LOOKED_AT)
        rows += desk.rows(_CANDIDATES.format(name="given_name"), bounds)
    scored = {
        other_id: found
        for other_id, other_last, other_first in rows
        if (found := _likeness(last, first, fold(other_last), fold(other_first)))
    }
    order = sorted(scored, key=lambda other_id: (-scored[other_id][0], other_id))
    return {other_id: scored[other_id][1] for other_id in order}


def _likeness(last: str, first: str, other_last: str, other_first: str) -> tuple[float, str] | None:
    """How alike two folded names are, of 100, and in which way; None when they are not."""
    from jellyfish import metaphone
    from rapidfuzz import fuzz

    same_first = first == other_first or (
        bool(first and other_first)
        and (
            fuzz.ratio(first, other_first) >= _WRITTEN_ALIKE
            or metaphone(first) == metaphone(other_first)
        )
    )
    if not same_first or not other_last:
        return None
    likeness = fuzz.ratio(f"{last} {first}", f"{other_last} {other_first}")
    if likeness >= _WRITTEN_ALIKE:
        return likeness, "similar name"
    sound = metaphone(last)
    return (likeness, "name sounds the same") if sound and sound == metaphone(other_last) else None
