"""Drafts and bookings to test with: say what matters to the test, the rest is believable."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.domain.booking import (
    AppointmentDraft,
    Arranged,
    Booked,
    ClientDraft,
    PhoneDraft,
    SessionDraft,
)
from studio_tui.domain.invoice import InvoiceDraft, Line
from studio_tui.domain.payment import PaymentDraft
from studio_tui.domain.price import item_by_identifier, line_of
from studio_tui.domain.task import TaskDraft
from studio_tui.errors import StudioError
from studio_tui.services import appointments, booking, catalogue, clients, tasks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_tui.domain.catalogue import PersonEntry, ResourceEntry
    from studio_tui.domain.price import ItemEntry
    from studio_tui.services.desk import Desk
    from studio_tui.studio import Studio

FRIDAY = datetime.fromisoformat("2026-11-27T14:00")
"""Three days after the clock of the tests, inside opening hours."""


def client_draft(*, phone: str = "", **fields: Any) -> ClientDraft:
    """Sara Smith, a new client; ``phone`` is short for one entry of ``phones``."""
    phones = (PhoneDraft(phone, "Mobile"),) if phone else ()
    return ClientDraft(**{"last": "Smith", "first": "Sara", "phones": phones, **fields})


def session_draft(
    studio: Studio,
    *,
    type_name: str = "Portrait",
    photographer: str = "Anna Berg",
    assistant: str = "",
    resource: str | None = None,
    start: datetime = FRIDAY,
    minutes: int | None = None,
    **fields: Any,
) -> SessionDraft:
    """A portrait with Anna Berg on Friday at 14:00.

    Args:
        studio: The open studio.
        type_name: Name of the session type; gives the length and the resource.
        photographer: Name; empty for none.
        assistant: Name; empty for none.
        resource: Name; None for the type's own, empty for none.
        start: Wall-clock start.
        minutes: Length instead of the type's own; ``end`` may be given as well.
        fields: Any other field of ``SessionDraft``; the token is a new one unless given.
    """
    lists = studio.run(catalogue.catalogue)
    kind = next(entry for entry in lists.types if entry.name == type_name)
    values = {
        "type_id": kind.id,
        "start": start,
        "end": start + timedelta(minutes=kind.length if minutes is None else minutes),
        "photographer_id": _id(lists.people, photographer),
        "assistant_id": _id(lists.people, assistant),
        "resource_id": kind.resource_id if resource is None else _id(lists.resources, resource),
        "token": uuid.uuid4().hex,
    }
    return SessionDraft(**{**values, **fields})


def _id(entries: Iterable[PersonEntry | ResourceEntry], name: str) -> int | None:
    return next(entry.id for entry in entries if entry.name == name) if name else None


def book(
    studio: Studio, *, client: ClientDraft | None = None, force: bool = False, **session: Any
) -> Booked:
    """Book a session: ``client`` as it is (an existing one unchanged), the rest as above."""
    who = client or client_draft()
    draft = session_draft(studio, **session)
    original = who if who.id is not None else None
    return studio.run(booking.book, who, draft, original=original, force=force)


def appointment_draft(
    studio: Studio,
    *,
    type_name: str = "Consultation",
    who: tuple[str, ...] = ("Anna Berg",),
    start: datetime = FRIDAY,
    minutes: int | None = None,
    **fields: Any,
) -> AppointmentDraft:
    """A consultation with Anna Berg on Friday at 14:00, linked to nobody.

    Args:
        studio: The open studio.
        type_name: Name of the appointment type; gives the length.
        who: Names of the people and resources that take part.
        start: Wall-clock start.
        minutes: Length instead of the type's own; ``end`` may be given as well.
        fields: Any other field of ``AppointmentDraft``; the token is a new one unless given.
    """
    lists = studio.run(catalogue.catalogue)
    kind = next(entry for entry in lists.appointment_types if entry.name == type_name)
    schedules = {entry.name: entry.schedule_id for entry in lists.schedules}
    values = {
        "type_id": kind.id,
        "start": start,
        "end": start + timedelta(minutes=kind.length if minutes is None else minutes),
        "schedule_ids": tuple(schedules[name] for name in who),
        "token": uuid.uuid4().hex,
    }
    return AppointmentDraft(**{**values, **fields})


def arrange(
    studio: Studio,
    *,
    client: ClientDraft | None = None,
    force: bool = False,
    **appointment: Any,
) -> Arranged:
    """Book an appointment: ``client`` as it is (an existing one unchanged), the rest as above."""
    draft = appointment_draft(studio, **appointment)
    original = client if client and client.id is not None else None
    return studio.run(appointments.book, draft, client=client, original=original, force=force)


def price_item(
    studio: Studio,
    identifier: str = "EXTRA",
    price: int = 120_00,
    *,
    type_name: str = "Portrait",
    **columns: Any,
) -> ItemEntry:
    """An item that is put on the price list of a session type; ``columns`` of its table."""

    def insert(desk: Desk) -> None:
        found = desk.row("SELECT price_list_id FROM session_type WHERE name = ?", (type_name,))
        assert found is not None
        group = desk.row("SELECT min(id) FROM item_group WHERE price_list_id = ?", found)
        assert group is not None
        values = {"description": identifier.title(), "kind": "miscellaneous", "cost": 0}
        values |= {"taxable": True, "sort": 0, "hidden": False, "inactive": False}
        with desk.work() as work:
            work.insert(
                "item",
                price_list_id=found[0],
                group_id=group[0],
                identifier=identifier,
                price=price,
                **values | columns,
            )

    studio.run(insert)
    items = studio.run(catalogue.catalogue).items
    return next(item for item in items if item.identifier == identifier)


def line(studio: Studio, identifier: str = "SIT", quantity: int = 1, **fields: Any) -> Line:
    """A line of an item that stands on a price list; ``SIT`` costs £60.00."""
    items = studio.run(catalogue.catalogue).items
    return replace(line_of(item_by_identifier(items, None, identifier), quantity), **fields)


def invoice_draft(studio: Studio, *lines: Line, **fields: Any) -> InvoiceDraft:
    """An invoice over those lines, or over one sitting fee of £60.00; without tax unless given."""
    return InvoiceDraft(lines=lines or (line(studio),), token=uuid.uuid4().hex, **fields)


def payment_draft(studio: Studio, amount: int, method: str = "Card", **fields: Any) -> PaymentDraft:
    """A payment by card unless another way is named."""
    methods = studio.run(catalogue.catalogue).methods
    found = next(entry.id for entry in methods if entry.name == method)
    return PaymentDraft(amount, **{"method_id": found, "token": uuid.uuid4().hex, **fields})


def at(text: str) -> datetime:
    """A wall-clock time as ``2026-11-27T14:00``."""
    return datetime.fromisoformat(text)


def rows(studio: Studio, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """What lies in the database, past every service."""
    return studio.run(lambda desk: desk.rows(sql, parameters))


def execute(studio: Studio, sql: str, *parameters: object) -> None:
    """Change the database behind the services' back, as maintenance or another program does."""
    studio.run(lambda desk: desk.database.execute_sql(sql, parameters))


def counts(studio: Studio) -> dict[str, int]:
    """How many rows each table that a booking writes has."""
    tables = ("client", "client_phone", "session", "event", "booking_slot", "change", "counter")
    money = ("invoice", "invoice_line", "payment")
    return {
        table: rows(studio, f"SELECT count(*) FROM {table}")[0][0] for table in (*tables, *money)
    }


def task(studio: Studio, subject: str, *, days: int = 0, **fields: Any) -> int:
    """Id of a task that is due so many days from the clock of the tests."""
    due = FRIDAY.date() + timedelta(days=days - 3)
    draft = TaskDraft(subject, due, due, token=uuid.uuid4().hex, **fields)
    return studio.run(tasks.create, draft)


def store(studio: Studio, **fields: Any) -> int:
    """Id of a client who has not booked yet."""

    def stored(desk: Any) -> int:
        with desk.work() as work:
            return clients.store(work, client_draft(**fields))

    return studio.run(stored)


def refused(studio: Studio, **given: Any) -> StudioError:
    """The refusal of a booking, after which the database must be as it was."""
    before = counts(studio)
    with pytest.raises(StudioError) as caught:
        book(studio, **given)
    assert counts(studio) == before
    return caught.value
