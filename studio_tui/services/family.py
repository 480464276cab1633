"""Members of a client's family: entered, changed, taken out, each by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from studio_tui.domain.booking import GoneError, StaleError
from studio_tui.errors import StudioError
from studio_tui.services.differences import differences_words

if TYPE_CHECKING:
    from typing import Any

    from studio_tui.services.desk import Desk

LABELS = {
    "name": "Name",
    "relationship": "Relationship",
    "birth_date": "Birth date",
    "gender": "Gender",
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a client's family."""

    client_id: int
    name: str = ""
    relationship: str = ""
    birth_date: date | None = None
    gender: str = ""
    id: int | None = None


_MEMBER = "SELECT client_id, name, relationship, birth_date, gender, id FROM family_member"


def _member(row: tuple[Any, ...]) -> Member:
    born = date.fromisoformat(row[3]) if row[3] else None
    return Member(row[0], row[1], row[2], born, row[4], row[5])


def of_client(desk: Desk, client_id: int) -> tuple[Member, ...]:
    """A client's family, as it was entered."""
    rows = desk.rows(f"{_MEMBER} WHERE client_id = ? ORDER BY id", (client_id,))
    return tuple(map(_member, rows))


def get(desk: Desk, member_id: int) -> Member:
    """One member as stored.

    Raises:
        GoneError: When somebody else has taken it out.
    """
    row = desk.row(f"{_MEMBER} WHERE id = ?", (member_id,))
    if row is None:
        raise GoneError("Somebody else has taken this member of the family out meanwhile.")
    return _member(row)


def relationships(desk: Desk) -> tuple[str, ...]:
    """What is offered as a relationship."""
    sql = "SELECT name FROM relationship WHERE NOT inactive ORDER BY sort, name"
    return tuple(name for (name,) in desk.rows(sql))


def add(desk: Desk, member: Member, *, session_id: int | None = None) -> int:
    """Enter a member; returns the id.

    Args:
        desk: Where we are.
        member: Who it is.
        session_id: A session that they take part in.

    Raises:
        StudioError: When there is no name.
    """
    _refuse_nameless(member)
    with desk.work() as work:
        if desk.row("SELECT 1 FROM client WHERE id = ?", (member.client_id,)) is None:
            raise GoneError("This client no longer exists.")
        member_id = work.insert("family_member", client_id=member.client_id, **_values(member))
        said = f"Family: {member.name} added."
        work.changed("client", member.client_id, "changed", after=_words(member), words=said)
        if session_id is not None:
            work.insert("participant", session_id=session_id, member_id=member_id)
            work.changed("session", session_id, "changed", words=f"{member.name} takes part.")
    return member_id


def save(desk: Desk, member: Member, before: Member) -> None:
    """Store a changed member.

    Args:
        desk: Where we are.
        member: The member as it should be.
        before: As it was read.

    Raises:
        GoneError: When it is gone.
        StaleError: When somebody else has changed it; with both values.
        StudioError: When there is no name.
    """
    assert member.id is not None
    _refuse_nameless(member)
    with desk.work() as work:
        now = get(desk, member.id)
        if now != before:
            both = _differing(now, member)
            raise StaleError(f"{now.name} has been changed by somebody else meanwhile.", both, 0)
        differing = _differing(now, member)
        if not differing:
            return
        values = _values(member)
        marks = ", ".join(f"{key} = ?" for key in values)
        desk.database.execute_sql(
            f"UPDATE family_member SET {marks} WHERE id = ?", (*values.values(), member.id)
        )
        work.changed(
            "client",
            member.client_id,
            "changed",
            before={label: old for label, old, _ in differing},
            after={label: new for label, _, new in differing},
            words=f"Family, {now.name}: {differences_words(differing)}",
        )


def remove(desk: Desk, member: Member) -> None:
    """Take a member out, of sessions too.

    Raises:
        GoneError: When somebody else has done so.
    """
    assert member.id is not None
    with desk.work() as work:
        now = get(desk, member.id)
        desk.database.execute_sql("DELETE FROM family_member WHERE id = ?", (member.id,))
        said = f"Family: {now.name} taken out."
        work.changed("client", now.client_id, "changed", before=_words(now), words=said)


def _refuse_nameless(member: Member) -> None:
    if not member.name.strip():
        raise StudioError("Type the name.", field="member")


def _values(member: Member) -> dict[str, Any]:
    born = member.birth_date.isoformat() if member.birth_date else None
    return {key: getattr(member, key) for key in LABELS} | {"birth_date": born}


def _words(member: Member) -> dict[str, str]:
    return {label: str(getattr(member, key) or "") for key, label in LABELS.items()}


def _differing(old: Member, new: Member) -> tuple[tuple[str, str, str], ...]:
    before, after = _words(old), _words(new)
    return tuple(
        (label, before[label], after[label]) for label in before if before[label] != after[label]
    )
