"""What the photographer confirmation says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.documents.photographer import photographer
from studio_tui.documents.values import Assignment
from studio_tui.domain.numbers import number_words
from studio_tui.domain.words import date_words, duration_words, plural, span_words
from studio_tui.services import appointments, clients, family, sessions
from studio_tui.services.paperwork.confirmation import further_dates
from studio_tui.services.paperwork.letterhead import addressee, header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_tui.documents.blocks import Document
    from studio_tui.domain.found import AppointmentHit
    from studio_tui.services.desk import Desk
    from studio_tui.services.sessions import SessionRecord


def gather(desk: Desk, number: str) -> Document:
    """What whoever photographs a session needs to know, by the session's number.

    Raises:
        StudioError: When there is no such session.
    """
    session = sessions.get(desk, sessions.by_number(desk, number))
    draft = session.draft
    phones = clients.get(desk, session.client_id).phones
    linked = appointments.hits(
        desk,
        "appointment.session_id = ? AND status.kind NOT IN ('cancelled', 'no-show')",
        (session.id,),
        limit=20,
    )
    place = desk.row(
        "SELECT notes FROM outside_location WHERE id = ?", (draft.outside_location_id,)
    )
    return photographer(
        Assignment(
            studio=header(desk),
            photographer=session.photographer or "Photographer to be named",
            assistant=session.assistant,
            number=number_words(session.number),
            type_name=session.type_name,
            description=draft.description,
            when=span_words(draft.start, draft.end),
            dates=further_dates(desk, session),
            drive=f"{duration_words(draft.drive)} each way" if draft.drive else "",
            arrival=draft.arrival,
            client_name=addressee(desk, session.client_id)[0],
            phones=tuple(f"{phone.label} {phone.number}".strip() for phone in phones),
            call_warning=session.call_warning,
            resource=session.resource,
            place=session.outside_location,
            place_lines=tuple(session.outside_address.splitlines()),
            directions=place[0] if place else "",
            participants=tuple(_participants(desk, session)),
            promotions=", ".join(name for _, name in session.promotions),
            appointments=tuple(_appointment(hit) for hit in reversed(linked)),
            notes=draft.notes,
            printed_on=date_words(desk.today()),
        )
    )


def _participants(desk: Desk, session: SessionRecord) -> Iterator[str]:
    """How many come, and those of the family who take part, with their ages on the day."""
    if session.draft.people:
        yield plural(session.draft.people, "person", "people")
    yield from family.part_words(desk, session.id, session.draft.start.date())


def _appointment(hit: AppointmentHit) -> str:
    what = " · ".join(filter(None, (hit.type_name, hit.description, hit.who)))
    return f"{span_words(hit.start, hit.end)}: {what}"
