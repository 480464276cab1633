"""What all screens of the program share: title, body, a line in words, and the keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, wraps
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Concatenate,
    Literal,
    ParamSpec,
    TypeVar,
    cast,
)

from textual.reactive import Reactive
from textual.screen import Screen

from studio_tui import keys
from studio_tui.errors import StudioError
from studio_tui.keymap import Chosen, bar, spoken
from studio_tui.widgets.bars import KeyBar, Line, TitleBar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from studio_tui.app import StudioApp
    from studio_tui.flows.kinds import Kind
    from studio_tui.studio import Studio

Result = TypeVar("Result")
P = ParamSpec("P")
S = TypeVar("S", bound="StudioScreen[Any]")


def reported(
    method: Callable[Concatenate[S, P], Awaitable[None]],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, None]]:
    """Have a handler or action of a screen say a refusal in the line instead of raising it."""

    @wraps(method)
    async def asked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await method(self, *args, **kwargs)
        except StudioError as error:
            self.report(error)

    return asked


@dataclass(frozen=True, slots=True)
class Context:
    """Whose records a screen shows: what is begun there belongs to them."""

    client_id: int | None = None
    session_id: int | None = None
    invoice_id: int | None = None
    appointment_id: int | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """Something new that can be begun on a screen: the menu lists it under New."""

    label: str
    begin: Callable[[], Awaitable[None]]
    """A refusal is said by the screen."""


class StudioScreen(Screen[Result]):
    """A screen with a title bar, its own body, a line that says things, and a key bar."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("screen")
    PLACE: ClassVar[str] = ""
    """Which of `keys.TOGETHER` work here."""
    HELP_TEXT: ClassVar[str] = ""
    """Read on the help screen before the keys; empty lines part paragraphs."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Textual, which would repaint the whole screen whenever the focus moves."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio = studio
        self.title_bar = TitleBar()
        self.line = Line()
        self.key_bar = KeyBar()

    def compose(self) -> ComposeResult:
        """Title, body, line and keys from top to bottom."""
        self.key_bar.set_keys(self.key_pairs())
        yield self.title_bar
        yield from self.body()
        yield self.line
        yield self.key_bar

    def body(self) -> ComposeResult:
        """The widgets between title and line."""
        raise NotImplementedError

    @property
    def studio_app(self) -> StudioApp:
        """The program, with its keys, settings and postman."""
        return cast("StudioApp", self.app)

    @property
    def chosen_keys(self) -> Chosen:
        """Keys by id, as the settings have them."""
        return self.studio_app.keys

    def key_pairs(self) -> list[tuple[str, str]]:
        """What the key bar shows: at most seven keys, the most useful ones."""
        return bar(keys.TOGETHER[self.PLACE], self.chosen_keys)

    def key_name(self, name: str) -> str:
        """How the first key of an id is said, as the settings have it."""
        return next(map(spoken, self.chosen_keys[name]), "")

    def tell(self, text: str) -> None:
        """Say in the line how things are: what the cursor is on, what a page asks.

        Whoever changes that says it anew.
        """
        self.line.say(text)

    def remind(self, text: str, *, warn: bool = False) -> None:
        """Say in the line what was done, or why a key does nothing: news, until the next key.

        What a screen tells meanwhile, as it comes to the front again and reads anew, comes after.
        With `warn` it is bad news, which stays until something else is told.
        """
        if warn:
            self.line.say(text, warn=True, whole=True)
        else:
            self.line.remind(text)

    def news(self, text: str, *, warn: bool = False) -> None:
        """Say in the line what came by itself, as that an email was sent."""
        self.remind(text, warn=warn)

    def report(self, error: StudioError) -> None:
        """Say why something was refused."""
        self.line.say(error.message, warn=True, whole=True)

    @property
    def help_title(self) -> str:
        """What the help about this screen is called."""
        return keys.TITLES.get(self.PLACE) or self.PLACE.replace("_", " ").capitalize()

    @property
    def unsaved(self) -> str:
        """What would be lost if the program ended now, as a sentence; usually nothing."""
        return ""

    def prefill(self) -> dict[str, str]:
        """What a booking starts from: fields of the wizard by key."""
        return {}

    @property
    def context(self) -> Context:
        """Whose records are shown; usually nobody's."""
        return Context()

    @property
    def likely_client(self) -> int | None:
        """Whom a booking from here is probably for; the wizard asks all the same."""
        return None

    def beginnings(self) -> tuple[Beginning, ...]:
        """What can be begun here; screens of records have more."""
        from studio_tui.flows.kinds import KINDS

        return tuple(
            Beginning(label, partial(self.schedule, kind)) for kind, label in KINDS.items()
        )

    def after_booking(self) -> StudioScreen[Any]:
        """The screen that shows what was booked from here: this one, unless it ends with it."""
        return self

    async def book(self) -> None:
        """Open the booking wizard, which asks what to schedule."""
        await self.schedule("")

    @reported
    async def schedule(self, kind: Kind | Literal[""]) -> None:
        """Open the booking wizard; awaited, so that what is typed meanwhile goes there.

        Args:
            kind: What to schedule; empty: the wizard asks.
        """
        from studio_tui.screens.wizard import start_booking

        here = self.context
        await start_booking(
            self,
            self.prefill(),
            kind=kind,
            client_id=here.client_id,
            session_id=here.session_id,
            likely=self.likely_client,
        )

    async def take_back(self) -> str:
        """Take back what was done last with bookings; in words, empty when there is nothing."""
        from studio_tui.services import undoing

        done = self.studio_app.undo
        if done is None:
            self.remind("There is nothing to take back.")
            return ""
        await self.studio.call(undoing.undo, done)
        self.studio_app.undo = None
        return f"Taken back: {done.words}"

    @reported
    async def make_task(self) -> None:
        """Open a new task for whatever is on the screen."""
        from studio_tui.screens.opening import open_new
        from studio_tui.services import beginnings

        here = self.context
        blank = await self.studio.call(
            beginnings.task, here.client_id, here.session_id, here.appointment_id, here.invoice_id
        )
        await open_new(self, "task", blank)

    def action_menu(self) -> None:
        """Show what can be begun and done here."""
        from studio_tui.screens.menu import open_menu

        open_menu(self)

    async def action_turn_hub(self, by: int) -> None:
        """Go from the calendar to the first hub, from one hub to the next, and back."""
        from studio_tui.screens.going import turn

        await turn(self, by)

    async def action_go_to(self, key: str) -> None:
        """Go to the calendar or to a hub."""
        from studio_tui.screens.going import go

        await go(self, key)

    async def action_outbox(self) -> None:
        """Show what was emailed, and what waits."""
        from studio_tui.screens.outbox import open_outbox

        await open_outbox(self)

    async def action_maintenance(self) -> None:
        """Show the studio's own lists."""
        from studio_tui.screens.setting_up import set_up

        await set_up(self, "Maintenance")

    async def action_preferences(self) -> None:
        """Show what the studio and each person may set."""
        from studio_tui.screens.setting_up import set_up

        await set_up(self, "Preferences")

    async def action_wizards(self) -> None:
        """Show the wizards and their pages, to be changed."""
        from studio_tui.screens.setting_up import set_up

        await set_up(self, "Wizard Builder")

    def action_help(self) -> None:
        """Show all keys of this place."""
        from studio_tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
