"""A client as they are stored, to read and to change, with all that belongs to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from studio_tui import keys
from studio_tui.domain.money import money_words
from studio_tui.flows import client_fields
from studio_tui.records import client as record_fields
from studio_tui.screens.base import Context, reported
from studio_tui.screens.client_deeds import offer_deeds
from studio_tui.screens.record import RecordScreen
from studio_tui.screens.record_changes import ask_before
from studio_tui.screens.record_tabs import (
    appointments_tab,
    history_tab,
    invoices_tab,
    notes_tab,
    payments_tab,
    sessions_tab,
    tasks_tab,
)
from studio_tui.services import (
    appointments,
    client_records,
    invoices,
    notes,
    payments,
    search,
    tasks,
)

if TYPE_CHECKING:
    from textual.binding import BindingType

    from studio_tui.domain.booking import ClientDraft, Saved
    from studio_tui.flows.field import Answers, Field
    from studio_tui.screens.record_changes import Difference
    from studio_tui.screens.record_tabs import Tab
    from studio_tui.services.client_records import ClientRecord


class ClientRecordScreen(RecordScreen):
    """One client."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("client_deeds")
    KIND = "client"
    PLACE = "client_record"
    OFFERS: ClassVar[tuple[str, ...]] = (
        "session",
        "appointment",
        "invoice",
        "payment",
        "task",
        "note",
    )
    RULES = "client_information"
    KEPT: ClassVar[tuple[str, ...]] = ("street", "phones", "call_warning")
    HELP_TEXT = (
        "Everything about the client can be changed here; nothing is stored before you save. A "
        "call warning is shown in red on the client's sessions, appointments, invoices and "
        "payments too.\n\n"
        "Below are the lists of what belongs to the client; the one in brackets is shown. Enter "
        "opens a row, or reads it in full. A payment made from here belongs to no invoice: it is "
        "credit, which invoices can use later."
    )

    record: ClientRecord

    async def fetch(self) -> ClientRecord:
        """The client."""
        return await self.studio.call(client_records.get, self.record_id)

    async def read(self) -> None:
        """Read what is stored; the fields look at it."""
        await super().read()
        self.facts = replace(self.facts, client=self.record.draft)

    async def read_lists(self) -> tuple[Tab, ...]:
        """All that belongs to the client."""
        call, at = self.studio.call, self.record_id
        today, money = self.facts.today, self.facts.catalogue.currency
        return (
            sessions_tab(await call(search.sessions_of, at)),
            appointments_tab(await call(appointments.of_client, at)),
            invoices_tab(await call(invoices.of_client, at), money),
            payments_tab(await call(payments.of_client, at), money),
            tasks_tab(await call(tasks.of_record, "client", at)),
            notes_tab(await call(notes.of_record, "client", at), today),
            history_tab(self.record.history, today),
        )

    @property
    def called(self) -> str:
        """With the number; a prospect has none yet."""
        return f"Client {self.record.number or self.record.name}"

    @property
    def about(self) -> str:
        """The name."""
        return self.record.name if self.record.number else ""

    @property
    def who(self) -> str:
        """How to reach them, and how they stand."""
        record, money = self.record, self.facts.catalogue.currency
        account = record.account
        owed = f"owes {money_words(account.owed, money)}" if account.owed else "owes nothing"
        credit = f"credit {money_words(account.credit, money)}" if account.credit else ""
        return " · ".join(filter(None, (record.phone, record.draft.email, owed, credit)))

    @property
    def warning(self) -> str:
        """Their own."""
        return self.record.draft.call_warning

    @property
    def context(self) -> Context:
        """The client."""
        return Context(self.record_id) if self.opened else Context()

    def fields(self) -> tuple[Field, ...]:
        """The fields of a new client, and the status."""
        return record_fields.fields(self.record)

    def draft(self, answers: Answers) -> ClientDraft:
        """The client as it should be."""
        return record_fields.client_draft(answers)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """A client needs a name, besides."""
        return (*super().problems(), *client_fields.problems(self.answers))

    async def store(self, draft: ClientDraft, *, force: bool) -> Saved:  # noqa: ARG002
        """Store it; nothing can stand against it."""
        return await self.studio.call(client_records.save, draft)

    @reported
    async def action_deeds(self) -> None:
        """Merge it with another, delete it, or make it anonymous."""
        await ask_before(self, self._offer_deeds)

    async def _offer_deeds(self) -> None:
        offer_deeds(self)

    async def differences(self, old: ClientDraft, new: ClientDraft) -> tuple[Difference, ...]:
        """Names instead of ids."""
        return await self.studio.call(client_records.differences, old, new)
