"""The form of one entry of a list."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Draft
from studio_tui.records.lists.spec import form, values
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.form_screen import FormScreen
from studio_tui.screens.lists.parts import open_part
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.record_changes import ask_each
from studio_tui.services import list_extras, list_uses, lists
from studio_tui.widgets.form import Form
from studio_tui.widgets.record_list import Row

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.listed import Listed
    from studio_tui.flows.field import Facts
    from studio_tui.records.lists.spec import ListSpec
    from studio_tui.studio import Studio

Stored = tuple[int, str]
"""Id of what was stored, and what to say."""


class EntryScreen(FormScreen, StudioScreen[Stored | None]):
    """Fields of an entry; gives back what was stored."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("entry")
    PLACE = "entry"

    def __init__(
        self,
        studio: Studio,
        spec: ListSpec,
        facts: Facts,
        entry: Listed | None,
        *,
        like: Listed | None = None,
    ) -> None:
        """Prepare to ask.

        Args:
            studio: The studio that is open.
            spec: The list.
            facts: What its fields need to know.
            entry: What is to be changed; None: it is new.
            like: What something new is a copy of.
        """
        super().__init__(studio)
        self.HELP_TEXT = spec.help  # type: ignore[misc]
        self.spec, self.facts, self.seen, self._like = spec, facts, entry, like
        self._fields = form(spec, entry or like, facts)
        self._draft = Draft()
        self._busy = False
        texts = [field.key for field in self._fields if field.wide]
        self.form = Form(self._fields, kept=texts)
        self.form.follower = self.follow

    def body(self) -> ComposeResult:
        """The form."""
        yield self.form

    @reported
    async def on_mount(self) -> None:
        """Begin at the name; say by what it is used."""
        what = f"New {self.spec.noun}" if not self.spec.single else ""
        if self._like is not None:
            what = f"{what} like {self.spec.name(self._like, self.facts)}"
        if self.seen is not None and not self.spec.single:
            what = self.spec.name(self.seen, self.facts)
        self.title_bar.set_left(f"{self.spec.title} · {what}" if what else self.spec.title)
        self.show_typed()
        self.form.focus_field(self._fields[0].key)
        if self.seen is not None and not self.spec.single:
            words = await self.studio.call(list_uses.used_words, self.spec, self.seen.id)
            self.title_bar.set_right(f"used by {words}" if words else "used by nothing")

    @property
    def answers(self) -> Answers:
        """What was read."""
        return Answers(self._fields, self._draft, self.facts)

    def type(self, key: str, text: str) -> None:
        """Take over what was typed."""
        self._draft = self._draft.with_text(key, text)

    @property
    def touched(self) -> bool:
        """Whether something was typed that differs from what is stored."""
        answers = self.answers
        return any(
            text != answers.fields[key].default(answers) for key, text in self._draft.typed.items()
        )

    @property
    def unsaved(self) -> str:
        """What would be lost."""
        self.settle()
        return f"What you typed in {self.spec.title} is not saved." if self.touched else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what is stored has more that belongs to it; only some texts are filled in."""
        if action == "insert":
            return any(column.inserts for column in self.spec.columns)
        return action != "more" or bool(self.spec.parts and self.seen is not None)

    def key_pairs(self) -> list[tuple[str, str]]:
        """Only keys that do something here."""
        useless = {"Insert", "More", "Keep capitals"}
        useless -= {word for word in ("Insert", "More") if self.check_action(word.lower(), ())}
        if any(field.kind == "name" for field in self._fields):
            useless.discard("Keep capitals")
        return [(key, word) for key, word in super().key_pairs() if word not in useless]

    async def look_again(self) -> None:
        """Take over what somebody has changed meanwhile in the lists that it refers to."""
        known = tuple(each for each in (self.seen, self._like) if each is not None)
        offered = await self.studio.call(list_extras.choices, self.spec, known)
        self.facts = replace(self.facts, lists=offered)
        self.show_typed()

    # Saving

    async def on_form_finished(self) -> None:
        """Enter on the last field saves."""
        await self.action_save()

    @reported
    async def action_save(self) -> None:
        """Store what was typed, and go back to the list."""
        if not self._busy:
            self._busy = True
            try:
                await self.save()
            finally:
                self._busy = False

    async def save(self) -> None:
        """Store it, unless something cannot be read or is refused."""
        self.settle()
        answers = self.answers
        if problems := answers.problems():
            self.refuse(problems)
            return
        wanted = values(self.spec, answers)
        try:
            if self.seen is None:
                like = self._like.id if self._like is not None else None
                entry_id = await self.studio.call(lists.add, self.spec, wanted, like=like)
                said = "entered"
            else:
                entry_id, said = self.seen.id, "saved"
                await self.studio.call(lists.change, self.spec, self.seen, wanted)
        except lists.BothChangedError as error:
            self._ask_whose(error)
        except StudioError as error:
            self._refused(error)
        else:
            called = self.spec.title if self.spec.single else answers.text(self.spec.called)
            self.dismiss((entry_id, f"{called} {said}."))

    def _refused(self, error: StudioError) -> None:
        if error.field in self.answers.fields:
            self.refuse(((str(error.field), error.message),))
        else:
            self.report(error)

    def _ask_whose(self, error: lists.BothChangedError) -> None:
        """Show both values of what somebody else has changed too."""
        answers = self.answers
        lines = {
            key: f"{column.field.label}: theirs "
            f"{_said(column.show(error.now.values[key], self.facts))}"
            f", yours {_said(answers.text(key))}."
            for key in error.keys
            for column in [self.spec.column(key)]
        }
        ask_each(self, error.message.rstrip("."), lines, partial(self._whose, error))

    async def _whose(self, error: lists.BothChangedError, taken: Collection[str] | None) -> None:
        self.seen = error.now
        self._fields = form(self.spec, error.now, self.facts)
        self._draft = self._draft.untouched(*taken or ())
        self.show_typed()
        if taken is not None and len(taken) < len(error.keys):
            await self.save()
        else:
            self.tell("Their changes are shown" + (" with yours." if taken is None else "."))

    # Elsewhere

    def action_insert(self) -> None:
        """Offer what can be inserted into the text."""
        columns = {each.key: each for each in self.spec.columns if each.inserts}
        column = columns.get(self.form.last_key) or next(reversed(columns.values()))
        assert column.inserts is not None
        rows = [Row(each, (each,)) for each in column.inserts(self.answers)]

        def picked(text: Any) -> None:
            if text is not None:
                self.form.focus_field(column.key)
                self.form.insert(column.key, str(text))

        self.app.push_screen(PickList(f"Insert into {column.field.label.lower()}", rows), picked)

    @reported
    async def action_more(self) -> None:
        """Open what belongs to it."""
        if self.seen is not None:
            name = self.spec.name(self.seen, self.facts)
            await open_part(self, self.spec, self.seen.id, name)

    async def action_back(self) -> None:
        """Back to the list; asks about what is not saved."""
        self.settle()
        if not self.touched:
            self.dismiss(None)
            return
        choices = (("save", "Save it"), ("discard", "Discard it"), ("stay", "Go on editing"))
        question = Question(
            f"Leave this {self.spec.noun}?", "What you changed is not saved yet.", choices
        )
        self.app.push_screen(question, self._leave)

    async def _leave(self, answer: str | None) -> None:
        if answer == "save":
            await self.action_save()
        elif answer == "discard":
            self.dismiss(None)


def _said(words: str) -> str:
    return quoted(words) if words else "none"
