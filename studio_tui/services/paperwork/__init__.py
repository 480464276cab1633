"""Documents, gathered from the records that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.services.paperwork import confirmation, invoice, photographer, receipt
from studio_tui.services.paperwork.options import Options, options

if TYPE_CHECKING:
    from studio_tui.documents.blocks import Document
    from studio_tui.documents.values import DocumentKind
    from studio_tui.services.desk import Desk

__all__ = ("KINDS", "Options", "document", "options")

KINDS: tuple[DocumentKind, ...] = ("confirmation", "photographer", "invoice", "receipt")
"""The documents that there are."""


def document(
    desk: Desk,
    kind: DocumentKind,
    number: str,
    *,
    bill_to: bool | None = None,
    with_notes: bool = False,
) -> Document:
    """A document about the record with a number.

    Args:
        desk: Where we are.
        kind: Which document.
        number: Number of the session, the invoice or the payment that it is about.
        bill_to: Whether it is addressed to whoever pays instead of the session client; None: an
            invoice is, a confirmation is not.
        with_notes: Whether the notes of the record are on it; on the photographer's they always
            are.

    Raises:
        StudioError: When there is no such record.
    """
    to_payer = kind == "invoice" if bill_to is None else bill_to
    match kind:
        case "photographer":
            return photographer.gather(desk, number)
        case "invoice":
            return invoice.gather(desk, number, bill_to=to_payer, with_notes=with_notes)
        case "receipt":
            return receipt.gather(desk, number, with_notes=with_notes)
        case "confirmation":
            return confirmation.gather(desk, number, bill_to=to_payer, with_notes=with_notes)
