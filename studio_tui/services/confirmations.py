"""Session confirmations: what they say, gathered from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.values import Confirmation, StudioHeader
from studio_tui.domain.address import town_lines
from studio_tui.domain.names import full
from studio_tui.domain.words import date_words, span_words
from studio_tui.services import sessions

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk


def confirmation(desk: Desk, session_id: int, *, with_notes: bool = False) -> Confirmation:
    """Everything that the confirmation of a session says.

    Args:
        desk: Where we are.
        session_id: The session.
        with_notes: Whether the session notes are printed.

    Raises:
        GoneError: When there is no such session.
    """
    session = sessions.get(desk, session_id)
    draft = session.draft
    client = desk.row(
        "SELECT first, last, company, street, postcode, city, state, country "
        "FROM client WHERE id = ?",
        (session.client_id,),
    )
    assert client is not None
    home = desk.preference("studio.country", "GB")
    town = town_lines(client[5], client[6], client[4], home)
    terms = desk.row("SELECT terms FROM session_type WHERE id = ?", (draft.type_id,))
    return Confirmation(
        studio=header(desk),
        client_name=full(client[0], client[1]) or client[2],
        client_address_lines=tuple(filter(None, (*client[3].splitlines(), *town, client[7]))),
        number=session.number,
        type_name=session.type_name,
        description=draft.description,
        when=span_words(draft.start, draft.end),
        arrival=draft.arrival,
        photographer=session.photographer,
        assistant=session.assistant,
        place=session.outside_location or session.resource,
        place_lines=tuple(session.outside_address.splitlines()),
        notes=draft.notes if with_notes else "",
        terms="\n\n".join(
            filter(None, (desk.preference("studio.terms", ""), terms[0] if terms else ""))
        ),
        printed_on=date_words(desk.today()),
    )


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
