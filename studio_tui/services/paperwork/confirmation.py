"""What the session confirmation says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.confirmation import confirmation
from studio_tui.documents.values import Charges, Confirmation
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_words, plural, span_words
from studio_tui.services import date_store, family, invoices, sessions
from studio_tui.services.paperwork.charges import charges
from studio_tui.services.paperwork.letterhead import addressee, header, terms

if TYPE_CHECKING:
    from studio_tui.documents.blocks import Document
    from studio_tui.services.date_store import DateRecord
    from studio_tui.services.desk import Desk
    from studio_tui.services.invoices import InvoiceRecord
    from studio_tui.services.sessions import SessionRecord


def gather(desk: Desk, number: str, *, bill_to: bool, with_notes: bool) -> Document:
    """The confirmation of a session, by its number.

    Args:
        desk: Where we are.
        number: Number of the session.
        bill_to: Whether it is addressed to whoever pays.
        with_notes: Whether the session notes are on it.

    Raises:
        StudioError: When there is no such session.
    """
    session = sessions.get(desk, sessions.by_number(desk, number))
    draft = session.draft
    bill = bill_of(desk, session.id)
    payer = bill.draft.bill_to_id if bill and bill_to else None
    name, address = addressee(desk, payer or session.client_id)
    return confirmation(
        Confirmation(
            studio=header(desk),
            client_name=name,
            client_address_lines=address,
            number=number_words(session.number),
            type_name=session.type_name,
            description=draft.description,
            when=span_words(draft.start, draft.end),
            dates=further_dates(desk, session),
            arrival=draft.arrival,
            photographer=session.photographer,
            assistant=session.assistant,
            place=session.outside_location or session.resource,
            place_lines=tuple(session.outside_address.splitlines()),
            participants=(
                *((plural(draft.people, "person", "people"),) if draft.people else ()),
                *family.names(desk, session.id),
            ),
            promotions=", ".join(name for _, name in session.promotions),
            notes=draft.notes if with_notes else "",
            terms=terms(desk, draft.type_id),
            printed_on=date_words(desk.today()),
            charges=charges(desk, bill) if bill else Charges(),
        )
    )


def further_dates(desk: Desk, session: SessionRecord) -> tuple[str, ...]:
    """The dates of a session that has several, with what each is about, who comes and where.

    Nothing of a session with one date, and nothing of hidden ones.
    """
    if session.dates == 1:
        return ()
    shown = [each for each in date_store.of_session(desk, session.id) if not each.draft.hidden]
    return tuple(
        ": ".join(
            filter(
                None,
                (
                    span_words(each.draft.start, each.draft.end),
                    ", ".join(filter(None, (each.draft.description, *each.who, *place_of(each)))),
                ),
            )
        )
        for each in shown
        if len(shown) > 1
    )


def place_of(record: DateRecord) -> tuple[str, ...]:
    """Name and address of where a date takes place, if that is away from the studio."""
    return (record.outside_location, *record.outside_address.splitlines())


def bill_of(desk: Desk, session_id: int) -> InvoiceRecord | None:
    """The invoice that a confirmation shows: the first for the session fee, or else the first.

    Neither an estimate nor a credit memo is one.
    """
    kinds = ("estimate", "credit-memo")
    found = [hit for hit in invoices.of_session(desk, session_id) if hit.kind not in kinds]
    first = min(found, key=lambda hit: (hit.kind != "session-fee", hit.id), default=None)
    return invoices.get(desk, first.id) if first else None
