"""The Tasks hub: what is to be done, those that are not done first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.task import PRIORITIES
from studio_tui.hubs.hub import Column, Condition, Filter, Hub, Order, Ready
from studio_tui.hubs.parts import (
    A_TO_Z,
    AS_LISTED,
    EARLIEST,
    PHONE,
    SCHEDULES,
    SESSION,
    named,
    numbered,
    status_filter,
    status_order,
    type_filter,
)
from studio_tui.hubs.reading import begins, day, days, either, holds, name_of, one_of

if TYPE_CHECKING:
    from studio_tui.hubs.hub import HubFacts

_TO = (
    "(SELECT schedule.name FROM person JOIN schedule ON schedule.id = person.schedule_id "
    "WHERE person.id = task.assigned_to_id)"
)
_DONE_LAST = "CASE WHEN task.completed IS NULL THEN '0' ELSE '1' END || task.due"


def _state(value: Any, facts: HubFacts) -> str:
    """Done, late, or neither; the value is when it was done, else the day it is due."""
    if isinstance(value, int):
        return "done"
    return "overdue" if value < facts.today.isoformat() else ""


def _seen(facts: HubFacts) -> Condition:
    """Private tasks are shown to the two whom they concern only."""
    me = facts.person_id
    return Condition("NOT task.private OR ? IN (task.assigned_by_id, task.assigned_to_id)", (me,))


_COLUMNS: Final = (
    Column(
        "due",
        "Due",
        "task.due",
        width=11,
        show=day,
        drop=0,
        order=Order(_DONE_LAST, EARLIEST, "task"),
    ),
    Column("state", "", "coalesce(task.completed, task.due)", width=7, show=_state, drop=1),
    Column("subject", "Subject", "task.subject", width=14, weight=4, drop=0),
    Column(
        "to",
        "For",
        f"coalesce({_TO}, 'anybody')",
        width=10,
        weight=1,
        drop=2,
        named=True,
        order=Order(f"coalesce({_TO}, '')", A_TO_Z),
    ),
    Column("client", "Client", named("client"), width=12, weight=2, drop=3),
    Column("phone", "Phone", PHONE, width=13, drop=6),
    Column(
        "priority",
        "Priority",
        "task.priority",
        width=8,
        drop=4,
        named=True,
        show=lambda value, _: PRIORITIES[value] if value != 3 else "",
        order=Order("task.priority", ("most urgent first", "least urgent first")),
    ),
    Column(
        "status",
        "Status",
        "status.name",
        width=9,
        drop=5,
        order=Order(status_order("task"), AS_LISTED),
    ),
    Column("type", "Type", "type.name", width=9, usual=False, drop=8),
    Column("start", "Start", "task.start", width=11, show=day, usual=False, drop=8, named=True),
    SESSION,
    Column(
        "number",
        "Number",
        "task.number",
        width=7,
        usual=False,
        drop=7,
        order=numbered("task"),
    ),
)

_FILTERS: Final = (
    Filter("text", "Subject", holds("task.subject", "task.notes")),
    Filter(
        "state",
        "Done",
        either(yes="task.completed IS NOT NULL", no="task.completed IS NULL"),
        words=("yes", "no"),
    ),
    Filter(
        "to",
        "For",
        one_of(f"{_TO} = ?"),
        options=SCHEDULES.format(table="person", where=""),
        help="Whom it is assigned to.",
    ),
    Filter("due", "Due", days("task.due", indexed=True), help="until today, for what is late."),
    Filter("client", "Client", name_of("task.client_id"), help="How a name begins."),
    type_filter("task"),
    status_filter("task"),
    Filter("number", "Number", begins("task.number"), help="How it begins."),
)

HUB: Final = Hub(
    key="tasks",
    title="Tasks",
    noun="task",
    kind="task",
    table="task",
    tables="task",
    joins=(
        "LEFT JOIN client ON client.id = task.client_id "
        "LEFT JOIN session ON session.id = task.session_id "
        "LEFT JOIN status ON status.id = task.status_id "
        "LEFT JOIN task_type AS type ON type.id = task.type_id"
    ),
    columns=_COLUMNS,
    filters=_FILTERS,
    order="due",
    client_sql="task.client_id",
    session_sql="task.session_id",
    warn_sql="coalesce(client.call_warning, '') <> ''",
    off_sql="task.completed IS NOT NULL",
    within=_seen,
    ready=(
        Ready("Mine, due by today", {"state": "no", "to": "me", "due": "until today"}),
        Ready("All, due by today", {"state": "no", "due": "until today"}),
        Ready("Mine, to do", {"state": "no", "to": "me"}),
        Ready("All to do", {"state": "no"}),
    ),
    empty="There is nothing to do yet",
)
