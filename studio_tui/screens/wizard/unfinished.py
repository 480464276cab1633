"""Unfinished bookings: offered where they were left, by a killed terminal or on purpose."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import GoneError
from studio_tui.domain.names import display
from studio_tui.domain.words import date_short
from studio_tui.errors import StudioError
from studio_tui.keymap import spoken
from studio_tui.screens.dialogs import Question
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.wizard.wizard import CLIENT, SUMMARY, Wizard, gathered
from studio_tui.services import search
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from studio_tui.flows.field import Draft
    from studio_tui.screens.base import StudioScreen
    from studio_tui.services.desk import Desk


async def offer_unfinished(base: StudioScreen[Any]) -> None:
    """Say in the line that there is an unfinished booking, and which key goes on with it."""
    found = await _unfinished(base)
    if found:
        key = next(map(spoken, base.chosen_keys["calendar.unfinished"]), "")
        base.tell(f"Unfinished booking {await _words(base, found[0])}: {key} goes on with it.")


async def ask_unfinished(base: StudioScreen[Any]) -> None:
    """Ask which unfinished booking is meant, if there are several, and what to do with it."""
    found = await _unfinished(base)
    if not found:
        base.tell("There is no unfinished booking.")
    elif len(found) == 1:
        await _ask_about(base, found[0])
    else:
        rows = [
            Row(at, (await _client(base, draft) or "new client", _day(draft), draft.begun))
            for at, draft in enumerate(found)
        ]
        columns = (ListColumn("Client", weight=2), ListColumn("Day"), ListColumn("Begun", 5))
        base.app.push_screen(
            PickList("Unfinished bookings, newest first", rows, columns),
            partial(_picked, base, found),
        )


async def _picked(base: StudioScreen[Any], found: list[Draft], at: Hashable | None) -> None:
    if isinstance(at, int):
        await _ask_about(base, found[at])


async def _ask_about(base: StudioScreen[Any], draft: Draft) -> None:
    base.app.push_screen(
        Question(
            "Unfinished booking",
            f"It is {await _words(base, draft)}.",
            (("resume", "Go on with it"), ("discard", "Discard it"), ("later", "Keep it")),
        ),
        partial(_answered, base, draft),
    )


async def _answered(base: StudioScreen[Any], draft: Draft, answer: str | None) -> None:
    if answer == "resume":
        await resume_booking(base, draft)
    elif answer == "discard":
        base.studio.background(base.studio.drafts.forget, draft)
        name = await _client(base, draft) or "a new client"
        base.call_later(base.tell, f"Discarded the booking for {name}.")


async def resume_booking(base: StudioScreen[Any], draft: Draft) -> Wizard:
    """Open the wizard on the page where a draft was left, with everything that was typed."""
    facts, _ = await gathered(base)
    wizard = Wizard(base, facts, draft)
    page = draft.page
    if draft.client_id is not None:
        try:
            await wizard.take_client(draft.client_id)
        except GoneError as error:
            wizard.forget_client()
            (await wizard.show(CLIENT)).report(error)
            return wizard
    shown = [entry.key for entry in wizard.pages]
    if page == SUMMARY:
        with suppress(StudioError):  # said on Finish, at its field
            await wizard.check()
    await wizard.show(page if page in shown else shown[0])
    return wizard


async def _unfinished(base: StudioScreen[Any]) -> list[Draft]:
    def found(desk: Desk) -> list[Draft]:
        return base.studio.drafts.unfinished(desk.person_id)

    return await base.studio.call(found)


async def _words(base: StudioScreen[Any], draft: Draft) -> str:
    """``for Smith, Sara from 09:41``."""
    return f"for {await _client(base, draft) or 'nobody yet'} from {draft.begun}"


async def _client(base: StudioScreen[Any], draft: Draft) -> str:
    """Whom a draft is for, as far as that is known."""
    texts = {**draft.prefill, **draft.typed}
    if draft.client_id is not None:
        hit = await base.studio.call(search.client, draft.client_id)
        if hit:
            return hit.name
    return display(texts.get("last", ""), texts.get("first", ""), texts.get("company", ""))


def _day(draft: Draft) -> str:
    """The day as it was typed, or brought along from the calendar."""
    text = {**draft.prefill, **draft.typed}.get("date", "")
    try:
        return date_short(date.fromisoformat(text))
    except ValueError:
        return text
