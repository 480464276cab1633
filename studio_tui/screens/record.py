"""What every record screen does: form, lists, saving, leaving, the records before and after.

A new kind of record says, in a subclass of `RecordScreen`:

* ``KIND``, ``PLACE``, ``HELP_TEXT``, what New offers (``OFFERS``), and how many lines `aside` puts
  between form and lists (``ASIDE``, none by default);
* how it is read (`fetch`), and which lists it has (`lists`, made in `record_tabs`);
* what it is called (`called`, `about`) and whom it concerns (`who`, `warning`);
* its `fields`, the draft that comes of them (`draft`), how that is stored (`store`) and how two
  drafts differ in words (`differences`);
* which documents there are of it (`documents`), and what New starts from (`context`).

A record with a time starts from `timed_record` instead. `opening` finds the screen by its name.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.domain.booking import GoneError, StaleError
from studio_tui.domain.words import listing
from studio_tui.errors import StudioError
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.flows.flow import asked_about
from studio_tui.records.kept import touched
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.record_changes import ask_before, merged
from studio_tui.screens.record_frame import RecordFrame
from studio_tui.services import catalogue
from studio_tui.services.desk import Desk
from studio_tui.widgets.bars import Rule
from studio_tui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from studio_tui.domain.booking import Saved
    from studio_tui.flows.field import Field
    from studio_tui.screens.record_changes import Difference
    from studio_tui.studio import Studio


class RecordScreen(RecordFrame):
    """One stored record. What is typed is stored by Ctrl+S, all of it or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("record"),
        *keys.bindings("parents"),
        *keys.bindings("documents"),
    ]
    RULES: ClassVar[str] = ""
    """Page of the booking wizard whose required fields are required here too (product rule)."""
    KEPT: ClassVar[tuple[str, ...]] = ("description",)
    """Fields whose text is added to when they are typed in."""

    _answers: Answers
    _saving = _away = False

    def __init__(
        self, studio: Studio, record_id: int, *, among: Sequence[int] = (), blank: Any = None
    ) -> None:
        """Prepare to show a record.

        Args:
            studio: The open studio.
            record_id: The record's id; 0 for one that is not stored yet.
            among: Ids of the list that it was opened from.
            blank: What a new one starts from.
        """
        super().__init__(studio)
        self.record_id = record_id
        self.among = tuple(among)
        self.blank = blank
        self._passed: set[tuple[int, str]] = set()
        """Empty fields that were asked about, with the record that they are of."""

    # What a subclass says

    async def fetch(self) -> Any:
        """The record as it is stored; raises GoneError when it is not."""
        raise NotImplementedError

    def fields(self) -> tuple[Field, ...]:
        """The fields of `record`, filled in with what is stored."""
        raise NotImplementedError

    def asked(self) -> tuple[Field, ...]:
        """All that is typed: the fields of the form, and what is typed elsewhere."""
        return self.fields()

    def draft(self, answers: Answers) -> Any:
        """The record as it should be; None while something that it needs is missing."""
        raise NotImplementedError

    async def store(self, draft: Any, *, force: bool) -> Saved:
        """Store it; with ``force`` although something stands against it that can be overruled."""
        raise NotImplementedError

    async def create(self, draft: Any, *, force: bool) -> int:
        """Store a new one; returns its id. Only where a record can be made here."""
        raise NotImplementedError

    async def differences(self, old: Any, new: Any) -> tuple[Difference, ...]:
        """(label, old, new) in words for every field in which two drafts differ."""
        raise NotImplementedError

    async def documents(self) -> None:
        """Offer what can be printed or sent of the record, as it is stored."""
        self.remind("There is nothing to print here.")

    def refused(self, error: StudioError) -> None:
        """Say why it was not stored, where it can be put right; or ask."""
        if error.field in self.answers.fields:
            self.refuse(((str(error.field), error.message),))
        else:
            self.report(error)

    # Showing

    async def on_mount(self) -> None:
        """Read the record and show it, all at once."""
        with self.app.batch_update():
            try:
                await self.read()
            except StudioError as error:
                self.report(error)
                return
            self.opened = True
            await self.reload(Draft(), read=False)
        self.form.focus_field(next(iter(self.form.fields), ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing can be done to a record that is not there."""
        return self.opened or action in ("back", "help")

    async def read(self) -> None:
        """Read what is stored, and what there is to choose from."""
        self.record = self.blank or await self.fetch()
        call = self.studio.call
        self.facts = Facts(await call(Desk.today), await call(catalogue.catalogue))
        self.tabs = await self.read_lists() if self.blank is None else ()

    async def reload(self, draft: Draft, *, read: bool = True) -> None:
        """Show the record anew, with what a draft changes.

        Args:
            draft: Texts typed over what is stored.
            read: Whether to read it again first.
        """
        if read:
            await self.read()
        await self._fit_form()
        self.form.mark(())
        self.begin(draft)
        self.show_lists()
        self.divide()

    async def _fit_form(self) -> None:
        """Have a form with the fields of the record; it stays while they are the same."""
        fields = self.fields()
        if [entry.key for entry in fields] == list(self.form.fields):
            return
        casing = self.facts.catalogue.preferences["names.casing"]
        before, self.form = self.form, Form(fields, casing=casing, kept=self.KEPT)
        self.form.follower = self.follow
        await self.mount(self.form, after=self.query_one(Rule))
        if before.is_attached:
            here = before.focused_key
            await before.remove()
            if here:
                self.form.focus_field(here if here in self.form.fields else fields[0].key)

    def begin(self, draft: Draft) -> None:
        """Show the record as it was read last, with what a draft changes."""
        self.client_bar.set_client(self.who, self.warning)
        self.show_way()
        self.change(draft)
        self.show_typed()

    def on_screen_suspend(self) -> None:
        """Something else is in front."""
        self._away = True

    @reported
    async def on_screen_resume(self) -> None:
        """Show what has come meanwhile; what was typed stays."""
        if not (self._away and self.opened) or self.blank is not None:
            return
        self._away = False
        if self.touched:
            await self.look_again()
            self.tabs = await self.read_lists()
            self.show_lists()
            return
        before, tabs = self.record, self.tabs
        await self.read()
        if self.touched:  # while it was read
            self.record = before
            self.show_lists()
        elif (self.record, self.tabs) != (before, tabs):
            await self.reload(self.answers.draft, read=False)
        else:
            self.client_bar.set_client(self.who, self.warning)

    # What is typed

    @property
    def answers(self) -> Answers:
        """What was read last."""
        return self._answers

    def type(self, key: str, text: str) -> None:
        """Take over what was typed in a field."""
        self.change(self.answers.draft.with_text(key, text))

    def change(self, draft: Draft) -> None:
        """Read everything again."""
        page = replace(BOOKING.page(self.RULES), key=self.RULES, fields=self.asked())
        fields = page.tailored(BOOKING.key, self.facts.catalogue).fields
        self._answers = Answers(fields, draft, self.facts)

    @property
    def typed(self) -> Any:
        """The record as it should be; None while something that it needs is missing."""
        return self.draft(self.answers)

    @property
    def touched(self) -> bool:
        """Whether something was typed that is not stored."""
        return self.opened and (touched(self.answers) or bool(self.form.unread()))

    def problems(self) -> tuple[tuple[str, str], ...]:
        """(field key, sentence) for everything that cannot be stored."""
        return self.answers.problems()

    def show_typed(self) -> None:
        """Show what was made of a text; fields may have come or gone."""
        super().show_typed()
        self.divide()

    # Saving

    async def action_save(self) -> None:
        """Store what was typed."""
        self.settle()
        await self.save()

    async def save(self, *, force: bool = False) -> bool:
        """Store what was typed, or say why not.

        Args:
            force: Although something stands against it.

        Returns:
            Whether it is stored.
        """
        if self._saving:
            return False
        self._saving = True
        try:
            return await self._save(force=force)
        finally:
            self._saving = False

    async def _save(self, *, force: bool, news: str = "") -> bool:
        draft, problems = self.typed, self.problems()
        if problems or draft is None:
            self.refuse(problems)
            return False
        if empty := self._asked_about():
            self._ask_about_empty(empty, force=force)
            return False
        try:
            if self.blank is not None:
                await self._create(draft, force=force)
                return True
            saved = await self.store(draft, force=force)
        except StaleError:
            if news := await merged(self):
                return await self._save(force=force, news=news)
        except GoneError as error:
            await self._gone(error)
        except StudioError as error:
            self.refused(error)
        else:
            done = (
                "Saved." if saved.version != self.record.draft.version else "Nothing was changed."
            )
            await self.reload(Draft())
            self.remind(" ".join(filter(None, (done, *saved.sentences, news))))
            return True
        return False

    def _asked_about(self) -> tuple[str, ...]:
        """Keys of empty fields that the studio wants to be asked about, and nobody was yet."""
        found = asked_about(self.answers, BOOKING.key, self.RULES)
        return tuple(key for key in found if (self.record_id, key) not in self._passed)

    def _ask_about_empty(self, empty: Sequence[str], *, force: bool) -> None:
        """Ask once, before it is stored without them."""
        labels = [self.answers.fields[key].label for key in empty]

        async def answered(answer: str | None) -> None:
            if answer == "save":
                self._passed |= {(self.record_id, key) for key in empty}
                await self.save(force=force)
            else:
                self.form.focus_field(empty[0])

        choices = (("save", "Save it without"), ("back", f"Back to {labels[0]}"))
        question = Question("Left empty", f"{listing(labels)}: nothing is typed there.", choices)
        self.app.push_screen(question, answered)

    async def _create(self, draft: Any, *, force: bool) -> None:
        self.record_id, self.blank = await self.create(draft, force=force), None
        await self.reload(Draft())
        self.remind(f"{self.called} is stored.")

    async def _gone(self, error: GoneError) -> None:
        """Somebody has left meanwhile: the lists are read anew, what was typed stays."""
        await self.look_again()
        self.refused(error)

    async def look_again(self) -> None:
        """Take over what somebody has changed meanwhile in the lists; what was typed stays."""
        lists = await self.studio.call(catalogue.catalogue)
        if lists != self.facts.catalogue:
            self.facts = replace(self.facts, catalogue=lists)
            self.change(self.answers.draft)
            self.show_typed()

    # Leaving, and going to the records before and after

    @property
    def unsaved(self) -> str:
        """Whether something was typed and not stored."""
        return f"{self.called} was changed and not saved." if self.touched else ""

    async def action_back(self) -> None:
        """From the lists to the form, from there out; asks before what was typed is lost."""
        if self.leave_lists():
            return

        async def leave() -> None:
            self.dismiss()

        await ask_before(self, leave)

    @reported
    async def action_turn(self, by: int) -> None:
        """Go to the record after or before."""
        if self.record_id not in self.among or len(self.among) == 1:
            self.remind(f"This {self.KIND} was opened by itself; there is no list to go through.")
            return
        at = self.among.index(self.record_id) + by
        if 0 <= at < len(self.among):
            await ask_before(self, partial(self._go, at))
        else:
            self.remind("This is the first of the list." if by < 0 else "This is the last one.")

    async def _go(self, at: int) -> None:
        before, self.record_id = self.record_id, self.among[at]
        try:
            await self.reload(Draft())
        except StudioError:
            self.record_id = before
            raise
        self.remind(f"{self.called}, {at + 1} of {len(self.among)}.")

    # Documents

    @reported
    async def action_print(self) -> None:
        """Offer the documents; they say what is stored."""
        self.settle()
        if self.unsaved or self.blank is not None:
            key = self.key_name("record.save")
            self.remind(f"{key} first: a document says what is stored.")
        else:
            await self.documents()
