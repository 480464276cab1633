"""A client with all that their screen shows, and saving what was changed there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studio_tui.domain.booking import GoneError, Saved, StaleError
from studio_tui.domain.names import display
from studio_tui.services import accounts, clients
from studio_tui.services.sessions import history

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.domain.booking import ClientDraft
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
    history: tuple[tuple[datetime, str, str], ...] = ()
    """(when on the wall, who, what), newest first."""

    @property
    def phone(self) -> str:
        """The first phone number."""
        return self.draft.phones[0].number if self.draft.phones else ""


def get(desk: Desk, client_id: int) -> ClientRecord:
    """A client with everything that their screen shows.

    Raises:
        GoneError: When there is no such client.
    """
    row = desk.row(
        "SELECT client.number, status.name FROM client "
        "LEFT JOIN status ON status.id = client.status_id WHERE client.id = ?",
        (client_id,),
    )
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
        StudioError: When there is no name, or the email address cannot be one.
    """
    assert draft.id is not None
    with desk.work() as work:
        stored = clients.get(desk, draft.id)
        if draft == stored:
            return Saved(draft.version, ())
        try:
            clients.store(work, draft)
        except StaleError as error:
            raise StaleError(
                error.message, differences(desk, stored, draft), error.version
            ) from error
        return Saved(draft.version + 1, ())


def differences(desk: Desk, old: ClientDraft, new: ClientDraft) -> tuple[tuple[str, str, str], ...]:
    """(label, old, new) in words for every field that differs."""
    found = clients.differences(replace(old, status_id=None), replace(new, status_id=None))
    if old.status_id == new.status_id:
        return found
    return (*found, ("Status", _status(desk, old.status_id), _status(desk, new.status_id)))


def _status(desk: Desk, status_id: int | None) -> str:
    row = desk.row("SELECT name FROM status WHERE id = ?", (status_id,))
    return str(row[0]) if row else ""
