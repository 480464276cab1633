"""What the studio sells, the taxes on it, and how it is paid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from studio_tui.domain.price import IDENTIFIER_LIMIT
from studio_tui.domain.promotion import TAKES
from studio_tui.errors import StudioError
from studio_tui.flows.field import Answers, Field, Reading
from studio_tui.records.lists.fields import (
    amount_or_none,
    code,
    day,
    inactive,
    money,
    name,
    number,
    one_of,
    rate,
    reference,
    share_or_amount,
    text,
    yes,
)
from studio_tui.records.lists.spec import Column, ListSpec, Part, Use

ITEM_KINDS: Final = {
    "print": "Print",
    "package": "Package",
    "session-fee": "Session fee",
    "service": "Service",
    "miscellaneous": "Miscellaneous",
    "promotional": "Promotional item",
    "composite": "Composite",
}
METHOD_KINDS: Final = {
    "cash": "Cash",
    "cheque": "Cheque",
    "card": "Card",
    "gift": "Gift voucher",
    "other": "Other",
}


def _identifier(typed: str, _: Answers) -> Reading:
    found = typed.upper()
    if not found.isalnum() or len(found) > IDENTIFIER_LIMIT:
        raise StudioError(f"Type up to {IDENTIFIER_LIMIT} letters and digits, as P108.")
    return Reading(found, found if found != typed else "")


def _promotes(answers: Answers) -> bool:
    return bool(answers.value("kind") == "promotional")


def _takes(*kinds: str) -> Any:
    """Whether a promotion takes off in one of these ways."""
    return lambda answers: _promotes(answers) and answers.value("takes") in kinds


def _unasked(column: Column, empty: Any) -> Column:
    """A column that is stored so while it is not asked."""
    return replace(column, empty=empty)


PROMOTION: Final = (
    _unasked(
        one_of(
            "takes",
            "Takes off",
            {"": "Nothing, it has a price", **TAKES},
            "",
            applies=_promotes,
            help="Typing its identifier on an order then takes that off.",
        ),
        "",
    ),
    _unasked(
        share_or_amount(
            "off",
            "How much",
            share=_takes("percent"),
            applies=_takes("percent", "amount", "each"),
        ),
        (0, 0),
    ),
    reference("free_item", "Free item", "item", "item", applies=_takes("free")),
    reference(
        "only_group",
        "Only off group",
        "item_group",
        "group",
        applies=_takes("percent", "amount", "each"),
        help="Empty: off everything, unless it has tags.",
    ),
    _unasked(
        money(
            "minimum",
            "Order from",
            applies=_takes(*TAKES),
            help="What the order has to come to, before promotions.",
        ),
        0,
    ),
    day("session_first", "Sessions from", applies=_takes(*TAKES)),
    day("session_last", "Sessions until", applies=_takes(*TAKES)),
)
"""What is asked about a promotional item besides."""


def _sold(answers: Answers) -> bool:
    return not _promotes(answers) and answers.value("kind") != "package"


CONTENT: Final = ListSpec(
    "package_content",
    "Content",
    "item",
    "package_item",
    (
        Column(
            reference("item", "Item", "item", "item", rule="required").field,
            reference("item", "Item", "item", "item").show,
            columns=("item_id",),
            of="item",
            width=-1,
            unique=True,
        ),
        number("quantity", "Quantity", 1, least=1, most=999, width=8),
    ),
    help="What a package consists of, as its line on the invoice lists it.",
    within=("package_id",),
    called="item",
    hides=False,
    sorts=False,
    id="rowid",
)

GROUPS: Final = ListSpec(
    "item_groups",
    "Groups",
    "group",
    "item_group",
    (name(width=-1),),
    help="The headings of the price list.",
    uses=(Use("item", "item", "group_id"), Use("promotion", "item", "only_group_id")),
    within=("price_list_id",),
    hides=False,
)

ITEMS: Final = ListSpec(
    "items",
    "Items",
    "item",
    "item",
    (
        Column(
            Field(
                "identifier",
                "Identifier",
                _identifier,
                rule="required",
                limit=IDENTIFIER_LIMIT,
                help="Letters and digits to type on an order line.",
            ),
            width=12,
            unique=True,
        ),
        text("description", "Description", rule="required", width=-1),
        reference("group", "Group", "item_group", "group", rule="required"),
        one_of("kind", "Kind", ITEM_KINDS, "print"),
        *PROMOTION,
        _unasked(
            money(
                "price",
                "Price",
                width=10,
                applies=lambda answers: not _takes(*TAKES)(answers),
            ),
            0,
        ),
        amount_or_none(
            "package_price",
            "With a package",
            applies=_sold,
            help="Its price on an order with a package; empty: the same.",
        ),
        money("cost", "Cost"),
        yes("taxable", "Taxable", default=True),
        reference("tax_rate", "Own tax rate", "tax_rate", "tax rate"),
        yes(
            "hidden", "Hidden", help="Not listed; its identifier and packages use it all the same."
        ),
        yes("quick", "Quick pick", help="It stands at the top of the price list, too."),
        day("first", "Offered from", help="Before, only its identifier finds it."),
        day("last", "Offered until", help="After, only its identifier finds it."),
        text(
            "tags",
            "Tags",
            limit=200,
            help="Words with commas between: promotions with one of them take off items with it.",
        ),
        inactive(),
    ),
    help="What can be invoiced. A change holds for later invoices: what is invoiced keeps its "
    "price. The own tax rate counts where tax is reckoned line by line.",
    uses=(
        Use("invoice line", "invoice_line", "item_id"),
        Use("package", "package_item", "item_id"),
        Use("session type", "session_type_item", "item_id"),
        Use("promotion", "item", "free_item_id"),
    ),
    parts=(Part("Content of the package", CONTENT, "package_id"),),
    within=("price_list_id",),
    called="description",
    order="(SELECT g.sort FROM item_group g WHERE g.id = t.group_id)",
)

PRICE_LISTS: Final = ListSpec(
    "price_lists",
    "Price lists",
    "price list",
    "price_list",
    (name(width=-1), inactive()),
    heading="Money",
    help="A price list has groups of items. A session type names one: only its items can then be "
    "invoiced on such a session.",
    uses=(
        Use("session type", "session_type", "price_list_id"),
        Use("invoice line", "invoice_line", "item_id", via=("item", "price_list_id")),
    ),
    parts=(
        Part("Items", ITEMS, "price_list_id"),
        Part("Groups", GROUPS, "price_list_id"),
    ),
)

TAX_RATES: Final = ListSpec(
    "tax_rates",
    "Tax rates",
    "tax rate",
    "tax_rate",
    (
        name(width=-1),
        code(),
        rate("rate", "Rate", width=8),
        text("label", "Called", limit=30, wide=False, width=10, help="On invoices, as VAT."),
        rate("second_rate", "Second rate", width=11),
        text("second_label", "Called", limit=30, wide=False, help="Where two taxes are added."),
        inactive(),
    ),
    heading="Money",
    help="A rate to choose on an invoice; 0 is exempt. A change holds for later invoices: what is "
    "invoiced keeps the rate it had.",
    uses=(
        Use("invoice", "invoice", "tax_rate_id"),
        Use("item", "item", "tax_rate_id"),
        Use("client", "client", "tax_rate_id"),
    ),
    settings={"money.default_tax": "new invoices, as their usual rate"},
)

PAYMENT_METHODS: Final = ListSpec(
    "payment_methods",
    "Payment methods",
    "payment method",
    "payment_method",
    (
        name(width=-1),
        code(),
        one_of("kind", "Kind", METHOD_KINDS, "other", width=12),
        inactive(),
    ),
    heading="Money",
    help="Ways of paying. For cash the change is reckoned, for cheques the number is asked.",
    uses=(Use("payment", "payment", "method_id"),),
)
