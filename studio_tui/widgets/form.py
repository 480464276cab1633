"""A form: fields declared elsewhere, typed into here, and in words what was made of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.actions import SkipAction
from textual.message import Message

from studio_tui.domain.names import Casing, recase, recase_place
from studio_tui.keys import bindings
from studio_tui.widgets.form_editors import Edited, Editor, LineEditor, NotesEditor
from studio_tui.widgets.form_sheet import FormSheet
from studio_tui.widgets.lines import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from textual import events
    from textual.binding import BindingType

    from studio_tui.flows.field import Answers, Field

RECASED: Final = {"name": recase, "town": recase_place}
"""What puts the capitals of a field right that was typed in, by its kind."""


class Form(FormSheet):
    """Fields, one line each: label, what was typed, what the program made of it.

    Give it what was read, with `show`, after every `Typed`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("form"), *bindings("names")]

    @dataclass
    class FieldMessage(Message):
        """Something about one field."""

        form: Form
        key: str

        @property
        def control(self) -> Form:
            """The form."""
            return self.form

    @dataclass
    class Typed(FieldMessage):
        """A person has changed the text of a field."""

        text: str

    class Left(FieldMessage):
        """The focus has left a field; capitals have been put right before."""

    class PickWanted(FieldMessage):
        """The list of a field's choices is wanted."""

    @dataclass
    class Recased(FieldMessage):
        """The capitals of a name were put right."""

        before: str
        after: str

        @property
        def words(self) -> str:
            """What to tell."""
            return f"{self.news} Ctrl+Z gives back {self.before}."

        @property
        def news(self) -> str:
            """What has changed."""
            return f"Capitals: {self.before} became {self.after}."

    @dataclass
    class Finished(Message):
        """Enter on the last field."""

        form: Form

        @property
        def control(self) -> Form:
            """The form."""
            return self.form

    follower: Callable[[str, bool], None] | None = None
    """Called at once with what there is to say about the focused field, and whether it warns."""
    strict = False
    """Whether Enter stays on a field that cannot be read."""

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        casing: Casing = "product",
        kept: Collection[str] = (),
        id: str | None = None,  # noqa: A002 as every widget calls it
    ) -> None:
        """Make a form.

        Args:
            fields: From top to bottom.
            casing: The studio's rule for capitals of names.
            kept: Keys of fields whose text is added to when they are typed in. The text of others
                is replaced, as a day is, a time, or a choice; that of a name only while it is a
                suggestion.
            id: The widget's.
        """
        super().__init__(fields, id)
        self.casing: Casing = casing
        self._kept = frozenset(kept)
        self._last: dict[str, str] = {}
        """Texts of the last `show`."""
        self._told: dict[str, list[str]] = {key: [] for key in self.fields}
        """Texts sent with `Typed` that no `show` has answered yet."""
        self._touched: set[str] = set()
        """Fields that were typed in since they were shown or left."""
        self._recased: Form.Recased | None = None
        self._said: tuple[str, str, bool] | None = None
        """Key of the field that the follower was called for last, and what it was told."""

    def on_mount(self) -> None:
        """Fill in what was to be shown before there was anything to show it in."""
        self._fill()

    # What is shown

    def show(self, answers: Answers, *, extra: Mapping[str, str] | None = None) -> None:
        """Put texts into the fields and words beside them; nothing is sent for it.

        What a person is typing at the moment stays, and so does the focus.

        Args:
            answers: What was read.
            extra: More to say about a field, by key; ``! `` at its beginning marks a warning.
        """
        before, self._answers, self._extra = self._answers, answers, extra or {}
        if before is not None:
            marked = [key for key in self._problems if before.problem(key)]
            self._unmark(*(key for key in marked if not answers.problem(key)))
        if self.is_mounted and self.is_attached:  # not on a page that is being closed
            self._fill()

    def _fill(self) -> None:
        if self._answers is None:
            return
        self._choose_rows(self._answers)
        for key, editor in self._editors.items():
            text, told = self._answers.text(key), self._told[key]
            if isinstance(editor, LineEditor):
                editor.select_on_focus = self._replaced(key, self._answers)
            if text in told:  # the answer to something typed, perhaps not to the last of it
                del told[: told.index(text) + 1]
            elif text != self._last.get(key):
                told.clear()
                self._touched.discard(key)
                editor.put(text)
            self._last[key] = text
        self._repaint_words()
        self._follow()

    def _replaced(self, key: str, answers: Answers) -> bool:
        """Whether the first letter typed in a field replaces its text."""
        named = self.fields[key].kind in RECASED
        return key not in self._kept and (not named or answers.proposed(key))

    def mark(self, problems: Sequence[tuple[str, str]], *, focus: bool = True) -> None:
        """Show what is wrong, and go to the first of it.

        Args:
            problems: (field key, sentence); none takes all marks away.
            focus: Whether to go there.
        """
        known = [(key, said) for key, said in problems if key in self._asked]
        self._problems = dict(reversed(known))
        self._reshape()
        if focus and known:
            self.focus_field(known[0][0])
        self._follow()

    def mark_also(self, key: str, problem: str) -> None:
        """Show what is wrong with one field, leaving the other marks and the focus.

        Args:
            key: The field.
            problem: A sentence; none shows nothing.
        """
        if problem and self._problems.get(key) != problem:
            self._problems[key] = problem
            self._reshape()

    def _unmark(self, *keys: str) -> None:
        if [key for key in keys if self._problems.pop(key, "")]:
            self._reshape()

    # Where the focus is

    def focus_field(self, key: str) -> None:
        """Go to a field; ignored if the form has none with that key."""
        if key in self._asked:
            self.screen.set_focus(self._editors[key])
            self.keep_in_view()

    @property
    def last_key(self) -> str:
        """Key of the field that has, or had last, the focus; the first before any had it."""
        return self._here or next(iter(self.fields), "")

    @property
    def help_text(self) -> str:
        """What may be typed in the focused field."""
        entry = self.fields.get(self._here)
        if entry is None:
            return ""
        return " ".join(filter(None, (entry.help, "Down lists them." if entry.choices else "")))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the row; put the capitals right that the mouse has left behind."""
        if isinstance(event.widget, Editor):
            before, self._here = self._here, event.widget.key
            if before != self._here:
                self._leave(before)
                if self._recased is not None and self._recased.key != before:
                    self._recased = None
            self._repaint_labels(before, self._here)
            self._follow()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Tell that a field was left."""
        if isinstance(event.widget, Editor):
            self.post_message(self.Left(self, event.widget.key))
            if not self.focused_key:
                self._repaint_labels(self._here)

    def _follow(self) -> None:
        """Say what there is to say about the focused field, once."""
        said = (self._here, *self._about())
        if self.follower is not None and self.focused_key and said != self._said:
            self._said = said
            self.follower(said[1], said[2])

    def _about(self) -> tuple[str, bool]:
        """A problem, capitals put right, or words without room and help; and whether it warns."""
        problem = self._problems.get(self._here, "")
        moved = self._recased is not None and self._recased.key != self._here
        news = self._recased.words if self._recased is not None and moved else ""
        if problem or news or not self._here:
            return problem or news, bool(problem)
        row = self._row(self._here)
        said, warn = self._words(row) if row is not None else ("", False)
        hidden = said.replace("! ", "") if width_of(said) > self._shape.words else ""
        both = " · ".join(filter(None, (hidden, self.help_text)))
        fits = width_of(both) + len(" ! ") <= self.size.width
        return both if fits or not hidden else hidden, warn and bool(hidden)

    # What a person does

    def insert(self, key: str, text: str) -> None:
        """Put a text where the cursor of a field is, as if it were typed."""
        editor = self._editors[key]
        if isinstance(editor, NotesEditor):
            editor.insert(text)
        elif isinstance(editor, LineEditor):
            editor.insert_text_at_cursor(text)

    def on_edited(self, event: Edited) -> None:
        """Pass on what was typed."""
        event.stop()
        key = event.editor.key
        self._touched.add(key)
        self._recased = None
        self._unmark(key)
        self._tell(key, event.text)

    def _tell(self, key: str, text: str) -> None:
        self._told[key].append(text)
        self.post_message(self.Typed(self, key, text))

    def settle(self) -> Recased | None:
        """Put the capitals of the focused name right before a page is turned, and return what was.

        The next page is the one to say so.
        """
        return self._recase(self._here)

    def _leave(self, key: str) -> None:
        """Put the capitals of a name that was left right, and say so."""
        recased = self._recase(key)
        if recased is not None:
            self.post_message(recased)

    def unread(self) -> dict[str, str]:
        """Texts by key typed since the last `show`, to be read before a page is turned."""
        return {
            key: editor.value
            for key, editor in self._editors.items()
            if editor.value != self._last.get(key)
        }

    def _recase(self, key: str) -> Recased | None:
        """Put capitals right in a name that was typed, never in one that was not touched."""
        kind = self.fields[key].kind if key in self._touched else "text"
        if kind not in RECASED:
            return None
        self._touched.discard(key)
        editor = self._editors[key]
        before = editor.value
        after = RECASED[kind](before, self.casing)
        if after == before:
            return None
        editor.put(after)
        self._tell(key, after)
        self._recased = self.Recased(self, key, before, after)
        return self._recased

    def action_give_back(self) -> None:
        """Undo the capitals that were put right last."""
        recased, self._recased = self._recased, None
        if recased is None:
            raise SkipAction
        self._editors[recased.key].put(recased.before)
        self._tell(recased.key, recased.before)

    def action_accept(self) -> None:
        """Accept the field and go on; on the last, the form is finished."""
        self._leave(self._here)
        if self.strict and self._answers and (problem := self._answers.problem(self._here)):
            self.mark([(self._here, problem)])
            return
        self._finish_or_go_on()

    def action_keep(self) -> None:
        """Go on with the capitals as typed."""
        self._touched.discard(self._here)
        self._finish_or_go_on()

    def _finish_or_go_on(self) -> None:
        if not self._step(1):
            self.post_message(self.Finished(self))

    def action_next(self) -> None:
        """Accept the field and go on; from the last, to whatever follows the form."""
        self._leave(self._here)
        if not self._step(1):
            raise SkipAction

    def action_previous(self) -> None:
        """Go back a field; from the first, to whatever is before the form."""
        self._leave(self._here)
        if not self._step(-1):
            raise SkipAction

    def action_above(self) -> None:
        """Go back a field."""
        self.action_previous()

    def action_below(self) -> None:
        """Ask for the list of choices, or go on a field where there is none."""
        entry = self.fields.get(self._here)
        if entry is not None and entry.choices is not None:
            self.post_message(self.PickWanted(self, entry.key))
        else:
            self.action_next()

    def _step(self, by: int) -> bool:
        """Move the focus; whether there was a field to move to."""
        keys = self._asked
        at = keys.index(self._here) + by if self._here in keys else 0
        if not 0 <= at < len(keys):
            return False
        self.focus_field(keys[at])
        return True

    def on_click(self, event: events.Click) -> None:
        """Go to the field whose label or words were clicked."""
        line = event.y + self.scroll_offset.y
        for row in self._rows:
            if row.top <= line < row.bottom and event.widget is self:
                self.focus_field(row.fields[0].key)
