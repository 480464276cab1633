"""How a form is drawn: labels and words line by line, the editors placed upon them.

Only the editors are widgets of their own; a typed character repaints its own field and the words
beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import NULL_OFFSET, Region, Spacing
from textual.layout import Layout, WidgetPlacement

from studio_tui.widgets.form_editors import Editor, editor_for
from studio_tui.widgets.form_rows import (
    MARKER,
    FormRow,
    columns,
    entries,
    grouped,
    label_of,
    rows,
)
from studio_tui.widgets.lines import LineWidget, Runs, fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.strip import Strip
    from textual.widget import Widget

    from studio_tui.flows.field import Answers, Field


class _InTheMiddle(Layout):
    """Places the editors of a form in its middle column."""

    name = "form"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],  # noqa: ARG002
        size: Size,
        greedy: bool = True,  # noqa: ARG002
    ) -> list[WidgetPlacement]:
        assert isinstance(parent, FormSheet)
        return list(parent.placements(size.width))


class FormSheet(LineWidget):
    """The three columns of a form, its problems, and which row has the focus."""

    DEFAULT_CSS = """
    FormSheet { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    def __init__(self, fields: Sequence[Field], id: str | None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.fields = {entry.key: entry for entry in fields}
        self._editors = {entry.key: editor_for(entry.kind, entry.key) for entry in fields}
        self._groups = grouped(fields)
        self._asked = tuple(self.fields)
        """Keys of the fields that apply, as far as is known."""
        self._labels = tuple(map(label_of, self._groups))
        self._shape = columns(80, self._labels)
        self._rows = rows(self._groups, self._shape, {})
        self._drawn: dict[FormRow, tuple[str, bool]] = {}
        """What stands at the right of each row, and whether it warns."""
        self._answers: Answers | None = None
        self._extra: Mapping[str, str] = {}
        self._problems: dict[str, str] = {}
        self._here = ""
        """Key of the field that has, or had last, the focus."""
        self._layout = _InTheMiddle()

    @property
    def layout(self) -> Layout:
        """The form places its editors itself."""
        return self._layout

    def compose(self) -> ComposeResult:
        """One editor for each field."""
        yield from self._editors.values()

    @property
    def focused_key(self) -> str:
        """Key of the field that has the focus; empty when none has."""
        focused = self.screen.focused if self.is_attached else None
        return focused.key if isinstance(focused, Editor) and focused.parent is self else ""

    @property
    def lines(self) -> int:
        """Lines that all fields take."""
        found = rows(self._groups, self._shape, self._problems)
        return found[-1].bottom if found else 0

    @property
    def lines_first(self) -> int:
        """Lines of the first part and the name of the next, while the focus is there; else all."""
        found = rows(self._groups, self._shape, self._problems)
        here = self._row(self._here)
        for row in found[1:]:
            if row.heading:
                first = here is None or here.top < row.top
                return row.top if first else found[-1].bottom
        return found[-1].bottom if found else 0

    # Rows

    def placements(self, width: int) -> Iterator[WidgetPlacement]:
        """Where each editor stands in a form of that width; lays the rows out."""
        before = self._rows, self._shape
        self._shape = columns(width, self._labels)
        self._rows = rows(self._groups, self._shape, self._problems)
        self._drawn = {row: self._words(row) for row in self._rows}
        if (self._rows, self._shape) != before:
            self.refresh()  # labels may have been painted since where they stood before
        for row in self._rows:
            for entry, left, room in entries(row, self._shape):
                below = Spacing(0, 0, len(row.below), 0)
                region = Region(left, row.top, room, row.height)
                yield WidgetPlacement(region, NULL_OFFSET, below, self._editors[entry.key])

    def _row(self, key: str) -> FormRow | None:
        """The row of a field; None while it is not asked."""
        return next((row for row in self._rows if any(e.key == key for e in row.fields)), None)

    def _choose_rows(self, answers: Answers) -> None:
        """Take away the rows of what is not asked for these answers, and bring back the others."""
        read = {**self.fields, **answers.fields}
        asked = tuple(key for key in self.fields if read[key].applies(answers))
        if asked == self._asked:
            return
        self._asked = asked
        self._groups = grouped([self.fields[key] for key in asked])
        for key, editor in self._editors.items():
            editor.display = key in asked
        self._reshape()

    def _words(self, row: FormRow) -> tuple[str, bool]:
        """What stands at the right of a row, and whether it warns."""
        keys = [entry.key for entry in row.fields]
        problems = [self._problems[key] for key in keys if key in self._problems]
        if problems:
            return ("", False) if row.below else (f"! {problems[0]}", True)
        answers = self._answers
        words = [answers.reading(key).words for key in keys] if answers else []
        extra = [self._extra.get(key, "") for key in keys]
        warnings = [each for each in extra if each.startswith("! ")]
        others = [each for each in extra if each not in warnings]
        return " · ".join(filter(None, (*warnings, *words, *others))), bool(warnings)

    # Repainting

    def _reshape(self) -> None:
        """Place the rows anew if a problem needs lines of its own, or needs them no more."""
        if rows(self._groups, self._shape, self._problems) != self._rows:
            self._clear_arrangement_cache()  # Textual clears those of the widgets around this one
            self.refresh(layout=True)
            self.call_after_refresh(self.keep_in_view)
        else:
            self._repaint_words()

    def keep_in_view(self) -> None:
        """Scroll to the field with the focus, at once, if it is not seen."""
        editor = self._editors.get(self.focused_key)
        if editor is not None and not self.can_view_entire(editor):
            self.scroll_to_widget(editor, animate=False, center=True)

    def _repaint_words(self) -> None:
        """Repaint the words that have changed."""
        for row in self._rows:
            said = self._words(row)
            if self._drawn.get(row) != said:
                self._drawn[row] = said
                left = self._shape.words_at
                self._refresh_line(row.top, left, self.size.width - left)

    def _repaint_labels(self, *keys: str) -> None:
        for row in {self._row(key) for key in keys}:
            if row is not None:
                self._refresh_line(row.top, 0, self._shape.entry_at)

    def _refresh_line(self, line: int, left: int, width: int) -> None:
        self.refresh(Region(left, line - self.scroll_offset.y, width, 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the labels where the editors have gone."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw label and words; the editors stand upon it."""
        line = y + self.scroll_offset.y
        for row in self._rows:
            if row.top == line:
                return self._row_line(row)
            if row.heading and row.top - 1 == line:
                return self._heading_line(row.heading)
            if row.top + row.height <= line < row.bottom:
                return self._problem_line(row.below[line - row.top - row.height])
        return self.blank()

    def _row_line(self, row: FormRow) -> Strip:
        runs, look, shape = Runs(), self.look, self._shape
        here = self.focused_key in [entry.key for entry in row.fields]
        label = fit(("›" if here else "").ljust(MARKER) + row.label, shape.entry_at)
        runs.add(label, look.bold if here else look.text)
        if shape.words:
            said, warn = self._drawn.get(row, ("", False))
            runs.add(" " * (shape.words_at - shape.entry_at), look.text)
            runs.add(fit(said, shape.words), look.warning if warn else look.text)
        return runs.strip(self.size.width, look.text)

    def _heading_line(self, heading: str) -> Strip:
        runs = Runs()
        runs.add(fit(f"── {heading} " + "─" * self.size.width, self.size.width), self.look.bold)
        return runs.strip(self.size.width, self.look.text)

    def _problem_line(self, text: str) -> Strip:
        runs = Runs()
        runs.add(" " * (self._shape.entry_at if self._shape.words else MARKER), self.look.text)
        runs.add(text, self.look.warning)
        return runs.strip(self.size.width, self.look.text)
