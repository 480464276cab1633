"""Who and what can fill the parts of a booking: those who are named, or whoever is able to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.availability import Need
from studio_tui.domain.catalogue import PersonEntry
from studio_tui.domain.clashes import Claim
from studio_tui.domain.words import listing
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.block import Role
    from studio_tui.domain.catalogue import Catalogue, ResourceEntry, SessionTypeEntry

    Owner = PersonEntry | ResourceEntry
    Named = Sequence[tuple[Owner, ...]]
    """People and things that are wanted; each entry is one or another of some."""


def session_needs(kind: SessionTypeEntry, named: Named, known: Catalogue) -> tuple[Need, ...]:
    """The parts of a session: those named, and for the others whoever can, the type's own first.

    It has a photographer; an assistant and a resource where its type has, or one is named. A type
    that names a resource can be held in any that is some type's own: not every resource is a room.

    Args:
        kind: Type of the session.
        named: Who and what is wanted.
        known: All there are.

    Raises:
        StudioError: When more are named than a session takes, or one who neither photographs nor
            assists.
    """
    parts = _cast(named, known)
    offered: dict[Role, tuple[Sequence[Owner], int | None]] = {
        "photographer": (known.photographers, kind.photographer_id or known.me),
        "assistant": (known.assistants if kind.assistant_id else (), kind.assistant_id),
        "resource": (_rooms(known) if kind.resource_id else (), kind.resource_id),
    }
    for role, (owners, first) in offered.items():
        if role not in parts and owners:
            parts[role] = _preferring(owners, first)
    return tuple(Need(_claims(parts[role], role)) for role in offered if role in parts)


def _cast(named: Named, known: Catalogue) -> dict[Role, Sequence[Owner]]:
    """Who plays which part; those who can play one only before those who have a choice."""
    fits = {
        group: [role for role, owners in _able(known).items() if set(group) <= set(owners)]
        for group in named
    }
    parts: dict[Role, Sequence[Owner]] = {}
    for group in sorted(fits, key=lambda group: len(fits[group])):
        said = listing([owner.name for owner in group], "or")
        if not fits[group]:
            raise StudioError(
                f"{said} cannot take one part of a session: name a photographer, an assistant "
                "or a resource."
            )
        role = next((role for role in fits[group] if role not in parts), None)
        if role is None:
            raise StudioError(
                "A session takes one photographer, one assistant and one resource: "
                f"{said} is one too many."
            )
        parts[role] = group
    return parts


def _able(known: Catalogue) -> dict[Role, Sequence[Owner]]:
    """Who and what can play each part of a session."""
    return {
        "photographer": known.photographers,
        "assistant": known.assistants,
        "resource": known.resources,
    }


def _rooms(known: Catalogue) -> list[ResourceEntry]:
    """The resources that sessions are held in."""
    own = {entry.resource_id for entry in known.types}
    return [entry for entry in known.resources if entry.id in own]


def _preferring(owners: Sequence[Owner], first: int | None) -> list[Owner]:
    """The same with one before the others."""
    return sorted(owners, key=lambda owner: owner.id != first)


def _claims(owners: Sequence[Owner], role: Role) -> tuple[Claim, ...]:
    return tuple(Claim(owner.schedule_id, owner.name, role) for owner in owners)


def other_needs(named: Named, known: Catalogue, *, anyone: bool) -> tuple[Need, ...]:
    """Those who take part in an appointment: all who are named, and anyone if that is wanted."""
    needs = []
    for group in dict.fromkeys(named):
        people = [isinstance(owner, PersonEntry) for owner in group]
        roles: list[Role] = ["attendee" if person else "resource" for person in people]
        needs.append(
            tuple(
                Claim(owner.schedule_id, owner.name, role)
                for owner, role in zip(group, roles, strict=True)
            )
        )
    if anyone and known.people:
        needs.append(_claims(_preferring(known.people, known.me), "attendee"))
    return tuple(map(Need, needs))


def parts_of(claims: Sequence[Claim], known: Catalogue) -> dict[str, str]:
    """Names by the part that each might play, should it become a session."""
    found: dict[str, str] = {}
    for claim in claims:
        for part, owners in _able(known).items():
            ids = [owner.schedule_id for owner in owners]
            if claim.schedule_id in ids and part not in found:
                found[part] = claim.name
                break
    return found


def need_words(need: Need, known: Catalogue) -> str:
    """``Anna Berg``, ``Anna Berg or Ben Okoye``, ``any photographer``, ``any room``, ``anyone``."""
    names = [claim.name for claim in need.any_of]
    role = need.any_of[0].role
    whole: dict[str, tuple[str, Sequence[Owner]]] = {
        "photographer": ("any photographer", known.photographers),
        "assistant": ("any assistant", known.assistants),
        "resource": ("any room", _rooms(known)),
        "attendee": ("anyone", known.people),
    }
    words, owners = whole[role]
    if len(names) > 1 and set(names) == {owner.name for owner in owners}:
        return words
    return listing(names, "or")
