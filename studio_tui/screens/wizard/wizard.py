"""One run through a wizard: what was typed so far, and the pages that lie one on another."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from studio_tui.domain.booking import AppointmentDraft, GoneError
from studio_tui.domain.words import plural
from studio_tui.errors import StudioError
from studio_tui.flows import client_fields, session_fields
from studio_tui.flows.booking import BOOKING, booking_draft, with_text
from studio_tui.flows.field import Draft, Facts
from studio_tui.flows.kinds import KINDS, Kind
from studio_tui.flows.repeat_fields import series_plan
from studio_tui.services import availability, catalogue, clients, search, series
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio_tui.domain.booking import BookingDraft
    from studio_tui.domain.found import ClientHit
    from studio_tui.flows.flow import Page
    from studio_tui.screens.base import StudioScreen
    from studio_tui.screens.wizard.page import WizardPage
    from studio_tui.services.availability import Check

CLIENT, CLIENT_INFORMATION, SERIES, SUMMARY = (
    "client",
    "client_information",
    "series",
    "confirmation",
)
"""Pages of the booking flow that others lead to."""
TIMED = ("session_information", "appointment_information")
"""Pages that ask for a time; one of them applies."""


class Wizard:
    """A booking in progress. Its pages read it, change it, and ask it to go on."""

    def __init__(self, base: StudioScreen[Any], facts: Facts, draft: Draft) -> None:
        """Begin, or go on with a draft.

        Args:
            base: The screen to come back to.
            facts: What the forms need to know.
            draft: What was typed so far.
        """
        self.base, self.app, self.studio = base, base.app, base.studio
        self.facts, self.draft = facts, draft
        self.flow = BOOKING.tailored(facts.catalogue)
        """As the studio had it when the wizard was opened."""
        self.answers = self.flow.answers(draft, facts)
        self.hit: ClientHit | None = None
        """The chosen client as lists show it; None for a new one."""
        self.agreed: BookingDraft | None = None
        """What shall be booked although something stands against its time."""
        self.because = ""
        """Why, if the policy asks for that."""
        self.checked: Check | None = None
        """What stood against the time when it was checked last."""
        self.passed: set[str] = set()
        """Labels of empty fields that were asked about already."""
        self.searched = ""
        """What the client was searched by."""
        self._new_from: str | None = "" if draft.touches(*client_fields.KEYS) else None
        """What the client was searched by who is new."""
        self.news = ("", "")
        """Key of a page, and what the next one has to say about it."""
        self.done = False
        self._pages: list[WizardPage] = []

    # What was typed

    @property
    def typed(self) -> bool:
        """Whether leaving would throw away something that was typed."""
        decided = [page for page in self.flow.pages if page.kind not in ("words", "choice")]
        asked = {entry.key for page in decided for entry in page.fields}
        return bool(asked & self.draft.typed.keys()) or self.draft.touches(*client_fields.KEYS)

    def type(self, key: str, text: str) -> None:
        """Take over what was typed in a field."""
        self.change(with_text(self.answers, key, text))

    def change(self, draft: Draft) -> None:
        """Go on with another draft, and keep it on disk."""
        self.draft = draft
        self.answers = self.flow.answers(draft, self.facts)
        if (self.typed or draft.client_id is not None) and not self.done:
            self.studio.background(self.studio.drafts.keep, draft, self.facts.catalogue.me)

    def learn(self, facts: Facts) -> None:
        """Read everything again after the facts have changed."""
        self.facts = facts
        self.change(self.draft)

    async def reread(self) -> None:
        """Read the lists again: something in them is no longer there. What was set stays."""
        lists = await self.studio.call(catalogue.catalogue)
        chosen = self.facts.catalogue.preferences
        self.learn(replace(self.facts, catalogue=replace(lists, preferences=chosen)))

    async def look_again(self) -> bool:
        """Take over what somebody has changed meanwhile in the lists; whether there was any.

        What was chosen in preferences holds from the next booking on.
        """
        lists = await self.studio.call(catalogue.catalogue)
        lists = replace(lists, preferences=self.facts.catalogue.preferences)
        if self.done or lists == self.facts.catalogue:
            return False
        self.learn(replace(self.facts, catalogue=lists))
        return True

    # The client

    async def take_client(self, client_id: int, *, keep: bool = False) -> None:
        """Book for a client who is stored.

        Args:
            client_id: Who.
            keep: Whether what was typed stays where nothing is stored, as for a new client who
                turns out to be known.

        Raises:
            GoneError: When the client has been deleted meanwhile.
        """
        stored = await self.studio.call(clients.get, client_id)
        self.hit = await self.studio.call(search.client, client_id)
        sessions = await self.studio.call(search.sessions_of, client_id)
        self.facts = replace(self.facts, client=stored, sessions=tuple(sessions))
        if client_id == self.draft.client_id:
            self.change(self.draft)
            return
        typed = self.draft.typed
        begun = self.draft
        if begun.client_id is not None:  # the other client's session, too
            begun = begun.untouched("client", "session")
        bare = replace(begun.untouched(*client_fields.KEYS), client_id=client_id)
        known = self.flow.answers(bare, self.facts)
        kept = {
            key: typed[key]
            for key in client_fields.KEYS
            if keep and typed.get(key, "").strip() and not known.text(key)
        }
        self.change(replace(bare, typed={**bare.typed, **kept}))

    async def propose_client(self, client_id: int) -> None:
        """Have the client page begin at a client, who may be changed there."""
        with suppress(GoneError):
            await self.take_client(client_id)
            self.searched = self.hit.name if self.hit else ""

    def new_client(self, text: str) -> None:
        """Book for somebody new, known so far only by what was searched for."""
        draft = self.draft
        if draft.client_id is not None or self._new_from != text:
            casing = self.facts.catalogue.preferences.get("names.casing", "product")
            begun = {"last": "", **client_fields.prefill_from_search(text, casing)}
            draft = draft.untouched(*client_fields.KEYS, "client", "session")
            draft = replace(draft, prefill={**draft.prefill, **begun}, client_id=None)
        self._new_from = text
        self.hit = None
        self.facts = replace(self.facts, client=None, sessions=())
        self.change(draft)

    def forget_client(self) -> None:
        """The client is stored no longer: everything known of them becomes a new client's."""
        texts = {key: self.answers.text(key) for key in client_fields.KEYS}
        self.hit, self._new_from = None, self.searched
        self.facts = replace(self.facts, client=None, sessions=())
        draft = self.draft.untouched("client", "session")
        self.change(replace(draft, client_id=None, typed={**draft.typed, **texts}))

    async def forget_session(self) -> None:
        """The session that an appointment should belong to is stored no longer."""
        self.change(self.draft.untouched("session"))
        if self.draft.client_id is not None:
            await self.take_client(self.draft.client_id)

    # Pages

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that have something to decide."""
        return self.flow.asked(self.draft, self.facts)

    def place(self, key: str) -> int:
        """Where a page stands in the flow."""
        return [page.key for page in self.flow.pages].index(key)

    async def show(self, key: str) -> WizardPage:
        """Go to a page. Those after it are closed; those before it stay as they are."""
        while self._pages and self.place(self._pages[-1].page.key) > self.place(key):
            self._pages.pop()
            self.app.pop_screen()
        if not self._pages or self._pages[-1].page.key != key:
            from studio_tui.screens.wizard.pages import page_screen

            await self.look_again()
            self._pages.append(page_screen(self, self.flow.page(key)))
            self.change(replace(self.draft, page=key))
            with self.app.batch_update():
                await self.app.push_screen(self._pages[-1])
        else:
            self.change(replace(self.draft, page=key))
            self._pages[-1].renew()
        return self._pages[-1]

    async def forward(self, key: str) -> None:
        """Next."""
        later = [page.key for page in self.pages if self.place(page.key) > self.place(key)]
        if later:
            await self.advance(later[0])

    async def back(self, key: str) -> None:
        """Back, to the page as it was; from the first one out of the wizard."""
        before = [page.key for page in self.pages if self.place(page.key) < self.place(key)]
        if before:
            await self.show(before[-1])
        else:
            self._pages[-1].action_leave()

    async def advance(self, target: str) -> bool:
        """Go to a page, unless something stands against leaving one before it.

        Returns:
            Whether nothing did; otherwise the page in question is open and says what.
        """
        for page in self.pages:
            if self.place(page.key) < self.place(target) and not await self._passes(page, target):
                return False
        await self.show(target)
        return True

    async def _passes(self, page: Page, target: str) -> bool:
        """Whether nothing on a page stands against going on; else the page says what does."""
        if problems := page.refusals(self.answers):
            (await self.show(page.key)).refuse(problems)
            return False
        labels = self.answers.wanting([entry.key for entry in page.fields])
        if labels := [label for label in labels if label not in self.passed]:
            (await self.show(page.key)).ask_about_empty(labels, target)
            return False
        if page.key == SERIES:
            return await self._dates_pass(page)
        return page.key not in TIMED or await self._time_passes(page, target)

    # The time

    @property
    def time_page(self) -> str:
        """Key of the page that asks for the time."""
        return next(page.key for page in self.pages if page.key in TIMED)

    async def check(self) -> Check | None:
        """What stands against the time; None while there is none.

        Raises:
            StudioError: When the time cannot be, or somebody is no longer there.
        """
        self.checked = None
        draft = booking_draft(self.answers)
        if draft is not None:
            self.checked = await self.studio.call(availability.check, draft)
        return self.checked

    async def _time_passes(self, page: Page, target: str) -> bool:
        """Whether somebody will see it, and the time is free or was agreed on all the same."""
        draft = booking_draft(self.answers)
        if isinstance(draft, AppointmentDraft) and not draft.schedule_ids:
            who = self.answers.fields["who"].label
            if who not in self.passed:
                (await self.show(page.key)).ask_about_nobody(who, target)
                return False
        if series_plan(self.answers) is not None:  # its own page looks at all dates
            self.checked = None
            return True
        try:
            found = await self.check()
        except StudioError as error:
            if isinstance(error, GoneError):
                await self.reread()
            (await self.show(page.key)).refuse(((error.field or "start", error.message),))
            return False
        if not found or not found.clashes or found.rule == "always" or draft == self.agreed:
            return True
        shown = await self.show(page.key)
        shown.clash(found.clashes, found.next_starts, target, found.rule)
        return False

    async def _dates_pass(self, page: Page) -> bool:
        """Whether every date of a series is free, or it was decided what to do about it."""
        draft, plan = booking_draft(self.answers), series_plan(self.answers)
        if not isinstance(draft, AppointmentDraft) or plan is None:
            return True
        seen = await self.studio.call(series.preview, draft, plan)
        if all(each.skipped for each in seen):
            said = "Every date is skipped: Space takes one in again."
        elif count := sum(each.undecided for each in seen):
            said = f"{count} of {plural(len(seen), 'date')} not free: say what to do about each."
        else:
            return True
        (await self.show(page.key)).refuse((("dates", said),))
        return False

    async def next_start(self) -> BookingDraft | None:
        """The next free time after the present one, taken; None while the type is missing.

        Raises:
            StudioError: When there is none.
        """
        asked = session_fields.seeking(self.answers, booking_draft)
        if asked is None:
            return None
        times = await self.studio.call(availability.next_times, asked, limit=2)
        begun = self.answers.value("start") is not None
        start = next((time for time in times if not begun or time > asked.start), None)
        if start is None:
            raise StudioError(
                f"No free time within {availability.LOOK_AHEAD} days; take out a person, "
                "or shorten it."
            )
        self.change(session_fields.with_start(self.answers, start))
        return booking_draft(self.answers)

    # The end

    def close(self, then: Callable[[], object], *, keep: bool = False) -> None:
        """Leave all pages; calling it again does nothing.

        Args:
            then: What to do when the screen beneath is in front again.
            keep: Whether the draft is offered again.
        """
        if self.done:
            return
        self.done = True
        if not keep:
            self.studio.background(self.studio.drafts.forget, self.draft)
        while self._pages:
            self._pages.pop()
            self.app.pop_screen()
        self.base.call_later(then)


async def gathered(base: StudioScreen[Any]) -> tuple[Facts, str]:
    """What the forms need to know, and the time of day."""
    now = await base.studio.call(Desk.now)
    lists = await base.studio.call(catalogue.catalogue)
    return Facts(now.date(), lists), f"{now:%H:%M}"


async def start_booking(
    base: StudioScreen[Any],
    prefill: Mapping[str, str],
    *,
    kind: Kind | Literal[""] = "",
    client_id: int | None = None,
    session_id: int | None = None,
    likely: int | None = None,
) -> Wizard:
    """Open the booking wizard. What is brought along is not asked again.

    Args:
        base: The screen it is opened from, and comes back to.
        prefill: Texts of fields by key, as from the slot under the calendar's cursor.
        kind: What to schedule; empty: the wizard asks.
        client_id: For whom; None: the wizard asks.
        session_id: The client's session that a linked appointment belongs to.
        likely: For whom it probably is; the wizard asks all the same.

    Raises:
        GoneError: When the client has been deleted meanwhile.
    """
    facts, now = await gathered(base)
    brought = {
        "kind": KINDS.get(kind, "") if kind else "",
        "client": str(client_id or ""),
        "session": str(session_id or ""),
    }
    texts = {**prefill, **{key: text for key, text in brought.items() if text}}
    wizard = Wizard(base, facts, Draft(prefill=texts, begun=now, day=facts.today.isoformat()))
    if client_id is not None:
        await wizard.take_client(client_id)
    elif likely is not None:
        await wizard.propose_client(likely)
    await wizard.show(wizard.pages[0].key)
    return wizard
