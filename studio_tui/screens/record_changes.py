"""Questions about what was typed on a record: when it would be lost, or somebody else has saved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.domain.words import apart, listing, quoted
from studio_tui.flows.field import Answers, Draft
from studio_tui.records.kept import changed_texts
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence

    from studio_tui.screens.base import StudioScreen
    from studio_tui.screens.record import RecordScreen

Difference = tuple[str, str, str]
"""Label of a field, one value in words, the other."""

WHOSE = (("mine", "Save mine"), ("theirs", "Take theirs"), ("edit", "Go on editing"))


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


async def merged(screen: RecordScreen) -> str:
    """Read what was saved by somebody else; ask about the fields that both have changed.

    What only one of the two has changed holds, whatever is answered.

    Args:
        screen: Shows the record as it was before, with what was typed over it.

    Returns:
        What the other one has changed, when both can be saved; empty when it was asked about.
    """
    before, answers = screen.record, screen.answers
    draft = replace(answers.draft, typed=changed_texts(answers))
    await screen.read()
    theirs = screen.record
    changed = await screen.differences(before.draft, theirs.draft)
    mine = await _mine(screen, draft, answers)
    draft = replace(draft, typed={key: draft.typed[key] for key in mine})
    if not mine:
        await screen.reload(Draft())
        screen.remind("Somebody else has saved the same meanwhile.")
        return ""
    labels = {label for label, _, _ in changed}
    both = {key: each for key, each in mine.items() if labels & {label for label, _, _ in each}}
    who = f"{theirs.history[0][1] if theirs.history else ''}" or "somebody else"
    if not both:
        await screen.reload(draft, read=False)
        return f"Changed meanwhile by {who}: {_now(changed)}."

    def then(taken: Collection[str] | None) -> Awaitable[None]:
        return _decided(screen, draft, len(both), taken)

    asked = {label for each in both.values() for label, _, _ in each}
    own = {row[0]: row for each in mine.values() for row in each if row[0] not in asked}
    others = [row for row in changed if row[0] not in asked]
    kept = ((own.values(), "Yours alone"), (others, "New"))
    notes = [f"{what} and kept in either case: {_now(rows)}." for rows, what in kept if rows]
    lines = {key: "\n".join(map(_line, each)) for key, each in both.items()}
    ask_each(screen, f"Changed meanwhile by {who}", lines, then, notes)
    return ""


async def _decided(
    screen: RecordScreen, draft: Draft, asked: int, taken: Collection[str] | None
) -> None:
    """Show what holds, and store it if anything of both is mine.

    Args:
        screen: The record.
        draft: What was typed.
        asked: Of how many fields it was asked whose value holds.
        taken: Those of which it is theirs; None: nothing is decided yet.
    """
    await screen.reload(draft.untouched(*taken or ()))
    if taken is None:
        screen.remind("Their changes are shown with yours.")
    elif screen.touched and len(taken) < asked:
        await screen.save()
    elif screen.touched:
        screen.remind(
            "Their changes are shown; what only you changed stays: "
            f"{screen.key_name('record.save')} saves it."
        )
    else:
        screen.remind("Their changes are shown.")


async def _mine(
    screen: RecordScreen, draft: Draft, before: Answers
) -> dict[str, tuple[Difference, ...]]:
    """What each text that was typed changes in the record as it stands now."""
    found: dict[str, tuple[Difference, ...]] = {}
    for key, text in draft.typed.items():
        alone = Answers(screen.asked(), replace(draft, typed={key: text}), screen.facts)
        wanted = screen.draft(alone) if key in alone.fields else None
        if wanted is None:
            label = before.fields[key].label
            found[key] = ((label, alone.text(key) if key in alone.fields else "", text),)
        elif differing := await screen.differences(screen.record.draft, wanted):
            found[key] = differing
    return found


def ask_each(
    screen: StudioScreen[Any],
    title: str,
    lines: Mapping[str, str],
    then: Callable[[Collection[str] | None], Awaitable[None]],
    notes: Sequence[str] = (),
) -> None:
    """Ask whose value shall hold where two people have changed the same; of each, if wanted.

    Args:
        screen: Asks.
        title: Who has changed it.
        lines: Both values in words, by field.
        then: Gets the fields of which theirs is taken; None: nothing is decided yet.
        notes: What else is said.
    """
    taken: list[str] = []
    left = list(lines)

    @reported
    async def answered(screen: StudioScreen[Any], answer: str | None) -> None:  # noqa: ARG001
        if answer in ("mine", "theirs"):
            await then(left if answer == "theirs" else ())
        elif answer == "each":
            one_by_one(None)
        else:
            await then(None)

    @reported
    async def decided(screen: StudioScreen[Any], answer: str | None) -> None:  # noqa: ARG001
        if answer == "edit":
            await then(None)
            return
        if answer == "theirs":
            taken.append(left[0])
        left.pop(0)
        if left:
            one_by_one(None)
        else:
            await then(taken)

    def one_by_one(_: object) -> None:
        at = f"{title} · {len(lines) - len(left) + 1} of {len(lines)}"
        screen.app.push_screen(Question(at, lines[left[0]], WHOSE), partial(decided, screen))

    each = (("each", "Choose for each"),) if len(lines) > 1 else ()
    choices = (*WHOSE[:-1], *each, WHOSE[-1])
    question = Question(title, "\n".join(dict.fromkeys((*lines.values(), *notes))), choices)
    screen.app.push_screen(question, partial(answered, screen))


def _line(difference: Difference) -> str:
    """Both values of a field."""
    label, *values = difference
    theirs, mine = apart(*values)
    return f"{label}: theirs {_value(theirs)}, yours {_value(mine)}."


def _now(differences: Iterable[Difference]) -> str:
    return listing([f"{label} {_value(now)}" for label, _, now in differences])


def _value(words: str) -> str:
    return quoted(words) if words else "none"
