"""What an appointment is linked to: a client, one of the client's sessions; or to become one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio_tui.domain.booking import TakenError
from studio_tui.domain.numbers import number_words, record_words
from studio_tui.domain.words import date_short, listing
from studio_tui.records.appointment import as_session
from studio_tui.screens import times
from studio_tui.screens.ask_client import ask_client
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.opening import open_record
from studio_tui.screens.pick_list import PickList
from studio_tui.services import appointments, conversion, search
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from studio_tui.domain.booking import SessionDraft
    from studio_tui.screens.appointment_record import AppointmentRecordScreen


def offer_links(screen: AppointmentRecordScreen) -> None:
    """Ask what the appointment shall be linked to, or what it is linked to shall be opened."""
    record = screen.record
    linked, session = record.client_id is not None, record.session_number
    offered = (
        ("client", f"Open {record.client}", linked),
        ("session", f"Open {record_words('session', session)}", bool(session)),
        ("attach", "Attach it to a session of the client", linked and not session),
        ("reattach", "Attach it to another session", bool(session)),
        ("detach", f"Take it off {record_words('session', session)}", bool(session)),
        ("convert", "Make it a session", linked and record.status_kind == "open"),
        ("link", "Link it to another client" if linked else "Link it to a client", True),
        ("unlink", "Unlink it from the client", linked),
        ("", "Back", True),
    )
    choices = tuple((key, label) for key, label, there in offered if there)
    to = f"Linked to {record.client}." if linked else "Linked to nobody."
    screen.app.push_screen(Question("Link", to, choices), partial(_answered, screen))


@reported
async def _answered(screen: AppointmentRecordScreen, answer: str | None) -> None:
    record = screen.record
    match answer:
        case "client" if record.client_id is not None:
            await open_record(screen, "client", record.client_id)
        case "session" if record.draft.session_id is not None:
            await open_record(screen, "session", record.draft.session_id)
        case "attach" | "reattach":
            await _ask_session(screen)
        case "detach":
            await _link(screen, record.client_id, None)
        case "link":
            ask_client(screen, "Link to", lambda found: _link(screen, found, None))
        case "unlink":
            await _link(screen, None, None)
        case "convert":
            _ask_type(screen)


@reported
async def _link(
    screen: AppointmentRecordScreen, client_id: int | None, session_id: int | None
) -> None:
    """Store another link and show it."""
    await screen.studio.call(appointments.link, screen.record_id, client_id, session_id)
    await screen.renew()
    record = screen.record
    to = ", ".join(filter(None, (record.client, record_words("session", record.session_number))))
    screen.remind(f"Linked to {to}." if to else "Linked to nobody now.")


async def _ask_session(screen: AppointmentRecordScreen) -> None:
    client_id = screen.record.client_id
    assert client_id is not None
    hits = await screen.studio.call(search.sessions_of, client_id)
    if not hits:
        screen.remind(f"{screen.record.client} has no sessions yet.")
        return
    rows = [
        Row(
            hit.id,
            (date_short(hit.start.date()), number_words(hit.number), hit.type_name, hit.status),
        )
        for hit in hits
    ]
    columns = (
        ListColumn("Date", 15),
        ListColumn("No.", 7),
        ListColumn("Type"),
        ListColumn("Status"),
    )

    async def picked(session_id: Hashable | None) -> None:
        if isinstance(session_id, int):
            await _link(screen, client_id, session_id)

    at = screen.record.draft.session_id
    screen.app.push_screen(PickList("Session", rows, columns, at=at), picked)


# Becoming a session


def _ask_type(screen: AppointmentRecordScreen) -> None:
    types = screen.facts.catalogue.types
    rows = [Row(entry.id, (entry.name,), note=entry.code) for entry in types]

    async def picked(type_id: Hashable | None) -> None:
        kind = next((entry for entry in types if entry.id == type_id), None)
        if kind is not None:
            session, left = as_session(screen.record, kind, screen.facts.catalogue)
            await _convert(screen, session, left)

    screen.app.push_screen(PickList("Which type of session", rows), picked)


@reported
async def _convert(
    screen: AppointmentRecordScreen,
    session: SessionDraft,
    left: tuple[str, ...],
    *,
    force: bool = False,
    because: str = "",
) -> None:
    """Book the session in the appointment's place, and open it."""
    number = screen.record.number
    try:
        booked = await screen.studio.call(
            conversion.to_session, screen.record_id, session, force=force, because=because
        )
    except TakenError as error:
        if not error.allowed:
            raise
        _ask_about_taken(screen, session, left, error)
        return
    await screen.renew()
    who = f" {listing(left)} found no role in it." if left else ""
    said = f"Appointment {number} became {record_words('session', booked.session_number)}.{who}"
    await open_record(screen, "session", booked.session_id, said=said)


def _ask_about_taken(
    screen: AppointmentRecordScreen,
    session: SessionDraft,
    left: tuple[str, ...],
    error: TakenError,
) -> None:
    async def agreed(because: str) -> None:
        await _convert(screen, session, left, force=True, because=because)

    async def answered(answer: str | None) -> None:
        if answer == "force":
            await times.with_reason(screen.app, agreed, asked=error.reason)

    choices = (("", "Leave it an appointment"), ("force", "Make it a session all the same"))
    question = Question("The time is taken", error.message, choices, esc="")
    screen.app.push_screen(question, answered)
