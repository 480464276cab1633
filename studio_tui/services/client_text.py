"""The folded text that a client is found by, wherever it is kept: all that a search looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.domain.names import digits, fold

if TYPE_CHECKING:
    from studio_tui.domain.booking import ClientDraft
    from studio_tui.services.desk import Desk

LONGEST: Final = 2000
"""Characters of one of the studio's own fields that are looked at."""

_BESIDE: Final = """
SELECT name FROM organisation WHERE id = ?
UNION ALL SELECT name FROM family_member WHERE client_id = ?
"""


def sort_name(draft: ClientDraft) -> str:
    """What a client is listed by."""
    return fold(f"{draft.last} {draft.first}".strip() or draft.company)


def searched(desk: Desk, draft: ClientDraft) -> str:
    """All that a client is found by: names, ways to reach them, family, the studio's own fields.

    Args:
        desk: Where we are; the family is read as it is stored.
        draft: The client as it is to be stored, with the number.
    """
    beside = desk.rows(_BESIDE, (draft.organisation_id, draft.id))
    reached = (
        sort_name(draft),
        fold(draft.company),
        fold(draft.email),
        *(digits(phone.number) for phone in draft.phones),
        draft.number,
    )
    texts = (
        *(f"{at.street} {at.city} {at.postcode}" for at in (draft, draft.mailing, draft.future)),
        draft.job_title,
        *(name for (name,) in beside),
        *(text[:LONGEST] for text in draft.own.values()),
    )
    return " ".join(filter(None, (*reached, *map(fold, texts))))
