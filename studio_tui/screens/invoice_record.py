"""An invoice as it is stored, or a new one: who pays, order lines, what it comes to, payments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from studio_tui import keys
from studio_tui.domain.invoice import extended, totals
from studio_tui.domain.money import discount_words, money_words
from studio_tui.domain.numbers import record_words
from studio_tui.domain.order import described
from studio_tui.flows import invoice_fields
from studio_tui.records import invoice as record_fields
from studio_tui.screens.base import Context, reported
from studio_tui.screens.documents import offer_documents
from studio_tui.screens.naming_client import NamingClientScreen
from studio_tui.screens.record_tabs import Tab, history_tab, notes_tab, payments_tab, tasks_tab
from studio_tui.services import invoices, notes, sessions, tasks
from studio_tui.services.invoice_words import differences, name_of
from studio_tui.widgets.bars import Line
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from studio_tui.domain import order
    from studio_tui.domain.booking import Saved
    from studio_tui.domain.invoice import InvoiceDraft
    from studio_tui.flows.field import Answers, Draft, Field
    from studio_tui.screens.record_changes import Difference
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.studio import Studio


class InvoiceRecordScreen(NamingClientScreen):
    """One invoice."""

    NAMING = "bill_to"
    KIND = "invoice"
    PLACE = "invoice_record"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("invoice_deeds")
    OFFERS: ClassVar[tuple[str, ...]] = ("payment", "items", "memo", "task", "note")
    ASIDE = 1
    HELP_TEXT = (
        "Everything about the invoice can be changed here; nothing is stored before you save. "
        "Bill to takes a name or a client number; Down finds clients that fit. Order lines are "
        "changed on a screen of their own: Enter on one, or New, Order lines.\n\n"
        "The line below the form says what is still to be paid, and what it is made of. A payment "
        "made from here is over all of it unless you type another amount.\n\n"
        "An invoice is taken back with a credit memo, from New: remove the lines that stay, and "
        "say why in the description. It settles what is still to be paid; what was paid is given "
        "back with a payment below zero on the memo. Void takes back all of it at once."
    )

    record: InvoiceRecord
    _price_list: int | None = None

    def __init__(self, studio: Studio, record_id: int, **given: object) -> None:
        """Prepare to show an invoice, as `RecordScreen` does."""
        super().__init__(studio, record_id, **given)
        self.sums = Line()
        """What it comes to."""

    @property
    def named_now(self) -> str:
        """Who pays."""
        return self.record.bill_to

    def aside(self) -> Iterable[Widget]:
        """The sums, below the form."""
        yield self.sums

    async def fetch(self) -> InvoiceRecord:
        """The invoice."""
        return await self.studio.call(invoices.get, self.record_id)

    async def read(self) -> None:
        """Read what is stored, and what there is to choose from besides."""
        await super().read()
        self.facts = replace(self.facts, lists=await self.studio.call(invoices.choices))

    async def read_lists(self) -> tuple[Tab, ...]:
        """Order lines, payments, and what it comes to."""
        call, today, money = self.studio.call, self.facts.today, self.facts.catalogue.currency
        written = await call(notes.of_record, "invoice", self.record_id)
        return (
            self._items(self.record.draft.lines),
            payments_tab(self.record.payments, money),
            self._sums(self.record.draft),
            tasks_tab(await call(tasks.of_record, "invoice", self.record_id)),
            notes_tab(written, today),
            history_tab(self.record.history, today),
        )

    def _items(self, lines: order.Lines) -> Tab:
        money = self.facts.catalogue.currency
        return Tab(
            "Items",
            (
                ListColumn("Qty", 4, align="right"),
                ListColumn("Item"),
                *(ListColumn(name, 10, align="right") for name in ("Price", "Less", "Amount")),
            ),
            tuple(
                Row(
                    at,
                    (
                        str(line.quantity),
                        described(line),
                        money_words(line.price, money),
                        discount_words(line.discount, money),
                        money_words(extended(line), money),
                    ),
                )
                for at, line in enumerate(lines)
            ),
            empty="Nothing is on it yet: n adds order lines.",
            makes="items",
        )

    def _sums(self, draft: InvoiceDraft) -> Tab:
        money = self.facts.catalogue.currency
        said = invoice_fields.totals_said(totals(draft), money)
        rows = [Row(at, (each.label, each.words)) for at, each in enumerate(said)]
        columns = (ListColumn("", 24), ListColumn("", 24, align="right"))
        return Tab("Totals", columns, tuple(rows), headed=False, counted=False)

    @property
    def called(self) -> str:
        """What it is, with its number; a new one has none yet."""
        kind = name_of(self.record.draft.kind)
        return f"{kind} {self.record.number}" if self.record.number else f"New {kind.lower()}"

    @property
    def about(self) -> str:
        """What it is for, where that is not said by the records below."""
        return self.record.draft.description

    @property
    def who(self) -> str:
        """The client, the session, and who pays if that is somebody else."""
        record = self.record
        payer = f"billed to {record.bill_to}" if record.bill_to != record.client else ""
        session = record_words("session", record.session_number)
        memo = f"takes back invoice {record.credited}" if record.credited else ""
        back = f"taken back by {record.memos}" if record.memos else ""
        parts = (record.client, payer, record.phone, session, memo, back)
        return " · ".join(filter(None, parts))

    @property
    def context(self) -> Context:
        """The client, the session and the invoice."""
        if not self.opened:
            return Context()
        draft = self.record.draft
        return Context(draft.client_id, draft.session_id, self.record_id or None)

    # What is typed

    def fields(self) -> tuple[Field, ...]:
        """What the form asks."""
        lists = self.facts.lists
        money = self.facts.catalogue.currency
        return record_fields.fields(self.record, money, self.named, lists.get("own", ()))

    def asked(self) -> tuple[Field, ...]:
        """That, and the order lines."""
        return (*self.fields(), record_fields.lines_field(self.record))

    def draft(self, answers: Answers) -> InvoiceDraft | None:
        """None while the kind, the day or the payer is missing."""
        return record_fields.invoice_draft(answers, self.record)

    def begin(self, draft: Draft) -> None:
        """Show the invoice; who pays is who is stored."""
        super().begin(draft)
        self._show_sums()

    def show_typed(self) -> None:
        """Show what was made of a text, and what the invoice comes to with it."""
        super().show_typed()
        self._show_sums()

    def _show_sums(self) -> None:
        if draft := self.typed:
            money = self.facts.catalogue.currency
            self.sums.say(record_fields.standing(draft, self.record, money))

    # Order lines

    async def read_row(self, tab: Tab, row: Row) -> None:
        """Order lines are changed; other rows are read in full."""
        if tab.makes == "items":
            await self._order()
        else:
            await super().read_row(tab, row)

    async def make(self, kind: str) -> None:
        """Order lines are part of the invoice; what else is new, is made as everywhere."""
        if kind == "items":
            await self._order()
        else:
            await super().make(kind)

    async def _order(self) -> None:
        from studio_tui.screens.ordering import OrderScreen

        lists = self.facts.catalogue
        session_id = self.record.draft.session_id
        prices, day = None, None
        if session_id is not None:
            session = await self.studio.call(sessions.get, session_id)
            kind = next((e for e in lists.types if e.id == session.draft.type_id), None)
            prices, day = kind.price_list_id if kind else None, session.draft.start.date()
        lines = record_fields.ordered(self.answers)
        draft = self.typed
        screen = OrderScreen(
            self.studio,
            self.facts,
            lines,
            title=f"{self.called} › Order lines",
            price_list_id=prices,
            pricing=lists.pricing((draft and draft.dated) or self.facts.today, day),
            back=draft is not None and draft.kind == "credit-memo",
        )
        await self.app.push_screen(screen, self._ordered)

    def _ordered(self, lines: order.Lines | None) -> None:
        if lines is None:
            return
        self.type("lines", invoice_fields.lines_text(self.answers, lines))
        self.show_typed()
        self.show_lists()
        if self.touched:
            self.remind(f"{self.key_name('record.save')} stores the order lines.")

    def show_lists(self) -> None:
        """Show the order lines as they were typed last, and what they come to."""
        draft = self.typed
        if draft is not None and self.tabs:
            items, money, _, *others = self.tabs
            items = self._items(record_fields.ordered(self.answers))
            self.tabs = (items, money, self._sums(draft), *others)
        super().show_lists()

    # Taking it back

    @reported
    async def action_void(self) -> None:
        """Void it, or delete it."""
        from studio_tui.screens.voiding import ask_void

        if self.blank is not None or self.touched:
            self.remind(f"{self.key_name('record.save')} first: it is not stored yet.")
        else:
            await ask_void(self)

    # Storing

    async def store(self, draft: InvoiceDraft, *, force: bool) -> Saved:  # noqa: ARG002
        """Store it."""
        return await self.studio.call(invoices.save, draft)

    async def create(self, draft: InvoiceDraft, *, force: bool) -> int:  # noqa: ARG002
        """Store a new one."""
        return await self.studio.call(invoices.create, draft)

    async def differences(self, old: InvoiceDraft, new: InvoiceDraft) -> tuple[Difference, ...]:
        """Names instead of ids."""
        return await self.studio.call(differences, old, new)

    async def documents(self) -> None:
        """The invoice."""
        await offer_documents(self, (("invoice", self.record.number),))
