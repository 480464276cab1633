"""The first start: which studio to open, and what a new one is called, where it is, who is there.

Nothing is created before the last answer; going back keeps what was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from studio_tui import keys
from studio_tui.errors import StudioError
from studio_tui.flows.field import Draft, Facts
from studio_tui.flows.setup import DEMO, OWN, SETUP
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.dialogs import Choices, Question
from studio_tui.screens.form_screen import FormScreen
from studio_tui.services import setup
from studio_tui.services.desk import Desk
from studio_tui.services.suggestions import suggestions
from studio_tui.widgets.form import Form
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.flows.field import Answers
    from studio_tui.screens.base import Beginning
    from studio_tui.studio import Studio

NOT_YET = "There is no studio to book in yet: answer this first."


class FirstStartScreen(StudioScreen[None]):
    """Asks whether to open a studio of one's own, or one to look around in."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("first_start")
    PLACE = "first_start"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    FirstStartScreen {
        Static { height: auto; padding: 1 1 0 1; }
        Choices { height: 2; margin: 1 0 0 0; }
        #directory { height: 1fr; }
        &.-low Static { padding: 0 1; }
        &.-low Choices { margin: 0; }
    }
    """

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.page = SETUP.page("kind")
        self.HELP_TEXT = self.page.help  # type: ignore[misc]
        self.draft = Draft()
        """What was typed about the new studio, kept while going back and forth."""
        self.choices = Choices()
        self.choices.set_columns([ListColumn("")], headed=False)
        self._busy = False

    def body(self) -> ComposeResult:
        """The question, the choices, and what they mean."""
        yield Static(self.page.header, markup=False)
        yield self.choices
        yield Static(self.page.help, markup=False)
        where = f"The data directory is {self.studio.directory.absolute()}"
        yield Static(where, markup=False, id="directory")

    def on_mount(self) -> None:
        """Begin at one's own studio."""
        self.title_bar.set_left(f"{SETUP.title} · {self.page.title}")
        self.choices.show([Row(name, (name,)) for name in (OWN, DEMO)])
        self.choices.focus()

    async def book(self) -> None:
        """Say that it is too early."""
        self.tell(NOT_YET)

    def beginnings(self) -> tuple[Beginning, ...]:
        """Nothing yet."""
        return ()

    async def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """Ask about one's own studio, or make the demonstration studio."""
        if self._busy:
            return
        if event.key == OWN:
            await self.app.push_screen(NewStudioScreen(self.studio, self.draft), self._answered)
            return
        self._busy = True
        self.tell("Making the demonstration studio …")
        self.run_worker(self._make_demo(), exclusive=True)

    async def _make_demo(self) -> None:
        from studio_tui.demo.fill import fill

        try:
            await self.studio.call(fill, await self.studio.call(Desk.now))
        except StudioError as error:
            if not await self.studio.call(setup.exists):
                self.report(error)
                return
        finally:
            self._busy = False
        self._open()

    def _answered(self, draft: Draft | None) -> None:
        """Go on to the calendar, or stay with what was typed so far."""
        if draft is None:
            self._open()
        else:
            self.draft = draft

    def _open(self) -> None:
        self.studio.sit_down()
        self.dismiss()

    def action_leave(self) -> None:
        """Ask before the program ends."""
        self.app.push_screen(
            Question(
                "Leave the program?",
                "No studio has been opened yet.",
                (("leave", "Leave"), ("stay", "Stay here")),
            ),
            self._leave_answered,
        )

    def _leave_answered(self, answer: str | None) -> None:
        if answer == "leave":
            self.app.exit()


class NewStudioScreen(FormScreen, StudioScreen[Draft | None]):
    """Asks what a new studio is called, where it is and who works there.

    Gives back what was typed so far when somebody goes back, and None when the studio is open.
    """

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("setup")
    PLACE = "setup"
    HELP_TEXT = (
        "Enter accepts what is shown and goes on; after the last field the studio is opened. "
        "It starts with session types, statuses, rooms and texts that suit most studios."
    )
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    NewStudioScreen {
        Static { height: auto; padding: 1; }
        &.-low Static { display: none; }
    }
    """

    _today: date
    _answers: Answers

    def __init__(self, studio: Studio, draft: Draft) -> None:
        super().__init__(studio)
        self.page = SETUP.page("studio")
        self.form = Form(self.page.fields, casing="smart")
        self.form.follower = self.follow
        self._begun = draft
        self._busy = False
        self._met = False
        """Whether the person's own name was in front of them."""

    def body(self) -> ComposeResult:
        """What this is about, and the form."""
        yield Static(self.page.header, markup=False)
        yield self.form

    async def on_mount(self) -> None:
        """Show the defaults, or what was typed before."""
        self.title_bar.set_left(f"{SETUP.title} · {self.page.title}")
        self._today = await self.studio.call(Desk.today)
        self._read(self._begun)
        self.show_typed()
        self.form.focus_field(self.page.fields[0].key)

    async def book(self) -> None:
        """Say that it is too early."""
        self.tell(NOT_YET)

    def beginnings(self) -> tuple[Beginning, ...]:
        """Nothing yet."""
        return ()

    @property
    def answers(self) -> Answers:
        """What was read last."""
        return self._answers

    def type(self, key: str, text: str) -> None:
        """Take over what was typed; country and currency follow the time zone."""
        self._read(self.answers.draft.with_text(key, text))

    def _read(self, draft: Draft) -> None:
        facts = Facts(self._today, suggestions=suggestions(draft.typed))
        self._answers = SETUP.answers(draft, facts)

    async def on_form_finished(self) -> None:
        """After the last field, the studio is opened."""
        self._met = True
        await self.action_create()

    async def action_create(self) -> None:
        """Open the studio, once; a name that nobody has looked at yet is asked about first."""
        self.settle()
        problems = self.page.refusals(self.answers)
        if problems:
            self.refuse(problems)
        elif not self._met and self.answers.proposed("first"):
            self._met = True
            self.form.focus_field("first")
            self.remind(f"Who are you? Type your name; again goes on as {self._called}.")
        elif not self._busy:
            self._busy = True
            try:
                await self._create()
            finally:
                self._busy = False

    @property
    def _called(self) -> str:
        return " ".join(filter(None, (self.answers.text("first"), self.answers.text("last"))))

    async def _create(self) -> None:
        try:
            await self.studio.call(setup.create, self._wanted())
        except StudioError as error:
            if error.field in self.answers.fields:
                self.refuse(((str(error.field), error.message),))
                return
            if not await self.studio.call(setup.exists):
                self.report(error)
                return
        self.dismiss(None)

    def _wanted(self) -> setup.Answers:
        value = self.answers.value
        week = {day: value("weekdays") for day in range(5)}
        asked = (
            "name",
            "zone",
            "currency",
            "country",
            "first",
            "last",
            "address",
            "phone",
            "email",
        )
        return setup.Answers(
            **{key: value(key) for key in asked},
            week=week | {5: value("saturday"), 6: value("sunday")},
        )

    def action_back(self) -> None:
        """Back to the choice; what was typed is kept."""
        self.settle()
        self.dismiss(self.answers.draft)
