"""What must hold of some lists, checked after every change and before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.block import FREED
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from studio_tui.records.lists.spec import ListSpec
    from studio_tui.services.work import Transaction

Values = Mapping[str, Any]


def check(
    work: Transaction,
    spec: ListSpec,
    entry_id: int,
    before: Values | None,
    after: Values | None,
) -> None:
    """Refuse what must not be of a list, after it was written.

    Args:
        work: The use case's unit of work, which is undone when this refuses.
        spec: The list.
        entry_id: The entry that was changed.
        before: As it was; None: it is new.
        after: As it is; None: it was taken out.

    Raises:
        StudioError: When a rule is broken.
    """
    rule = RULES.get(spec.table)
    if rule is not None:
        rule(work, spec, entry_id, before, after)


def _statuses(
    work: Transaction,
    spec: ListSpec,
    entry_id: int,
    before: Values | None,
    after: Values | None,
) -> None:
    """Exactly one step of a cycle is the initial one, and that one is open."""
    desk = work.desk
    area, own = spec.fixed["area"], spec.fixed["for_type"]
    if after and after["initial"]:
        if after["kind"] in FREED or after["kind"] == "done":
            raise StudioError("New ones start with an open step.", field="initial")
        if after["inactive"]:
            raise StudioError(
                "New ones start with this step: tick Initial at another one first.",
                field="inactive",
            )
        desk.database.execute_sql(
            "UPDATE status SET initial = 0 WHERE area = ? AND for_type IS ? AND id <> ?",
            (area, own, entry_id),
        )
        return
    row = desk.row(
        "SELECT count(*), coalesce(sum(initial), 0), min(CASE WHEN kind = 'open' THEN id END) "
        "FROM status WHERE area = ? AND for_type IS ? AND NOT inactive",
        (area, own),
    )
    assert row is not None
    steps, initial, first = row
    if initial == 1 or (not steps and own is not None):
        return
    if before is None and steps == 1 and first == entry_id:  # the first step of a new cycle
        desk.database.execute_sql("UPDATE status SET initial = 1 WHERE id = ?", (entry_id,))
        return
    raise StudioError(
        "New ones need a step to start with: tick Initial at another step first.", field="initial"
    )


RULES: Final[dict[str, Any]] = {"status": _statuses}
"""By table."""
