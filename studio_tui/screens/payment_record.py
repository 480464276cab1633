"""A payment as it is stored, or a new one: taken, planned, a deposit, a refund."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from studio_tui import keys
from studio_tui.domain.money import money_words, plain_money
from studio_tui.domain.numbers import record_words
from studio_tui.domain.words import listing
from studio_tui.flows.field import Draft
from studio_tui.records import payment as record_fields
from studio_tui.screens.base import Context, reported
from studio_tui.screens.dialogs import Objection, Question
from studio_tui.screens.documents import offer_documents
from studio_tui.screens.opening import open_new
from studio_tui.screens.record import RecordScreen
from studio_tui.screens.record_tabs import history_tab, notes_tab
from studio_tui.services import beginnings, notes, payments
from studio_tui.services.payment_changes import differences
from studio_tui.services.payments import OverpaidError
from studio_tui.widgets.bars import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from studio_tui.domain.booking import Saved
    from studio_tui.domain.payment import PaymentDraft
    from studio_tui.errors import StudioError
    from studio_tui.flows.field import Answers, Field
    from studio_tui.screens.record_changes import Difference
    from studio_tui.screens.record_tabs import Tab
    from studio_tui.services.payments import PaymentRecord
    from studio_tui.studio import Studio


class PaymentRecordScreen(RecordScreen):
    """One payment."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("offer")
    KIND = "payment"
    PLACE = "payment_record"
    ASIDE = 1
    HELP_TEXT = (
        "A payment starts with all that is to be paid, in the way that was used last; one key "
        "saves it. Less is a part of it; more asks whether the rest is kept as credit; an amount "
        "below zero is given back.\n\n"
        "A planned payment is due on a day to come and does not count as paid: F4, or taking the "
        "tick at Planned away, takes it. F4 also drops one that will not come. Where a client has "
        "unused credit, F4 uses it, or gives it back; a payment that is taken off its invoice "
        "becomes credit."
    )

    record: PaymentRecord
    _given_back = 0
    """What was agreed to be given back."""

    def __init__(self, studio: Studio, record_id: int, **given: object) -> None:
        """Prepare to show a payment, as `RecordScreen` does."""
        super().__init__(studio, record_id, **given)  # type: ignore[arg-type]
        self.standing = Line()
        """What there is to pay, and what is offered."""

    def aside(self) -> Iterable[Widget]:
        """The invoice and what is offered, below the form."""
        yield self.standing

    async def fetch(self) -> PaymentRecord:
        """The payment."""
        return await self.studio.call(payments.get, self.record_id)

    async def read_lists(self) -> tuple[Tab, ...]:
        """Notes and history."""
        today = self.facts.today
        written = await self.studio.call(notes.of_record, "payment", self.record_id)
        return notes_tab(written, today), history_tab(self.record.history, today)

    @property
    def called(self) -> str:
        """With its number; a new one has none yet."""
        return f"Payment {self.record.number}" if self.record.number else "New payment"

    @property
    def about(self) -> str:
        """What kind of payment it is, if not an ordinary one."""
        draft = self.record.draft
        if draft.pending:
            return "planned"
        if draft.invoice_id is None:
            return "credit"
        return "refund" if draft.amount < 0 else ""

    @property
    def who(self) -> str:
        """Who pays, and for what."""
        record = self.record
        invoice = f"invoice {record.invoice_number}" if record.invoice_number else ""
        session = record_words("session", record.session_number)
        return " · ".join(filter(None, (record.client, record.phone, invoice, session)))

    @property
    def context(self) -> Context:
        """Who pays and the invoice."""
        if not self.opened:
            return Context()
        return Context(self.record.draft.client_id, None, self.record.draft.invoice_id)

    def begin(self, draft: Draft) -> None:
        """Show the payment, and what is offered."""
        super().begin(draft)
        self.standing.say(self._standing())

    def _standing(self) -> str:
        record, key = self.record, self.key_name("wizard.offer")
        credit = self._say(record.credit)
        if record.draft.pending:
            offered = "" if self.blank is not None else f"{key} takes it now, or drops it. "
            return f"{offered}{self._say(record.balance)} is to be paid on the invoice."
        if record.draft.invoice_id is None:
            if self.blank is None:
                return f"{key} uses it on an invoice, or gives it back."
            if record.unused:
                each = [f"{hit.number} {self._say(hit.amount)}" for hit in record.unused]
                return f"From {credit} of credit, oldest first: payment {listing(each)}."
            return "For no invoice: kept as credit."
        offered = ""
        if self.blank is not None and record.credit > 0 and record.balance > 0:
            used = self._say(min(record.credit, record.balance))
            offered = f"{key} pays {used} from credit, at once. "
        if record.draft.amount < 0 and record.balance < 0:
            return f"{self._say(-record.balance)} to give back on {record.invoice_number}."
        if self.blank is None and record.draft.amount > 0 and record.draft.method_id is not None:
            offered = f"{key} takes it off the invoice. "
        if not record.balance:
            return f"{offered}Nothing is left to pay on invoice {record.invoice_number}."
        return f"{offered}{self._say(record.balance)} to pay on invoice {record.invoice_number}."

    def _say(self, amount: int) -> str:
        return money_words(amount, self.facts.catalogue.currency)

    # What is typed, and stored

    def fields(self) -> tuple[Field, ...]:
        """What the form asks."""
        return record_fields.fields(self.record, self.facts.catalogue.currency)

    def draft(self, answers: Answers) -> PaymentDraft | None:
        """None while there is no amount."""
        return record_fields.payment_draft(answers, self.record)

    async def store(self, draft: PaymentDraft, *, force: bool) -> Saved:
        """Store it; of a planned payment of which less is taken, the rest stays planned."""
        return await self.studio.call(payments.save, draft, keep_credit=force)

    async def create(self, draft: PaymentDraft, *, force: bool) -> int:
        """Take it, or plan it."""
        call = self.studio.call
        if draft.pending:
            return (await call(payments.plan, (draft,)))[0]
        return (await call(payments.take, draft, keep_credit=force))[0]

    async def differences(self, old: PaymentDraft, new: PaymentDraft) -> tuple[Difference, ...]:
        """Names instead of ids."""
        return await self.studio.call(differences, old, new)

    async def save(self, *, force: bool = False) -> bool:
        """Store it; an amount below zero only if money is meant to be given back."""
        self.settle()
        draft = self.typed
        back = -draft.amount if draft is not None and not self.problems() else 0
        if back <= 0 or self.record.draft.amount < 0 or back == self._given_back:
            return await super().save(force=force)

        async def answered(answer: str | None) -> None:
            if answer == "give":
                self._given_back = back
                await self.save(force=force)
            else:
                self.form.focus_field("amount")

        said, whom = self._say(back), self.record.client or "the client"
        choices = (("edit", "Back to the amount"), ("give", f"Give back {said}"))
        text = f"Below zero: {said} would be given back to {whom}."
        self.app.push_screen(Objection("Give money back?", text, choices, esc="edit"), answered)
        return False

    def refused(self, error: StudioError) -> None:
        """Ask about more than there is to pay; say the rest."""
        if not isinstance(error, OverpaidError):
            super().refused(error)
            return
        money = self.facts.catalogue.currency

        async def answered(answer: str | None) -> None:
            if answer == "keep":
                await self.save(force=True)
            elif answer == "lower":
                self.type("amount", plain_money(error.balance, money))
                self.show_typed()
                await self.save()
            else:
                self.form.focus_field("amount")

        lower = (("lower", f"Lower it to {self._say(error.balance)}"),) if error.balance else ()
        keep = ("keep", f"Keep {self._say(error.excess)} as credit")
        choices = (("edit", "Back to the amount"), *lower, keep)
        before, record = self.record.balance, self.record
        meanwhile = ""
        if self.blank is not None and error.balance < before:
            paid = self._say(before - error.balance)
            meanwhile = f"{paid} was paid on it meanwhile, by somebody else. "
            self.record = replace(record, balance=error.balance)
            self.begin(self.answers.draft)
        text = f"{meanwhile}{error.message}"
        question = Objection("More than there is to pay", text, choices, esc="edit")
        self.app.push_screen(question, answered)

    # What is offered

    @reported
    async def action_offer(self) -> None:
        """Take or drop a planned payment, use credit or give it back."""
        record = self.record
        if record.draft.pending and self.blank is None:
            self._ask_planned()
        elif record.draft.invoice_id is None and self.blank is None:
            await self._ask_credit()
        elif self.blank is None and record.draft.amount > 0 and record.draft.method_id is not None:
            self._ask_off()
        elif self.blank is not None and record.credit > 0 and record.draft.invoice_id is not None:
            await self._use_credit()
        else:
            self.remind("There is nothing to offer here.")

    def _ask_planned(self) -> None:
        """Ask whether the planned payment has come, or will not."""

        @reported
        async def answered(self: PaymentRecordScreen, answer: str | None) -> None:
            if answer == "take":
                self.type("pending", "no")
                self.show_typed()
                self.form.focus_field("amount" if self.record.draft.method_id else "method")
                words = f"{self.key_name('record.save')} stores it as taken today."
                self.remind(words)
            elif answer == "drop":
                words = f"{self.called} of {self._say(self.record.draft.amount)} is dropped."
                await self.studio.call(payments.drop, self.record_id)
                self.leave(words)

        invoice = self.record.invoice_number
        rest = f"; invoice {invoice} keeps it in its history" if invoice else ""
        question = Question(
            self.called,
            f"{self._say(self.record.draft.amount)} is planned. Take it when it is paid. Drop it "
            f"when it is not to come any more{rest}.",
            (("take", "Take it now"), ("drop", "Drop it"), ("", "Back")),
        )
        self.app.push_screen(question, partial(answered, self))

    def _ask_off(self) -> None:
        """Ask whether it is taken off its invoice."""
        amount, invoice = self._say(self.record.draft.amount), self.record.invoice_number

        @reported
        async def answered(self: PaymentRecordScreen, answer: str | None) -> None:
            if answer == "off":
                draft = replace(self.record.draft, invoice_id=None)
                await self.studio.call(payments.save, draft)
                await self.reload(Draft())
                self.remind(f"Taken off invoice {invoice}: {amount} is the client's credit.")

        if self.touched:
            self.remind(f"{self.key_name('record.save')} first: what you typed is not stored yet.")
            return
        question = Question(
            self.called,
            f"Taken off invoice {invoice}, {amount} becomes credit, to be used on another one or "
            "given back.",
            (("off", "Take it off"), ("", "Back")),
        )
        self.app.push_screen(question, partial(answered, self))

    async def _use_credit(self) -> None:
        """Pay from the client's credit; what is left is to be paid as before."""
        invoice_id, client_id = self.record.draft.invoice_id, self.record.draft.client_id
        if invoice_id is None or client_id is None:
            return
        call = self.studio.call
        used = self._say(await call(payments.use_credit, client_id, invoice_id))
        blank = await call(beginnings.payment, client_id, invoice_id)
        said = f"{used} of credit was used on invoice {self.record.invoice_number}."
        if blank.balance <= 0:
            self.leave(said)
            return
        self.blank = blank
        await self.reload(self.answers.draft.untouched("amount"))
        self.remind(f"{said} {self._say(blank.balance)} is left to pay.")

    async def _ask_credit(self) -> None:
        """Ask which invoice shall use the credit, or whether it is given back."""
        client_id = self.record.draft.client_id
        assert client_id is not None
        found = await self.studio.call(beginnings.payable, client_id=client_id)

        @reported
        async def chosen(self: PaymentRecordScreen, answer: str | None) -> None:
            call = self.studio.call
            if answer == "refund":
                await open_new(self, "payment", await call(beginnings.refund, client_id))
            elif answer:
                used = await call(payments.apply_credit, self.record_id, int(answer))
                await self.reload(self.answers.draft)
                self.remind(f"{self._say(used)} was used on invoice {self.record.invoice_number}.")

        choices = [
            (str(hit.id), f"Invoice {hit.number}: {self._say(hit.balance)} to pay") for hit in found
        ]
        text = "For which invoice?" if found else "On no invoice of the client is something to pay."
        back = ("refund", f"Give back {self._say(self.record.credit)}, all of the credit")
        question = Question("Use credit", text, (*choices, back, ("", "Back")))
        self.app.push_screen(question, partial(chosen, self))

    async def documents(self) -> None:
        """The receipt."""
        await offer_documents(self, (("receipt", self.record.number),))
