"""A field that names a client: by number or by name, as far as they were looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.words import quoted
from studio_tui.flows.field import Answers, Reading
from studio_tui.records.kept import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_tui.domain.found import ClientHit

Named = dict[str, tuple["ClientHit", ...]]
"""Clients whom a typed text may mean, as far as they were looked for."""


def read_client(text: str, _: Answers, *, named: Mapping[str, Sequence[ClientHit]]) -> Reading:
    """A reader of a client's name or number."""
    if not text:
        return Reading()
    found = named.get(text)
    if found is None:
        return Reading(None, "…")
    if not found:
        return Reading(problem=f"No client fits {quoted(text)}; type a name or a number.")
    if len(found) > 1:
        return Reading(problem=f"{len(found)} clients fit {quoted(text)}: Down lists them.")
    hit = found[0]
    words = " · ".join(filter(None, (hit.name, hit.number, hit.city)))
    return Reading(Choice(hit.id, hit.name), words)
