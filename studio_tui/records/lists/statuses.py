"""The steps that sessions, appointments, clients, invoices and tasks go through."""

from __future__ import annotations

from typing import Final

from studio_tui.records.lists.fields import inactive, name, number, one_of, yes
from studio_tui.records.lists.spec import ListSpec, Use

KINDS: Final = {
    "open": "Open",
    "done": "Done",
    "cancelled": "Cancelled",
    "no-show": "No-show",
}
"""What a step means; the last two free the booked time."""
AREAS: Final = ("session", "appointment", "client", "invoice", "task")
_SETTINGS: Final = {
    "client": {"clients.status_on_booking": "the status that a client gets on booking"}
}


def _uses(area: str) -> tuple[Use, ...]:
    return (Use(area, area, "status_id"),)


def _cycle(area: str, **more: object) -> ListSpec:
    booked = area in ("session", "appointment")
    kinds = KINDS if booked else {key: KINDS[key] for key in ("open", "done", "cancelled")}
    meaning = "Cancelled and no-show free the booked time. " if booked else ""
    values: dict[str, object] = {
        "key": f"{area}_statuses",
        "title": f"{area.capitalize()} statuses",
        "noun": f"{area} status",
        "table": "status",
        "columns": (
            name(width=-1),
            one_of("kind", "Kind", kinds, "open", width=10),
            number("days", "Work days", 0, most=999, help="How long it usually takes.", width=9),
            yes("initial", "Initial", help="What new ones start with; exactly one step is."),
            inactive(),
        ),
        "heading": "Statuses",
        "help": "The steps in the order in which they are gone through. " + meaning + "The due "
        "date of a step is counted from its work days. New ones start with the initial step.",
        "uses": _uses(area),
        "settings": _SETTINGS.get(area, {}),
        "fixed": {"area": area, "for_type": None},
        "within": ("area",),
    }
    return ListSpec(**{**values, **more})  # type: ignore[arg-type]


STATUSES: Final = tuple(_cycle(area) for area in AREAS)
"""The cycle of each area; types may have their own."""


def own_cycle(area: str, type_noun: str) -> ListSpec:
    """The steps that only one type goes through."""
    return _cycle(
        area,
        title="Own steps",
        help=f"Steps that only this {type_noun} goes through, instead of those of all. While "
        "there are none, the common ones hold. Names differ from those of all other steps, as "
        "Wedding: album ordered.",
        fixed={"area": area},
    )
