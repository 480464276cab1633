"""What phones are found by, made anew when the studio's country changes: in steps, each short.

Others work between the steps. Where it stopped is kept, so that any program can go on from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.domain.names import phone_key

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

_AT: Final = "phones.keyed"
"""Under which it is kept how far it has come: the id of a number; nothing when all is done."""
STEP: Final = 1000
"""Numbers of one step."""


def begin(work: Transaction) -> None:
    """Ask for it, in the use case that changes the country."""
    work.prefer(_AT, 0)


def step(desk: Desk) -> int | None:
    """Do a step of it.

    Returns:
        How much is done, in percent; None when there is nothing left to do.
    """
    after = desk.preference(_AT, None)
    if after is None:
        return None
    country = desk.preference("studio.country", "GB")
    found = desk.rows(
        "SELECT id, number, key FROM client_phone WHERE id > ? ORDER BY id LIMIT ?", (after, STEP)
    )
    keyed = [(at, number, phone_key(number, country), key) for at, number, key in found]
    with desk.work() as work:
        now = desk.preference(_AT, None), desk.preference("studio.country", "GB")
        if now != (after, country):  # somebody else does it too, or chose another country
            return 0
        for at, number, key, before in keyed:
            if key != before:
                desk.database.execute_sql(
                    "UPDATE client_phone SET key = ? WHERE id = ? AND number = ?", (key, at, number)
                )
        if found:
            work.prefer(_AT, found[-1][0])
        else:
            desk.database.execute_sql("DELETE FROM preference WHERE key = ?", (_AT,))
    last = desk.row("SELECT max(id) FROM client_phone") or (None,)
    return 100 * found[-1][0] // last[0] if found and last[0] else 100


def finish(desk: Desk) -> None:
    """Do all that is left of it, as when it was broken off."""
    while step(desk) is not None:
        pass
