"""The one way in which anything opens a record: from the calendar, the wizard, a list, another."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.screens.base import StudioScreen
    from studio_tui.screens.record import RecordScreen

RecordKind = Literal["client", "session", "appointment", "invoice", "payment", "task"]


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
    opened = open_already(base, kind, record_id)
    if opened is not None:
        _back_to(opened, said)
        return
    screen = record_screen(kind)(base.studio, record_id, among=among)
    await base.app.push_screen(screen)
    if said:
        screen.remind(said)


def open_already(base: StudioScreen[Any], kind: RecordKind, record_id: int) -> RecordScreen | None:
    """The screen that shows a record, in front or below others; None while there is none."""
    from studio_tui.screens.record import RecordScreen

    for screen in base.app.screen_stack:
        if isinstance(screen, RecordScreen) and (screen.KIND, screen.record_id) == (
            kind,
            record_id,
        ):
            return screen
    return None


async def open_new(base: StudioScreen[Any], kind: RecordKind, blank: Any) -> None:
    """Show a record that is not stored yet, to be filled in and saved.

    Args:
        base: The screen that it is made from.
        kind: Which kind of record; an invoice or a payment.
        blank: What it starts from, made in `services.beginnings`.
    """
    await base.app.push_screen(record_screen(kind)(base.studio, 0, blank=blank))


def _back_to(screen: RecordScreen, said: str) -> None:
    """Leave what is open above a record, unless something there is not saved.

    Nothing is waited for: it may be one of the screens above that asks, and it cannot end before
    its own question is answered.
    """
    app = screen.app
    above = app.screen_stack[app.screen_stack.index(screen) + 1 :]
    front: Any = app.screen
    if any(getattr(each, "unsaved", "") for each in above):
        front.remind(f"{screen.called} is open already: Esc leads back to it.")
        return
    for _ in above:
        app.pop_screen()
    if said:
        screen.remind(said)


_SCREENS: Final[dict[RecordKind, str]] = {
    "client": "ClientRecordScreen",
    "session": "SessionRecordScreen",
    "appointment": "AppointmentRecordScreen",
    "invoice": "InvoiceRecordScreen",
    "payment": "PaymentRecordScreen",
    "task": "TaskRecordScreen",
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
