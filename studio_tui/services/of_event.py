"""What an event belongs to, as parts of the SQL that reads events."""

from __future__ import annotations

OF_EVENT = """
LEFT JOIN session ON session.id = event.session_id
LEFT JOIN appointment ON appointment.id = event.appointment_id
LEFT JOIN client ON client.id = coalesce(session.client_id, appointment.client_id)
LEFT JOIN session_type ON session_type.id = session.type_id
LEFT JOIN appointment_type ON appointment_type.id = appointment.type_id
"""
"""Joins what an event belongs to, session or appointment: every one of them looks up one row."""

PLACE = """
(SELECT count(*) FROM event AS other WHERE other.session_id = event.session_id
 AND NOT other.hidden AND (other.start_utc, other.id) <= (event.start_utc, event.id)),
(SELECT count(*) FROM event AS other WHERE other.session_id = event.session_id AND NOT other.hidden)
"""
"""Which of its session's dates an event is, and of how many; none of an appointment."""
