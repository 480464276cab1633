"""Writing invoices: what is refused, and what is stored."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from studio_tui.domain import order
from studio_tui.domain.booking import GoneError, Saved
from studio_tui.domain.invoice import (
    InvoiceDraft,
    InvoiceKind,
    Line,
    discount_problem,
    extended,
    gross,
    totals,
)
from studio_tui.domain.money import MOST, money_words
from studio_tui.domain.words import listing, quoted
from studio_tui.domain.workdays import MONDAY_TO_FRIDAY, add_work_days
from studio_tui.errors import StudioError
from studio_tui.services import custom, numbers
from studio_tui.services.differences import differences_words
from studio_tui.services.invoice_words import differences, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.services.desk import Desk
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.services.work import Transaction


def store(work: Transaction, draft: InvoiceDraft) -> tuple[int, str]:
    """Store a new invoice inside a use case; the same draft twice is stored once.

    Returns:
        Its id and number.

    Raises:
        GoneError: When something it names has been deleted or is no longer offered; an item is
            told at the field ``lines``.
        StudioError: For every other rule that is broken.
    """
    desk = work.desk
    found = desk.row("SELECT id, number FROM invoice WHERE token = ?", (draft.token,))
    if draft.token and found:
        return int(found[0]), str(found[1])
    draft = _begun(desk, checked(desk, draft))
    number = numbers.give(work, "invoice")
    total = totals(draft).total
    invoice_id = work.insert(
        "invoice",
        number=number,
        **_columns(draft, total),
        token=draft.token or secrets.token_hex(8),
        version=1,
        created=work.now,
    )
    _store_lines(work, invoice_id, draft.lines)
    custom.store(work, invoice_id, {}, draft.own)
    work.changed(
        "invoice",
        invoice_id,
        "created",
        after={"number": number, "total": total},
        words=f"{name_of(draft.kind)} {number} for {money_words(total, desk.currency)}.",
    )
    return invoice_id, number


def _begun(desk: Desk, draft: InvoiceDraft) -> InvoiceDraft:
    """A new invoice with the initial status, and the day on which that is to change."""
    if draft.status_id is not None:
        return draft
    row = desk.row(
        "SELECT id, days FROM status WHERE area = 'invoice' AND initial AND NOT inactive "
        "ORDER BY sort LIMIT 1"
    )
    if row is None:
        return draft
    week = desk.preference("calendar.work_week", MONDAY_TO_FRIDAY)
    due = add_work_days(desk.today(), row[1], week) if row[1] else None
    return replace(draft, status_id=row[0], status_due=due)


def update(work: Transaction, stored: InvoiceRecord, draft: InvoiceDraft) -> Saved:
    """Write a changed invoice inside a use case; that nobody else changed it has been checked.

    What was paid stays with it, even when it now comes to less: that is said.
    """
    desk, old = work.desk, stored.draft
    draft = checked(desk, replace(draft, dated=draft.dated or old.dated), old)
    if replace(draft, token="", version=0) == replace(old, token="", version=0):
        return Saved(draft.version, ())
    differing = differences(desk, old, draft)
    total = totals(draft).total
    _refuse_against_payments(desk, stored, draft, total)
    columns = _columns(draft, total)
    desk.database.execute_sql(
        f"UPDATE invoice SET {', '.join(f'{column} = ?' for column in columns)}, "
        "version = version + 1 WHERE id = ?",
        (*columns.values(), stored.id),
    )
    custom.store(work, stored.id, old.own, draft.own)
    if draft.lines != old.lines:
        desk.database.execute_sql("DELETE FROM invoice_line WHERE invoice_id = ?", (stored.id,))
        _store_lines(work, stored.id, draft.lines)
    work.changed(
        "invoice",
        stored.id,
        "changed",
        before={label: before for label, before, _ in differing},
        after={label: after for label, _, after in differing},
        words=differences_words(differing),
    )
    over = stored.paid - max(total, 0)
    warning = (
        f"{money_words(over, desk.currency)} more has been paid than invoice {stored.number} now "
        "comes to: refund it, or take a payment off the invoice to keep it as credit."
    )
    lowered = over > 0 and total < stored.totals.total
    return Saved(draft.version + 1, (warning,) if lowered else ())


def _refuse_against_payments(
    desk: Desk, stored: InvoiceRecord, draft: InvoiceDraft, total: int
) -> None:
    """Refuse what its payments forbid: an estimate is not paid, what was given back stays owed."""
    if draft.kind == "estimate" and stored.payments:
        raise StudioError(
            "Something has been paid or planned on this invoice; it cannot be an estimate.",
            field="kind",
        )
    if stored.memos and total != stored.totals.total:
        raise StudioError(
            f"Credit memo {stored.memos} takes back what it came to; its amounts stay.",
            field="lines",
        )
    if stored.paid < min(total, 0):
        given = money_words(-stored.paid, desk.currency)
        raise StudioError(
            f"{given} has been given back on it already; it cannot come to less.", field="lines"
        )


def _columns(draft: InvoiceDraft, total: int) -> dict[str, Any]:
    assert draft.dated is not None
    return {
        "client_id": draft.client_id,
        "bill_to_id": draft.bill_to_id,
        "session_id": draft.session_id,
        "credited_id": draft.credited_id,
        "kind": draft.kind,
        "date": draft.dated.isoformat(),
        "due": draft.due.isoformat() if draft.due else None,
        "description": draft.description,
        "sales_rep_id": draft.sales_rep_id,
        "discount_percent": draft.discount.percent,
        "discount_amount": draft.discount.amount,
        "shipping": draft.shipping,
        "tax_rate_id": draft.tax_rate_id,
        "tax_method": draft.taxes.method,
        "tax_label": draft.taxes.label,
        "tax": draft.taxes.rate,
        "second_tax_label": draft.taxes.second_label,
        "second_tax": draft.taxes.second_rate,
        "shipping_taxable": draft.taxes.shipping_taxable,
        "total": total,
        "classification_id": draft.classification_id,
        "credit_reason_id": draft.credit_reason_id,
        "status_id": draft.status_id,
        "status_due": draft.status_due.isoformat() if draft.status_due else None,
        "ship_to": draft.ship_to,
        "shipping_method": draft.shipping_method,
        "notes": draft.notes,
    }


def _store_lines(work: Transaction, invoice_id: int, lines: Iterable[Line]) -> None:
    for sort, line in enumerate(lines):
        work.insert(
            "invoice_line",
            invoice_id=invoice_id,
            item_id=line.item_id,
            sort=sort,
            identifier=line.identifier,
            description=line.description,
            content=line.content,
            quantity=line.quantity,
            price=line.price,
            discount_percent=line.discount.percent,
            discount_amount=line.discount.amount,
            taxable=line.taxable,
            tax_label=line.tax_label,
            tax=line.tax,
            automatic=line.automatic,
        )


def checked(desk: Desk, draft: InvoiceDraft, stored: InvoiceDraft | None = None) -> InvoiceDraft:
    """The draft as it can be stored: client, payer and date filled in, every rule kept.

    Args:
        desk: Where we are.
        draft: The invoice as it should be.
        stored: The invoice as it stands; its lines may stay, whatever became of their items.

    Raises:
        GoneError: As for `store`.
        StudioError: As for `store`.
    """
    client_id, price_list_id = _client(desk, draft)
    bill_to_id = draft.bill_to_id or client_id
    if not desk.row("SELECT 1 FROM client WHERE id = ?", (bill_to_id,)):
        raise GoneError("Who is to pay has been deleted. Choose who pays.", field="bill_to")
    if draft.tax_rate_id and not desk.row(
        "SELECT 1 FROM tax_rate WHERE id = ?", (draft.tax_rate_id,)
    ):
        raise GoneError("This tax rate has been deleted. Choose another.", field="tax")
    if draft.kind not in get_args(InvoiceKind):
        raise StudioError(f"{draft.kind!r} is no type of invoice.", field="kind")
    if draft.sales_rep_id and not desk.row(
        "SELECT 1 FROM person WHERE id = ?", (draft.sales_rep_id,)
    ):
        raise GoneError("The sales rep is no longer here. Choose another.", field="sales_rep")
    _refuse_lines(desk, draft)
    _refuse_totals(desk, draft)
    _refuse_credit(desk, draft)
    kept = stored.lines if stored else draft.lines if draft.credited_id is not None else ()
    return replace(
        draft,
        lines=_with_items(desk, draft, kept, price_list_id),
        client_id=client_id,
        bill_to_id=bill_to_id,
        dated=draft.dated or desk.today(),
    )


def _alike(line: Line, old: Line) -> bool:
    """Whether both are of one item, or of none and called the same."""
    if line.item_id is None or old.item_id is None:
        return (line.identifier, line.description) == (old.identifier, old.description)
    return line.item_id == old.item_id


def _client(desk: Desk, draft: InvoiceDraft) -> tuple[int, int | None]:
    """Whose invoice it is (a session's client follows the session), and the price list."""
    if draft.session_id is None:
        if draft.client_id is None:
            raise StudioError("Choose the client of the invoice.", field="client")
        if not desk.row("SELECT 1 FROM client WHERE id = ?", (draft.client_id,)):
            raise GoneError("This client has been deleted. Choose another.", field="client")
        return draft.client_id, None
    row = desk.row(
        "SELECT session.client_id, type.price_list_id FROM session "
        "JOIN session_type AS type ON type.id = session.type_id WHERE session.id = ?",
        (draft.session_id,),
    )
    if row is None:
        raise GoneError("This session has been deleted. Choose another.", field="session")
    return row[0], row[1]


def _refuse_lines(desk: Desk, draft: InvoiceDraft) -> None:
    if not draft.lines:
        raise StudioError("There is nothing on the invoice yet; add an item.", field="lines")
    for line in draft.lines:
        name = line.description.strip()
        if not name:
            raise StudioError("Each line needs a description.", field="lines")
        if not 1 <= abs(line.quantity) <= order.MOST:
            raise StudioError(
                f"{name}: the quantity is 1 to {order.MOST}; remove the line if there is none.",
                field="lines",
            )
        if abs(line.price) > MOST:
            raise StudioError(f"{name}: no price is that high; check it.", field="lines")
        if problem := discount_problem(line.discount, gross(line), desk.currency):
            raise StudioError(f"{name}: {problem}", field="lines")


def _refuse_totals(desk: Desk, draft: InvoiceDraft) -> None:
    subtotal = sum(map(extended, draft.lines))
    if problem := discount_problem(draft.discount, subtotal, desk.currency):
        raise StudioError(problem, field="discount")
    if abs(subtotal) > MOST:
        raise StudioError("No invoice is that high; check its lines.", field="lines")
    memo = draft.kind == "credit-memo"
    if draft.shipping < 0 and not memo:
        raise StudioError("Shipping cannot be negative; leave it empty.", field="shipping")
    if abs(draft.shipping) > MOST:
        raise StudioError("No shipping is that high; check it.", field="shipping")
    total = totals(draft).total
    if total < 0 and not memo:
        raise StudioError(
            f"The invoice comes to {money_words(total, desk.currency)}. To give money back, make "
            "it a credit memo.",
            field="lines",
        )
    if total > 0 and memo:
        raise StudioError(
            "A credit memo takes back: its quantities are negative, as -1.", field="lines"
        )


_CREDITED = """
SELECT number, kind, total,
       (SELECT coalesce(sum(total), 0) FROM invoice AS memo
        WHERE memo.credited_id = invoice.id AND memo.id IS NOT ?)
FROM invoice WHERE id = ?
"""


def _refuse_credit(desk: Desk, draft: InvoiceDraft) -> None:
    """Refuse a credit memo that takes back more than its invoice came to."""
    if draft.credited_id is None:
        return
    row = desk.row(_CREDITED, (draft.id, draft.credited_id))
    if row is None:
        raise GoneError("The invoice that it takes back no longer exists.")
    number, kind, billed, others = row
    if draft.kind != "credit-memo" or kind in ("estimate", "credit-memo"):
        raise StudioError(f"Only a credit memo takes back invoice {number}.", field="kind")
    left = billed + others
    if -totals(draft).total > left:
        words = money_words(left, desk.currency)
        raise StudioError(
            f"No more than {words} of invoice {number} can be taken back; remove lines, or lower "
            "them.",
            field="lines",
        )


_ITEMS = """
SELECT item.id, item.inactive OR price_list.inactive, item.price_list_id
FROM item JOIN price_list ON price_list.id = item.price_list_id WHERE item.id IN ({marks})
"""


def _with_items(
    desk: Desk, draft: InvoiceDraft, kept: tuple[Line, ...], price_list_id: int | None
) -> tuple[Line, ...]:
    """The lines, those that may stay without the items that have been deleted since.

    Refuses items that are gone, no longer sold, or not of the session type's price list.
    """
    ids = tuple({line.item_id for line in draft.lines if line.item_id is not None})
    marks = ", ".join("?" * len(ids))
    known = {row[0]: row[1:] for row in desk.rows(_ITEMS.format(marks=marks), ids)}
    new = [line for line in draft.lines if not any(_alike(line, old) for old in kept)]
    gone = [line.description for line in new if line.item_id and line.item_id not in known]
    if gone:
        raise GoneError(_no_longer(gone, "on the price list"), field="lines")
    unsold = [line.description for line in new if line.item_id and known[line.item_id][0]]
    if unsold:
        raise GoneError(_no_longer(unsold, "sold"), field="lines")
    for line in new if draft.session_id is not None and price_list_id is not None else ():
        if line.item_id is None or known[line.item_id][1] != price_list_id:
            raise StudioError(
                f"{quoted(line.description)} is not on the price list of this session's type; "
                "choose an item that is.",
                field="lines",
            )
    return tuple(
        line if line.item_id in known else replace(line, item_id=None) for line in draft.lines
    )


def _no_longer(names: Iterable[str], what: str) -> str:
    named = list(dict.fromkeys(map(quoted, names)))
    verb, line = ("is", "line") if len(named) == 1 else ("are", "lines")
    return f"{listing(named)} {verb} no longer {what}. Remove the {line} or choose other items."
