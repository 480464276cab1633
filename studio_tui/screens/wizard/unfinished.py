"""Unfinished bookings: offered where they were left, by a killed terminal or on purpose."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import GoneError
from studio_tui.domain.names import display
from studio_tui.errors import StudioError
from studio_tui.keymap import spoken
from studio_tui.screens.dialogs import Question
from studio_tui.screens.wizard.wizard import CLIENT, SUMMARY, Wizard, gathered
from studio_tui.services import search

if TYPE_CHECKING:
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
    """Ask whether to go on with the newest unfinished booking."""
    found = await _unfinished(base)
    if not found:
        base.tell("There is no unfinished booking.")
        return
    more = f" {len(found) - 1} more after it." if len(found) > 1 else ""
    base.app.push_screen(
        Question(
            "Unfinished booking",
            f"It is {await _words(base, found[0])}.{more}",
            (("resume", "Go on with it"), ("discard", "Discard it"), ("later", "Keep it")),
        ),
        partial(_answered, base, found[0]),
    )


async def _answered(base: StudioScreen[Any], draft: Draft, answer: str | None) -> None:
    if answer == "resume":
        await resume_booking(base, draft)
    elif answer == "discard":
        base.studio.background(base.studio.drafts.forget, draft)
        base.tell("The unfinished booking was discarded.")
        await offer_unfinished(base)


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
    texts = {**draft.prefill, **draft.typed}
    name = display(texts.get("last", ""), texts.get("first", ""), texts.get("company", ""))
    if draft.client_id is not None:
        hit = await base.studio.call(search.client, draft.client_id)
        name = hit.name if hit else name
    return f"for {name or 'nobody yet'} from {draft.begun}"
