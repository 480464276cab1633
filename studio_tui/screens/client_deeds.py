"""What is done with a client as a whole: merged with another, deleted, made anonymous."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from studio_tui.domain.booking import StaleError
from studio_tui.domain.words import quoted
from studio_tui.flows.field import Draft
from studio_tui.screens.ask_client import ask_client
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import Irreversible, Question
from studio_tui.screens.opening import open_record
from studio_tui.screens.pick_list import PickList
from studio_tui.services import alike, erasing, merging
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from studio_tui.screens.base import StudioScreen
    from studio_tui.screens.client_record import ClientRecordScreen
    from studio_tui.services.merging import Merger

ANOTHER = "another"


def offer_deeds(screen: ClientRecordScreen) -> None:
    """Ask what is to be done with the client."""
    choices = (
        ("merge", "Merge with another client"),
        ("delete", "Delete the client"),
        ("anonymise", "Take out name and contacts for good"),
        ("", "Back"),
    )
    question = Question("Client", screen.record.name, choices)
    screen.app.push_screen(question, partial(_answered, screen))


@reported
async def _answered(screen: ClientRecordScreen, answer: str | None) -> None:
    match answer:
        case "merge":
            await _offer_alike(screen)
        case "delete":
            await _ask_delete(screen)
        case "anonymise":
            _ask_anonymise(screen)


# Merging


async def _offer_alike(screen: ClientRecordScreen) -> None:
    """Those who may be the same first; anybody else can be looked for."""
    hits = await screen.studio.call(alike.alike, screen.record.draft)
    rows = [Row(hit.id, (hit.name, hit.phone, hit.city, hit.why)) for hit in hits]
    columns = (
        ListColumn("Name"),
        ListColumn("Phone", 16),
        ListColumn("City", 10),
        ListColumn("Why", 21),
    )

    async def picked(found: Hashable | None) -> None:
        if found == ANOTHER:
            ask_client(screen, "Merge with", lambda other: _preview(screen, other))
        elif isinstance(found, int):
            await _preview(screen, found)

    if not rows:
        await picked(ANOTHER)
        return
    rows.append(Row(ANOTHER, ("Another client", "", "", "")))
    screen.app.push_screen(PickList("Who may be the same", rows, columns), picked)


@reported
async def _preview(screen: ClientRecordScreen, other_id: int, *, other_stays: bool = False) -> None:
    """Say what would happen, and ask."""
    both = (other_id, screen.record_id) if other_stays else (screen.record_id, other_id)
    merger = await screen.studio.call(merging.consider, *both)
    choices = (
        ("", "Leave both as they are"),
        ("merge", f"Merge: {_called(merger, kept=True)} stays"),
        ("turn", f"Turn round: {_called(merger, kept=False)} stays"),
    )

    @reported
    async def answered(screen: ClientRecordScreen, answer: str | None) -> None:
        if answer == "turn":
            await _preview(screen, other_id, other_stays=not other_stays)
        elif answer == "merge":
            await _merge(screen, merger, other_id)

    question = Irreversible("Merge two clients", _words(merger), choices)
    screen.app.push_screen(question, partial(answered, screen))


def _called(merger: Merger, *, kept: bool) -> str:
    hit = merger.kept if kept else merger.gone
    return f"{hit.name}{f' {hit.number}' if hit.number else ''}"


def _words(merger: Merger) -> str:
    """What would happen, a line for each thing."""
    lines = [
        f"{_called(merger, kept=True)} stays; {_called(merger, kept=False)} is deleted.",
        f"Moves: {merger.moves_words}, and the history.",
    ]
    lines += [f"Taken over: {label} {quoted(value)}." for label, value in merger.taken]
    lines += [
        f"{label} stays {quoted(mine) if mine else 'empty'}; {quoted(theirs)} is kept in a note."
        for label, mine, theirs in merger.noted
    ]
    return "\n".join([*lines, "It cannot be taken back."])


async def _merge(screen: ClientRecordScreen, merger: Merger, other_id: int) -> None:
    try:
        said = await screen.studio.call(merging.merge, merger)
    except StaleError as error:
        stays = merger.kept.id == other_id
        screen.remind(error.message)
        await _preview(screen, other_id, other_stays=stays)
        return
    if merger.kept.id == screen.record_id:
        await screen.reload(Draft())
        screen.remind(said)
    else:
        await _gone(screen, said, opens=merger.kept.id)


# Deleting


async def _ask_delete(screen: ClientRecordScreen) -> None:
    found = await screen.studio.call(erasing.belongings, screen.record_id)
    if found.holding:
        screen.remind(
            f"Has {found.holding}, so it cannot be deleted: merge it, or take out the name."
        )
        return
    too = f" Deleted too: {found.going}." if found.going else ""
    choices = (("", "Leave it"), ("delete", "Delete for good"))

    @reported
    async def answered(screen: ClientRecordScreen, answer: str | None) -> None:
        if answer == "delete":
            await _gone(screen, await screen.studio.call(erasing.delete, screen.record_id))

    text = f"Delete {screen.record.name}?{too} It cannot be taken back."
    screen.app.push_screen(Irreversible("Delete", text, choices), partial(answered, screen))


async def _gone(screen: ClientRecordScreen, said: str, *, opens: int | None = None) -> None:
    """Leave the record that is no more; what lies below it says what was done."""
    below = cast("StudioScreen[Any]", screen.app.screen_stack[-2])
    screen.dismiss()
    if opens is None:
        below.remind(said)
    else:
        await open_record(below, "client", opens, said=said)


# Taking the person out


def _ask_anonymise(screen: ClientRecordScreen) -> None:
    text = (
        f"Name, contacts, family, notes, emails and texts of {screen.record.name} are taken out "
        "for good. Sessions, invoices and payments stay with their dates and amounts, without a "
        "name. Documents and backups that were made before keep what they hold. It cannot be "
        "taken back."
    )
    choices = (("", "Leave it"), ("anonymise", "Take out name and contacts"))

    @reported
    async def answered(screen: ClientRecordScreen, answer: str | None) -> None:
        if answer == "anonymise":
            said = await screen.studio.call(erasing.anonymise, screen.record_id)
            await screen.reload(Draft())
            screen.remind(said)

    question = Irreversible("For privacy", text, choices)
    screen.app.push_screen(question, partial(answered, screen))
