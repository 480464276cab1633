"""A few settings as a form: stored together, and asked about when somebody else changed one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.widgets import Static

from studio_tui import keys
from studio_tui.domain.booking import StaleError
from studio_tui.domain.words import listing, one_line, quoted
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Draft, Facts
from studio_tui.records.kept import touched
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dialogs import Irreversible, Question
from studio_tui.screens.form_screen import FormScreen
from studio_tui.screens.record_changes import ask_each
from studio_tui.services import catalogue, phone_keys, settings
from studio_tui.services.desk import Desk
from studio_tui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.settings import Change
    from studio_tui.records.setting import Setting
    from studio_tui.services.settings import Place
    from studio_tui.studio import Studio

Problems = tuple[tuple[str, str], ...]
LONGEST = 60
"""Characters of a value in a question."""


class SettingsScreen(FormScreen, StudioScreen[None]):
    """Settings from top to bottom."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("settings")
    PLACE = "settings"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    SettingsScreen {
        .about { height: auto; padding: 0 1 1 1; }
        Form { height: 1fr; }
        &.-low .about { display: none; }
    }
    """

    _answers: Answers
    _facts: Facts
    _stored: dict[Place, Any]
    _saving = _opened = False

    def __init__(
        self,
        studio: Studio,
        title: str,
        about: str,
        offered: Sequence[Setting],
        *,
        problems: Callable[[Answers], Problems] = lambda _: (),
        restorable: bool = False,
    ) -> None:
        """Prepare to show.

        Args:
            studio: The open studio.
            title: What they are about.
            about: A sentence or two above them.
            offered: The settings.
            problems: (key, sentence) for what is wrong between them.
            restorable: Whether all can be given up together.
        """
        super().__init__(studio)
        self.heading, self.about = title, about
        self.HELP_TEXT = about  # type: ignore[misc]
        self.offered = tuple(offered)
        self.problems, self.restorable = problems, restorable
        added_to = [each.key for each in self.offered if each.field.choices is None]
        fields = [replace(each.field, key=each.key) for each in self.offered]
        self.form = Form(fields, kept=added_to)
        self.form.follower = self.follow

    @property
    def help_title(self) -> str:
        """What they are about."""
        return self.heading

    def body(self) -> ComposeResult:
        """What there is to know, and the form."""
        yield Static(self.about, markup=False, classes="about")
        yield self.form

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Not everything can be given up; nothing can be done before there is something to see."""
        return (action != "restore" or self.restorable) and (self._opened or action != "save")

    def key_pairs(self) -> list[tuple[str, str]]:
        """Without what cannot be done here."""
        return [pair for pair in super().key_pairs() if self.restorable or pair[1] != "Restore"]

    @reported
    async def on_mount(self) -> None:
        """Read and show what is set."""
        self.title_bar.set_left(self.heading)
        await self.read()
        self.show_again(Draft())
        self._opened = True
        self.form.focus_field(next(iter(self.form.fields)))

    async def read(self) -> None:
        """What is set now."""
        places = [(each.whose, each.key) for each in self.offered]
        call = self.studio.call
        self._facts = Facts(await call(Desk.today), await call(catalogue.catalogue))
        self._stored = await call(settings.read, places)

    def show_again(self, draft: Draft) -> None:
        """Show what was read last, with what was typed over it."""
        self._read(draft)
        self.form.mark(())
        self.show_typed()

    def _read(self, draft: Draft) -> None:
        lists = self._facts.catalogue
        fields = [each.filled(self._stored[each.whose, each.key], lists) for each in self.offered]
        self._answers = Answers(fields, draft, self._facts)

    @property
    def answers(self) -> Answers:
        """What was read last."""
        return self._answers

    def type(self, key: str, text: str) -> None:
        """Take over what was typed."""
        self._read(self._answers.draft.with_text(key, text))

    # Storing

    def changes(self) -> tuple[Change, ...]:
        """What is typed over what is stored."""
        found = [
            each.change(self._stored[each.whose, each.key], self._answers)
            for each in self.offered
            if each.key in self._answers.draft.typed
        ]
        return tuple(change for change in found if change is not None)

    async def action_save(self) -> None:
        """Store what was typed."""
        await self.save()

    @on(Form.Finished)
    async def _last(self) -> None:
        """Enter on the last field says how to store."""
        self.tell(f"{self.key_name('settings.save')} stores the settings, Esc leaves them.")

    async def save(self, *, force: bool = False) -> bool:
        """Store what was typed, or say why not; whether it is stored."""
        if self._saving or not self._opened:
            return False
        self._saving = True
        try:
            return await self._save(force=force)
        finally:
            self._saving = False

    async def _save(self, *, force: bool) -> bool:
        self.settle()
        answers = self._answers
        if wrong := answers.problems() or tuple(self.problems(answers)):
            self.refuse(wrong)
            return False
        changes = self.changes()
        try:
            await self.studio.call(settings.store, changes, force=force)
        except StaleError as error:
            self._ask_whose(error)
            return False
        except StudioError as error:
            known = error.field in answers.fields
            self.refuse(((str(error.field), error.message),)) if known else self.report(error)
            return False
        await self.read()
        self.show_again(Draft())
        self.taken(changes)
        labels = listing([change.label for change in changes])
        self.tell(f"Stored: {labels}." if changes else "Nothing was changed.")
        self.app.run_worker(self._key_phones())
        return True

    async def _key_phones(self) -> None:
        """After another country: have phones found as its own, in steps, wherever one goes on."""
        while (done := await self.studio.call(phone_keys.step)) is not None:
            if self.is_current:
                self.tell(f"Stored. Phone numbers are read as those of the country: {done}%.")

    def taken(self, changes: Sequence[Change]) -> None:
        """Have what holds for the screens take effect at once."""
        if any(change.whose == "person" for change in changes):
            self.studio_app.run_worker(self.studio_app.personalise())

    def _ask_whose(self, error: StaleError) -> None:
        lines = {
            label: f"{label}: theirs {_value(theirs)}, yours {_value(mine)}."
            for label, theirs, mine in error.differences
        }

        async def answered(taken: Collection[str] | None) -> None:
            gone = [each.key for each in self.offered if each.field.label in (taken or ())]
            draft = self._answers.draft.untouched(*gone)
            await self.read()
            self.show_again(draft)
            if taken is not None and len(taken) < len(lines):
                await self.save(force=True)

        ask_each(self, "Changed meanwhile by somebody else", lines, answered)

    # Giving up

    def action_restore(self) -> None:
        """Ask whether all shall be as the program came with it."""
        text = "Everything on this page becomes what the program came with, for everybody."
        choices = (("", "Leave it as it is"), ("restore", "Restore it"))
        question = Irreversible(f"Restore: {self.heading}", text, choices)
        self.app.push_screen(question, self._restore)

    @reported
    async def _restore(self, answer: str | None) -> None:
        if answer != "restore":
            return
        labels = {(each.whose, each.key): each.field.label for each in self.offered}
        found = await self.studio.call(settings.restore, labels)
        await self.read()
        self.show_again(Draft())
        said = f"Restored: {listing(found)}." if found else "Nothing here was changed."
        self.tell(said)
        self.app.run_worker(self._key_phones())

    # Leaving

    @property
    def touched(self) -> bool:
        """Whether something was typed that is not stored."""
        return self._opened and (touched(self._answers) or bool(self.form.unread()))

    @property
    def unsaved(self) -> str:
        """Whether something was typed and not stored."""
        return f"{self.heading}: what you changed is not stored." if self.touched else ""

    async def action_back(self) -> None:
        """Leave; what was typed is not thrown away without asking."""
        if self._opened:
            self.settle()
        if not self.touched:
            self.dismiss(None)
            return
        choices = (("save", "Store it"), ("discard", "Discard it"), ("stay", "Go on editing"))
        self.app.push_screen(
            Question(f"Leave {self.heading}?", "What you changed is not stored yet.", choices),
            self._leave,
        )

    async def _leave(self, answer: str | None) -> None:
        if answer == "discard" or (answer == "save" and await self.save()):
            self.dismiss(None)


def _value(words: str) -> str:
    said = one_line(words)
    return quoted(said[:LONGEST] + ("…" if len(said) > LONGEST else "")) if said else "none"
