"""Finish: everything is booked together, and what may stand against it is answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import AppointmentDraft, GoneError, StaleError, TakenError
from studio_tui.errors import StudioError
from studio_tui.flows import client_fields
from studio_tui.flows.booking import booked_client, booking_draft
from studio_tui.flows.finish_fields import REMEMBERED, ticks
from studio_tui.flows.invoice_fields import invoice_draft
from studio_tui.flows.payment_fields import keep_credit, payment_drafts
from studio_tui.flows.repeat_fields import series_plan
from studio_tui.flows.summary import whom_words
from studio_tui.screens.dialogs import Objection
from studio_tui.screens.wizard.done import Afterwards, Done
from studio_tui.screens.wizard.wizard import CLIENT, CLIENT_INFORMATION, SERIES, SUMMARY
from studio_tui.services import appointments, booking, clients, series
from studio_tui.services.payments import OverpaidError
from studio_tui.services.preferences import remember

if TYPE_CHECKING:
    from studio_tui.domain.booking import BookingDraft, ClientDraft
    from studio_tui.screens.wizard.page import WizardPage
    from studio_tui.screens.wizard.wizard import Wizard


class Finish:
    """The last step of a booking. Nothing that goes wrong here loses what was typed."""

    def __init__(self, wizard: Wizard, page: WizardPage) -> None:
        self.wizard, self.page = wizard, page
        self._busy = False
        self._keep_credit = False
        """Whether what is paid too much is kept, as was answered here."""

    async def now(self) -> None:
        """Book, once, however often it is asked for."""
        if self._busy or self.wizard.done:
            return
        self._busy = True
        try:
            if not await self.wizard.advance(SUMMARY):
                return
            if problems := self.page.page.refusals(self.wizard.answers):
                self.page.refuse(problems)
                return
            await self._book()
        finally:
            self._busy = False

    async def _book(self) -> None:
        wizard = self.wizard
        client, draft = booked_client(wizard.answers), booking_draft(wizard.answers)
        assert draft is not None
        try:
            done = await self._stored(client, draft)
        except TakenError as error:
            await self._taken(error)
        except StaleError as error:
            assert client is not None
            await self._stale(error, client)
        except GoneError as error:
            await self._gone(error)
        except OverpaidError as error:
            await self._overpaid(error)
        except StudioError as error:
            await self._refused(error)
        else:
            await self._done(done)

    async def _stored(self, client: ClientDraft | None, draft: BookingDraft) -> Done:
        """Everything, stored in one transaction."""
        call, answers, original = self.wizard.studio.call, self.wizard.answers, self._original
        force, because = self.wizard.agreed == draft, self.wizard.because
        name = whom_words(answers)
        if isinstance(draft, AppointmentDraft):
            return await self._arranged(client, draft, name)
        assert client is not None
        booked = await call(
            booking.book,
            client,
            draft,
            original=original,
            invoice=invoice_draft(answers),
            payments=payment_drafts(answers),
            keep_credit=self._keep_credit or keep_credit(answers),
            force=force,
            because=because,
        )
        return Done(
            draft,
            booked.session_id,
            booked.session_number,
            name,
            booked.client_id,
            booked.invoice_id,
            next(iter(booked.payment_ids), None),
        )

    async def _arranged(
        self, client: ClientDraft | None, draft: AppointmentDraft, name: str
    ) -> Done:
        """An appointment, or all dates of a series."""
        call, wizard = self.wizard.studio.call, self.wizard
        given: dict[str, Any] = {
            "client": client,
            "original": self._original,
            "because": wizard.because,
        }
        if plan := series_plan(wizard.answers):
            booked = await call(series.book, draft, plan, **given)
            made, more = booked.first, len(booked.appointment_ids) - 1
            draft = (await call(appointments.get, made.appointment_id)).draft
        else:
            made = await call(appointments.book, draft, force=wizard.agreed == draft, **given)
            more = 0
        return Done(draft, made.appointment_id, made.number, name, made.client_id, more=more)

    @property
    def _original(self) -> ClientDraft | None:
        """The chosen client as it was read."""
        return self.wizard.facts.client

    # What may stand against it

    async def _taken(self, error: TakenError) -> None:
        """Somebody else was faster: the page with the time says who, and offers other times."""
        if series_plan(self.wizard.answers):
            (await self.wizard.show(SERIES)).refuse((("dates", error.message),))
            return
        page = await self.wizard.show(self.wizard.time_page)
        page.clash(error.clashes, error.next_starts, SUMMARY, error.rule)

    async def _stale(self, error: StaleError, mine: ClientDraft) -> None:
        """Somebody else changed the client: keep both changes, or ask whose value holds."""
        wizard = self.wizard
        before = wizard.facts.client
        assert before is not None
        assert before.id is not None
        theirs = await wizard.studio.call(clients.get, before.id)
        wizard.learn(replace(wizard.facts, client=theirs))
        call = wizard.studio.call
        ours = await call(clients.differences, before, mine)
        labels = {label for label, _, _ in ours}
        changed = {label for label, _, _ in await call(clients.differences, before, theirs)}
        both = [found for found in error.differences if found[0] in labels & changed]
        if not both:
            await self._book()
            return
        lines = [f"{label}: theirs “{stored}”, yours “{typed}”." for label, stored, typed in both]
        wizard.app.push_screen(
            Objection(
                "Changed by somebody else",
                "\n".join(lines),
                (("theirs", "Take theirs"), ("mine", "Save mine"), ("stay", "Look at it again")),
            ),
            partial(self._stale_answered, {label for label, _, _ in both}),
        )

    async def _stale_answered(self, labels: set[str], answer: str | None) -> None:
        wizard = self.wizard
        if answer == "theirs":
            keys = [entry.key for entry in client_fields.FIELDS if entry.label in labels]
            wizard.change(wizard.draft.untouched(*keys))
        if answer in ("theirs", "mine"):
            await self.now()
        else:
            await wizard.show(CLIENT_INFORMATION)

    async def _overpaid(self, error: OverpaidError) -> None:
        """More is paid than the invoice comes to: keep the rest, or look at the payment again."""
        choices = (("change", "Back to the amount"), ("keep", "Keep the rest as credit"))
        self.wizard.app.push_screen(
            Objection("More than the invoice", error.message, choices, esc="change"),
            partial(self._overpaid_answered, error),
        )

    async def _overpaid_answered(self, error: OverpaidError, answer: str | None) -> None:
        if answer == "keep":
            self._keep_credit = True
            await self.now()
        else:
            await self._refused(StudioError(error.message, field="amount"))

    async def _gone(self, error: GoneError) -> None:
        """Something is no longer there: its page says so, with everything else as it was."""
        wizard = self.wizard
        await wizard.reread()
        if error.field in (None, "client"):
            wizard.forget_client()
            (await wizard.show(CLIENT)).report(error)
            return
        await self._refused(error)

    async def _refused(self, error: StudioError) -> None:
        """A rule at its field; a full disk and the like here, so that Enter tries again."""
        if error.field == "session":  # no longer there, or no longer the client's
            await self.wizard.forget_session()
        for page in self.wizard.pages:
            if error.field in [entry.key for entry in page.fields]:
                (await self.wizard.show(page.key)).refuse(((str(error.field), error.message),))
                return
        self.page.report(error)

    # When it is done

    async def _done(self, done: Done) -> None:
        wizard = self.wizard
        found = ticks(wizard.answers)
        if found != wizard.facts.catalogue.preferences.get(REMEMBERED):
            with suppress(StudioError):  # booked all the same; the ticks are asked again next time
                await wizard.studio.call(remember, REMEMBERED, found)
        wizard.close(Afterwards(wizard, done).begin)
