"""The payment record: what is asked about a payment, filled in with what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio_tui.domain.money import money_words, parse_money, plain_money
from studio_tui.domain.words import NOTES
from studio_tui.errors import StudioError
from studio_tui.flows.amounts import methods_of, read_method
from studio_tui.flows.field import Answers, Field, Reading, plain, tick
from studio_tui.flows.payment_fields import read_card, read_tendered
from studio_tui.records.days import HELP, day_text, read_day
from studio_tui.records.kept import Stored, choice, constant, kept

if TYPE_CHECKING:
    from studio_tui.domain.money import Currency
    from studio_tui.domain.payment import PaymentDraft
    from studio_tui.services.payments import PaymentRecord


AMOUNT_HELP = "All, or a part; below zero, as -20, it is given back."
CREDIT_HELP = "Kept as credit; below zero, as -20, it is given back."


def fields(record: PaymentRecord, money: Currency) -> tuple[Field, ...]:
    """The fields of a payment, as a form asks them; what was taken cannot be planned again."""
    planning = record.draft.pending or not record.id

    def read_amount(text: str, _: Answers) -> Reading:
        return _amount(text, record, money)

    about = AMOUNT_HELP if record.draft.invoice_id else CREDIT_HELP
    found = (
        Field("amount", "Amount", read_amount, rule="required", help=about),
        Field("method", "Method", read_method, choices=methods_of, help="A name, or its code."),
        Field(
            "pending",
            "Planned",
            tick,
            kind="tick",
            applies=lambda _: planning,
            help="Not taken yet: it is due on a day to come. Without the tick it is taken.",
        ),
        Field("due", "Due", read_day, applies=_planned, help=HELP),
        Field("taken", "Date", read_day, applies=lambda answers: not _planned(answers), help=HELP),
        Field("tendered", "Cash given", read_tendered, applies=_cash),
        Field(
            "reference",
            "Reference",
            _reference,
            limit=60,
            help="Number of the cheque, last digits of the card.",
        ),
        Field("notes", "Notes", plain, kind="notes", limit=NOTES),
    )
    stored = _stored(record, money)
    return tuple(kept(entry, stored[entry.key]) for entry in found)


def _planned(answers: Answers) -> bool:
    return bool(answers.value("pending"))


def _cash(answers: Answers) -> bool:
    """Whether cash is handed over: not for what is planned, nor for what is given back."""
    paid = (answers.value("amount") or 0) > 0
    return paid and _kind(answers) == "cash" and not _planned(answers)


def _stored(record: PaymentRecord, money: Currency) -> dict[str, Stored]:
    draft = record.draft
    amount = plain_money(draft.amount, money) if draft.amount else ""
    given = "" if draft.tendered is None else plain_money(draft.tendered, money)

    def taken(answers: Answers) -> str:
        return day_text(draft.taken or answers.facts.today)

    def said(_: Answers) -> str:
        return _amount(amount, record, money).words

    return {
        "amount": Stored(lambda _: amount, lambda _: draft.amount or None, said),
        "method": replace(
            choice(draft.method_id, record.method),
            words=None if record.id or not record.method else lambda _: "as the last payment",
        ),
        "pending": constant("yes" if draft.pending else "no", draft.pending),
        "due": constant(day_text(draft.due), draft.due),
        "taken": Stored(taken, lambda answers: draft.taken or answers.facts.today),
        "tendered": Stored(
            lambda _: given,
            lambda _: draft.tendered,
            lambda answers: read_tendered(given, answers).words,
        ),
        "reference": constant(draft.reference, draft.reference),
        "notes": constant(draft.notes, draft.notes),
    }


def _amount(text: str, record: PaymentRecord, money: Currency) -> Reading:
    """An amount, and how much of the invoice it is; below zero it is given back."""
    if not text:
        return Reading()
    found = parse_money(text, money)
    if not found:
        raise StudioError("A payment of nothing is no payment; type an amount.")
    return Reading(found, _amount_words(found, record, money))


def _amount_words(amount: int, record: PaymentRecord, money: Currency) -> str:
    def say(value: int) -> str:
        return money_words(value, money)

    draft = record.draft
    if amount < 0:
        return f"{say(-amount)} given back"
    if draft.invoice_id is None:
        return f"{say(amount)}, kept as credit"
    held = 0 if draft.pending or not record.id else draft.amount
    left = record.balance + held - amount
    if record.balance + held < 0:
        return f"{say(amount)} taken in; type {plain_money(-amount, money)} to give it back"
    if left < 0:
        return f"{say(amount)}, {say(-left)} too much"
    return f"{say(amount)}, {say(left)} left to pay" if left else f"{say(amount)}, all of it"


def _reference(text: str, answers: Answers) -> Reading:
    return read_card(text, answers) if _kind(answers) == "card" else Reading(text)


def _kind(answers: Answers) -> str:
    """The kind of the way of paying that was chosen."""
    chosen = answers.value("method")
    return next((e.kind for e in methods_of(answers) if chosen and e.id == chosen.id), "")


def payment_draft(answers: Answers, record: PaymentRecord) -> PaymentDraft | None:
    """The payment as it should be stored; None while there is no amount."""
    amount = answers.value("amount")
    if amount is None:
        return None
    method, pending = answers.value("method"), _planned(answers)
    return replace(
        record.draft,
        amount=amount,
        method_id=method.id if method else None,
        pending=pending,
        due=answers.value("due") if pending else record.draft.due,
        taken=None if pending else answers.value("taken"),
        tendered=answers.value("tendered"),
        reference=answers.value("reference") or "",
        notes=answers.value("notes") or "",
    )
