"""Where the work is done from: the open database, the clock on the wall, and who is at the desk."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studio_tui.domain.money import Currency, currency
from studio_tui.domain.wallclock import wall

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from peewee import SqliteDatabase

    from studio_tui.services.work import Transaction

    Parameters = Sequence[object] | Mapping[str, object]
    """What stands for the ``?``, or for the names after a colon, of a query."""


@dataclass(slots=True)
class Desk:
    """Handed to every service."""

    database: SqliteDatabase
    utc: Callable[[], int]
    """The clock: UTC seconds."""
    person_id: int | None = None
    """Who is working; None before anybody is known."""
    _zone: str = field(default="", init=False)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a query whose text is kept ready; a tenth of the cost of building it anew."""
        result: list[tuple[Any, ...]] = self.database.execute_sql(sql, parameters).fetchall()
        return result

    def row(self, sql: str, parameters: Parameters = ()) -> tuple[Any, ...] | None:
        """The first row of a query, if any."""
        result: tuple[Any, ...] | None = self.database.execute_sql(sql, parameters).fetchone()
        return result

    @property
    def zone(self) -> str:
        """IANA name of the zone of the first location, in which the desk's clock is read."""
        if not self._zone:
            found = self.row("SELECT zone FROM location ORDER BY sort, id LIMIT 1")
            self._zone = found[0] if found else ""
        return self._zone or "UTC"

    @property
    def currency(self) -> Currency:
        """What the studio's money is in."""
        return currency(self.preference("studio.currency", "GBP"))

    def begun(self) -> bool:
        """Whether the database holds a studio already."""
        return self.row("SELECT 1 FROM location LIMIT 1") is not None

    def now(self) -> datetime:
        """The clock on the wall: naive, in ``zone``."""
        return wall(self.utc(), self.zone)

    def today(self) -> date:
        """The date on the wall."""
        return self.now().date()

    def preference(self, key: str, default: Any, *, personal: bool = False) -> Any:
        """A setting of the studio, or of the person at the desk.

        Args:
            key: Dotted name, as ``booking.clashes``.
            default: What holds when nothing was chosen.
            personal: Look at the person's own settings instead of the studio's.
        """
        person = (self.person_id or 0) if personal else 0
        found = self.row(
            "SELECT value FROM preference WHERE person_id = ? AND key = ?", (person, key)
        )
        return json.loads(found[0]) if found else default

    def work(self) -> Transaction:
        """A unit of work: ``with desk.work() as work: ...``."""
        from studio_tui.services.work import Transaction

        return Transaction(self)
