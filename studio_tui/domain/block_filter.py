"""Narrowing down what the calendar draws: the words of a booking, and those that somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.domain.names import fold
from studio_tui.domain.words import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_tui.domain.block import Block


@dataclass(frozen=True, slots=True)
class Filtered:
    """Blocks of which some are left out; these still hold their time."""

    blocks: tuple[Block, ...]
    shown: int
    """How many bookings are not left out."""
    all: int

    @property
    def words(self) -> str:
        """How many are shown: ``3 of 12 bookings``."""
        return f"{self.shown} of {plural(self.all, 'booking')}"


def filtered(blocks: Sequence[Block], names: Mapping[int, str], typed: str) -> Filtered:
    """Leave out the bookings that do not have every word typed, or a word that begins with it.

    Args:
        blocks: What is to be drawn.
        names: Of the schedules; a booking has the names of all that it is drawn for.
        typed: Words of client, type, description, number, person or room, status and state.
    """
    wanted = [f" {word}" for word in fold(typed).split()]
    texts: dict[int, str] = {}
    for block in blocks:
        said = texts.get(block.event_id) or _words(block)
        texts[block.event_id] = f"{said} {fold(names.get(block.schedule_id, ''))}"
    found = {key for key, text in texts.items() if all(word in text for word in wanted)}
    return Filtered(
        tuple(
            block if block.event_id in found else block._replace(left_out=True) for block in blocks
        ),
        len(found),
        len(texts),
    )


def _words(block: Block) -> str:
    states = (
        "confirmed" if block.confirmed else "unconfirmed",
        "balance due" if block.owes else "",
        "call warning" if block.call_warning else "",
        "notes" if block.has_notes else "",
    )
    parts = (block.client, block.type_name, block.description, block.number, block.kind)
    return " " + fold(" ".join((*parts, block.status, *states)))
