"""Values as JSON; the keys are an interface that scripts rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.domain.wallclock import wall

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.domain.clashes import Clash
    from studio_tui.domain.found import Booking, ClientHit

Shape = dict[str, Any]


def moment_shape(moment: datetime) -> str:
    """A wall-clock time: ``2026-11-27T14:00``."""
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


def booking_shape(booking: Booking) -> Shape:
    """A booking as every command gives it."""
    return {
        "kind": booking.kind,
        "number": booking.number,
        "start": moment_shape(booking.start),
        "end": moment_shape(booking.end),
        "client": booking.client,
        "type": booking.type_name,
        "description": booking.description,
        "status": booking.status,
        "confirmed": booking.confirmed,
        "outside": booking.outside,
        "schedules": [{"name": part.name, "role": part.role} for part in booking.parts],
    }


def client_shape(client: ClientHit) -> Shape:
    """A client as searches give it."""
    last = client.last_session
    return {
        "number": client.number,
        "name": client.name,
        "company": client.company,
        "phone": client.phone,
        "email": client.email,
        "city": client.city,
        "status": client.status,
        "call_warning": client.call_warning,
        "sessions": client.sessions,
        "last_session": last.isoformat() if last else None,
    }


def clash_shape(clash: Clash, zone: str) -> Shape:
    """What stands against a time, with the times on the wall of ``zone``."""
    return {
        "kind": clash.kind,
        "who": clash.who,
        "start": moment_shape(wall(clash.span.start, zone)),
        "end": moment_shape(wall(clash.span.end, zone)),
        "because": clash.because,
        "reference": clash.reference,
        "booked": clash.booked,
    }
