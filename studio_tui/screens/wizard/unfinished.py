"""Unfinished bookings and emails: offered after a killed terminal, or when left on purpose."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import GoneError
from studio_tui.domain.names import display
from studio_tui.domain.words import date_short
from studio_tui.errors import StudioError
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.kinds import KINDS, kind_of
from studio_tui.keymap import spoken
from studio_tui.screens.dialogs import Question
from studio_tui.screens.email_draft import EMAIL, resume_email
from studio_tui.screens.pick_list import PickList
from studio_tui.screens.wizard.wizard import CLIENT, SUMMARY, Wizard, gathered
from studio_tui.services import search
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from studio_tui.flows.field import Draft, Facts
    from studio_tui.screens.base import StudioScreen
    from studio_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft that was kept, and what it is."""

    draft: Draft
    what: str
    """In a word: booking, appointment or email."""
    label: str
    """The same in a list."""
    whom: str
    """For whom, or what about; to whom an email goes."""
    day: str
    begun: str
    """When it was begun: the time, with the day before it unless it is today."""

    @property
    def words(self) -> str:
        """``booking for Smith, Sara from 09:41``."""
        return f"{self.named} from {self.begun}"

    @property
    def named(self) -> str:
        """``booking for Smith, Sara``, ``email to sara@example.org``."""
        return f"{self.what} {'to' if self.draft.page == EMAIL else 'for'} {self.whom}"


async def offer_unfinished(base: StudioScreen[Any]) -> None:
    """Say in the line that there is an unfinished booking, and which key goes on with it."""
    found = await _unfinished(base)
    if found:
        key = next(map(spoken, base.chosen_keys["calendar.unfinished"]), "")
        base.remind(f"Unfinished {found[0].words}: {key} goes on with it.")


async def ask_unfinished(base: StudioScreen[Any]) -> None:
    """Ask which unfinished booking is meant, if there are several, and what to do with it."""
    found = await _unfinished(base)
    if not found:
        base.remind("There is no unfinished booking or email.")
    elif len(found) == 1:
        await _ask_about(base, found[0])
    else:
        rows = [
            Row(at, (kept.whom, kept.label, kept.day, kept.begun)) for at, kept in enumerate(found)
        ]
        columns = (
            ListColumn("For"),
            ListColumn("What", max(map(len, KINDS.values()))),
            ListColumn("Day", 10),
            ListColumn("Begun", max(len(kept.begun) for kept in found)),
        )
        base.app.push_screen(
            PickList("Unfinished, newest first", rows, columns),
            partial(_picked, base, found),
        )


async def _picked(base: StudioScreen[Any], found: list[Unfinished], at: Hashable | None) -> None:
    if isinstance(at, int):
        await _ask_about(base, found[at])


async def _ask_about(base: StudioScreen[Any], kept: Unfinished) -> None:
    base.app.push_screen(
        Question(
            f"Unfinished {kept.what}",
            f"It is the {kept.words}.",
            (("resume", "Go on with it"), ("discard", "Discard it"), ("later", "Keep it")),
        ),
        partial(_answered, base, kept),
    )


async def _answered(base: StudioScreen[Any], kept: Unfinished, answer: str | None) -> None:
    if answer == "resume" and kept.draft.page == EMAIL:
        base.call_later(resume_email, base, kept.draft)
    elif answer == "resume":
        await resume_booking(base, kept.draft)
    elif answer == "discard":
        base.studio.background(base.studio.drafts.forget, kept.draft)
        base.remind(f"Discarded the {kept.named}.")


async def resume_booking(base: StudioScreen[Any], draft: Draft) -> Wizard:
    """Open the wizard on the page where a draft was left, with everything that was typed."""
    facts, _ = await gathered(base)
    draft = BOOKING.resumed(draft, facts)
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


async def _unfinished(base: StudioScreen[Any]) -> list[Unfinished]:
    def found(desk: Desk) -> list[Draft]:
        return base.studio.drafts.unfinished(desk.person_id)

    drafts = await base.studio.call(found)
    if not drafts:
        return []
    facts, _ = await gathered(base)
    return [await _described(base, draft, facts) for draft in drafts]


async def _described(base: StudioScreen[Any], draft: Draft, facts: Facts) -> Unfinished:
    begun = _begun(draft, facts.today)
    if draft.page == EMAIL:
        whom = draft.typed.get("to") or "nobody yet"
        return Unfinished(draft, "email", "Email", whom, "", begun)
    kind = kind_of(draft, facts)
    what = "booking" if kind == "session" else "appointment"
    whom = await _whom(base, draft, facts)
    return Unfinished(draft, what, KINDS[kind], whom, _day(draft), begun)


async def _whom(base: StudioScreen[Any], draft: Draft, facts: Facts) -> str:
    """For whom a draft is, or what about, as far as that is known."""
    texts = {**draft.prefill, **draft.typed}
    if kind_of(draft, facts) == "unlinked":
        return texts.get("description") or texts.get("type") or "nobody yet"
    if draft.client_id is not None:
        hit = await base.studio.call(search.client, draft.client_id)
        if hit:
            return hit.name
    name = display(texts.get("last", ""), texts.get("first", ""), texts.get("company", ""))
    return name or "nobody yet"


def _begun(draft: Draft, today: date) -> str:
    if draft.day in ("", today.isoformat()):
        return draft.begun
    return f"{date_short(date.fromisoformat(draft.day)).rpartition(' ')[0]} {draft.begun}"


def _day(draft: Draft) -> str:
    """The day as it was typed, or brought along from the calendar."""
    text = {**draft.prefill, **draft.typed}.get("date", "")
    try:
        return date_short(date.fromisoformat(text)).rpartition(" ")[0]
    except ValueError:
        return text
