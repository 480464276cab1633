"""Deleting a client who has nothing, and taking the person out of one whose records must stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.booking import GoneError
from studio_tui.domain.money import money_words
from studio_tui.domain.names import display, fold
from studio_tui.domain.words import listing, plural
from studio_tui.errors import StudioError
from studio_tui.services import accounts, clients, custom

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk

ANONYMOUS: Final = "Anonymous"
"""The last name of a client whose person was taken out."""

_COUNTS = """
SELECT (SELECT count(*) FROM session WHERE client_id = :id),
       (SELECT count(*) FROM invoice WHERE client_id = :id OR bill_to_id = :id),
       (SELECT count(*) FROM payment WHERE client_id = :id),
       (SELECT count(*) FROM appointment WHERE client_id = :id),
       (SELECT count(*) FROM task WHERE client_id = :id)
"""


@dataclass(frozen=True, slots=True)
class Belongings:
    """How many records of each kind belong to a client."""

    sessions: int
    invoices: int
    payments: int
    appointments: int
    tasks: int

    @property
    def holding(self) -> str:
        """What keeps the client from being deleted, in words; usually nothing."""
        counts = (
            (self.sessions, "session"),
            (self.invoices, "invoice"),
            (self.payments, "payment"),
        )
        return listing([plural(count, name) for count, name in counts if count])

    @property
    def going(self) -> str:
        """What would be deleted with the client, in words; usually nothing."""
        counts = ((self.appointments, "appointment"), (self.tasks, "task"))
        return listing([plural(count, name) for count, name in counts if count])


def belongings(desk: Desk, client_id: int) -> Belongings:
    """How many records belong to a client."""
    row = desk.row(_COUNTS, {"id": client_id})
    assert row is not None
    return Belongings(*row)


def delete(desk: Desk, client_id: int) -> str:
    """Delete a client with their appointments, tasks and notes (product rule, `domain.md` 3.1).

    Returns:
        What was done, as a sentence.

    Raises:
        GoneError: When somebody else has deleted them.
        StudioError: When there are sessions, invoices or payments; says how many.
    """
    with desk.work() as work:
        called = _called(desk, client_id)
        found = belongings(desk, client_id)
        if found.holding:
            raise StudioError(
                f"{called} has {found.holding} and cannot be deleted. "
                "Merge with another client, or take out name and contacts instead.",
                code="in-use",
            )
        sql: Any = desk.database.execute_sql
        sql("DELETE FROM appointment WHERE client_id = ?", (client_id,))
        sql("DELETE FROM task WHERE client_id = ?", (client_id,))
        sql("DELETE FROM note WHERE subject = 'client' AND record_id = ?", (client_id,))
        custom.forget(work, "client", client_id)
        sql("DELETE FROM client WHERE id = ?", (client_id,))
        work.changed("client", client_id, "deleted", words=f"{called} was deleted.")
    return f"{called} is deleted."


def _called(desk: Desk, client_id: int) -> str:
    row = desk.row("SELECT last, first, company FROM client WHERE id = ?", (client_id,))
    if row is None:
        raise GoneError("This client has been deleted or merged by somebody else meanwhile.")
    return display(*row)


_AHEAD = """
SELECT count(*) FROM event
LEFT JOIN session ON session.id = event.session_id
LEFT JOIN appointment ON appointment.id = event.appointment_id
JOIN status ON status.id = coalesce(session.status_id, appointment.status_id)
WHERE ? IN (session.client_id, appointment.client_id) AND event.end_utc > ?
AND status.kind NOT IN ('cancelled', 'no-show')
"""

_OF_CLIENT = """
(subject = 'client' AND record_id = :id)
OR (subject = 'session' AND record_id IN (SELECT id FROM session WHERE client_id = :id))
OR (subject = 'appointment' AND record_id IN (SELECT id FROM appointment WHERE client_id = :id))
OR (subject = 'invoice' AND record_id IN
    (SELECT id FROM invoice WHERE client_id = :id OR bill_to_id = :id))
OR (subject = 'payment' AND record_id IN (SELECT id FROM payment WHERE client_id = :id))
OR (subject = 'task' AND record_id IN (SELECT id FROM task WHERE client_id = :id))
"""


def anonymise(desk: Desk, client_id: int) -> str:
    """Take name, contacts, family, notes, emails and texts of a client out, for good.

    Sessions, invoices and payments stay with their dates and amounts, as the books need them.
    Backups and documents that were saved or sent before keep what they hold.

    Returns:
        What was done, as a sentence.

    Raises:
        GoneError: When somebody else has deleted them.
        StudioError: When something is still booked, or money is still owed either way.
    """
    with desk.work() as work:
        called = _called(desk, client_id)
        _refuse_open(desk, client_id, called)
        for sql in _FORGOTTEN:
            desk.database.execute_sql(sql, {"id": client_id})
        custom.forget(work, "client", client_id)
        desk.database.execute_sql(
            f"UPDATE client SET {', '.join(f'{key} = ?' for key in _BLANK)}, birth_date = NULL, "
            "anniversary = NULL, referred_by_id = NULL, organisation_id = NULL, allow_email = 0, "
            "allow_mail = 0, allow_sms = 0, allow_call = 0, anonymised = ?, sort_name = ?, "
            "given_name = ?, search = ? || ' ' || coalesce(number, ''), version = version + 1 "
            "WHERE id = ?",
            (*_BLANK.values(), work.now, *(fold(ANONYMOUS),) * 3, client_id),
        )
        work.changed("client", client_id, "anonymised", words="Name and contacts were taken out.")
    return "Name, contacts, notes and emails of this client are taken out for good."


_BLANK: Final = {
    key: ANONYMOUS if key == "last" else ""
    for key in clients.FIELDS
    if key not in ("status_id", "lead_source")
} | {"status_reason": ""}
"""Columns of a client that say who it is, and what they are afterwards."""

_FORGOTTEN: Final = (
    f"UPDATE change SET before = '{{}}', after = '{{}}', words = action || '.' WHERE {_OF_CLIENT}",
    f"DELETE FROM note WHERE {_OF_CLIENT}",
    "DELETE FROM client_phone WHERE client_id = :id",
    "DELETE FROM client_address WHERE client_id = :id",
    "DELETE FROM family_member WHERE client_id = :id",
    *(
        "DELETE FROM custom_value WHERE field_id IN (SELECT id FROM custom_field "
        f"WHERE area = '{area}') AND record_id IN (SELECT id FROM {area} WHERE {whose})"
        for area, whose in (
            ("session", "client_id = :id"),
            ("appointment", "client_id = :id"),
            ("invoice", ":id IN (client_id, bill_to_id)"),
        )
    ),
    "DELETE FROM client_group_member WHERE client_id = :id",
    "DELETE FROM message WHERE client_id = :id",
    "UPDATE session SET description = '', notes = '', version = version + 1 WHERE client_id = :id",
    "UPDATE appointment SET description = '', notes = '', version = version + 1 "
    "WHERE client_id = :id",
    "UPDATE event SET description = '' "
    "WHERE session_id IN (SELECT id FROM session WHERE client_id = :id)",
    "UPDATE invoice SET notes = '', ship_to = '', version = version + 1 "
    "WHERE :id IN (client_id, bill_to_id)",
    "UPDATE payment SET notes = '', version = version + 1 WHERE client_id = :id",
    "UPDATE task SET subject = 'Task', notes = '', version = version + 1 WHERE client_id = :id",
)


def _refuse_open(desk: Desk, client_id: int, called: str) -> None:
    ahead = desk.row(_AHEAD, (client_id, desk.utc()))
    if ahead and ahead[0]:
        raise StudioError(
            f"{called} still has {plural(ahead[0], 'booking')} ahead: cancel or wait first.",
            code="in-use",
        )
    account = accounts.of_client(desk, client_id)
    if account.owed or account.credit:
        said = []
        if account.owed:
            said.append(f"owes {money_words(account.owed, desk.currency)}")
        if account.credit:
            said.append(f"has {money_words(account.credit, desk.currency)} of credit")
        raise StudioError(f"{called} still {listing(said)}: settle that first.", code="in-use")
