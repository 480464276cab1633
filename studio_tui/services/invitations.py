"""Invitations that go along with mail about a booking: other calendars take them in by a click.

Every event of a booking has one UID for ever. A later invitation with a higher SEQUENCE takes the
place of an earlier one; that of a cancelled booking takes it out of the other calendar (RFC 5546).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.documents.ics import Mailbox, calendar_file
from studio_tui.domain.letter import Attachment
from studio_tui.domain.names import email_problem
from studio_tui.services.calendar_files import events_of

if TYPE_CHECKING:
    from studio_tui.documents.ics import Entry, Method
    from studio_tui.domain.block import BookingKind
    from studio_tui.services.calendar_files import Found
    from studio_tui.services.desk import Desk

NAME: Final = "invite.ics"


def invitation(
    desk: Desk,
    kind: BookingKind,
    record_id: int,
    *,
    to: str = "",
    sender: str = "",
    staff: bool = False,
) -> Attachment:
    """The invitation to a booking as it stands now, or its cancellation if it is cancelled.

    Args:
        desk: Where we are.
        kind: Whether it is a session or an appointment.
        record_id: Its id.
        to: Who is invited; without an address it can be taken in, but not be answered.
        sender: Address that invites; by default the studio's own.
        staff: Whether it is for somebody of the studio, who looks for the client's name.

    Raises:
        GoneError: When there is no such booking.
    """
    events = events_of(desk, kind, record_id)
    studio = desk.preference("studio.name", "")
    own = desk.row("SELECT email FROM location ORDER BY sort, id LIMIT 1")
    sender, to = _address(sender or (own[0] if own else "")), _address(to)
    method: Method = "CANCEL" if events[0].cancelled else "REQUEST"
    if not (sender and to):
        method = "PUBLISH"
    content = calendar_file(
        [_entry(each, studio, staff=staff) for each in events],
        desk.utc(),
        method=method,
        organizer=Mailbox(sender, studio) if sender else None,
        attendee=Mailbox(to) if method != "PUBLISH" else None,
    )
    return Attachment(NAME, content, f"text/calendar; method={method}; charset=utf-8")


def _entry(found: Found, studio: str, *, staff: bool) -> Entry:
    """One event as whoever is invited should read it."""
    summary = found.who_and_what if staff else ", ".join(filter(None, (found.type_name, studio)))
    # What an appointment is about is written for the studio; a session's stands in its letters.
    told = found.particulars(described=staff or found.kind == "session")
    return found.entry(summary, told, studio)


def _address(text: str) -> str:
    """The address as it travels; nothing where it is none."""
    from studio_tui.mail.message import wire

    return "" if not text or email_problem(text) else wire(text)
