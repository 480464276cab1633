"""What all pages of the wizard share: where we are, who it is for, next, back, summary, leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from studio_tui import keys
from studio_tui.domain.words import date_short, listing
from studio_tui.flows.summary import call_warning, client_words, whom_words
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dialogs import Objection, Question
from studio_tui.screens.wizard.wizard import CLIENT, SUMMARY
from studio_tui.widgets.bars import ClientBar, Line, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.clashes import Clash, Policy
    from studio_tui.flows.flow import Page
    from studio_tui.screens.base import Beginning
    from studio_tui.screens.wizard.wizard import Wizard


class WizardPage(StudioScreen[None]):
    """One page, drawn from its declaration."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("wizard"), *keys.bindings("offer")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    WizardPage {
        .header { height: auto; padding: 0 1 1 1; }
        .own { max-height: 5; }
        .footnote { height: auto; padding: 1 1 0 1; }
        &.-low Rule { display: none; }
        &.-low .header { padding-bottom: 0; }
        &.-low .own { max-height: 2; }
        &.-low .footnote { display: none; }
    }
    """

    _away = False

    def __init__(self, wizard: Wizard, page: Page) -> None:
        super().__init__(wizard.studio)
        self.wizard, self.page = wizard, page
        own = (page.own_header, page.help or page.header)
        self.HELP_TEXT = "\n\n".join(filter(None, own))  # type: ignore[misc]
        self.client_bar = ClientBar()
        self.offer = Line(id="offer")
        """What one key would take: a free time, a client who is known already."""

    def body(self) -> ComposeResult:
        """Who it is for, the page's own content, and what it offers."""
        yield self.client_bar
        yield Rule()
        if self.page.own_header:
            yield Static(self.page.own_header, markup=False, classes="header own")
        yield from self.content()
        yield self.offer
        yield Rule()

    def content(self) -> ComposeResult:
        """The page's own content."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show what is known."""
        self.renew()
        self.begin()

    def on_screen_suspend(self) -> None:
        """Something else is in front."""
        self._away = True

    async def on_screen_resume(self) -> None:
        """See what was changed meanwhile in the lists, perhaps over this page."""
        away, self._away = self._away, False
        if away and await self.wizard.look_again() and self.is_current:
            self.renew()

    def begin(self) -> None:
        """Put the focus where it belongs on a page that was just opened."""

    def renew(self) -> None:
        """Show what is known now: called when the page is opened, and when it is come back to."""
        pages = [page.key for page in self.wizard.pages]  # more may come of what is typed
        step = f"page {pages.index(self.page.key) + 1}"
        heading = self.wizard.flow.heading(self.wizard.draft, self.wizard.facts)
        title = f"{heading} · {step} · {self.page.title}"
        self.title_bar.set_left(title)
        self.title_bar.set_right(date_short(self.wizard.facts.today))
        self.show_client()

    def show_client(self) -> None:
        """Bring the header up to date with what was typed."""
        wizard = self.wizard
        if wizard.place(self.page.key) > wizard.place(CLIENT):
            self.client_bar.set_client(
                client_words(wizard.answers, wizard.hit),
                call_warning(wizard.answers),
            )

    # What stands against going on

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say what is wrong, at the fields if there are any."""
        self.line.say(problems[0][1], warn=True, whole=True)

    def ask_about_empty(self, labels: Sequence[str], target: str) -> None:
        """Ask once whether fields may stay empty."""
        self._ask_again(
            f"Still empty: {listing(labels)}. Go on without?",
            (("go", "Go on without"), ("fill", "Fill in first")),
            tuple(labels),
            target,
        )

    def ask_about_nobody(self, label: str, target: str) -> None:
        """Ask once whether something may stand on nobody's calendar."""
        self._ask_again(
            "Nobody and nothing takes part, so that nobody's calendar shows it. Go on?",
            (("go", "Go on all the same"), ("fill", "Say who takes part")),
            (label,),
            target,
        )

    def _ask_again(
        self,
        text: str,
        choices: tuple[tuple[str, str], ...],
        labels: tuple[str, ...],
        target: str,
    ) -> None:
        answered = partial(self._empty_answered, labels, target)
        self.app.push_screen(Objection(self.page.title, text, choices), answered)

    async def _empty_answered(
        self, labels: tuple[str, ...], target: str, answer: str | None
    ) -> None:
        if answer == "go":
            self.wizard.passed.update(labels)
            await self.wizard.advance(target)
        else:
            self.focus_label(labels[0])

    def focus_label(self, label: str) -> None:
        """Go to a field by its label."""

    def clash(
        self,
        clashes: tuple[Clash, ...],
        starts: tuple[datetime, ...],
        target: str,
        rule: Policy,
    ) -> None:
        """Say what stands against the time; the page with the time knows what to do about it."""
        raise NotImplementedError

    def settle(self) -> None:
        """Take over what was typed last, before the page is turned."""

    # Keys

    async def book(self) -> None:
        """A second wizard would hide the first."""
        name = whom_words(self.wizard.answers)
        self.tell(f"You are booking already{' for ' + name if name else ''}: Esc leaves.")

    def beginnings(self) -> tuple[Beginning, ...]:
        """One booking at a time."""
        return ()

    async def action_next(self) -> None:
        """Go to the next page."""
        self.settle()
        await self.wizard.forward(self.page.key)

    async def action_back(self) -> None:
        """Go to the page before."""
        self.settle()
        await self.wizard.back(self.page.key)

    async def action_summary(self) -> None:
        """Take the remaining defaults and show what Finish would store."""
        self.settle()
        await self.wizard.advance(SUMMARY)

    @reported
    async def action_who(self) -> None:
        """Show all that is known of the client."""
        from studio_tui.screens.wizard.who import show_client

        if not await show_client(self.wizard):
            self.remind("Nobody who is stored has been chosen.")

    async def action_offer(self) -> None:
        """Take what the page offers."""
        self.tell("There is nothing to take here.")

    def action_leave(self) -> None:
        """Leave the wizard; typed text is not thrown away without asking."""
        self.settle()
        if not self.wizard.typed:
            self.wizard.close(lambda: None)
            return
        self.app.push_screen(
            Question(
                "Leave this booking?",
                "What you typed can be kept and offered again.",
                (("keep", "Keep it for later"), ("discard", "Discard it"), ("stay", "Stay here")),
            ),
            self._leave_answered,
        )

    def _leave_answered(self, answer: str | None) -> None:
        if answer in ("keep", "discard"):
            name, key = whom_words(self.wizard.answers), self.key_name("calendar.unfinished")
            what = f"Unfinished booking{' for ' + name if name else ''}"
            keep = answer == "keep"
            said = f"{what} kept: {key} goes on with it." if keep else "Nothing was booked."
            self.wizard.close(partial(self.wizard.base.tell, said), keep=keep)
