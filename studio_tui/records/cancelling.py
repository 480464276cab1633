"""What is asked when bookings are cancelled: why, and what becomes of money and appointments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.choosing import choose
from studio_tui.flows.field import Answers, Field, Reading, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_tui.services.cancelling import Considered, Outcome
    from studio_tui.services.linked import Linked


@dataclass(frozen=True, slots=True)
class Option:
    """One of a few answers."""

    value: str
    name: str
    code: str = ""
    words: str = ""


OUTCOMES: Final = (
    Option("cancelled", "Cancelled"),
    Option("no-show", "No-show", "ns", "nobody came"),
)
MONEY: Final = (
    Option("invoice", "Keep on the invoice", "inv"),
    Option("credit", "Keep as the client's credit", "cr", "can be used for another invoice"),
)


def _read(options: Sequence[Option], text: str, _: Answers) -> Reading:
    found = choose(text, options, "answer")
    return Reading(found.value, found.words)


def _option(key: str, label: str, options: Sequence[Option], value: str, **more: Any) -> Field:
    """A field in which one of a few answers is chosen."""
    return Field(
        key,
        label,
        partial(_read, options),
        rule="required",
        choices=lambda _: [each.name for each in options],
        default=lambda _: next(each.name for each in options if each.value == value),
        help="",
        **more,
    )


def fields(seen: Considered, outcome: Outcome, wanted: Mapping[str, bool]) -> tuple[Field, ...]:
    """What is asked about some bookings.

    Money is kept on the invoice where the notice is short, as the studio's rule has it; else it is
    proposed to become credit.

    Args:
        seen: The bookings.
        outcome: What is proposed.
        wanted: To whom an email was written the last time.
    """
    mails = seen.client_email, seen.photographer_email
    money = _option("money", "Money", MONEY, "invoice" if seen.notice else "credit")
    return (
        Field(
            "reason",
            "Why",
            plain,
            rule="required",
            limit=200,
            help="The history keeps it.",
            wide=True,
        ),
        _option("outcome", "Status", OUTCOMES, outcome),
        *([money] if seen.paid else []),
        *([_drop(seen)] if seen.planned else []),
        *(_also(each) for each in seen.linked),
        *([_mail("client", mails[0], wanted)] if mails[0] else []),
        *([_mail("photographer", mails[1], wanted)] if mails[1] else []),
    )


def _drop(seen: Considered) -> Field:
    """A tick for the payments that are planned."""

    def read(text: str, _: Answers) -> Reading:
        return Reading(text == "yes", seen.planned_words)

    return Field(
        "drop",
        "Drop planned",
        read,
        kind="tick",
        default=lambda _: "yes",
        help="Payments still to come are dropped; taking it back plans them again.",
    )


def _also(linked: Linked) -> Field:
    """A tick for an appointment of the session."""

    def read(text: str, _: Answers) -> Reading:
        ticked = text == "yes"
        return Reading(ticked, linked.words)

    return Field(f"also_{linked.id}", "Cancel too", read, kind="tick", default=lambda _: "yes")


def _mail(key: str, address: str, wanted: Mapping[str, bool]) -> Field:
    """A tick for an email about it; to nobody about somebody who did not come."""

    def read(text: str, _: Answers) -> Reading:
        return Reading(text == "yes", address)

    return Field(
        f"mail_{key}",
        f"Write to {key}",
        read,
        kind="tick",
        default=lambda _: "yes" if wanted.get(key) else "",
        applies=lambda answers: answers.value("outcome") == "cancelled",
        help="The email opens, to be read and sent; it takes it out of their calendar.",
    )


def mailed(answers: Answers) -> dict[str, bool]:
    """To whom an email shall be written: ``client``, ``photographer``."""
    keys = ("client", "photographer")
    return {key: answers.value(f"mail_{key}") for key in keys if f"mail_{key}" in answers.fields}


def also(seen: Considered, answers: Answers) -> tuple[int, ...]:
    """Ids of the appointments that are ticked."""
    return tuple(each.id for each in seen.linked if answers.value(f"also_{each.id}"))
