"""Invoices: writing, changing and finding them, and what is still to be paid on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import GoneError, Saved, changed_meanwhile
from studio_tui.domain.invoice import (
    Discount,
    InvoiceDraft,
    InvoiceKind,
    Line,
    Taxes,
    Totals,
    balance,
    totals,
)
from studio_tui.domain.listed import Named, Step
from studio_tui.domain.names import display
from studio_tui.domain.workdays import MONDAY_TO_FRIDAY, add_work_days
from studio_tui.services import custom, invoice_store, payment_changes, payments
from studio_tui.services.invoice_words import differences, name_of
from studio_tui.services.numbers import record_id
from studio_tui.services.sessions import history

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk
    from studio_tui.services.payments import PaymentHit
    from studio_tui.services.work import Transaction


@dataclass(frozen=True, slots=True)
class InvoiceHit:
    """An invoice in a list. Money in minor units."""

    id: int
    number: str
    dated: date
    kind: InvoiceKind
    description: str
    client: str
    bill_to: str
    session_number: str
    total: int
    paid: int
    pending: int
    """Planned and not taken yet."""
    balance: int


@dataclass(frozen=True, slots=True)
class InvoiceRecord:
    """An invoice with what its screen shows; ``draft`` is what can be edited."""

    id: int
    number: str
    draft: InvoiceDraft
    client: str
    bill_to: str
    phone: str
    """Of who pays, as are email and call warning."""
    email: str
    call_warning: str
    session_number: str
    totals: Totals
    paid: int
    pending: int
    balance: int
    credited: str = ""
    """Of a credit memo: number of the invoice that it takes back."""
    memos: str = ""
    """Numbers of the credit memos that take this one back."""
    taken_back: int = 0
    """How much they take back in all."""
    classification: str = ""
    credit_reason: str = ""
    status: str = ""
    payments: tuple[PaymentHit, ...] = ()
    history: tuple[tuple[datetime, str, str], ...] = ()
    """(when on the wall, who, what), newest first."""


_PAID = """
(SELECT coalesce(sum(amount), 0) FROM payment WHERE invoice_id = invoice.id AND NOT pending),
(SELECT coalesce(sum(amount), 0) FROM payment WHERE invoice_id = invoice.id AND pending)
"""

_HITS = f"""
SELECT invoice.id, invoice.number, invoice.date, invoice.kind, invoice.description,
       client.last, client.first, client.company, payer.last, payer.first, payer.company,
       session.number, invoice.total, {_PAID}
FROM invoice
JOIN client ON client.id = invoice.client_id
JOIN client AS payer ON payer.id = invoice.bill_to_id
LEFT JOIN session ON session.id = invoice.session_id
WHERE {{where}} ORDER BY invoice.date DESC, invoice.id DESC LIMIT 200
"""


def credit_reasons(desk: Desk) -> tuple[Named, ...]:
    """The reasons that the studio has listed for taking something back."""
    sql = "SELECT id, name FROM credit_reason WHERE NOT inactive ORDER BY sort, name"
    return tuple(Named(*row) for row in desk.rows(sql))


def choices(desk: Desk) -> dict[str, tuple[Named, ...]]:
    """What there is to choose from at an invoice, and the studio's own fields, by list."""
    classes = desk.rows(
        "SELECT id, name FROM invoice_classification WHERE NOT inactive ORDER BY sort, name"
    )
    steps = desk.rows(
        "SELECT id, name, days FROM status WHERE area = 'invoice' AND NOT inactive ORDER BY sort"
    )
    week = desk.preference("calendar.work_week", MONDAY_TO_FRIDAY)
    today = desk.today()
    return {
        "classification": tuple(Named(*row) for row in classes),
        "credit_reason": credit_reasons(desk),
        "status": tuple(
            Step(row[0], row[1], due=add_work_days(today, row[2], week) if row[2] else None)
            for row in steps
        ),
        "own": custom.fields(desk, "invoice"),
    }


def of_session(desk: Desk, session_id: int) -> tuple[InvoiceHit, ...]:
    """A session's invoices, latest first."""
    return hits(desk, "invoice.session_id = ?", session_id)


def of_client(desk: Desk, client_id: int) -> tuple[InvoiceHit, ...]:
    """A client's invoices, and those that the client pays for others, latest first."""
    return hits(desk, "invoice.client_id = ? OR invoice.bill_to_id = ?", client_id, client_id)


def hits(desk: Desk, where: str, *parameters: object) -> tuple[InvoiceHit, ...]:
    """Invoices that a condition finds, latest first."""
    return tuple(
        InvoiceHit(
            id=row[0],
            number=row[1],
            dated=date.fromisoformat(row[2]),
            kind=row[3],
            description=row[4],
            client=display(*row[5:8]),
            bill_to=display(*row[8:11]),
            session_number=row[11] or "",
            total=row[12],
            paid=row[13],
            pending=row[14],
            balance=balance(row[3], row[12], row[13]),
        )
        for row in desk.rows(_HITS.format(where=where), parameters)
    )


_RECORD = f"""
SELECT invoice.number, client.last, client.first, client.company,
       payer.last, payer.first, payer.company,
       (SELECT number FROM client_phone WHERE client_id = payer.id ORDER BY sort, id LIMIT 1),
       payer.email, payer.call_warning, session.number, {_PAID},
       invoice.discount_percent, invoice.discount_amount, invoice.shipping, invoice.tax_method,
       invoice.tax_label, invoice.tax, invoice.second_tax_label, invoice.second_tax,
       invoice.shipping_taxable, invoice.tax_rate_id, invoice.kind, invoice.client_id,
       invoice.bill_to_id, invoice.session_id, invoice.date, invoice.due, invoice.description,
       invoice.sales_rep_id, invoice.notes, invoice.version, invoice.credited_id, bill.number,
       (SELECT group_concat(number, ', ') FROM invoice AS memo WHERE memo.credited_id = invoice.id),
       (SELECT -coalesce(sum(total), 0) FROM invoice AS memo WHERE memo.credited_id = invoice.id),
       invoice.classification_id, class.name, invoice.status_id, status.name, invoice.status_due,
       invoice.ship_to, invoice.shipping_method, {{own}}, invoice.credit_reason_id, reason.name
FROM invoice
LEFT JOIN invoice_classification AS class ON class.id = invoice.classification_id
LEFT JOIN credit_reason AS reason ON reason.id = invoice.credit_reason_id
LEFT JOIN status ON status.id = invoice.status_id
JOIN client ON client.id = invoice.client_id
JOIN client AS payer ON payer.id = invoice.bill_to_id
LEFT JOIN session ON session.id = invoice.session_id
LEFT JOIN invoice AS bill ON bill.id = invoice.credited_id
WHERE invoice.id = ?
""".replace("{own}", custom.HELD.format(area="invoice"))

_LINES = """
SELECT description, price, quantity, discount_percent, discount_amount, taxable, tax_label, tax,
       item_id, identifier, automatic, content
FROM invoice_line WHERE invoice_id = ? ORDER BY sort, id
"""


def get(desk: Desk, invoice_id: int) -> InvoiceRecord:
    """An invoice with everything that its screen shows, in four statements.

    Raises:
        GoneError: When there is no such invoice.
    """
    row = desk.row(_RECORD, (invoice_id,))
    if row is None:
        raise GoneError("This invoice no longer exists.")
    draft = _draft(desk, invoice_id, row)
    found = totals(draft)
    return InvoiceRecord(
        id=invoice_id,
        number=row[0],
        draft=draft,
        client=display(*row[1:4]),
        bill_to=display(*row[4:7]),
        phone=row[7] or "",
        email=row[8],
        call_warning=row[9],
        session_number=row[10] or "",
        totals=found,
        paid=row[11],
        pending=row[12],
        balance=balance(draft.kind, found.total, row[11]),
        credited=row[34] or "",
        memos=row[35] or "",
        taken_back=row[36],
        classification=row[38] or "",
        credit_reason=row[46] or "",
        status=row[40] or "",
        payments=payments.of_invoice(desk, invoice_id),
        history=history(desk, "invoice", invoice_id),
    )


def _draft(desk: Desk, invoice_id: int, row: tuple[Any, ...]) -> InvoiceDraft:
    """The part of a row of ``_RECORD`` that can be edited, with the lines."""
    return InvoiceDraft(
        lines=_lines(desk, invoice_id),
        discount=Discount(row[13], row[14]),
        shipping=row[15],
        taxes=Taxes(row[16], row[17], row[18], row[19], row[20], bool(row[21])),
        tax_rate_id=row[22],
        kind=row[23],
        client_id=row[24],
        bill_to_id=row[25],
        session_id=row[26],
        dated=date.fromisoformat(row[27]),
        due=date.fromisoformat(row[28]) if row[28] else None,
        description=row[29],
        sales_rep_id=row[30],
        classification_id=row[37],
        credit_reason_id=row[45],
        status_id=row[39],
        status_due=date.fromisoformat(row[41]) if row[41] else None,
        ship_to=row[42],
        shipping_method=row[43],
        own=custom.held(row[44]),
        notes=row[31],
        version=row[32],
        credited_id=row[33],
        id=invoice_id,
    )


def _lines(desk: Desk, invoice_id: int) -> tuple[Line, ...]:
    return tuple(
        Line(
            description=line[0],
            price=line[1],
            quantity=line[2],
            discount=Discount(line[3], line[4]),
            taxable=bool(line[5]),
            tax_label=line[6],
            tax=line[7],
            item_id=line[8],
            identifier=line[9],
            automatic=bool(line[10]),
            content=line[11],
        )
        for line in desk.rows(_LINES, (invoice_id,))
    )


def by_number(desk: Desk, text: str) -> int:
    """Id of the invoice with that number.

    Raises:
        StudioError: When there is none.
    """
    return record_id(desk, "invoice", text)


def create(desk: Desk, draft: InvoiceDraft) -> int:
    """Store a new invoice; returns its id. The same draft twice is stored once.

    Raises:
        GoneError: When something it names has been deleted or is no longer offered.
        StudioError: For every other rule that is broken.
    """
    with desk.work() as work:
        return store(work, draft)[0]


def store(work: Transaction, draft: InvoiceDraft) -> tuple[int, str]:
    """Store a new invoice inside a use case; returns its id and number. As `create`.

    What a credit memo takes back settles first what is still to be paid on its invoice.
    """
    stored = invoice_store.store(work, draft)
    if draft.credited_id is not None:
        payment_changes.settle(work, stored[0], draft.credited_id)
    return stored


def save(desk: Desk, draft: InvoiceDraft) -> Saved:
    """Store a changed invoice. It may come to less than was paid, which is then said.

    Args:
        desk: Where we are.
        draft: The invoice as it should be, with the id and version that were read.

    Raises:
        StaleError: When somebody else saved a newer version meanwhile.
        GoneError: When the invoice or something that it newly names is gone.
        StudioError: For every other rule that is broken.
    """
    assert draft.id is not None
    with desk.work() as work:
        stored = get(desk, draft.id)
        if stored.draft.version != draft.version:
            raise changed_meanwhile(
                f"{name_of(stored.draft.kind)} {stored.number}",
                differences(desk, stored.draft, draft),
                stored.draft.version,
            )
        return invoice_store.update(work, stored, draft)
