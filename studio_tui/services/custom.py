"""What a studio's own fields hold for a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_tui.services.work import Transaction


def forget(work: Transaction, area: str, record_id: int) -> None:
    """Delete what the studio's own fields hold for one record, inside a use case."""
    work.desk.database.execute_sql(
        "DELETE FROM custom_value WHERE record_id = ? "
        "AND field_id IN (SELECT id FROM custom_field WHERE area = ?)",
        (record_id, area),
    )
