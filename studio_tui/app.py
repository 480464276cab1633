"""The terminal program: opens a studio and shows the first screen; the rest is in the screens."""

from __future__ import annotations

from studio_tui import terminal

terminal.prepare()

import gc
import os
import traceback
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.text import Text
from textual import events
from textual.screen import ModalScreen

from studio_tui import keys
from studio_tui.keymap import chosen, keymap
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens import themes
from studio_tui.screens.dialogs import FIRST, Panel, Question
from studio_tui.services.desk import Desk
from studio_tui.type_ahead import OrderlyApp

if TYPE_CHECKING:
    from studio_tui.widgets.form_editors import StampWanted, TooLong
    from studio_tui.studio import Studio
    from studio_tui.wire.driver import LineMeasured
    from studio_tui.wire.splash import Splash
    from textual.binding import BindingType
    from textual.screen import Screen

    from studio_tui.screens.postman import Postman
    from studio_tui.services.undoing import Undo


REST: Final = 1.0
"""Seconds after the first picture before anything is imported that may be needed soon."""


class StudioApp(OrderlyApp, inherit_bindings=False):
    """Keys and colours by the settings, and the first screen."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "assets/studio.tcss"
    TITLE = "Studio"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("everywhere"),
        *keys.bindings("book"),
        *keys.bindings("find"),
    ]

    undo: Undo | None = None
    """What takes back what was done last with bookings."""

    def __init__(self, studio: Studio, shown: Splash | None = None, *, thin: bool = False) -> None:
        """Make ready to show a studio.

        Args:
            studio: The open studio.
            shown: What the terminal shows already.
            thin: Whether the line is slow: no boxes, few colours.

        Raises:
            StudioError: When the settings give keys that cannot be.
        """
        self.keys = chosen(studio.settings)
        self._lettered = studio.settings.letter_keys
        few = self._few = terminal.ansi_theme(os.environ, few=thin)
        super().__init__(
            driver_class=terminal.driver(studio.settings.escape_delay, shown),
            ansi_color=True if few else None,
        )
        if few:
            self.theme = few
        if shown and terminal.takes_over():
            self.frame.assume((shown.size.columns, shown.size.lines), shown.lines)
        self.studio = studio
        self.thin = thin
        self.set_class(thin, "-thin")
        self.set_keymap(keymap(self.keys))

    def get_default_screen(self) -> Screen[Any]:
        """The calendar is home."""
        return CalendarScreen(self.studio)

    async def on_mount(self) -> None:
        """Wear what the person at the desk likes; ask a studio without anything how it is to be."""
        await self.personalise()
        if not await self.studio.call(Desk.begun):
            from studio_tui.screens.first_start import FirstStartScreen

            self.push_screen(FirstStartScreen(self.studio))

    def on_ready(self) -> None:
        """Collect garbage from now on; what stands here stays for good. Then see to the mail."""
        gc.freeze()
        gc.enable()
        self.run_worker(self.postman.look(), group="mail")
        self.set_timer(REST, self._get_ready)

    def _get_ready(self) -> None:
        """Import the wizard in a thread that gives way to keys: its first opening is no slower."""
        from studio_tui.screens.wizard.pages import import_all

        self.run_worker(import_all, group="import", thread=True)

    async def on_stamp_wanted(self, event: StampWanted) -> None:
        """Put date, time and initials into the notes where they are wanted."""
        from studio_tui.services import notes

        event.editor.stamp(await self.studio.call(notes.stamp))

    def on_too_long(self, event: TooLong) -> None:
        """Say why something that was pasted is not there."""
        screen: Any = event.editor.screen
        screen.remind(event.words)

    def on_line_measured(self, measured: LineMeasured) -> None:
        """Offer to send less over a slow line."""
        front = self.screen
        if measured.seconds < terminal.SLOW or self.thin:
            return
        if isinstance(front, StudioScreen | Panel):
            front.remind(f"An answer takes {measured.seconds:.1f} s: studio --thin sends less.")

    @cached_property
    def postman(self) -> Postman:
        """Whoever sends what lies in the outbox."""
        from studio_tui.screens.postman import Postman

        return Postman(self, self.studio)

    async def personalise(self) -> None:
        """Take over the colours and keys that the person at the desk has chosen."""
        call, prefer = self.studio.call, Desk.preference
        wanted = await call(prefer, "screen.theme", "", personal=True)
        lettered = await call(prefer, "keys.letters", default=True, personal=True)
        letters = self._lettered and bool(lettered)
        if not self._few:
            name = themes.theme(self, wanted)
            if name != self.theme:
                self.theme = name
        if letters != self.studio.settings.letter_keys:
            self.studio.settings = replace(self.studio.settings, letter_keys=letters)
            self.keys = chosen(self.studio.settings)
            self.set_keymap(keymap(self.keys))
            for screen in self.screen_stack:
                if isinstance(screen, StudioScreen):
                    screen.key_bar.set_keys(screen.key_pairs())

    # Keys

    async def _take_next(self) -> None:
        """Deal with a key; what was said only until the next one has been read."""
        if isinstance(self.screen, StudioScreen | Panel):
            self.screen.remind("")
        await super()._take_next()

    async def on_event(self, event: events.Event) -> None:
        """A click takes away what was said only for a while, as a key does."""
        if isinstance(event, events.MouseDown) and isinstance(self.screen, StudioScreen | Panel):
            self.screen.remind("")
        await super().on_event(event)

    async def action_book(self) -> None:
        """Book, from the screen in front; a panel says that it comes first."""
        if isinstance(self.screen, StudioScreen | Panel):
            await self.screen.book()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Everything is searched from wherever something can be opened: not amid a booking."""
        if action == "find" and not isinstance(self.screen, Panel):
            return "find" in keys.TOGETHER.get(getattr(self.screen, "PLACE", ""), ())
        return True

    async def action_find(self) -> None:
        """Search everything."""
        from studio_tui.screens.find import open_find

        if isinstance(self.screen, StudioScreen):
            await open_find(self.screen)
        elif isinstance(self.screen, Panel):
            self.screen.remind(self.screen.FIRST)

    async def action_task(self) -> None:
        """Make a task, from the screen in front; what cannot be left comes first."""
        screen = self.screen
        if isinstance(screen, StudioScreen) and "book" in keys.TOGETHER[screen.PLACE]:
            await screen.make_task()
        elif isinstance(screen, StudioScreen | Panel):
            screen.remind(screen.FIRST if isinstance(screen, Panel) else FIRST)

    def action_menu(self) -> None:
        """Show the menu of the screen in front; a panel says that it comes first."""
        if isinstance(self.screen, StudioScreen | Panel):
            self.screen.action_menu()

    async def action_quit(self) -> None:
        """Leave; what is kept nowhere is not thrown away without asking, once."""
        stack = [screen for screen in self.screen_stack if isinstance(screen, StudioScreen)]
        lost = next((screen.unsaved for screen in stack if screen.unsaved), "")
        if not lost or isinstance(self.screen, ModalScreen):
            self.exit()
            return
        choices = (("stay", "Stay here"), ("leave", "Leave and lose it"))
        question = Question("Leave the program?", lost, choices, esc="stay")
        self.push_screen(question, self._quit_answered)

    def _quit_answered(self, answer: str | None) -> None:
        if answer == "leave":
            self.exit()

    def action_repaint(self) -> None:
        """Draw everything anew, after another program wrote over the screen."""
        self.repaint()

    def action_interrupt(self) -> None:
        """Say how to leave, to somebody who is used to Ctrl+C."""
        if isinstance(self.screen, StudioScreen | Panel):
            self.screen.remind("Ctrl+Q leaves the program.")

    # Crashes

    def _fatal_error(self) -> None:
        """Keep the details in a file, without the values that the program was working on."""
        log = self.studio.directory / "crash.log"
        try:
            with log.open("a", encoding="utf-8") as file:
                file.write(f"{self.studio.desk.now():%Y-%m-%d %H:%M}\n{traceback.format_exc()}\n")
            told = f"The details are in {log}."
        except OSError:
            told = f"The details could not be written to {log}."
        last = traceback.format_exc(limit=0).strip().splitlines()[-1]
        self.panic(Text(f"Studio has met a mistake of its own and had to stop: {last}\n{told}"))
