"""The numbers that people call records by: how they are given, and how records are found by them.

A number is drawn inside the transaction that stores the record, so that nobody else is given the
same; one that somebody gave by hand is skipped. A session that gets its number on its day, or
none by itself, is stored by ``#`` and its id until then, which `domain.numbers.record_words` words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from studio_tui.domain.names import display
from studio_tui.domain.numbers import (
    DATED,
    NAMELESS,
    number_problem,
    session_number,
    trailing,
)
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

Numbered = Literal["session", "appointment", "invoice", "payment", "task"]
COUNTED: Final = ("client", *get_args(Numbered))
"""What is numbered from a counter of the same name."""


# Giving


def give(work: Transaction, kind: str) -> str:
    """The next number for a record of a kind, inside the use case that stores it."""
    return _free(work, kind, lambda: str(work.draw(kind)))


def _free(work: Transaction, kind: str, draw: Callable[[], str]) -> str:
    """The next number drawn that no record of the kind has."""
    while work.desk.row(f"SELECT 1 FROM {kind} WHERE number = ?", (number := draw(),)):
        pass
    return number


def give_client(work: Transaction, *, booked: bool) -> str | None:
    """The number of a client who has none, if the studio gives one now.

    Args:
        work: The use case that stores the client.
        booked: Whether a session is booked for them; else they are being created.
    """
    when = work.desk.preference("numbers.client", "booking")
    gives = when == "creation" or (booked and when == "booking")
    return give(work, "client") if gives else None


def refuse_client(desk: Desk, number: str, client_id: int | None) -> None:
    """Refuse what cannot be the number of a client.

    Raises:
        StudioError: When it cannot be one, or is somebody else's, whatever the capitals.
    """
    if problem := number_problem(number):
        raise StudioError(problem, field="number")
    row = desk.row(
        "SELECT last, first, company FROM client WHERE number IN (?, ?, ?) AND id IS NOT ?",
        (number, number.upper(), number.lower(), client_id),
    )
    if row is not None:
        raise StudioError(
            f"{number} is the number of {display(*row)}: type another.", field="number"
        )


def name_without(work: Transaction, session_id: int) -> str:
    """What a session is stored by that has no number yet: scripts find it by that."""
    number = f"{NAMELESS}{session_id}"
    work.desk.database.execute_sql(
        "UPDATE session SET number = ? WHERE id = ?", (number, session_id)
    )
    return number


def give_booking(work: Transaction, client_id: int | None, draft: BookingDraft) -> str | None:
    """The number of a session or appointment, if the studio gives one now.

    Args:
        work: The use case that stores it.
        client_id: Whose it is.
        draft: What is booked.
    """
    if draft.kind == "session":
        return give_session(work, client_id, draft.start.date())
    return give(work, draft.kind)


def give_session(work: Transaction, client_id: int | None, day: date) -> str | None:
    """The number of a session, if the studio gives one now.

    Args:
        work: The use case that stores the session.
        client_id: Whose session it is.
        day: The day of the session.
    """
    desk = work.desk
    when = desk.preference("numbers.session", "creation")
    if when == "never" or (when == "day" and day > desk.today()):
        return None
    return _session(work, client_id, day)


def _session(work: Transaction, client_id: int | None, day: date) -> str:
    desk = work.desk
    how = desk.preference("numbers.session_format", "number")
    named = desk.row("SELECT last, first, company FROM client WHERE id = ?", (client_id,))
    last, first, company = named or ("", "", "")
    counter = f"session/{day:%Y%m%d}" if how in DATED else "session"
    begin = 1 if how in DATED else None

    def draw() -> str:
        number = work.draw(counter, begin) if begin else work.draw(counter)
        return session_number(how, number, last=last or company, first=first, day=day)

    return _free(work, "session", draw)


_DUE = """
SELECT session.id, session.client_id, substr(event.start, 1, 10) FROM session
JOIN event ON event.session_id = session.id AND event."primary"
WHERE session.number GLOB '#*' AND event.start_utc < ? ORDER BY event.start_utc, session.id
"""


def give_todays(desk: Desk) -> int:
    """Number the sessions whose day has come, unless the studio numbers none by itself.

    Returns:
        How many were numbered.
    """
    from datetime import date, timedelta

    from studio_tui.domain.wallclock import day_start

    if desk.preference("numbers.session", "creation") == "never":
        return 0
    tomorrow = day_start(desk.today() + timedelta(days=1), desk.zone)
    if not desk.row(f"{_DUE} LIMIT 1", (tomorrow,)):
        return 0
    with desk.work() as work:
        found = desk.rows(_DUE, (tomorrow,))
        for session_id, client_id, day in found:
            number = _session(work, client_id, date.fromisoformat(day))
            desk.database.execute_sql(
                "UPDATE session SET number = ? WHERE id = ?", (number, session_id)
            )
            work.changed(
                "session",
                session_id,
                "numbered",
                after={"number": number},
                words=f"Number {number} given.",
            )
    return len(found)


def highest(desk: Desk, kind: str) -> int:
    """The highest number from a counter that a record of its kind has; 0 when there is none.

    Digits after a name count; those after a date do not, they belong to a counter of the day.
    """
    digits = "substr(number, length(rtrim(number, '0123456789')) + 1)"
    found = desk.row(
        f"SELECT max(CAST({digits} AS INTEGER)) FROM {kind} "
        f"WHERE number NOT GLOB '#*' AND length({digits}) BETWEEN 1 AND 9 "
        "AND NOT (number GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]?*' "
        f"AND length({digits}) < length(number))"
    )
    return int(found[0] or 0) if found else 0


# Finding


def record_id(desk: Desk, kind: Numbered, number: str) -> int:
    """Id of the record of a kind with that number, whatever the capitals in it.

    Raises:
        StudioError: When there is none.
    """
    typed = number.strip()
    row = desk.row(f"SELECT id FROM {kind} WHERE number = ?", (typed,))
    if row is None and typed:
        row = _in_any_case(desk, kind, typed)
    if row is None:
        raise StudioError(f"There is no {kind} with the number {number}.", code="not-found")
    return int(row[0])


def _in_any_case(desk: Desk, kind: Numbered, typed: str) -> tuple[int, str] | None:
    """The only record whose number differs in capitals alone: SQLite knows those of ASCII only."""
    digits = trailing(typed)
    if digits in ("", typed):
        return None
    rows = desk.rows(f"SELECT id, number FROM {kind} WHERE number LIKE ?", (f"%{digits}",))
    found = [(row[0], row[1]) for row in rows if row[1].casefold() == typed.casefold()]
    return found[0] if len(found) == 1 else None
