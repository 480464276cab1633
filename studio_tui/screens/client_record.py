"""A client as they are stored, to read and to change, with all that belongs to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from studio_tui import keys
from studio_tui.domain.money import money_words
from studio_tui.records import client as record_fields
from studio_tui.screens.base import Context, reported
from studio_tui.screens.client_deeds import offer_deeds
from studio_tui.screens.client_summary import SUMMARY, summary_tab
from studio_tui.screens.family import FAMILY, ask_about_member, family_tab
from studio_tui.screens.naming_client import NamingClientScreen
from studio_tui.screens.opening import open_record
from studio_tui.screens.pick_list import PickList
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
    client_summary,
    clients,
    family,
    invoices,
    notes,
    payments,
    search,
    tasks,
)
from studio_tui.widgets.form import Form
from studio_tui.widgets.record_list import Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.binding import BindingType

    from studio_tui.domain.booking import ClientDraft, Saved
    from studio_tui.flows.field import Answers, Field
    from studio_tui.screens.record_changes import Difference
    from studio_tui.screens.record_tabs import Tab
    from studio_tui.services.client_records import ClientRecord


POSTCODES = ("postcode", "mailing_postcode", "future_postcode")


class ClientRecordScreen(NamingClientScreen):
    """One client."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("client_deeds")
    NAMING = "referred_by"
    KIND = "client"
    PLACE = "client_record"
    OFFERS: ClassVar[tuple[str, ...]] = (
        "session",
        "appointment",
        "invoice",
        "payment",
        "task",
        "member",
        "note",
    )
    RULES = "client_information"
    KEPT: ClassVar[tuple[str, ...]] = ("street", "phones", "call_warning")
    HELP_TEXT = (
        "Everything about the client can be changed here; nothing is stored before you save. A "
        "call warning is shown in red on the client's sessions, appointments, invoices and "
        "payments too. The form goes on below with further parts; F4 leads to each by its name. "
        "A postcode that another client has fills in the city.\n\n"
        "Below are the lists of what belongs to the client; the one in brackets is shown. Enter "
        "opens a row, or reads it in full. Summary says what they bought and paid, which sessions "
        "they had, and whom they brought. A payment made from here is for one of their "
        "invoices, or credit, which invoices can use later."
    )

    record: ClientRecord

    async def fetch(self) -> ClientRecord:
        """The client."""
        return await self.studio.call(client_records.get, self.record_id)

    async def read(self) -> None:
        """Read what is stored; the fields look at it."""
        await super().read()
        lists = await self.studio.call(client_records.choices)
        self.facts = replace(self.facts, client=self.record.draft, lists=lists)

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
            family_tab(await call(family.of_client, at), today),
            notes_tab(await call(notes.of_record, "client", at), today),
            history_tab(self.record.history, today),
            SUMMARY,
        )

    async def read_later(self, tab: Tab) -> Tab:  # noqa: ARG002 there is but one
        """What the client has meant to the studio."""
        found = await self.studio.call(client_summary.summary, self.record_id)
        return summary_tab(found, self.facts.catalogue.currency)

    async def read_row(self, tab: Tab, row: Row) -> None:
        """Ask about a member of the family, open what the summary names; read others in full."""
        if tab.name == FAMILY and isinstance(row.key, int):
            await ask_about_member(self, row.key)
        elif isinstance(row.key, tuple):
            await open_record(self, *row.key)
        else:
            await super().read_row(tab, row)

    @property
    def named_now(self) -> str:
        """Who has referred them."""
        return self.record.referred_by

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
        return record_fields.fields(self.record, self.named)

    def draft(self, answers: Answers) -> ClientDraft:
        """The client as it should be."""
        return record_fields.client_draft(answers, self.record)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """What is wrong with the fields together, besides."""
        return (*super().problems(), *record_fields.problems(self.answers, self.record))

    async def store(self, draft: ClientDraft, *, force: bool) -> Saved:  # noqa: ARG002
        """Store it; nothing can stand against it."""
        return await self.studio.call(client_records.save, draft)

    @on(Form.Left)
    @reported
    async def _fill_place(self, event: Form.Left) -> None:
        """Fill in the city and the state that others with the same postcode have."""
        postcode = self.answers.text(event.key).strip() if event.key in POSTCODES else ""
        if not postcode:
            return
        place = await self.studio.call(clients.place_of, postcode)
        texts = record_fields.place_filled(self.answers, event.key, place)
        for key, text in texts.items():
            self.type(key, text)
        if texts:
            self.show_typed()
            self.remind(f"{postcode}: {', '.join(texts.values())}.")

    def action_find_part(self) -> None:
        """Go to a part of the form, or to a list."""
        parts = {entry.part: entry.key for entry in self.form.fields.values() if entry.part}
        rows = [Row(key, (part,)) for part, key in parts.items()]
        rows += [Row(tab.name, (tab.label,)) for tab in self.tabs]

        def picked(where: Hashable | None) -> None:
            if where in self.form.fields:
                self.divide(listed=False)
                self.form.focus_field(str(where))
            elif where is not None:
                self.lists.go_to(str(where))
                self.divide(listed=True)
                self.lists.enter()

        self.app.push_screen(PickList("Go to", rows), picked)

    @reported
    async def action_deeds(self) -> None:
        """Merge it with another, delete it, or make it anonymous."""
        await ask_before(self, self._offer_deeds)

    async def _offer_deeds(self) -> None:
        offer_deeds(self)

    async def documents(self) -> None:
        """A client has no paper; what belongs to one has."""
        self.remind("Nothing is printed of a client: open a session, an invoice or a payment.")

    async def differences(self, old: ClientDraft, new: ClientDraft) -> tuple[Difference, ...]:
        """Names instead of ids."""
        return await self.studio.call(clients.differences, old, new)
