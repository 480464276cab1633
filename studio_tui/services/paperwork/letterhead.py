"""What all documents share: the studio's header, and how a client is addressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.values import StudioHeader
from studio_tui.domain.address import town_lines
from studio_tui.domain.names import full
from studio_tui.services import clients

if TYPE_CHECKING:
    from studio_tui.domain.invoice import InvoiceKind
    from studio_tui.services.desk import Desk


def header(desk: Desk) -> StudioHeader:
    """How the studio presents itself at the top of everything printed."""
    location = desk.row(
        "SELECT address, phone, email, url FROM location ORDER BY sort, id LIMIT 1"
    ) or ("", "", "", "")
    return StudioHeader(
        name=desk.preference("studio.name", "Studio"),
        address_lines=tuple(location[0].splitlines()),
        phone=location[1],
        email=location[2],
        url=location[3],
        header_text=desk.preference("studio.header", ""),
    )


def addressee(desk: Desk, client_id: int) -> tuple[str, tuple[str, ...]]:
    """Name of a client, and the lines below it: company, postal address in the post's order."""
    client = clients.get(desk, client_id)
    home = desk.preference("studio.country", "GB")
    town = town_lines(client.city, client.state, client.postcode, home)
    name, *company = filter(None, (full(client.first, client.last), client.company))
    return name, tuple(filter(None, (*company, *client.street.splitlines(), *town, client.country)))


def terms(desk: Desk, type_id: int | None = None) -> str:
    """The terms on a confirmation: the studio's, and those of a session type below them."""
    own = desk.row("SELECT terms FROM session_type WHERE id = ?", (type_id,))
    return "\n\n".join(filter(None, (desk.preference("studio.terms", ""), own[0] if own else "")))


def invoice_terms(desk: Desk, kind: InvoiceKind) -> str:
    """The terms on an invoice or an estimate; a credit memo has none, nor has who wrote none."""
    if kind == "credit-memo":
        return ""
    key = "studio.estimate_terms" if kind == "estimate" else "studio.invoice_terms"
    found: str = desk.preference(key, "")
    return found
