"""The invoice record: what an invoice says besides its order lines, filled in with what is stored.

The order lines are a field too, which no form shows: they are put together on a screen of their
own, and kept as the wizard keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, get_args

from studio_tui.domain.choosing import choose
from studio_tui.domain.invoice import KINDS, InvoiceDraft, InvoiceKind, totals
from studio_tui.domain.money import discount_words, money_words, plain_money, rate_words
from studio_tui.domain.words import NOTES
from studio_tui.flows import invoice_fields
from studio_tui.flows.field import Answers, Field, Reading, plain
from studio_tui.flows.session_fields import entry_of
from studio_tui.records import own
from studio_tui.records.days import HELP, day_text, read_day
from studio_tui.records.kept import Choice, Stored, choice, constant, kept
from studio_tui.records.named_client import Named, read_client

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studio_tui.domain.catalogue import PersonEntry
    from studio_tui.domain.invoice import Line
    from studio_tui.domain.money import Currency
    from studio_tui.services.invoices import InvoiceRecord

_ENTRIES: Final = {entry.key: entry for entry in invoice_fields.FIELDS}


@dataclass(frozen=True, slots=True)
class KindEntry:
    """A kind of invoice, to be chosen."""

    id: InvoiceKind
    name: str
    code: str = ""


def _kinds(record: InvoiceRecord) -> tuple[KindEntry, ...]:
    """A fee is of a session."""
    kinds: tuple[InvoiceKind, ...] = get_args(InvoiceKind)
    session = record.draft.session_id is not None
    return tuple(KindEntry(kind, KINDS[kind]) for kind in kinds if session or kind != "session-fee")


def _people(answers: Answers) -> Sequence[PersonEntry]:
    return answers.facts.catalogue.people


def fields(
    record: InvoiceRecord, money: Currency, named: Named, further: Sequence[Any] = ()
) -> tuple[Field, ...]:
    """The fields of an invoice, as a form asks them.

    Args:
        record: The invoice.
        money: What amounts are in.
        named: Clients whom texts in ``bill_to`` may mean.
        further: The studio's own fields of invoices.
    """
    kinds = _kinds(record)
    taxed = record.draft.taxes.method in ("added", "two", "included")

    def read_kind(text: str, _: Answers) -> Reading:
        return Reading(choose(text, kinds, "kind of invoice") if text else None)

    found = [
        Field(
            "kind",
            "Kind",
            read_kind,
            rule="required",
            choices=lambda _: tuple(entry.name for entry in kinds),
        ),
        Field("dated", "Date", read_day, rule="required", help=HELP),
        Field("due", "Payment due", read_day, help=HELP, beside="dated"),
        Field(
            "bill_to",
            "Bill to",
            partial(read_client, named=named),
            rule="required",
            choices=lambda _: (),
            help="Who pays: a name or a client number.",
        ),
        Field("description", "Description", plain, wide=True),
        replace(_ENTRIES["discount"], applies=lambda _: True),
        replace(_ENTRIES["shipping"], applies=lambda _: True, beside="discount"),
        replace(_ENTRIES["tax"], applies=lambda _: taxed),
        _chosen("status", "Status"),
        Field("status_due", "Status due", read_day, help=HELP, beside="status"),
        *_further_fields(),
    ]
    stored = _stored(record, money) | _further(record)
    filled = (kept(entry, stored[entry.key]) for entry in found)
    return (*filled, *own.fields(further, record.draft.own))


def _further_fields() -> tuple[Field, ...]:
    """What is looked at less often: it stands in a part of its own."""
    return (
        Field("notes", "Notes", plain, kind="notes", limit=NOTES, part="Notes and shipping"),
        Field(
            "sales_rep", "Sales rep", partial(entry_of, of=_people, noun="person"), choices=_people
        ),
        _chosen("classification", "Classification"),
        _chosen("credit_reason", "Reason", applies=_takes_back, help="Why it is taken back."),
        Field("ship_to", "Ship to", plain, kind="notes", limit=300),
        Field("shipping_method", "Sent by", plain, limit=200, help="As post, or collected."),
    )


def _takes_back(answers: Answers) -> bool:
    kind = answers.value("kind")
    return kind is not None and kind.id == "credit-memo"


def _chosen(key: str, label: str, **options: Any) -> Field:
    """A field in which one of a list is chosen, or none."""

    def of(answers: Answers) -> Sequence[Any]:
        return answers.facts.lists.get(key, ())

    read = partial(entry_of, of=of, noun=label.casefold())
    return Field(key, label, read, choices=of, **options)


def _further(record: InvoiceRecord) -> dict[str, Stored]:
    """What is stored of a status, whose successor brings its own day, and of the second part."""
    draft = record.draft

    def due(answers: Answers) -> date | None:
        status = answers.value("status")
        same = status is None or status.id == draft.status_id
        return draft.status_due if same else getattr(status, "due", None)

    return {
        "classification": choice(draft.classification_id, record.classification),
        "credit_reason": choice(draft.credit_reason_id, record.credit_reason),
        "status": replace(choice(draft.status_id, record.status), words=lambda _: _closed(record)),
        "status_due": Stored(lambda answers: day_text(due(answers)), due),
        "ship_to": constant(draft.ship_to, draft.ship_to),
        "shipping_method": constant(draft.shipping_method, draft.shipping_method),
    }


def lines_field(record: InvoiceRecord) -> Field:
    """The order lines, as they are kept while they are changed."""
    text = invoice_fields.order_text(invoice_fields.Order(record.draft.lines))
    return replace(_ENTRIES["lines"], default=lambda _: text)


def _stored(record: InvoiceRecord, money: Currency) -> dict[str, Stored]:
    draft = record.draft
    rep = draft.sales_rep_id
    off, rate = discount_words(draft.discount, money), draft.taxes
    return {
        "kind": constant(KINDS[draft.kind], KindEntry(draft.kind, KINDS[draft.kind])),
        "dated": constant(day_text(draft.dated), draft.dated),
        "due": constant(day_text(draft.due), draft.due),
        "description": constant(draft.description, draft.description),
        "bill_to": Stored(
            lambda _: record.bill_to,
            lambda _: Choice(draft.bill_to_id or 0, record.bill_to),
            lambda _: "",
        ),
        "sales_rep": Stored(
            lambda answers: next((e.name for e in _people(answers) if e.id == rep), ""),
            lambda answers: (
                next((e for e in _people(answers) if e.id == rep), None)
                or (Choice(rep, "") if rep else None)
            ),
        ),
        "discount": constant(off, draft.discount),
        "shipping": constant(
            plain_money(draft.shipping, money) if draft.shipping else "", draft.shipping
        ),
        "tax": Stored(
            lambda answers: next(
                (e.name for e in answers.facts.catalogue.tax_rates if e.id == draft.tax_rate_id),
                rate.label,
            ),
            lambda _: None,
            lambda _: f"{rate.label} {rate_words(rate.rate)}".strip() if rate.rate else "no tax",
        ),
        "notes": constant(draft.notes, draft.notes),
    }


def ordered(answers: Answers) -> tuple[Line, ...]:
    """The order lines as they were put together."""
    return tuple(invoice_fields.ordered(answers))


def invoice_draft(answers: Answers, record: InvoiceRecord) -> InvoiceDraft | None:
    """The invoice as it should be stored; None while the kind, the day or the payer is missing."""
    kind, payer, dated = (answers.value(key) for key in ("kind", "bill_to", "dated"))
    if kind is None or payer is None or dated is None:
        return None
    stored = record.draft
    taxes, rate_id = stored.taxes, stored.tax_rate_id
    if answers.text("tax") != answers.fields["tax"].default(answers):
        rate = answers.value("tax")
        taxes, rate_id = answers.facts.catalogue.taxes(rate), rate.id if rate else None
    rep = answers.value("sales_rep")
    return replace(
        stored,
        kind=kind.id,
        dated=dated,
        due=answers.value("due"),
        description=answers.value("description"),
        bill_to_id=payer.id,
        sales_rep_id=rep.id if rep else None,
        lines=ordered(answers),
        discount=answers.value("discount") or stored.discount.__class__(),
        shipping=answers.value("shipping") or 0,
        taxes=taxes,
        tax_rate_id=rate_id,
        classification_id=_id(answers, "classification"),
        credit_reason_id=_id(answers, "credit_reason"),
        status_id=_id(answers, "status"),
        status_due=answers.value("status_due"),
        ship_to=answers.value("ship_to") or "",
        shipping_method=answers.value("shipping_method") or "",
        own=own.values(answers, stored.own),
        notes=answers.value("notes"),
    )


def _id(answers: Answers, key: str) -> int | None:
    found = answers.value(key)
    return found.id if found else None


def _closed(record: InvoiceRecord) -> str:
    """Said beside a status, which the studio moves on, when nothing is left to be paid."""
    if not record.id or record.balance or record.draft.kind == "estimate":
        return ""
    if record.memos and record.taken_back == record.totals.total:
        return "taken back"
    return "settled" if record.draft.kind == "credit-memo" else "paid in full"


def standing(draft: InvoiceDraft, record: InvoiceRecord, money: Currency) -> str:
    """What it comes to and how it stands, in a line: the balance first."""
    found = totals(draft)
    taxes = [(name, amount) for name, amount in found.taxes if amount]
    parts = [
        _open(draft, record, found.total - record.paid, money),
        f"total {money_words(found.total, money)}",
        f"paid {money_words(record.paid, money)}" if record.paid else "",
        f"planned {money_words(record.pending, money)}" if record.pending else "",
        f"discount {money_words(found.discount, money)}" if found.discount else "",
        *(f"{name} {money_words(amount, money)}" for name, amount in taxes),
        f"shipping {money_words(found.shipping, money)}" if found.shipping else "",
    ]
    return " · ".join(filter(None, parts))


def _open(draft: InvoiceDraft, record: InvoiceRecord, left: int, money: Currency) -> str:
    """What is still to be paid, or to be given back."""
    if draft.kind == "estimate":
        return "An estimate, nothing to pay"
    if not left and not draft.lines:
        return "Nothing on it yet"
    if not left and record.memos and record.taken_back == record.totals.total:
        return f"Taken back with credit memo {record.memos}"
    if not left:
        return "Settled" if draft.kind == "credit-memo" else "Paid in full"
    return f"{money_words(abs(left), money)} to {'give back' if left < 0 else 'pay'}"
