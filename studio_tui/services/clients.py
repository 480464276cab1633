"""Clients: finding, reading and storing them, and noticing duplicates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import ClientDraft, GoneError, PhoneDraft, changed_meanwhile
from studio_tui.domain.names import display, email_problem, fold, phone_key
from studio_tui.errors import StudioError
from studio_tui.services import client_parts, client_text, numbers
from studio_tui.services.differences import differences_words, named

if TYPE_CHECKING:
    from studio_tui.services.desk import Desk
    from studio_tui.services.work import Transaction

FIELDS = {
    "last": "Last name",
    "first": "First name",
    "salutation": "Salutation",
    "company": "Company",
    "job_title": "Job title",
    "street": "Address",
    "city": "City",
    "state": "State",
    "postcode": "Postcode",
    "country": "Country",
    "email": "Email",
    "call_warning": "Call warning",
    "status_id": "Status",
    "lead_source": "Lead source",
    "notes": "Notes",
}
"""Columns that a draft carries under the same name, with their labels."""

_COLUMNS = (*FIELDS, *client_parts.COLUMNS)
_GET = f"SELECT version, coalesce(number, ''), {', '.join(_COLUMNS)} FROM client WHERE id = ?"


def get(desk: Desk, client_id: int) -> ClientDraft:
    """A client as stored.

    Raises:
        GoneError: When there is no such client any more.
    """
    row = desk.row(_GET, (client_id,))
    if row is None:
        raise GoneError("This client has been deleted by somebody else. Choose or create another.")
    phones = tuple(
        PhoneDraft(number, label, bool(sms))
        for number, label, sms in desk.rows(
            "SELECT number, label, sms FROM client_phone WHERE client_id = ? ORDER BY sort, id",
            (client_id,),
        )
    )
    values = dict(zip(_COLUMNS, row[2:], strict=True))
    values = client_parts.read(desk, client_id, values)
    return ClientDraft(id=client_id, version=row[0], number=row[1], phones=phones, **values)


def store(work: Transaction, draft: ClientDraft, original: ClientDraft | None = None) -> int:
    """Create a client, or write what was changed, inside a use case.

    Args:
        work: The use case's unit of work.
        draft: The client as it should be.
        original: The client as it was read, for an existing one; equal to the draft: no write.

    Returns:
        The client's id.

    Raises:
        StudioError: When there is neither a name nor a company, the email address cannot be one, or
            the number is no number or somebody else's.
        GoneError: When it has been deleted meanwhile.
        StaleError: When somebody else saved a newer version meanwhile.
    """
    if not f"{draft.last}{draft.first}{draft.company}".strip():
        raise StudioError("A client needs a last name, a first name or a company.", field="last")
    draft, moved = client_parts.moved_in(draft, work.desk.today())
    if draft.id is None:
        _refuse_email(draft.email)
        if draft.number:
            numbers.refuse_client(work.desk, draft.number, None)
        return _insert(work, draft)
    stored = get(work.desk, draft.id)
    if draft == original:
        return draft.id
    client_id, draft = draft.id, replace(draft, number=draft.number or stored.number)
    if stored.version != draft.version:
        raise changed_meanwhile(
            display(stored.last, stored.first, stored.company),
            differences(work.desk, stored, draft),
            stored.version,
        )
    if draft.email != stored.email:
        _refuse_email(draft.email)
    if draft.number != stored.number:
        numbers.refuse_client(work.desk, draft.number, client_id)
    _update(work, stored, draft, moved)
    return client_id


def _refuse_email(address: str) -> None:
    if problem := email_problem(address):
        raise StudioError(problem, field="email")


def differences(
    desk: Desk, stored: ClientDraft, draft: ClientDraft
) -> tuple[tuple[str, str, str], ...]:
    """(label, stored, draft) in words for every field that differs."""
    found = [
        (label, str(getattr(stored, key) or ""), str(getattr(draft, key) or ""))
        for key, label in FIELDS.items()
        if key != "status_id" and getattr(stored, key) != getattr(draft, key)
    ]
    if stored.number != draft.number:
        found.append(("Client number", stored.number, draft.number))
    if stored.phones != draft.phones:
        found.append(("Phones", _phone_words(stored), _phone_words(draft)))
    if stored.status_id != draft.status_id:
        before, after = (named(desk, _STATUS, each.status_id) for each in (stored, draft))
        found.append(("Status", before, after))
    return (*found, *client_parts.differences(desk, stored, draft))


_STATUS = "SELECT name FROM status WHERE id = ?"


def _phone_words(draft: ClientDraft) -> str:
    return ", ".join(phone.number for phone in draft.phones)


def _values(desk: Desk, draft: ClientDraft) -> dict[str, Any]:
    """Columns of the client table that follow from a draft."""
    return {key: getattr(draft, key) for key in FIELDS} | {
        **client_parts.columns(draft),
        "number": draft.number or None,
        "sort_name": client_text.sort_name(draft),
        "given_name": fold(f"{draft.first} {draft.last}"),
        "search": client_text.searched(desk, draft),
    }


def find_anew(work: Transaction, client_id: int) -> None:
    """Have a client found by what is stored now, after something beside their form was changed."""
    text = client_text.searched(work.desk, get(work.desk, client_id))
    work.desk.database.execute_sql(
        "UPDATE client SET search = ? WHERE id = ? AND search <> ?", (text, client_id, text)
    )


def find_members_anew(work: Transaction, organisation_id: int) -> None:
    """The same for all clients of an organisation that has got another name."""
    sql = "SELECT id FROM client WHERE organisation_id = ?"
    for (client_id,) in work.desk.rows(sql, (organisation_id,)):
        find_anew(work, client_id)


def _insert(work: Transaction, draft: ClientDraft) -> int:
    if draft.status_id is None:
        draft = replace(draft, status_id=_initial_status(work.desk))
    if not draft.number:
        draft = replace(draft, number=numbers.give_client(work, booked=False) or "")
    values = _values(work.desk, draft) | {"version": 1, "created": work.now}
    marks = ", ".join("?" for _ in values)
    cursor = work.desk.database.execute_sql(
        f"INSERT INTO client ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )
    client_id = int(cursor.lastrowid)
    _store_phones(work, client_id, draft)
    client_parts.store(work, client_id, ClientDraft(), draft)
    work.changed("client", client_id, "created", after=_history(draft), words="Client created.")
    return client_id


def _initial_status(desk: Desk) -> int | None:
    row = desk.row("SELECT id FROM status WHERE area = 'client' AND initial AND NOT inactive")
    return row[0] if row else None


def _update(work: Transaction, stored: ClientDraft, draft: ClientDraft, said: str) -> None:
    assert draft.id is not None
    values = _values(work.desk, draft)
    assignments = ", ".join(f"{column} = ?" for column in values)
    work.desk.database.execute_sql(
        f"UPDATE client SET {assignments}, version = version + 1 WHERE id = ?",
        (*values.values(), draft.id),
    )
    if stored.phones != draft.phones:
        work.desk.database.execute_sql("DELETE FROM client_phone WHERE client_id = ?", (draft.id,))
        _store_phones(work, draft.id, draft)
    client_parts.store(work, draft.id, stored, draft)
    differing = differences(work.desk, stored, draft)
    work.changed(
        "client",
        draft.id,
        "changed",
        before={label: before for label, before, _ in differing},
        after={label: after for label, _, after in differing},
        words=" ".join(filter(None, (said, differences_words(differing)))),
    )


def _history(draft: ClientDraft) -> dict[str, Any]:
    return {key: getattr(draft, key) for key in FIELDS} | {"phones": _phone_words(draft)}


def _store_phones(work: Transaction, client_id: int, draft: ClientDraft) -> None:
    country = work.desk.preference("studio.country", "GB")
    for sort, phone in enumerate(draft.phones):
        work.desk.database.execute_sql(
            "INSERT INTO client_phone (client_id, label, number, key, sms, sort) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                client_id,
                phone.label,
                phone.number,
                phone_key(phone.number, country),
                phone.sms,
                sort,
            ),
        )


_PROSPECT = """
SELECT brought.id, old.id, old.name FROM client
JOIN status AS brought ON brought.area = 'client' AND brought.name = ?
LEFT JOIN status AS old ON old.id = client.status_id
WHERE client.id = ? AND (old.id IS NULL OR old.initial) AND brought.id IS NOT old.id
"""


def becomes_customer(work: Transaction, client_id: int, *, new: bool) -> None:
    """Give a prospect the status that booking brings (product rule).

    Args:
        work: The use case's unit of work.
        client_id: The client.
        new: Created in the same use case, so that nobody can have read an older version.
    """
    status = work.desk.preference("clients.status_on_booking", "")
    row = work.desk.row(_PROSPECT, (status, client_id))
    if row is None:
        return
    work.desk.database.execute_sql(
        "UPDATE client SET status_id = ?, version = version + ? WHERE id = ?",
        (row[0], not new, client_id),
    )
    work.changed(
        "client",
        client_id,
        "changed",
        before={"status_id": row[1]},
        after={"status_id": row[0]},
        words=f"Status: {row[2] or 'none'} to {status}.",
    )


def give_number(work: Transaction, client_id: int) -> str:
    """The number of a client; one who has none gets it, if the studio numbers at booking."""
    found = work.desk.row("SELECT number, search FROM client WHERE id = ?", (client_id,))
    assert found is not None
    if found[0]:
        return str(found[0])
    number = numbers.give_client(work, booked=True)
    if number is None:
        return ""
    work.desk.database.execute_sql(
        "UPDATE client SET number = ?, search = ? WHERE id = ?",
        (number, f"{found[1]} {number}".strip(), client_id),
    )
    return number


def place_of(desk: Desk, postcode: str) -> tuple[str, str] | None:
    """City and state of a postcode, as the client has them who was entered last with it."""
    row = desk.row(
        "SELECT city, state FROM client WHERE postcode IN (?, ?) AND city <> '' "
        "ORDER BY id DESC LIMIT 1",
        (postcode, postcode.upper()),
    )
    return (row[0], row[1]) if row else None


def tax_rate_of(desk: Desk, client_id: int) -> int | None:
    """Id of the rate at which a client's invoices are taxed; None for the studio's own."""
    row = desk.row("SELECT tax_rate_id FROM client WHERE id = ?", (client_id,))
    return row[0] if row else None
