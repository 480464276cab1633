"""What there is to choose from: types, people, resources, places, statuses, hours and rules.

A snapshot of the studio's own lists, read at once and handed to forms; small, whatever the age of
the studio.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

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
    from collections.abc import Callable, Sequence

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
        lead_sources=tuple(each.name for each in words.get("lead_source", ())),
        phone_labels=tuple(each.name for each in words.get("phone_label", ())),
        appointment_types=_entries(desk, AppointmentTypeEntry, _APPOINTMENT_TYPES),
        appointment_statuses=steps.get("appointment", ()),
        task_types=words.get("task_type", ()),
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


def _words(desk: Desk) -> dict[str, tuple[Named, ...]]:
    """What is offered of the lists that have nothing but names, by table."""
    found: dict[str, list[Named]] = {}
    for table, *entry, _ in desk.rows(f"{_WORDS} ORDER BY list, sort, name"):
        found.setdefault(table, []).append(Named(*entry))
    return {table: tuple(entries) for table, entries in found.items()}


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


def _promotion(row: Sequence[Any]) -> Promotion | None:
    """What a row of the items below takes off; None for what is sold."""
    if not row[13]:
        return None
    first, last, of_session, to_session = (
        date.fromisoformat(row[at]) if row[at] else None for at in (22, 23, 20, 21)
    )
    return Promotion(
        takes=row[13],
        percent=row[14],
        amount=row[15],
        free_id=row[16],
        group=row[17],
        tags=_tags(row[18]),
        minimum=row[19],
        first=first,
        last=last,
        session_first=of_session,
        session_last=to_session,
    )


def _tags(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(fold, text.split(",")))) if text else frozenset()


def _contents(desk: Desk) -> dict[int, str]:
    """What packages consist of, by their ids: a line for each item."""
    found: dict[int, str] = {}
    for package_id, quantity, description in desk.rows(
        "SELECT package_id, quantity, item.description FROM package_item "
        "JOIN item ON item.id = item_id ORDER BY package_id, package_item.rowid"
    ):
        before = f"{found[package_id]}\n" if package_id in found else ""
        found[package_id] = f"{before}{quantity} × {description}"
    return found


def _items(desk: Desk) -> tuple[ItemEntry, ...]:
    contents, today = _contents(desk), desk.today().isoformat()
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
            hidden=bool(row[10]) or not (row[22] or today) <= today <= (row[23] or today),
            content=contents.get(row[0], ""),
            quick=bool(row[11]),
            package_price=row[12],
            tags=_tags(row[18]),
            promotion=_promotion(row),
        )
        for row in desk.rows(
            "SELECT item.id, item.price_list_id, item_group.name, item.identifier, "
            "item.description, item.kind, item.price, item.taxable, coalesce(tax_rate.label, ''), "
            "coalesce(tax_rate.rate, 0), item.hidden, item.quick, item.package_price, item.takes, "
            "item.off_percent, item.off_amount, item.free_item_id, "
            "coalesce((SELECT name FROM item_group WHERE id = item.only_group_id), ''), "
            "item.tags, item.minimum, item.session_first, item.session_last, item.first, item.last "
            "FROM item "
            "JOIN item_group ON item_group.id = item.group_id "
            "JOIN price_list ON price_list.id = item.price_list_id "
            "LEFT JOIN tax_rate ON tax_rate.id = item.tax_rate_id "
            "WHERE NOT item.inactive AND NOT price_list.inactive ORDER BY price_list.sort, "
            "price_list.id, item_group.sort, item_group.id, item.sort, item.description"
        )
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
