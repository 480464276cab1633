"""The one way in which anything opens a record: from the calendar, the wizard, a list, another."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal

from studio_tui.errors import StudioError
from studio_tui.screens.base import reported
from studio_tui.services import notes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from studio_tui.screens.base import StudioScreen
    from studio_tui.screens.record import RecordScreen

RecordKind = Literal["client", "session", "appointment", "invoice", "payment"]


async def open_record(
    base: StudioScreen[Any],
    kind: RecordKind,
    record_id: int,
    *,
    among: Sequence[int] = (),
    said: str = "",
) -> None:
    """Show a record over the screens that are open; Esc leads back to them one by one.

    A record that is open already is not opened twice: it comes to the front again.

    Args:
        base: The screen from which it is opened.
        kind: Which kind of record.
        record_id: Its id.
        among: Ids of the list that it is opened from, which PgUp and PgDn go through.
        said: What the line says first.
    """
    from studio_tui.screens.record import RecordScreen

    app = base.app
    opened = [screen for screen in app.screen_stack if isinstance(screen, RecordScreen)]
    for screen in opened:
        if (screen.KIND, screen.record_id) == (kind, record_id):
            await _back_to(screen, said)
            return
    screen = record_screen(kind)(base.studio, record_id, among=among)
    await app.push_screen(screen)
    if said:
        screen.tell(said)


async def _back_to(screen: RecordScreen, said: str) -> None:
    """Leave what is open above a record, unless something there is not saved."""
    app = screen.app
    above = app.screen_stack[app.screen_stack.index(screen) + 1 :]
    front: Any = app.screen
    if any(getattr(each, "unsaved", "") for each in above):
        front.tell(f"{screen.called} is open already: Esc leads back to it.")
        return
    for _ in above:
        await app.pop_screen()
    if said:
        screen.tell(said)


_SCREENS: Final[dict[RecordKind, str]] = {
    "client": "ClientRecordScreen",
    "session": "SessionRecordScreen",
    "appointment": "AppointmentRecordScreen",
    "invoice": "InvoiceRecordScreen",
    "payment": "PaymentRecordScreen",
}


def record_screen(kind: RecordKind) -> type[RecordScreen]:
    """The screen for a kind of record; its module is imported when it is used.

    Raises:
        StudioError: When this program has no such screen.
    """
    try:
        module = import_module(f"studio_tui.screens.{kind}_record")
    except ModuleNotFoundError as error:
        raise StudioError(f"There is no screen for an {kind} yet.") from error
    found: type[RecordScreen] = getattr(module, _SCREENS[kind])
    return found


NEW: Final[dict[str, str]] = {
    "session": "Session",
    "appointment": "Appointment",
    "invoice": "Invoice",
    "payment": "Payment",
    "note": "Note",
}
"""What New offers, by the key that `make_new` takes."""


async def make_new(base: RecordScreen, kind: str) -> None:
    """Make something new from a record, as New and the lists of records do.

    Args:
        base: The record that it is made from, to whose `context` it belongs.
        kind: One of `NEW`.
    """
    await _MAKERS[kind](base)


async def _note(base: RecordScreen) -> None:
    from studio_tui.screens.note import NotePanel

    @reported
    async def typed(screen: RecordScreen, text: str | None) -> None:
        if text:
            await screen.studio.call(notes.add, screen.KIND, screen.record_id, text)

    base.app.push_screen(NotePanel(), partial(typed, base))


async def _session(base: RecordScreen) -> None:
    await base.schedule("session")


async def _appointment(base: RecordScreen) -> None:
    await base.schedule("linked")


_MAKERS: Final[dict[str, Callable[[RecordScreen], Awaitable[None]]]] = {
    "session": _session,
    "appointment": _appointment,
    "note": _note,
}
