"""How somebody looks at a hub: what is searched for, filters, order and columns; all as text.

Texts are kept as they were typed, so that ``today`` in a saved filter means each day's own day.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio_tui.hubs.hub import Column, Condition, Hub, HubFacts, Order


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of a hub, and how."""

    values: Mapping[str, str] = field(default_factory=dict)
    """What is typed for each filter, by its key."""
    order: str = ""
    """Key of the column; empty: the hub's own."""
    down: bool = False
    columns: tuple[str, ...] = ()
    """Keys of the columns; empty: the usual ones."""

    def with_value(self, key: str, text: str) -> Look:
        """With another text for a filter; none takes it away."""
        values = {each: said for each, said in self.values.items() if each != key}
        return replace(self, values=values | ({key: text.strip()} if text.strip() else {}))

    def to_keep(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "values": dict(self.values),
            "order": self.order,
            "down": self.down,
            "columns": list(self.columns),
        }

    @classmethod
    def kept(cls, stored: Any, hub: Hub) -> Look:
        """As it was stored; what the hub does not have any more is passed over."""
        found = stored if isinstance(stored, dict) else {}
        values = found.get("values")
        columns = found.get("columns")
        order = hub.column(str(found.get("order")))
        return cls(
            {str(k): str(v) for k, v in values.items()} if isinstance(values, dict) else {},
            order.key if order and order.order else "",
            bool(found.get("down")),
            tuple(
                str(key)
                for key in (columns if isinstance(columns, list) else ())
                if hub.column(str(key))
            ),
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A look, read: what is asked of the database."""

    hub: Hub
    facts: HubFacts
    conditions: tuple[Condition, ...]
    column: Column
    """By which the rows are ordered."""
    down: bool
    columns: tuple[Column, ...]
    said: str = ""
    """The conditions in words."""

    @property
    def order(self) -> Order:
        """The order of the rows."""
        assert self.column.order is not None
        return self.column.order

    @property
    def order_words(self) -> str:
        """The order, said: ``by date, latest first``."""
        return f"by {self.column.title.lower()}, {self.order.said[self.down]}"


def read(hub: Hub, look: Look, facts: HubFacts) -> tuple[Query, tuple[str, ...]]:
    """What a look asks for, and what in it cannot be read any more, as sentences.

    A value that means nothing, as a status that was deleted, is left out.
    """
    conditions, said, problems = [], [], []
    for key, text in look.values.items():
        filter_ = hub.filter(key)
        if filter_ is None:
            problems.append(f"There is no filter {key} any more; it is left out.")
            continue
        try:
            found = filter_.read(text, filter_, facts)
        except StudioError as error:
            problems.append(f"{filter_.label} is left out: {error.message}")
            continue
        conditions.append(found)
        said.append(f"{filter_.label.lower()} {found.words}")
    if hub.within is not None:
        conditions.append(hub.within(facts))
    shown = [hub.column(key) for key in look.columns or hub.usual]
    column = hub.column(look.order or hub.order)
    assert column is not None
    assert column.order is not None
    down = look.down if look.order else column.order.down
    columns = tuple(each for each in shown if each is not None)
    query = Query(hub, facts, tuple(conditions), column, down, columns, ", ".join(said))
    return query, tuple(problems)


def readied(hub: Hub, facts: HubFacts) -> dict[str, Look]:
    """The hub's ready-made filters for whoever is at the desk, by name, in their order."""
    return {
        each.name: Look(
            {key: facts.me if text == "me" else text for key, text in each.values.items()},
            each.order,
            each.down,
        )
        for each in hub.ready
        if facts.me or "me" not in each.values.values()
    }
