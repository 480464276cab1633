"""How a client stands: what is owed, and what the studio holds for them.

The one place that says so. An estimate is no claim; what is left of a credit memo, or was paid too
much on an invoice, is credit, as is what was paid for no invoice yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_tui.services import payments

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Account:
    """Where a client stands. Money in minor units, none of it below zero."""

    owed: int
    """Still to be paid on the invoices that the client is billed for."""
    unused: int
    """Paid for no invoice yet: can be used on one, or given back."""
    returned: int
    """To be given back on credit memos and on invoices that were lowered."""

    @property
    def credit(self) -> int:
        """All that the studio holds for the client."""
        return self.unused + self.returned

    @property
    def balance(self) -> int:
        """What is owed in all; below zero, what the studio owes."""
        return self.owed - self.credit


_BALANCES = """
SELECT coalesce(sum(max(0, balance)), 0), coalesce(sum(max(0, -balance)), 0) FROM (
    SELECT total - (SELECT coalesce(sum(amount), 0) FROM payment
                    WHERE invoice_id = invoice.id AND NOT pending) AS balance
    FROM invoice WHERE bill_to_id = ? AND kind <> 'estimate')
"""


def of_client(desk: Desk, client_id: int) -> Account:
    """Where a client stands."""
    row = desk.row(_BALANCES, (client_id,))
    assert row is not None
    return Account(owed=row[0], unused=payments.credit_of(desk, client_id), returned=row[1])
