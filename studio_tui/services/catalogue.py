"""What there is to choose from: types, people, resources, places, statuses, hours and rules.

A snapshot of the studio's own lists, read at once and handed to forms; small, whatever the age of
the studio.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from studio_tui.domain.catalogue import (
    AppointmentTypeEntry,
    Catalogue,
    PageChange,
    PersonEntry,
    Place,
    ResourceEntry,
    SessionTypeEntry,
    StatusEntry,
)
from studio_tui.domain.letter import LetterEntry
from studio_tui.domain.listed import Named
from studio_tui.domain.names import fold
from studio_tui.domain.payment import MethodEntry
from studio_tui.domain.price import AutomaticItem, ItemEntry, TaxRateEntry
from studio_tui.domain.promotion import Promotion
from studio_tui.services.preferences import chosen
from studio_tui.services.working import opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_tui.services.desk import Desk

E = TypeVar("E")


def catalogue(desk: Desk) -> Catalogue:
    """Everything that can be chosen at booking; inactive entries are left out."""
    steps = all_statuses(desk)
    words = _words(desk)
    return Catalogue(
        opening=opening(desk),
        types=_types(desk),
        people=_people(desk),
        resources=_resources(desk),
        outside=_entries(desk, Place, _OUTSIDE),
        statuses=steps.get("session", ()),
        client_statuses=steps.get("client", ()),
        lead_sources=tuple(name for _, name in words.get("lead_source", ())),
        phone_labels=tuple(name for _, name in words.get("phone_label", ())),
        appointment_types=_entries(desk, AppointmentTypeEntry, _APPOINTMENT_TYPES),
        appointment_statuses=steps.get("appointment", ()),
        task_types=tuple(Named(*entry) for entry in words.get("task_type", ())),
        task_statuses=steps.get("task", ()),
        items=_items(desk),
        automatic=_automatic(desk),
        tax_rates=_entries(desk, TaxRateEntry, _TAX_RATES),
        methods=_entries(desk, MethodEntry, _METHODS),
        letters=_entries(desk, LetterEntry, _LETTERS),
        me=desk.person_id,
        preferences=chosen(desk),
        pages=_pages(desk),
    )


_OFFERED = "WHERE NOT inactive ORDER BY sort, name"
_APPOINTMENT_TYPES = f"SELECT id, name, code, colour, length FROM appointment_type {_OFFERED}"
_TAX_RATES = (
    f"SELECT id, name, code, label, rate, second_label, second_rate FROM tax_rate {_OFFERED}"
)
_METHODS = f"SELECT id, name, code, kind FROM payment_method {_OFFERED}"
_LETTERS = f"SELECT id, name, area FROM letter {_OFFERED}"
_OUTSIDE = f"SELECT id, name, address, drive FROM outside_location {_OFFERED}"


def _entries(desk: Desk, entry: Callable[..., E], sql: str) -> tuple[E, ...]:
    """What is offered of a list, as values whose fields are the columns."""
    return tuple(entry(*row) for row in desk.rows(sql))


_WORDS = " UNION ALL ".join(
    f"SELECT '{table}' AS list, id, name, sort FROM {table} WHERE NOT inactive"
    for table in ("lead_source", "phone_label", "task_type")
)


def _words(desk: Desk) -> dict[str, list[tuple[int, str]]]:
    """Id and name of what is offered of the lists that have nothing but names, by table."""
    found: dict[str, list[tuple[int, str]]] = {}
    for table, entry_id, name, _ in desk.rows(f"{_WORDS} ORDER BY list, sort, name"):
        found.setdefault(table, []).append((entry_id, name))
    return found


def _pages(desk: Desk) -> dict[str, PageChange]:
    """What the studio changed about pages of wizards."""
    rows = desk.rows("SELECT flow, page, header, hidden FROM wizard_page")
    return {f"{flow}.{page}": PageChange(own, bool(hidden)) for flow, page, own, hidden in rows}


def statuses(desk: Desk, area: str) -> tuple[StatusEntry, ...]:
    """The steps of all cycles of an area in order: ``session``, ``appointment`` or ``client``."""
    return all_statuses(desk).get(area, ())


def all_statuses(desk: Desk) -> dict[str, tuple[StatusEntry, ...]]:
    """The steps of all cycles in order, by area."""
    found: dict[str, list[StatusEntry]] = {}
    for row in desk.rows(
        "SELECT area, id, name, kind, days, initial, for_type FROM status "
        "WHERE NOT inactive ORDER BY for_type IS NOT NULL, for_type, sort, id"
    ):
        entry = StatusEntry(row[1], row[2], row[3], row[4], initial=bool(row[5]), for_type=row[6])
        found.setdefault(row[0], []).append(entry)
    return {area: tuple(steps) for area, steps in found.items()}


def _types(desk: Desk) -> tuple[SessionTypeEntry, ...]:
    return tuple(
        SessionTypeEntry(*row)
        for row in desk.rows(
            "SELECT id, name, code, colour, length, before, after, "
            "photographer_id, assistant_id, resource_id, price_list_id, deposit_percent, "
            "deposit_amount FROM session_type WHERE NOT inactive ORDER BY sort, name"
        )
    )


def _promotions(desk: Desk) -> dict[int, Promotion]:
    """What promotional items take off, by their ids."""
    found = {}
    for row in desk.rows(
        "SELECT item.id, takes, off_percent, off_amount, free_item_id, "
        "coalesce(item_group.name, ''), tags, minimum, first, last, session_first, session_last "
        "FROM item LEFT JOIN item_group ON item_group.id = only_group_id WHERE takes <> ''"
    ):
        first, last, of_session, to_session = (
            date.fromisoformat(day) if day else None for day in row[8:]
        )
        found[row[0]] = Promotion(
            takes=row[1],
            percent=row[2],
            amount=row[3],
            free_id=row[4],
            group=row[5],
            tags=_tags(row[6]),
            minimum=row[7],
            first=first,
            last=last,
            session_first=of_session,
            session_last=to_session,
        )
    return found


def _tags(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(fold, text.split(",")))) if text else frozenset()


_ITEMS = """
SELECT item.id, item.price_list_id, item_group.name, item.identifier, item.description, item.kind,
       item.price, item.taxable, coalesce(tax_rate.label, ''), coalesce(tax_rate.rate, 0),
       item.hidden OR item.first > :today OR item.last < :today, CASE item.kind WHEN 'package' THEN
       (SELECT group_concat(quantity || ' × ' || description, char(10)) FROM (
            SELECT quantity, part.description FROM package_item
            JOIN item AS part ON part.id = item_id WHERE package_id = item.id
            ORDER BY package_item.rowid)) END,
       item.quick, item.package_price, item.tags
FROM item
JOIN item_group ON item_group.id = item.group_id
JOIN price_list ON price_list.id = item.price_list_id
LEFT JOIN tax_rate ON tax_rate.id = item.tax_rate_id
WHERE NOT item.inactive AND NOT price_list.inactive
ORDER BY price_list.sort, price_list.id, item_group.sort, item_group.id, item.sort, item.description
"""


def _items(desk: Desk) -> tuple[ItemEntry, ...]:
    promotions = _promotions(desk)
    return tuple(
        ItemEntry(
            id=row[0],
            price_list_id=row[1],
            group=row[2],
            identifier=row[3],
            description=row[4],
            kind=row[5],
            price=row[6],
            taxable=bool(row[7]),
            tax_label=row[8],
            tax=row[9],
            hidden=bool(row[10]),
            content=row[11] or "",
            quick=bool(row[12]),
            package_price=row[13],
            tags=_tags(row[14]),
            promotion=promotions.get(row[0]),
        )
        for row in desk.rows(_ITEMS, {"today": desk.today().isoformat()})
    )


def _automatic(desk: Desk) -> tuple[AutomaticItem, ...]:
    return tuple(
        AutomaticItem(
            type_id=row[0],
            item_id=row[1],
            quantity=row[2],
            from_people=row[3],
            to_people=row[4],
            each=bool(row[5]),
        )
        for row in desk.rows(
            "SELECT type_id, item_id, quantity, from_people, to_people, each "
            "FROM session_type_item ORDER BY sort, id"
        )
    )


def _people(desk: Desk) -> tuple[PersonEntry, ...]:
    return tuple(
        PersonEntry(
            row[0],
            row[1],
            row[2],
            row[3],
            photographer=bool(row[4]),
            assistant=bool(row[5]),
            booker=bool(row[6]),
        )
        for row in desk.rows(
            "SELECT p.id, s.name, p.initials, s.id, p.photographer, p.assistant, p.booker "
            "FROM person p JOIN schedule s ON s.id = p.schedule_id "
            "WHERE NOT s.inactive ORDER BY s.sort, s.name"
        )
    )


def _resources(desk: Desk) -> tuple[ResourceEntry, ...]:
    return tuple(
        ResourceEntry(*row)
        for row in desk.rows(
            "SELECT r.id, s.name, s.id, r.code FROM resource r "
            "JOIN schedule s ON s.id = r.schedule_id WHERE NOT s.inactive ORDER BY s.sort, s.name"
        )
    )
