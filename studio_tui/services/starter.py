"""What a studio starts with, read from the files in ``data/starter`` and stored.

A new studio gets all of it; one that is older than some of these lists gets what it has not, once.
"""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from studio_tui.domain import money
from studio_tui.domain.hours import parse_hours
from studio_tui.errors import StudioError
from studio_tui.paths import data_dir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_tui.services.work import Transaction

Toml = dict[str, Any]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read(name: str) -> Toml:
    """A starter file.

    Raises:
        StudioError: When it cannot be read; the message says where it lies and what is wrong.
    """
    path = data_dir() / "starter" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise StudioError(f"The starter file {path} cannot be read: {error}.") from error


def week() -> dict[int, tuple[tuple[int, int], ...]]:
    """The weekly opening hours that a new studio is offered."""
    hours = read("hours")["week"]
    return {
        number: parse_hours(", ".join(hours[name]))
        for number, name in enumerate(DAYS)
        if hours.get(name)
    }


def store(work: Transaction, resources: Mapping[str, int], currency: str, country: str) -> None:
    """Store types, statuses, prices, taxes, ways of paying, letters, lists and texts.

    What there is already stays as it is: session types that are there only get prices and fees.

    Args:
        work: The use case that creates the studio.
        resources: Ids of the resources by name.
        currency: ISO code of the studio's currency, in which amounts are read.
        country: ISO code of its country, which decides on the taxes.
    """
    statuses(work)
    digits = money.currency(currency).digits
    items = _price_lists(work, digits, _taxes(work, country))
    _session_types(work, resources, items, digits)
    _missing(work, "appointment_type", read("appointment_types")["appointment_type"])
    _missing(work, "payment_method", read("payment_methods")["method"])
    letters(work)
    _lists(work)


def letters(work: Transaction, occasion: str | None = None) -> None:
    """Store the form letters that there are not; of one occasion, or all."""
    entries = [
        entry | {"body": entry["body"].strip()}
        for entry in read("letters")["letter"]
        if occasion in (None, entry.get("occasion", ""))
    ]
    _missing(work, "letter", entries)


def _missing(work: Transaction, table: str, entries: Sequence[Toml]) -> None:
    """Store the entries of a list whose names and codes are not taken, behind what there is."""
    row = work.desk.row(f"SELECT coalesce(max(sort), 0) FROM {table}")
    last = row[0] if row else 0
    code = "code" if "code" in entries[0] else "name"
    taken = {
        text.casefold()
        for row in work.desk.rows(f"SELECT name, {code} FROM {table}")
        for text in row
        if text
    }
    for sort, entry in enumerate(entries, 1):
        if taken.isdisjoint((entry["name"].casefold(), entry[code].casefold())):
            work.insert(table, **entry, sort=last + 10 * sort, inactive=False)


def _suggest(work: Transaction, key: str, value: Any) -> None:
    """Store a setting of the studio, unless it has chosen already."""
    if not work.desk.row("SELECT 1 FROM preference WHERE person_id = 0 AND key = ?", (key,)):
        work.prefer(key, value)


def minor(text: str, digits: int) -> int:
    """An amount as it stands in the files, in minor units: rounded half up to what there is."""
    amount = Decimal(text).scaleb(digits)
    return int(amount.to_integral_value(ROUND_HALF_UP))


def percent(text: str, scale: int) -> int:
    """A percentage as it stands in the files, in ``scale`` parts of a percent."""
    return int(Decimal(text) * scale)


def deposit(text: str, digits: int) -> tuple[int, int]:
    """A deposit, "50 %" or "25.00": hundredths of a percent and minor units, one of them 0."""
    if text.endswith("%"):
        return percent(text.removesuffix("%").strip(), 100), 0
    return 0, minor(text or "0", digits)


def _lists(work: Transaction) -> None:
    """Lists to choose from, printed texts and the studio's first rules."""
    texts, cycles = read("texts"), read("statuses")
    words(work)
    for key, value in (
        ("studio.header", texts["header"].strip()),
        ("studio.terms", texts["terms"]["general"].strip()),
        ("studio.invoice_terms", texts["invoices"]["general"].strip()),
        ("studio.estimate_terms", texts["invoices"]["estimate"].strip()),
        (
            "clients.status_on_booking",
            next((entry["name"] for entry in cycles["client"] if entry.get("booked")), ""),
        ),
        (
            "calendar.work_week",
            [DAYS.index(name) for name in read("hours")["work_week"]["days"]],
        ),
    ):
        _suggest(work, key, value)


def words(work: Transaction) -> None:
    """Store the lists of words of which there is none."""
    lists = read("lists")
    for table, key in (
        ("lead_source", "lead_sources"),
        ("client_group", "client_groups"),
        ("phone_label", "phone_labels"),
        ("relationship", "relationships"),
        ("task_type", "task_types"),
    ):
        taken = work.desk.row(f"SELECT 1 FROM {table}")
        for sort, name in enumerate(() if taken else lists[key]):
            work.insert(table, name=name, sort=sort, inactive=False)


def statuses(work: Transaction) -> None:
    """Store the cycles of which there is no step."""
    for area, entries in read("statuses").items():
        taken = work.desk.row("SELECT 1 FROM status WHERE area = ?", (area,))
        for entry in () if taken else entries:
            work.insert(
                "status",
                area=area,
                name=entry["name"],
                kind=entry.get("kind", "open"),
                sort=entry["order"],
                days=entry.get("days", 0),
                initial=entry.get("initial", False),
                inactive=False,
            )


def taxes_of(country: str) -> Toml:
    """How a studio in a country taxes: method, default, shipping_taxable and rates."""
    taxes = read("taxes")
    found = (entry for entry in taxes["country"] if country in entry["codes"])
    return dict(next(found, taxes["elsewhere"]))


def _taxes(work: Transaction, country: str) -> int | None:
    """Store the rates to choose from and how the studio taxes; returns the default rate's id."""
    rule = taxes_of(country)
    ids = {
        entry["name"]: work.insert(
            "tax_rate",
            name=entry["name"],
            sort=10 * sort,
            inactive=False,
            code=entry["code"],
            label=entry.get("label", ""),
            rate=percent(entry.get("rate", "0"), 1000),
            second_label=entry.get("second_label", ""),
            second_rate=percent(entry.get("second_rate", "0"), 1000),
        )
        for sort, entry in enumerate([*rule["rates"], read("taxes")["exempt"]], 1)
    }
    for key, value in (
        ("money.tax_method", rule["method"]),
        ("money.default_tax", rule["default"]),
        ("money.shipping_taxable", rule["shipping_taxable"]),
    ):
        _suggest(work, key, value)
    return ids.get(rule["default"])


def _price_lists(
    work: Transaction, digits: int, tax_rate_id: int | None
) -> dict[str, tuple[int, dict[str, int]]]:
    """Store the price lists; returns, by name, each one's id and the ids of its items."""
    stored = {}
    for sort, entry in enumerate(read("price_lists")["list"], 1):
        list_id = work.insert("price_list", name=entry["name"], sort=10 * sort, inactive=False)
        items = {}
        for group_sort, group in enumerate(entry["group"], 1):
            group_id = work.insert(
                "item_group", price_list_id=list_id, name=group["name"], sort=10 * group_sort
            )
            for item_sort, item in enumerate(group["item"], 1):
                items[item["identifier"]] = work.insert(
                    "item",
                    price_list_id=list_id,
                    group_id=group_id,
                    **_item(item, digits, tax_rate_id),
                    sort=10 * item_sort,
                )
        for item in (item for group in entry["group"] for item in group["item"]):
            for part in item.get("content", ()):
                work.insert(
                    "package_item",
                    package_id=items[item["identifier"]],
                    item_id=items[part["item"]],
                    quantity=part["quantity"],
                )
        stored[entry["name"]] = (list_id, items)
    return stored


def _item(entry: Toml, digits: int, tax_rate_id: int | None) -> Toml:
    """The columns of an item that its entry fills."""
    taxable = entry.get("taxable", True)
    return {
        "identifier": entry["identifier"],
        "description": entry["description"],
        "kind": entry["kind"],
        "price": minor(entry["price"], digits),
        "cost": minor(entry.get("cost", "0"), digits),
        "taxable": taxable,
        "tax_rate_id": tax_rate_id if taxable else None,
        "hidden": entry.get("hidden", False),
        "quick": entry.get("quick", False),
        "tags": entry.get("tags", ""),
        "takes": entry.get("takes", ""),
        "off_percent": 100 * entry.get("percent", 0),
        "off_amount": minor(entry.get("off", "0"), digits),
        "minimum": minor(entry.get("minimum", "0"), digits),
        "inactive": False,
    }


def _session_types(
    work: Transaction,
    resources: Mapping[str, int],
    price_lists: Mapping[str, tuple[int, Mapping[str, int]]],
    digits: int,
) -> None:
    terms = read("texts")["terms"]
    known = {
        code.casefold(): type_id
        for type_id, code in work.desk.rows("SELECT id, code FROM session_type WHERE code <> ''")
    }
    for entry in read("session_types")["session_type"]:
        list_id, items = price_lists.get(entry.get("price_list", ""), (None, {}))
        code, priced = entry.get("code", ""), (list_id, *deposit(entry.get("deposit", ""), digits))
        type_id = known.get(code.casefold())
        if known and type_id is None:
            continue
        if type_id is None:
            type_id = work.insert(
                "session_type",
                name=entry["name"],
                sort=entry["order"],
                inactive=False,
                code=code,
                colour=entry["colour"],
                length=entry["length"],
                before=entry.get("buffer_before", 0),
                after=entry.get("buffer_after", 0),
                notice=entry.get("notice", 0),
                resource_id=resources.get(entry.get("resource", "")),
                terms=terms.get(entry.get("terms", ""), "").strip(),
                calendar_text=entry.get("calendar_text", ""),
                deposit_percent=0,
                deposit_amount=0,
            )
        work.desk.database.execute_sql(_PRICED, (*priced, type_id))
        _fees(work, type_id, entry.get("automatic", ()), items)


_PRICED = """
UPDATE session_type SET price_list_id = ?, deposit_percent = ?, deposit_amount = ? WHERE id = ?
"""


def _fees(work: Transaction, type_id: int, fees: Sequence[Toml], items: Mapping[str, int]) -> None:
    """What booking a type puts on the invoice by itself."""
    for sort, fee in enumerate(fees, 1):
        work.insert(
            "session_type_item",
            type_id=type_id,
            item_id=items[fee["item"]],
            quantity=fee.get("quantity", 1),
            from_people=fee.get("from", 0),
            to_people=fee.get("to"),
            each=fee.get("each", False),
            sort=10 * sort,
        )
