"""Clients whom somebody may mean who has made one typing error.

Every text that is one error away is looked up as the beginning of a name, through the same index
as what was typed: some hundreds of them, whatever the size of the studio.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from studio_tui.domain.names import digits, fold, phone_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_tui.services.desk import Desk

SHORTEST: Final = 4
"""Letters of a name from which on an error is forgiven: shorter ones are near too many."""
LONGEST: Final = 24
"""Letters of a text that are looked at: what is longer is as long as that."""
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz "
_DIGITS: Final = "0123456789"
_SHORTEST_PHONE: Final = 7

_NEAR = """
SELECT DISTINCT client.{id} FROM json_each(?) AS near CROSS JOIN {table} AS client
ON client.{column} >= near.value AND client.{column} < near.value || ? LIMIT ?
"""
_TOP: Final = "\U0010ffff"


def near(typed: str, letters: str = _LETTERS) -> Iterator[str]:
    """Every text that one error away: a letter too few, too many, another, or two changed round.

    The first letter is taken to be right unless it was changed round with the second.
    """
    for at in range(1, len(typed)):
        yield typed[:at] + typed[at + 1 :]
        for letter in letters:
            if letter != typed[at]:
                yield typed[:at] + letter + typed[at + 1 :]
            yield typed[:at] + letter + typed[at:]
    for at in range(len(typed) - 1):
        yield typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]


def clients(desk: Desk, text: str, limit: int) -> list[int]:
    """Ids of clients whose name or number begins one error away from a text."""
    typed = fold(text)[:LONGEST]
    key = ""
    if len(digits(text)) >= _SHORTEST_PHONE:
        key = phone_key(text, desk.preference("studio.country", "GB"))
    found: list[int] = []
    if len(key) >= _SHORTEST_PHONE and len(key) * 2 >= len(text.strip()):
        found = _look(desk, near(key, _DIGITS), ("client_phone", "client_id", "key"), limit)
    elif len(typed) >= SHORTEST:
        for column in ("sort_name", "given_name"):
            found += _look(desk, near(typed), ("client", "id", column), limit)
    return list(dict.fromkeys(found))[:limit]


def _look(desk: Desk, texts: Iterator[str], where: tuple[str, str, str], limit: int) -> list[int]:
    table, column_id, column = where
    sql = _NEAR.format(table=table, id=column_id, column=column)
    return [row[0] for row in desk.rows(sql, (json.dumps(list(set(texts))), _TOP, limit))]
