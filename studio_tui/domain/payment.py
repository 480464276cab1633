"""Payments as they are taken or planned: deposits, instalments, change.

Money is in minor units of the studio's currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from studio_tui.domain.money import WHOLE, half_up
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from datetime import date

    from studio_tui.domain.catalogue import SessionTypeEntry

MethodKind = Literal["cash", "cheque", "card", "gift", "other"]

Every = Literal["week", "two-weeks", "month"]
"""How often the instalments of a plan fall due."""

MOST_INSTALMENTS: Final = 120


@dataclass(frozen=True, slots=True)
class MethodEntry:
    """A way of paying."""

    id: int
    name: str
    code: str
    kind: MethodKind


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """A payment to take or to plan (no ``id``), or to change."""

    amount: int
    """Negative: a refund."""
    method_id: int | None = None
    taken: date | None = None
    """The day on which it is; None: today, or still planned."""
    pending: bool = False
    """Planned for ``due``; does not count as paid."""
    due: date | None = None
    reference: str = ""
    tendered: int | None = None
    """Cash handed over, when it was more."""
    notes: str = ""
    invoice_id: int | None = None
    """None: a deposit that no invoice has used yet."""
    client_id: int | None = None
    """Who pays; None: whom the invoice is billed to."""
    token: str = ""
    """Storing the same draft twice stores it once."""
    id: int | None = None
    version: int = 0


def instalments(amount: int, count: int, first: date, every: Every) -> tuple[tuple[date, int], ...]:
    """Divide an amount into equal payments; the last one absorbs the rounding.

    Args:
        amount: What is to be paid in all.
        count: How many payments.
        first: When the first falls due. Monthly ones keep its day, or the month's last.
        every: How far apart they are.

    Raises:
        StudioError: When there are too many or too few payments, or nothing to pay.
    """
    if not 1 <= count <= MOST_INSTALMENTS:
        raise StudioError(f"A plan has 1 to {MOST_INSTALMENTS} payments.", field="count")
    if amount < count:
        raise StudioError("There is too little to pay for so many payments.", field="count")
    each = amount // count
    parts = [each] * (count - 1) + [amount - each * (count - 1)]
    return tuple((_due(first, number, every), part) for number, part in enumerate(parts))


def _due(first: date, number: int, every: Every) -> date:
    if every == "month":
        from dateutil.relativedelta import relativedelta

        return first + relativedelta(months=number)
    return first + timedelta(weeks=number * (2 if every == "two-weeks" else 1))


def deposit(kind: SessionTypeEntry, total: int) -> int:
    """What a session type requires at booking, at most the invoice's total."""
    asked = half_up(total * kind.deposit_percent, WHOLE) or kind.deposit_amount
    return max(0, min(asked, total))


def change(tendered: int, amount: int) -> int:
    """What is given back of the cash handed over.

    Raises:
        StudioError: When it is less than the amount.
    """
    if tendered < amount:
        raise StudioError(
            "That is less than the amount; type what was handed over, or lower the amount.",
            field="tendered",
        )
    return tendered - amount
