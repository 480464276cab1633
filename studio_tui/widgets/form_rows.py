"""Where the fields of a form stand: a line each, in three columns that are the same everywhere.

Left what is asked, in the middle what was typed, at the right what the program made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.widgets.lines import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from studio_tui.flows.field import Field

MARKER = 2
"""Cells for the ``›`` of the row that has the focus, and a gap."""
GAP = 2
"""Cells between what was typed and what was made of it."""
ENTRY = (22, 44)
"""Least and most cells for typing, where words stand beside them."""
WORDS = 16
"""Least cells for the words at the right; with fewer they are left out."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the three columns, in cells."""

    label: int
    entry: int
    words: int
    """0 where there is no room."""

    @property
    def entry_at(self) -> int:
        """Where typing begins."""
        return MARKER + self.label + 1

    @property
    def words_at(self) -> int:
        """Where the words at the right begin."""
        return self.entry_at + self.entry + GAP

    @property
    def to_the_edge(self) -> int:
        """Cells from where typing begins to the right edge."""
        return self.entry + (GAP + self.words if self.words else 0)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of a form, or a few for notes, and what is said below it."""

    fields: tuple[Field, ...]
    label: str
    top: int
    height: int = 1
    below: tuple[str, ...] = ()
    """A problem in full, where it does not fit at the right."""
    heading: str = ""
    """Name of a part, on the line above."""

    @property
    def bottom(self) -> int:
        """The first line after it."""
        return self.top + self.height + len(self.below)

    @property
    def wide(self) -> bool:
        """Whether typing goes to the right edge."""
        return _wide(self.fields)


def _wide(fields: Sequence[Field]) -> bool:
    return fields[0].kind == "notes" or fields[0].wide


def grouped(fields: Sequence[Field]) -> tuple[tuple[Field, ...], ...]:
    """The fields of each line: one, and those that want to stand beside it."""
    found: list[tuple[Field, ...]] = []
    for entry in fields:
        if found and entry.beside in [other.key for other in found[-1]]:
            found[-1] = (*found[-1], entry)
        else:
            found.append((entry,))
    return tuple(found)


def label_of(fields: Sequence[Field]) -> str:
    """What a line asks: ``Start, end``."""
    first, *others = (entry.label for entry in fields)
    return ", ".join((first, *(label[:1].lower() + label[1:] for label in others)))


def columns(width: int, labels: Sequence[str]) -> Columns:
    """Divide a width among the columns.

    Args:
        width: Cells of the form.
        labels: What all lines ask.
    """
    label = min(max(map(width_of, labels), default=0), max(8, width // 2))
    room = max(1, width - MARKER - label - 1)
    if room < ENTRY[0] + GAP + WORDS:
        return Columns(label, room, 0)
    entry = max(ENTRY[0], min(ENTRY[1], room * 43 // 100))
    return Columns(label, entry, room - entry - GAP)


def entries(row: FormRow, shape: Columns) -> Iterator[tuple[Field, int, int]]:
    """(field, left, width) of each field on a line; what is longer gets more of the line."""
    if row.wide:
        yield row.fields[0], shape.entry_at, shape.to_the_edge
        return
    weights = [min(entry.limit, 40) for entry in row.fields]
    wide = any(entry.wide for entry in row.fields)
    room = (shape.to_the_edge if wide else shape.entry) - (len(weights) - 1)
    left = 0
    for index, entry in enumerate(row.fields):
        right = room * sum(weights[: index + 1]) // sum(weights)
        yield entry, shape.entry_at + left + index, max(1, right - left)
        left = right


def rows(
    groups: Sequence[tuple[Field, ...]], shape: Columns, problems: Mapping[str, str]
) -> tuple[FormRow, ...]:
    """The lines of a form from top to bottom.

    Args:
        groups: The fields of each line.
        shape: The columns.
        problems: Sentences to show, by field key.
    """
    found: list[FormRow] = []
    for fields in groups:
        heading = fields[0].part if found else ""  # the first part needs none
        found.append(
            FormRow(
                fields,
                label_of(fields),
                (found[-1].bottom if found else 0) + bool(heading),
                fields[0].lines if fields[0].kind == "notes" else 1,
                _below(fields, shape, problems),
                heading,
            )
        )
    return tuple(found)


def _below(
    fields: tuple[Field, ...], shape: Columns, problems: Mapping[str, str]
) -> tuple[str, ...]:
    said = [problems[entry.key] for entry in fields if entry.key in problems]
    if len(said) == 1 and not _wide(fields) and width_of(said[0]) + 2 <= shape.words:
        return ()
    width = shape.to_the_edge if shape.words else shape.to_the_edge + shape.label + 1
    return tuple(line for sentence in said for line in wrapped(f"! {sentence}", width))
