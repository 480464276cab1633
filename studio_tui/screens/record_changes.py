"""Questions about what was typed on a record: when it would be lost, or somebody else has saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_tui.domain.words import apart, listing, quoted
from studio_tui.flows.field import Answers, Draft
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from studio_tui.screens.record import RecordScreen

Difference = tuple[str, str, str]
"""Label of a field, one value in words, the other."""


async def ask_before(screen: RecordScreen, then: Callable[[], Awaitable[None]]) -> None:
    """Do something that loses what was typed, after asking if there is anything.

    Args:
        screen: The record.
        then: Leaves it, or shows another one.
    """
    if screen.opened:
        screen.settle()
    if not screen.touched:
        await then()
        return

    @reported
    async def answered(screen: RecordScreen, answer: str | None) -> None:
        if answer == "discard" or (answer == "save" and await screen.save()):
            await then()

    choices = (("save", "Save it"), ("discard", "Discard it"), ("stay", "Go on editing"))
    title = f"Leave this {screen.KIND}?"
    question = Question(title, "What you changed is not saved yet.", choices)
    screen.app.push_screen(question, partial(answered, screen))


async def ask_whose(screen: RecordScreen) -> None:
    """Read what was saved by somebody else and ask whose changes shall hold.

    Args:
        screen: Shows the record as it was before, with what was typed over it.
    """
    before, typed = screen.record, screen.answers.draft
    await screen.read()
    theirs = screen.record
    answers = Answers(screen.asked(), typed, screen.facts)
    mine = screen.draft(answers) or theirs.draft
    both = await screen.differences(theirs.draft, mine)
    changed = await screen.differences(before.draft, theirs.draft)
    if not both:
        await screen.reload(Draft())
        screen.remind("Somebody else has saved the same meanwhile.")
        return
    who = theirs.history[0][1] if theirs.history else ""
    question = Question(
        f"Changed meanwhile by {who or 'somebody else'}",
        _words(both, changed),
        (
            ("mine", "Save mine"),
            ("theirs", "Take theirs"),
            ("edit", "Go on editing"),
        ),
    )

    async def answered(answer: str | None) -> None:
        await screen.reload(Draft() if answer == "theirs" else typed)
        if answer == "mine":
            await screen.save()
        else:
            kept = "Their changes are shown" + (" with yours." if answer == "edit" else ".")
            screen.remind(kept)

    screen.app.push_screen(question, answered)


def _words(both: tuple[Difference, ...], changed: tuple[Difference, ...]) -> str:
    """Both values of each field that would be saved over, and what else is new."""
    lines = [
        f"{label}: theirs {_value(theirs)}, yours {_value(mine)}."
        for label, theirs, mine in ((label, *apart(*values)) for label, *values in both)
    ]
    labels = {label for label, _, _ in both}
    others = [f"{label} {_value(now)}" for label, _, now in changed if label not in labels]
    if others:
        lines.append(f"New and kept in either case: {listing(others)}.")
    return "\n".join(lines)


def _value(words: str) -> str:
    return quoted(words) if words else "none"
