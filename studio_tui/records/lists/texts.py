"""Letters, what is printed on documents, and fields of the studio's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from studio_tui.domain.merge_fields import AREAS, GROUPS, TODAY
from studio_tui.records.lists.fields import inactive, lines, name, one_of, text
from studio_tui.records.lists.spec import Column, ListSpec, Use

if TYPE_CHECKING:
    from studio_tui.domain.letter import LetterArea
    from studio_tui.flows.field import Answers

LETTER_AREAS: Final = {
    "session": "Session",
    "appointment": "Appointment",
    "invoice": "Invoice",
}
OCCASIONS: Final = {"": "At any time", "cancelled": "After cancelling"}
FIELD_AREAS: Final = ("client", "session", "appointment", "invoice")
FIELD_KINDS: Final = {"text": "Text", "date": "Date", "notes": "Several lines"}


def merge_fields(answers: Answers) -> tuple[str, ...]:
    """What a letter of the chosen area may name, as it is typed."""
    area = cast("LetterArea", answers.value("area") or "session")
    named = [f"{group}.{field}" for group in AREAS[area] for field in GROUPS[group]]
    return tuple(f"{{{{ {field} }}}}" for field in (*named, TODAY))


LETTERS: Final = ListSpec(
    "letters",
    "Letters",
    "letter",
    "letter",
    (
        name(width=-1),
        one_of("area", "About", LETTER_AREAS, "session", width=12),
        one_of("occasion", "Use", OCCASIONS, "", help="After cancelling only such are offered."),
        replace(text("subject", "Subject", limit=200), inserts=merge_fields),
        replace(lines("body", "Text", lines=12, limit=50_000), inserts=merge_fields),
        inactive(),
    ),
    heading="Texts",
    help="Texts for emails. What stands in double braces is filled in, as {{ client.first }}; "
    "{% if session.arrival %} and {% endif %} enclose what is only said when there is one.",
)

TERMS: Final = ListSpec(
    "terms",
    "Terms and header",
    "texts",
    "preference",
    (
        Column(lines("header", "Header").field, columns=("studio.header",), width=-1),
        Column(lines("terms", "Terms", lines=5).field, columns=("studio.terms",)),
        Column(lines("invoice", "On invoices", lines=5).field, columns=("studio.invoice_terms",)),
        Column(
            lines("estimate", "On estimates", lines=5).field, columns=("studio.estimate_terms",)
        ),
    ),
    heading="Texts",
    help="What is printed on documents. The header stands below the studio's name; the terms at "
    "the foot of every confirmation, with those of the session type, of invoices and of estimates.",
    called="header",
    hides=False,
    sorts=False,
    single=True,
)


def _own_fields(area: str) -> ListSpec:
    return ListSpec(
        f"{area}_fields",
        f"{area.capitalize()} fields",
        "field",
        "custom_field",
        (name(width=-1), one_of("kind", "Kind", FIELD_KINDS, "text", width=14), inactive()),
        heading="Own fields",
        help=f"Fields that the studio adds to every {area}.",
        uses=(Use("record", "custom_value", "field_id"),),
        fixed={"area": area},
        within=("area",),
    )


CUSTOM_FIELDS: Final = tuple(map(_own_fields, FIELD_AREAS))
"""Those of each kind of record."""
