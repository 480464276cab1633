"""Members of a client's family: entered, changed, taken out, each by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from studio_tui.domain.booking import GoneError, StaleError
from studio_tui.domain.words import age_words
from studio_tui.errors import StudioError
from studio_tui.services import clients
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


class NewerMemberError(StaleError):
    """Somebody else has changed a member of the family; ``now`` is as stored."""

    def __init__(self, now: Member, differences: tuple[tuple[str, str, str], ...]) -> None:
        said = f"{now.name} has been changed by somebody else meanwhile."
        super().__init__(said, differences, 0)
        self.now = now


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
        clients.find_anew(work, member.client_id)
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
            raise NewerMemberError(now, both)
        differing = _differing(now, member)
        if not differing:
            return
        values = _values(member)
        marks = ", ".join(f"{key} = ?" for key in values)
        desk.database.execute_sql(
            f"UPDATE family_member SET {marks} WHERE id = ?", (*values.values(), member.id)
        )
        clients.find_anew(work, member.client_id)
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
        clients.find_anew(work, now.client_id)
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


# Who takes part in a session


_TAKING_PART = """
SELECT client_id, name, relationship, birth_date, gender, id,
       EXISTS (SELECT 1 FROM participant WHERE session_id = ? AND member_id = family_member.id)
FROM family_member WHERE client_id = (SELECT client_id FROM session WHERE id = ?) ORDER BY id
"""


def participants(desk: Desk, session_id: int) -> tuple[tuple[Member, bool], ...]:
    """The family of a session's client, each with whether they take part in it."""
    rows = desk.rows(_TAKING_PART, (session_id, session_id))
    return tuple((_member(row), bool(row[6])) for row in rows)


def takes_part(desk: Desk, session_id: int, member_id: int, *, part: bool) -> None:
    """Say whether a member of the family takes part in a session; saying it twice changes nothing.

    Raises:
        GoneError: When the session or the member is gone.
    """
    pair = (session_id, member_id)
    with desk.work() as work:
        member = get(desk, member_id)
        if desk.row("SELECT 1 FROM session WHERE id = ?", (session_id,)) is None:
            raise GoneError("This session no longer exists.")
        sql = "SELECT 1 FROM participant WHERE session_id = ? AND member_id = ?"
        if bool(desk.row(sql, pair)) == part:
            return
        if part:
            sql = "INSERT INTO participant (session_id, member_id) VALUES (?, ?)"
        else:
            sql = "DELETE FROM participant WHERE session_id = ? AND member_id = ?"
        desk.database.execute_sql(sql, pair)
        said = "takes part" if part else "no longer takes part"
        work.changed("session", session_id, "changed", words=f"{member.name} {said}.")


def part_words(desk: Desk, session_id: int, day: date) -> tuple[str, ...]:
    """Who takes part, with relationship and age on a day: ``Ella, daughter, 12 days``."""
    return tuple(
        ", ".join(filter(None, (member.name, member.relationship.lower(), age(member, day))))
        for member, part in participants(desk, session_id)
        if part
    )


def names(desk: Desk, session_id: int) -> tuple[str, ...]:
    """The names of those who take part."""
    return tuple(member.name for member, part in participants(desk, session_id) if part)


def age(member: Member, day: date) -> str:
    """How old somebody is on a day, if that is known."""
    born = member.birth_date
    return age_words(born, day) if born and born <= day else ""
