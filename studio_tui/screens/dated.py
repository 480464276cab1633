"""What the screens of hours and of closures share: lines typed as people say them, and lists.

Bookings that are there already are told before anything is stored; the person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.domain.words import date_short, plural
from studio_tui.errors import StudioError
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dialogs import AskText, Question
from studio_tui.screens.opening import open_record
from studio_tui.screens.pick_list import PickList
from studio_tui.services import appointments, sessions
from studio_tui.services.desk import Desk
from studio_tui.services.hours import InTheWayError, booking_words
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.domain.found import Booking
    from studio_tui.studio import Studio


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    row: Row
    words: str
    """The same in a sentence, for the line below."""
    bookings: tuple[Booking, ...] = ()
    """What is booked there all the same."""


class TypedLine(AskText):
    """Asks for one line and stores it. A refusal is said here, where the text can be gone on with.

    What is booked there already is told first.
    """

    def __init__(
        self,
        title: str,
        label: str,
        check: Callable[[str], str],
        store: Callable[[str, bool], Awaitable[object]],
        *,
        typed: str = "",
    ) -> None:
        """Prepare to ask.

        Args:
            title: What it is about.
            label: Stands above the text.
            check: Says in words what a text means; raises StudioError if it means nothing.
            store: Stores a text; with True although bookings are in the way.
            typed: What is there to be changed.
        """
        super().__init__(title, label, check, typed=typed)
        self._store = store

    async def accept(self, text: str) -> None:
        """Store what was typed."""
        await self._try(text, False)

    async def _try(self, text: str, agreed: bool) -> None:
        try:
            await self._store(text, agreed)
        except InTheWayError as error:
            self.app.push_screen(in_the_way(error), partial(self._answered, text))
        else:
            self.dismiss(text)

    async def _answered(self, text: str, answer: str | None) -> None:
        if answer == "agreed":
            try:
                await self._try(text, True)
            except StudioError as error:
                self.refuse(error.message)


def in_the_way(error: InTheWayError) -> Question:
    """A question about bookings that are there already."""
    choices = (("agreed", "Do it all the same; the bookings stay"), ("", "Back"))
    return Question("Booked already", error.message, choices)


class DatedScreen(StudioScreen[None]):
    """A list of hours, time off or closures."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("inner"), *keys.bindings("dated")]
    COLUMNS: ClassVar[tuple[ListColumn, ...]]
    EMPTY: ClassVar[str] = ""

    today: date
    day_first = True
    at: Hashable = None
    """Key of the row to stand on when the list is shown next."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.list = RecordList()
        self.list.set_columns(self.COLUMNS)
        self.list.follower = self._follow
        self._entries: dict[Hashable, Entry] = {}
        self._said = ""
        self._showing = False

    def body(self) -> ComposeResult:
        """The list."""
        yield self.list

    def on_mount(self) -> None:
        """Begin in the list."""
        self.list.focus()

    @reported
    async def on_screen_resume(self) -> None:
        """Show what is true now."""
        await self.show_again()

    async def read(self) -> Sequence[Entry]:
        """What there is to show."""
        raise NotImplementedError

    async def show_again(self, at: Hashable = None) -> None:
        """Read and show everything anew.

        Args:
            at: Key of the row to stand on; by default the one under the cursor.
        """
        self.today = await self.studio.call(Desk.today)
        self.day_first = bool(await self.studio.call(Desk.preference, "dates.day_first", True))
        entries = await self.read()
        self._entries = {entry.row.key: entry for entry in entries}
        self.title_bar.set_right(date_short(self.today))
        at, self.at = at or self.at, None
        self._showing = True
        self.list.show([entry.row for entry in entries], self.EMPTY)
        if at is not None:
            self.list.move_to(at)
        self._showing = False
        self.line.say(f"{self._said} {self.entry.words if self.entry else self.EMPTY}".strip())

    def _follow(self, row: Row) -> None:
        """Say the line under the cursor in a sentence."""
        if not self._showing:
            self._said = ""
            self.line.say(self._entries[row.key].words)

    def done(self, words: str) -> None:
        """Say what was done in front of the line under the cursor, until that moves."""
        self._said = words

    def on_screen_suspend(self) -> None:
        """What was done before is no news any more."""
        self._said = ""

    def stand_on(self, key: Hashable) -> None:
        """Stand on what was entered when the list is shown next."""
        self.at = key

    def parsed(self, parse: Callable[..., Any], text: str) -> Any:
        """What a text means today."""
        return parse(text, self.today, day_first=self.day_first)

    def ask(
        self,
        title: str,
        label: str,
        check: Callable[[str], str],
        store: Callable[[str, bool], Awaitable[object]],
        typed: str = "",
    ) -> None:
        """Ask for a line and store it; as `TypedLine`."""

        async def kept(text: str, agreed: bool) -> None:
            await store(text, agreed)
            self.done("Stored.")

        self.app.push_screen(TypedLine(title, label, check, kept, typed=typed))

    @property
    def entry(self) -> Entry | None:
        """What is under the cursor."""
        return self._entries.get(self.list.row.key) if self.list.row is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What needs a line with bookings, or one that can be removed."""
        if action == "bookings":
            return bool(self.entry and self.entry.bookings)
        return action != "remove" or (self.entry is not None and self.removable)

    @property
    def removable(self) -> bool:
        """Whether what is under the cursor can be taken out."""
        return True

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)

    @reported
    async def action_bookings(self) -> None:
        """List what is booked there, to be opened."""
        found = self.entry
        if found is None or not found.bookings:
            return
        rows = [
            Row((booking.kind, booking.number), (booking_words(booking),))
            for booking in found.bookings
        ]
        self.app.push_screen(PickList("Booked", rows), self._open)

    @reported
    async def _open(self, picked: Any) -> None:
        if picked is not None:
            kind, number = picked
            by_number = sessions.by_number if kind == "session" else appointments.by_number
            await open_record(self, kind, await self.studio.call(by_number, number))

    @reported
    async def action_remove(self) -> None:
        """Ask whether to take out what is under the cursor."""
        found = self.entry
        if found is not None and self.removable:
            choices = (("", "Keep it"), ("remove", "Take it out"))
            question = Question("Take out", found.words, choices, esc="")
            self.app.push_screen(question, self._remove)

    @reported
    async def _remove(self, answer: str | None) -> None:
        if answer == "remove":
            await self._take_out(agreed=False)

    @reported
    async def _take_out(self, *, agreed: bool) -> None:
        try:
            await self.take_out(agreed)
        except InTheWayError as error:

            async def answered(answer: str | None) -> None:
                if answer == "agreed":
                    await self._take_out(agreed=True)

            self.app.push_screen(in_the_way(error), answered)
        else:
            self.done("Taken out.")
            await self.show_again()

    async def take_out(self, agreed: bool) -> None:
        """Take out what is under the cursor.

        Args:
            agreed: Whether bookings that are then in the way are known.
        """
        raise NotImplementedError


def booked_note(bookings: Sequence[Booking]) -> str:
    """How many bookings are there, beside a row."""
    return f"{len(bookings)} booked" if bookings else ""


def booked_words(bookings: Sequence[Booking]) -> str:
    """How many bookings are there, behind a sentence."""
    return f" {plural(len(bookings), 'booking')} there all the same." if bookings else ""
