"""A client with all that their screen shows, and saving what was changed there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_tui.domain.booking import GoneError, Saved
from studio_tui.domain.listed import Named
from studio_tui.domain.names import display
from studio_tui.domain.workdays import MONDAY_TO_FRIDAY
from studio_tui.services import accounts, clients, custom
from studio_tui.services.sessions import history

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.domain.booking import ClientDraft
    from studio_tui.domain.listed import OwnField
    from studio_tui.services.accounts import Account
    from studio_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """A client; ``draft`` is what can be edited. Money in minor units."""

    id: int
    number: str
    """Empty for one who has not booked yet."""
    draft: ClientDraft
    name: str
    status: str
    account: Account
    """What is owed, and what the studio holds."""
    groups: tuple[tuple[int, str], ...] = ()
    """(id, name) of the groups that they belong to."""
    referred_by: str = ""
    organisation: str = ""
    tax_rate: str = ""
    own: tuple[OwnField, ...] = ()
    """The studio's own fields of clients."""
    work_week: tuple[int, ...] = MONDAY_TO_FRIDAY
    """Weekdays that count for a status."""
    history: tuple[tuple[datetime, str, str], ...] = ()
    """(when on the wall, who, what), newest first."""

    @property
    def phone(self) -> str:
        """The first phone number."""
        return self.draft.phones[0].number if self.draft.phones else ""


_NAMES = """
SELECT client.number, status.name, organisation.name, tax_rate.name,
       referrer.last, referrer.first, referrer.company
FROM client
LEFT JOIN status ON status.id = client.status_id
LEFT JOIN organisation ON organisation.id = client.organisation_id
LEFT JOIN tax_rate ON tax_rate.id = client.tax_rate_id
LEFT JOIN client AS referrer ON referrer.id = client.referred_by_id
WHERE client.id = ?
"""
_GROUPS = """
SELECT client_group.id, client_group.name FROM client_group_member AS member
JOIN client_group ON client_group.id = member.group_id
WHERE member.client_id = ? ORDER BY client_group.sort, client_group.name
"""


def choices(desk: Desk) -> dict[str, tuple[Named, ...]]:
    """What there is to choose from at a client, by list."""
    return {
        table: tuple(
            Named(*row)
            for row in desk.rows(
                f"SELECT id, name FROM {table} WHERE NOT inactive ORDER BY sort, name"
            )
        )
        for table in ("client_group", "organisation")
    }


def get(desk: Desk, client_id: int) -> ClientRecord:
    """A client with everything that their screen shows.

    Raises:
        GoneError: When there is no such client.
    """
    row = desk.row(_NAMES, (client_id,))
    if row is None:
        raise GoneError("This client no longer exists.")
    draft = clients.get(desk, client_id)
    return ClientRecord(
        id=client_id,
        number=row[0] or "",
        draft=draft,
        name=display(draft.last, draft.first, draft.company),
        status=row[1] or "",
        account=accounts.of_client(desk, client_id),
        groups=tuple(desk.rows(_GROUPS, (client_id,))),
        referred_by=display(*row[4:7]) if row[4] is not None else "",
        organisation=row[2] or "",
        tax_rate=row[3] or "",
        own=custom.fields(desk, "client"),
        work_week=tuple(desk.preference("calendar.work_week", MONDAY_TO_FRIDAY)),
        history=history(desk, "client", client_id),
    )


def create(desk: Desk, draft: ClientDraft) -> int:
    """Store a new client who has booked nothing yet; returns the id.

    Raises:
        StudioError: When there is neither a name nor a company, or the email address cannot be one.
    """
    with desk.work() as work:
        return clients.store(work, draft)


def save(desk: Desk, draft: ClientDraft) -> Saved:
    """Store a changed client.

    Args:
        desk: Where we are.
        draft: The client as it should be, with the id and version that were read.

    Raises:
        StaleError: When somebody else saved a newer version meanwhile.
        GoneError: When the client is gone.
        StudioError: When there is no name, the email address cannot be one, or the number is no
            number or somebody else's.
    """
    assert draft.id is not None
    with desk.work() as work:
        stored = clients.get(desk, draft.id)
        if replace(draft, number=draft.number or stored.number) == stored:
            return Saved(draft.version, ())
        clients.store(work, draft)
        return Saved(draft.version + 1, ())
