"""How a screen says whether a time is free: beside the names, and in a line with other times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.clashes import clash_words, taken_words
from studio_tui.domain.words import MONTHS, WEEKDAYS
from studio_tui.errors import StudioError
from studio_tui.screens.dialogs import AskText, Objection, Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import date, datetime

    from textual.app import App

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.flows.field import Answers
    from studio_tui.services.availability import Check

PAUSE = 0.12
"""Seconds without a key before a time is checked."""
BOOKED = ("photographer", "assistant", "resource", "who")
"""Fields that name somebody or something with a calendar of its own."""


_TIME = (
    *("type_id", "start", "end", "start_fold", "end_fold", "status_id", "drive"),
    *("photographer_id", "assistant_id", "resource_id", "schedule_ids"),
)


def same(one: BookingDraft | None, other: BookingDraft | None) -> bool:
    """Whether what was found out about one draft's time holds for the other too."""
    if one is None or other is None:
        return False
    return all(getattr(one, key, None) == getattr(other, key, None) for key in _TIME)


def beside(check: Check, answers: Answers) -> dict[str, str]:
    """Who is free or busy, by the field that names them; when shut, nobody is called free."""
    zone = answers.facts.catalogue.opening.zone
    shut = check.warning or any(clash.kind == "closure" for clash in check.clashes)
    free = "nothing booked" if shut else "free"
    said = {}
    for key in BOOKED:
        value = answers.value(key) if key in answers.fields else None
        named = value if isinstance(value, tuple) else (value,) if value else ()
        names = [entry.name for entry in named]
        words = [clash_words(clash, zone) for clash in check.clashes if clash.who in names]
        if len(names) == 1:  # goes without saying
            words = [each.removeprefix(f"{names[0]} ") for each in words]
        if names:
            said[key] = f"! {'; '.join(words)}" if words else free
    return said


def offer(check: Check, answers: Answers, key: str) -> tuple[str, bool]:
    """What there is to say about the time, and whether it warns.

    Args:
        check: What stands against the time.
        answers: What was read.
        key: Name of the key that takes the next free time.
    """
    zone = answers.facts.catalogue.opening.zone
    shut = tuple(clash for clash in check.clashes if clash.kind == "closure")
    times = f"{key} next times: {starts(check.next_starts, answers)}" if check.next_starts else ""
    said = (taken_words(shut, zone) if shut else "", times, check.warning)
    return " ".join(filter(None, said)), bool(shut or check.warning)


def starts(found: Sequence[datetime], answers: Answers) -> str:
    """Free times as they are offered: ``15:30 · Sat 28 Nov 09:00``."""
    moment = answers.value("date")
    day = moment.date if moment else answers.facts.today
    return " · ".join(_start(start, day) for start in found)


def refused(words: str, found: Sequence[datetime], answers: Answers) -> str:
    """Why a time cannot be had, and which others can."""
    return f"Free: {starts(found, answers)}. {words}" if found else f"{words} Choose another time."


def ask_about_taken(
    words: str, found: Sequence[datetime], answers: Answers, force: str
) -> Question:
    """A question about a time that is taken, for a studio that lets the person at the desk decide.

    Args:
        words: Who or what is busy.
        found: The next free times.
        answers: What was read.
        force: What taking it all the same is called.

    Returns:
        A question answered by the place of a free time in `found`, ``force`` or ``other``.
    """
    free = ((str(at), f"Take {starts((start,), answers)}") for at, start in enumerate(found))
    choices = (*free, ("force", force), ("other", "Choose another time"))
    return Objection("The time is taken", words, choices)


async def with_reason(
    app: App[None], then: Callable[[str], Awaitable[None]], *, asked: bool
) -> None:
    """Go on with a time that is taken, and with why, which is asked for if it has to be.

    Args:
        app: The program.
        then: What to do with the reason; not done after Esc.
        asked: Whether the policy wants one.
    """
    if not asked:
        await then("")
        return

    async def answered(text: str | None) -> None:
        if text is not None:
            await then(text)

    app.push_screen(AskText("Why", "Why all the same? The history keeps it.", _why), answered)


def _why(text: str) -> str:
    if not text.strip():
        raise StudioError("Type in a few words why, as twins of the family before.")
    return "Enter books it with this reason."


def taken(answer: str | None, found: Sequence[datetime]) -> datetime | None:
    """The free time that a question about a taken one was answered with, if any."""
    return found[int(answer)] if answer and answer.isdigit() else None


def _start(start: datetime, day: date) -> str:
    """``15:30`` on the day itself, else with the date: ``Sat 28 Nov 09:00``."""
    if start.date() == day:
        return f"{start:%H:%M}"
    weekday = WEEKDAYS[start.weekday()][:3]
    return f"{weekday} {start.day} {MONTHS[start.month - 1][:3]} {start:%H:%M}"
