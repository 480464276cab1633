"""What a new day brings by itself: numbers of its sessions, addresses that hold from it on.

And what another day has left unfinished.
Asked for when a studio is opened, by whatever program, and when the day turns while one is open;
where there is nothing to do, that costs three small reads.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from studio_tui.services import phone_keys
from studio_tui.services.numbers import give_todays

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk

_MOVED = "SELECT client_id FROM client_address WHERE kind = 'future' AND first <= ?"


def begin(desk: Desk) -> None:
    """Do what is due today, once whoever asks."""
    give_todays(desk)
    _move_in(desk)
    phone_keys.finish(desk)


def _move_in(desk: Desk) -> None:
    """Have clients live where they said they would from today on; each for itself."""
    due = desk.rows(_MOVED, (desk.today().isoformat(),)) if desk.begun() else []
    if not due:
        return
    from studio_tui.errors import StudioError
    from studio_tui.services import clients

    for (client_id,) in due:
        with suppress(StudioError), desk.work() as work:  # somebody else may have been first
            clients.store(work, clients.get(desk, client_id))
