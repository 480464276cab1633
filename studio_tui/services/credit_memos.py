"""Taking invoices back: with a credit memo over some lines or all, voided, or deleted unpaid.

An invoice on which something was paid is never deleted (domain 5.5.12). Voiding it writes a credit
memo over all of it, which settles what is still open; what was paid is then given back on the memo.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_tui.domain.booking import changed_meanwhile
from studio_tui.domain.money import money_words
from studio_tui.domain.names import fold
from studio_tui.errors import StudioError
from studio_tui.services import invoices, payment_changes, payments
from studio_tui.services.invoice_words import name_of

if TYPE_CHECKING:
    from studio_tui.domain.invoice import InvoiceDraft
    from studio_tui.services.desk import Desk
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.services.work import Transaction


@dataclass(frozen=True, slots=True)
class Voided:
    """What became of an invoice that was voided."""

    memo_id: int
    words: str


def begin(desk: Desk, invoice_id: int) -> InvoiceRecord:
    """A credit memo that is not stored yet, over all that is left of an invoice.

    Raises:
        GoneError: When there is no such invoice.
        StudioError: When there is nothing to take back.
    """
    found = invoices.get(desk, invoice_id)
    _refuse(found)
    draft = _memo(desk, found, f"For invoice {found.number}")
    total = -found.totals.total
    return replace(
        found,
        id=0,
        number="",
        draft=draft,
        totals=replace(found.totals, total=total),
        paid=0,
        pending=0,
        balance=total,
        credited=found.number,
        memos="",
        taken_back=0,
        payments=(),
        history=(),
    )


def void(desk: Desk, invoice_id: int, version: int, reason: str) -> Voided:
    """Take all of an invoice back; what is planned on it is dropped.

    Args:
        desk: Where we are.
        invoice_id: The invoice.
        version: The one that was read.
        reason: Why; the history and the credit memo keep it.

    Raises:
        StaleError: When somebody else has changed it meanwhile.
        GoneError: When there is no such invoice.
        StudioError: When there is no reason, or nothing to take back.
    """
    reason = _reason(reason)
    with desk.work() as work:
        found = _unchanged(desk, invoice_id, version)
        _refuse(found)
        if found.memos:
            raise StudioError(
                f"Credit memo {found.memos} takes some of it back already; write one over the rest."
            )
        for hit in found.payments:
            if hit.pending:
                payment_changes.drop(work, payments.get(desk, hit.id))
        memo = _memo(desk, found, f"Void of invoice {found.number}: {reason}")
        known = {fold(each.name): each.id for each in invoices.credit_reasons(desk)}
        memo = replace(memo, credit_reason_id=known.get(fold(reason)))
        memo_id, number = invoices.store(work, memo)
        done = f"Voided with credit memo {number}"
        work.changed("invoice", found.id, "voided", words=f"{done}: {reason}.")
    paid = found.paid
    back = f" {money_words(paid, desk.currency)} is to be given back there." if paid > 0 else ""
    return Voided(memo_id, f"{done}.{back}")


def delete(desk: Desk, invoice_id: int, version: int, reason: str) -> str:
    """Delete an invoice on which nothing was paid or planned; returns what was deleted.

    Its session, or else its client, keeps in its history what it was.

    Raises:
        StaleError: When somebody else has changed it meanwhile.
        GoneError: When there is no such invoice.
        StudioError: When there is no reason, or something was paid on it.
    """
    reason = _reason(reason)
    with desk.work() as work:
        found = _unchanged(desk, invoice_id, version)
        called = f"{name_of(found.draft.kind)} {found.number}"
        if found.payments or found.memos:
            raise StudioError(
                f"{called} cannot be deleted: something was paid, planned or taken back on it."
            )
        _forget(work, invoice_id)
        session_id, client_id = found.draft.session_id, found.draft.client_id
        subject, kept_by = ("session", session_id) if session_id else ("client", client_id)
        assert kept_by is not None
        total = money_words(found.totals.total, desk.currency)
        words = f"Deleted: {called} for {total}: {reason}."
        work.changed(subject, kept_by, "deleted", words=words)
    return words


def _forget(work: Transaction, invoice_id: int) -> None:
    """Delete it with all that only it had: the next invoice may get the same id."""
    database = work.desk.database
    for table in ("change", "note"):
        database.execute_sql(
            f"DELETE FROM {table} WHERE subject = 'invoice' AND record_id = ?", (invoice_id,)
        )
    database.execute_sql(
        "DELETE FROM custom_value WHERE record_id = ? "
        "AND field_id IN (SELECT id FROM custom_field WHERE area = 'invoice')",
        (invoice_id,),
    )
    database.execute_sql("DELETE FROM invoice WHERE id = ?", (invoice_id,))


def _unchanged(desk: Desk, invoice_id: int, version: int) -> InvoiceRecord:
    found = invoices.get(desk, invoice_id)
    if found.draft.version != version:
        raise changed_meanwhile(f"Invoice {found.number}", (), found.draft.version)
    return found


def _reason(text: str) -> str:
    reason = " ".join(text.split()).rstrip(".")
    if not reason:
        raise StudioError("Type in a few words why; the history keeps it.", field="reason")
    return reason


def _refuse(found: InvoiceRecord) -> None:
    """Refuse where there is nothing to take back."""
    if found.draft.kind == "estimate":
        raise StudioError("An estimate asks for nothing: there is nothing to take back.")
    if found.draft.kind == "credit-memo":
        raise StudioError("A credit memo takes back itself; it cannot be taken back.")
    if found.totals.total <= found.taken_back:
        by = f" with credit memo {found.memos}" if found.memos else ""
        raise StudioError(f"Nothing of invoice {found.number} is left to take back{by}.")


def _memo(desk: Desk, found: InvoiceRecord, description: str) -> InvoiceDraft:
    """The mirror of an invoice: its quantities and shipping negative, everything else the same."""
    old = found.draft
    return replace(
        old,
        lines=tuple(replace(line, quantity=-line.quantity) for line in old.lines),
        shipping=-old.shipping,
        kind="credit-memo",
        credited_id=found.id,
        dated=desk.today(),
        due=None,
        description=description,
        sales_rep_id=old.sales_rep_id,
        notes="",
        token=secrets.token_hex(8),
        id=None,
        version=0,
    )
