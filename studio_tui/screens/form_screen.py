"""What every screen with a form on it does: read what is typed, help, offer lists of choices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.screens.pick_list import PickList
from studio_tui.widgets.record_list import Row

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from studio_tui.domain.catalogue import Entry
    from studio_tui.flows.field import Answers
    from studio_tui.screens.base import StudioScreen
    from studio_tui.widgets.form import Form

    _Base = StudioScreen[Any]
else:
    _Base = object  # Textual gives a class the styles of its first base that is a widget


class FormScreen(_Base):
    """Stands before the screen among the bases of one with a form."""

    form: Form

    @property
    def answers(self) -> Answers:
        """What was read last."""
        raise NotImplementedError

    def type(self, key: str, text: str) -> None:
        """Take over what was typed in a field, so that `answers` know of it."""
        raise NotImplementedError

    def extra(self) -> dict[str, str]:
        """More to say beside the fields."""
        return {}

    def follow(self, words: str, warns: bool) -> None:
        """Say in the line what there is to say about the field under the cursor."""
        self.line.say(words, warn=warns)

    def show_typed(self) -> None:
        """Show what was made of a text."""
        self.form.show(self.answers, extra=self.extra())

    def settle(self) -> None:
        """Take over what was typed last, capitals put right, before the form is left or stored."""
        if recased := self.form.settle():
            self.recased(recased.news)
        for key, text in self.form.unread().items():
            self.type(key, text)
        self.form.show(self.answers, extra=self.extra())

    def recased(self, news: str) -> None:
        """Say that capitals were changed just before the form is left or stored."""
        self.remind(news)

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Mark fields with what is wrong, and go to the first."""
        self.form.mark(problems)
        self.line.say(problems[0][1], warn=True)

    def on_form_typed(self, event: Form.Typed) -> None:
        """Read everything again with the new text."""
        self.type(event.key, event.text)
        self.show_typed()

    def on_form_left(self, event: Form.Left) -> None:
        """Say at once what cannot be read, where it stands."""
        if self.answers.text(event.key).strip():
            self.form.mark_also(event.key, self.answers.problem(event.key))

    def on_form_recased(self, event: Form.Recased) -> None:
        """Say that capitals were changed."""
        self.remind(event.words)

    async def look_again(self) -> None:
        """Take over what somebody has changed meanwhile in the lists that are chosen from."""

    async def on_form_pick_wanted(self, event: Form.PickWanted) -> None:
        """Show the choices of a field."""
        await self.look_again()
        picker = choices(self.answers, event.key)
        self.app.push_screen(picker, partial(self._picked, event.key))

    def _picked(self, key: str, name: Hashable | None) -> None:
        if name is not None:
            picked = self.answers.fields[key].picked
            self.type(key, picked(str(name), self.answers) if picked else str(name))
            self.show_typed()


def choices(answers: Answers, key: str) -> PickList:
    """The list of choices of a field, the present one marked; none of them where that is allowed.

    Args:
        answers: What was read.
        key: A field that has choices.
    """
    entry = answers.fields[key]
    assert entry.choices is not None
    nobody = [Row("none", ("none",))] if answers.rule(key) != "required" else []
    rows = [_row(choice) for choice in entry.choices(answers)]
    typed = answers.text(key).strip()
    exact = [row.key for row in rows if typed.casefold() in _names(row)]
    at: Any = getattr(answers.value(key), "name", exact[0] if exact else typed)
    narrow = "" if exact or entry.picked else typed
    return PickList(entry.label, [*rows, *nobody], at=at or "none", typed=narrow)


def _names(row: Row) -> tuple[str, ...]:
    return row.cells[0].casefold(), row.note.casefold()


def _row(choice: Entry | str) -> Row:
    """A choice with what may be typed instead."""
    if isinstance(choice, str):
        return Row(choice, (choice,))
    return Row(choice.name, (choice.name,), note=choice.code)
