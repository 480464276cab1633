"""Documents, gathered from the records that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.services.paperwork import (
    confirmation,
    invoice,
    photographer,
    receipt,
    schedule,
)
from studio_tui.services.paperwork.options import Options, options

if TYPE_CHECKING:
    from datetime import date

    from studio_tui.documents.blocks import Document
    from studio_tui.documents.values import DocumentKind
    from studio_tui.services.desk import Desk

__all__ = ("KINDS", "Options", "document", "options")

KINDS: tuple[DocumentKind, ...] = (
    *("confirmation", "photographer", "invoice", "receipt"),
    *("day", "week"),
)
"""The documents that there are."""


def document(
    desk: Desk,
    kind: DocumentKind,
    number: str,
    *,
    first: date | None = None,
    bill_to: bool | None = None,
    with_notes: bool = False,
) -> Document:
    """A document about the record with a number, or about schedules.

    Args:
        desk: Where we are.
        kind: Which document.
        number: Number of the session, the invoice or the payment that it is about; names of the
            schedules of a day sheet or week schedule.
        first: Day of those two; None: today.
        bill_to: Whether it is addressed to whoever pays instead of the session client; None: an
            invoice is, a confirmation is not.
        with_notes: Whether the notes of the record are on it; on the photographer's and on those
            about schedules they always are.

    Raises:
        StudioError: When there is no such record or schedule.
    """
    to_payer = kind == "invoice" if bill_to is None else bill_to
    match kind:
        case "photographer":
            return photographer.gather(desk, number)
        case "invoice":
            return invoice.gather(desk, number, bill_to=to_payer, with_notes=with_notes)
        case "receipt":
            return receipt.gather(desk, number, with_notes=with_notes)
        case "day" | "week":
            return schedule.gather(desk, kind, number, first)
        case "confirmation":
            return confirmation.gather(desk, number, bill_to=to_payer, with_notes=with_notes)
