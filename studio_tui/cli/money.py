"""The options of ``studio book`` about money: what is invoiced, and how it is paid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from studio_tui.cli.parser import count
from studio_tui.domain import order
from studio_tui.domain.price import item_by_identifier
from studio_tui.domain.promotion import added, priced
from studio_tui.domain.words import quoted
from studio_tui.errors import StudioError
from studio_tui.flows import invoice_fields, payment_fields
from studio_tui.flows.amounts import read_method

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from studio_tui.flows.field import Answers

_INVOICED: Final = ("item", "discount", "tax", "shipping", "plan")
"""Options that say something about an invoice."""
_PAID: Final = ("pay", "method", "reference", "given", "plan", "first", "every")
OPTIONS: Final = (*_INVOICED, *_PAID, "invoice", "keep_credit")
"""Names of all of them, to tell that one was given where there is nothing to pay."""


_TYPED: Final = {
    "discount": ("OFF", "off the invoice: 10%% or an amount"),
    "tax": ("NAME", "tax rate, by name or code; or none"),
    "shipping": ("AMOUNT", "shipping and handling"),
    "pay": ("AMOUNT", "paid now: an amount, 50%%, deposit or balance"),
    "method": ("NAME", "how it is paid, by name or code"),
    "reference": ("TEXT", "last card digits, number of a cheque or voucher"),
    "given": ("AMOUNT", "cash handed over, if more"),
    "first": ("DATE", "when the first payment of a plan is due"),
    "every": ("TIME", "month, two weeks or week between them (month)"),
}
"""Metavariable and help of options whose text is read as the wizard reads it."""


def declare_money(parser: ArgumentParser) -> None:
    """Declare the options."""
    whether = parser.add_mutually_exclusive_group()
    whether.add_argument(
        "--invoice",
        action="store_true",
        default=None,
        help="write an invoice (if the studio does at booking)",
    )
    whether.add_argument(
        "--no-invoice", dest="invoice", action="store_false", default=None, help="write none"
    )
    parser.add_argument(
        "--item",
        action="append",
        metavar="IDENTIFIER[*N]",
        help="item of the type's price list, besides those that the type adds",
    )
    parser.add_argument(
        "--keep-credit",
        action="store_true",
        default=None,
        help="keep what is paid too much for the client's next invoice",
    )
    parser.add_argument(
        "--plan", metavar="N", type=count, help="divide what is not paid now into N payments"
    )
    for key, (metavar, about) in _TYPED.items():
        parser.add_argument(f"--{key}", metavar=metavar, help=about)


def money_typed(args: Namespace, answers: Answers) -> dict[str, str]:
    """What the options say about money, by the keys of the wizard's fields.

    Args:
        args: The options.
        answers: What was said of the session.

    Raises:
        StudioError: When options do not go together, or an item is not on the price list.
    """
    invoiced = _invoiced(args, answers)
    typed = {"invoice": invoice_fields.NOW if invoiced else invoice_fields.NOT_NOW}
    if invoiced:
        given = {key: getattr(args, key) for key in ("discount", "tax", "shipping")}
        typed |= {key: text for key, text in given.items() if text is not None}
        if args.tax is not None and not answers.fields["tax"].applies(answers):
            raise _wrong("--tax: this studio's invoices have no single tax rate.")
    if args.item:
        typed["lines"] = invoice_fields.lines_text(answers, _lines(args.item, answers))
    return typed | _payment(args, answers)


def _invoiced(args: Namespace, answers: Answers) -> bool:
    """Whether an invoice is written: as said, else when something is said of it, else as usual."""
    named = next((key for key in _INVOICED if getattr(args, key)), None)
    if named and args.invoice is False:
        raise _wrong(f"--{named} needs an invoice; leave out --no-invoice.")
    listed = invoice_fields.price_list(answers) is not None
    if (named or args.invoice) and not listed:
        raise StudioError(
            f"{answers.value('type').name} has no price list: nothing can be invoiced on it.",
            code="no-price-list",
        )
    if named or args.invoice is not None:
        return bool(named or args.invoice)
    return listed and invoice_fields.invoiced(answers)


def _lines(wanted: list[str], answers: Answers) -> order.Lines:
    """What the type adds, and the items named."""
    lines, pricing = invoice_fields.ordered(answers), invoice_fields.pricing(answers)
    for text in wanted:
        identifier, star, many = text.rpartition("*")
        identifier, quantity = (identifier, many) if star else (text, "1")
        if not (quantity.isascii() and quantity.isdecimal() and 1 <= int(quantity) <= order.MOST):
            raise _wrong(f"--item: {quoted(text)} is not an item and how many: type PRINT*2.")
        price_list_id = invoice_fields.price_list(answers)
        item = item_by_identifier(answers.facts.catalogue.items, price_list_id, identifier)
        lines, at = added(lines, item, pricing)
        more = replace(lines[at], quantity=lines[at].quantity + int(quantity) - 1)
        lines = priced(order.changed(lines, at, more), pricing).lines
    return lines


def _payment(args: Namespace, answers: Answers) -> dict[str, str]:
    """What is paid now and what is planned."""
    if args.pay is None and args.plan is None:
        named = next((key for key in _PAID if getattr(args, key) is not None), None)
        if named or args.keep_credit:
            raise _wrong(f"--{named or 'keep-credit'} goes with --pay or --plan.")
        return {"payment": payment_fields.NOT_NOW}
    if args.plan is not None:
        return _plan(args)
    if args.first is not None or args.every is not None:
        raise _wrong("--first and --every go with --plan.")
    typed = {"payment": payment_fields.NOW, "amount": args.pay, "method": args.method or ""}
    if args.keep_credit:
        typed["keep_credit"] = "yes"
    if args.given is not None:
        typed["tendered"] = args.given
    if args.reference is not None and args.method:
        kind = read_method(args.method, answers).value.kind
        if kind not in payment_fields.REFERENCES:
            raise _wrong("--reference: nothing is noted about cash.")
        typed[f"reference_{kind}"] = args.reference
    return typed


def _plan(args: Namespace) -> dict[str, str]:
    for key in ("reference", "given", "keep_credit"):
        if getattr(args, key) is not None:
            raise _wrong(f"--{key.replace('_', '-')} does not go with --plan.")
    typed = {
        "payment": payment_fields.PLAN,
        "plan_today": args.pay or "",
        "plan_count": str(args.plan),
    }
    given = {"plan_method": args.method, "plan_first": args.first, "plan_every": args.every}
    return typed | {key: text for key, text in given.items() if text is not None}


def _wrong(sentence: str) -> StudioError:
    return StudioError(sentence, code="usage")
