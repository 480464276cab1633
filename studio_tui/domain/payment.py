"""Payments as they are taken or planned. Money is in minor units of the studio's currency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

MethodKind = Literal["cash", "cheque", "card", "gift", "other"]


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
