"""What is asked about the invoice of a booking: whether, what is on it, discount, tax, shipping.

The order lines are one field, whose text is JSON: kept like everything else that was typed. While
nobody has touched it, it follows the items that the session type adds for that many people.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from studio_tui.domain import order
from studio_tui.domain.choosing import choose
from studio_tui.domain.invoice import (
    InvoiceDraft,
    Line,
    Totals,
    discount_of,
    discount_problem,
    totals,
)
from studio_tui.domain.money import (
    NO_DISCOUNT,
    Discount,
    discount_words,
    money_words,
    parse_discount,
    parse_money,
)
from studio_tui.domain.promotion import priced
from studio_tui.domain.words import listing, plural
from studio_tui.errors import StudioError
from studio_tui.flows import session_fields
from studio_tui.flows.field import Answers, Draft, Facts, Field, Reading
from studio_tui.flows.flow import Page
from studio_tui.flows.said import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_tui.domain.money import Currency
    from studio_tui.domain.price import TaxRateEntry
    from studio_tui.domain.promotion import Priced, Pricing

NOW, NOT_NOW = "Create an invoice now", "No invoice now"

Problems = tuple[tuple[str, str], ...]


# Whether there is one


def price_list(answers: Answers) -> int | None:
    """The only price list whose items can be invoiced; None where the type names none."""
    found: int | None = getattr(answers.value("type"), "price_list_id", None)
    return found


def automatic(answers: Answers) -> order.Lines:
    """What the session type puts on the invoice for that many people."""
    kind_id = getattr(answers.value("type"), "id", None)
    return answers.facts.catalogue.fees(kind_id, answers.value("people"))


def _invoice(text: str, _: Answers) -> Reading:
    return Reading(text == NOW)


def _invoice_default(answers: Answers) -> str:
    """As the studio proposes it: where the type adds items, always, or never."""
    proposed = answers.facts.catalogue.preferences.get("booking.invoice", "type")
    if proposed == "type":
        return NOW if automatic(answers) else NOT_NOW
    return NOW if proposed == "yes" else NOT_NOW


def invoiced(answers: Answers) -> bool:
    """Whether an invoice is created."""
    return "invoice" in answers.fields and bool(answers.value("invoice"))


# What is on it


@dataclass(frozen=True, slots=True)
class Order:
    """The order lines, and for what session the automatic ones among them were added."""

    lines: order.Lines = ()
    type_id: int | None = None
    people: int | None = None


def order_text(found: Order) -> str:
    """An order as the draft keeps it."""
    return json.dumps(asdict(found), ensure_ascii=False)


def _order(text: str, _: Answers) -> Reading:
    if not text:
        return Reading(Order())
    try:
        kept = json.loads(text)
        lines = tuple(
            Line(**{**line, "discount": Discount(**line["discount"])}) for line in kept["lines"]
        )
        return Reading(Order(lines, kept["type_id"], kept["people"]))
    except (ValueError, KeyError, TypeError) as error:
        raise StudioError("The order lines cannot be read: put them together again.") from error


def _order_default(answers: Answers) -> str:
    lines = priced(automatic(answers), pricing(answers)).lines
    return order_text(_order_now(answers, lines))


def _order_now(answers: Answers, lines: order.Lines) -> Order:
    return Order(lines, getattr(answers.value("type"), "id", None), answers.value("people"))


def ordered(answers: Answers) -> order.Lines:
    """The order lines."""
    found: Order | None = answers.value("lines")
    return found.lines if found else ()


def lines_text(answers: Answers, lines: order.Lines) -> str:
    """The text of the order lines after a change by hand."""
    return order_text(replace(answers.value("lines") or _order_now(answers, ()), lines=lines))


def outdated(answers: Answers) -> bool:
    """Whether the type, or the number of people, has changed to one that adds other items."""
    found: Order | None = answers.value("lines")
    if found is None or not answers.draft.touches("lines"):
        return False
    return answers.facts.catalogue.fees(found.type_id, found.people) != automatic(answers)


def swapped_text(answers: Answers) -> str:
    """The order with the automatic items of today's type and people; what was edited stays."""
    return order_text(_order_now(answers, order.swapped(ordered(answers), automatic(answers))))


def kept_text(answers: Answers) -> str:
    """The order as it is, meant for today's type and people."""
    return order_text(_order_now(answers, ordered(answers)))


def pricing(answers: Answers) -> Pricing:
    """What the order is priced by."""
    return answers.facts.catalogue.pricing(answers.facts.today, answers.value("date"))


def priced_anew(answers: Answers) -> Priced | None:
    """The order as what was changed since makes it, as the day of the session; None: as it is."""
    lines = ordered(answers)
    anew = priced(lines, pricing(answers))
    return anew if anew.lines != lines else None


def gone(answers: Answers) -> order.Lines:
    """Lines whose item is no longer on the price list."""
    return order.gone(ordered(answers), answers.facts.catalogue.items, price_list(answers))


def without_gone_text(answers: Answers) -> str:
    """The order without those."""
    lost = gone(answers)
    return lines_text(answers, tuple(line for line in ordered(answers) if line not in lost))


def gone_words(lost: Sequence[Line]) -> str:
    """Which items are no longer there: ``Oak frame is no longer on the price list``."""
    verb = "is" if len(lost) == 1 else "are"
    return f"{listing([line.description for line in lost])} {verb} no longer on the price list."


def outdated_words(answers: Answers) -> str:
    """What has changed, as ``The session is now: Newborn, 5 people``, and what that means."""
    kind, people = answers.value("type"), answers.value("people")
    now = ", ".join(filter(None, (kind.name, plural(people, "person", "people") if people else "")))
    return f"The session is now: {now}. Its automatic items are others than those on the invoice."


def _order_problems(answers: Answers) -> Problems:
    if answers.reading("lines").problem:
        return ()  # said already
    if outdated(answers):
        return (("lines", outdated_words(answers)),)
    if lost := gone(answers):
        return (("lines", gone_words(lost)),)
    if anew := priced_anew(answers):
        said = anew.said or "The order comes to something else now: look at it again."
        return (("lines", said),)
    if not ordered(answers):
        return (("lines", "Nothing is on the invoice: add an item, or go back for no invoice."),)
    return ()


# What it comes to


def _currency(answers: Answers) -> Currency:
    return answers.facts.catalogue.currency


def _discount(text: str, answers: Answers) -> Reading:
    money, base = _currency(answers), order.subtotal(ordered(answers))
    found = parse_discount(text, money)
    if problem := discount_problem(found, base, money):
        raise StudioError(problem)
    off = discount_of(found, base)
    words = f"{money_words(off, money)} off {money_words(base, money)}" if off else ""
    return Reading(found, words)


def _taxed(answers: Answers) -> bool:
    """Whether the invoice has one rate: not without tax, nor where each item has its own."""
    return answers.facts.catalogue.preferences.get("money.tax_method") in (
        "added",
        "two",
        "included",
    )


def _rates(answers: Answers) -> Sequence[TaxRateEntry]:
    return answers.facts.catalogue.tax_rates


def _usual(answers: Answers) -> TaxRateEntry | None:
    """The rate of the chosen client, else the studio's own."""
    rate_id = answers.facts.client.tax_rate_id if answers.facts.client else None
    return answers.facts.catalogue.usual_tax(rate_id)


def _tax_default(answers: Answers) -> str:
    found = _usual(answers)
    return found.name if found else ""


def _tax(text: str, answers: Answers) -> Reading:
    if text.casefold() in session_fields.NOBODY:
        return Reading(None, "no tax")
    rate = choose(text, _rates(answers), "tax rate")
    money, found = _currency(answers), totals(_draft(answers, rate))
    added = " included" if found.included else ""
    words = [f"{name}: {money_words(amount, money)}{added}" for name, amount in found.taxes]
    return Reading(rate, ", ".join(words) or "no tax")


def _shipping(text: str, answers: Answers) -> Reading:
    if not text:
        return Reading(0)
    money = _currency(answers)
    found = parse_money(text, money)
    if found < 0:
        raise StudioError("Shipping is not negative; type 0 or an amount.")
    return Reading(found, money_words(found, money))


def _draft(answers: Answers, rate: TaxRateEntry | None) -> InvoiceDraft:
    return InvoiceDraft(
        lines=ordered(answers),
        discount=answers.value("discount") or NO_DISCOUNT,
        shipping=answers.value("shipping") or 0,
        taxes=answers.facts.catalogue.taxes(rate),
        tax_rate_id=rate.id if rate else None,
        token=f"{answers.draft.token}-invoice",
    )


def invoice_draft(answers: Answers) -> InvoiceDraft | None:
    """The invoice as it should be stored; None when none is created."""
    if not invoiced(answers):
        return None
    rate = answers.value("tax") if _taxed(answers) else _usual(answers)
    return _draft(answers, rate)


def invoice_totals(answers: Answers) -> Totals | None:
    """What the invoice comes to; None when none is created."""
    draft = invoice_draft(answers)
    return totals(draft) if draft else None


def totals_said(found: Totals, currency: Currency) -> tuple[Said, ...]:
    """What an invoice comes to, a line each."""
    taxes = [
        Said(name, f"{money_words(amount, currency)}{' included' if found.included else ''}")
        for name, amount in found.taxes
    ]
    added = found.taxes and not found.included
    plain = not (found.discount or found.shipping or added)
    return (
        *(() if plain else (Said("Subtotal", money_words(found.subtotal, currency)),)),
        *([Said("Discount", money_words(-found.discount, currency))] if found.discount else ()),
        *(() if found.included else taxes),
        *([Said("Shipping", money_words(found.shipping, currency))] if found.shipping else ()),
        Said("Total", money_words(found.total, currency)),
        *(taxes if found.included else ()),
    )


def invoice_said(answers: Answers) -> tuple[Said, ...]:
    """The invoice on the summary; nothing when none is created."""
    draft, money = invoice_draft(answers), _currency(answers)
    if draft is None:
        return ()
    found, off = totals(draft), discount_words(draft.discount, money)
    included = " included" if found.included else ""
    parts = (
        money_words(found.total, money),
        plural(len(draft.lines), "line"),
        f"{off} off" if off else "",
        f"shipping {money_words(found.shipping, money)}" if found.shipping else "",
        *(f"{name} {money_words(amount, money)}{included}" for name, amount in found.taxes),
    )
    return (Said("Invoice", " · ".join(filter(None, parts))),)


def order_said(answers: Answers) -> tuple[Said, ...]:
    """The order lines of that invoice on the summary."""
    draft, money = invoice_draft(answers), _currency(answers)
    return tuple(
        Said("" if at else "Order", order.line_words(line, money))
        for at, line in enumerate(draft.lines if draft else ())
    )


# The pages


def everything(draft: Draft, facts: Facts) -> Answers:
    """What was typed about the session and the invoice, whatever pages are shown."""
    return Answers((*session_fields.FIELDS, *FIELDS), draft, facts)


def has_prices(draft: Draft, facts: Facts) -> bool:
    """Whether the session type has a price list: without one nothing can be invoiced."""
    return price_list(everything(draft, facts)) is not None


def _invoiced(draft: Draft, facts: Facts) -> bool:
    return has_prices(draft, facts) and invoiced(everything(draft, facts))


def _choices(_: Answers) -> Sequence[str]:
    return NOW, NOT_NOW


def _lines_field(**options: Any) -> Field:
    return Field("lines", "Order lines", _order, default=_order_default, limit=10**7, **options)


PAGES: tuple[Page, ...] = (
    Page(
        "invoice",
        "Invoice",
        kind="choice",
        header="Shall the session fee be invoiced now?",
        fields=(Field("invoice", "Invoice", _invoice, choices=_choices, default=_invoice_default),),
        applies=has_prices,
        options=("booking.invoice",),
        help="An invoice can be written at any time later, from the session.",
    ),
    Page(
        "items",
        "Invoice items",
        kind="items",
        fields=(_lines_field(),),
        applies=_invoiced,
        problems=_order_problems,
        help="Type an identifier or part of a description: Enter adds what is marked. The order "
        "lines are below, or at the right; Tab goes there and back.",
    ),
    Page(
        "totals",
        "Totals",
        fields=(
            Field("discount", "Discount", _discount, help="10% or an amount, off all lines."),
            Field(
                "tax",
                "Tax",
                _tax,
                choices=_rates,
                default=_tax_default,
                applies=_taxed,
                help="Part of the name, or its code.",
            ),
            Field("shipping", "Shipping", _shipping, help="Shipping and handling."),
        ),
        applies=_invoiced,
    ),
)
"""To stand between the session and the payment."""

FIELDS: tuple[Field, ...] = tuple(entry for page in PAGES for entry in page.fields)
