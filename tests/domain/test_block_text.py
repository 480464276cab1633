"""What a template of a type makes of a booking."""

from __future__ import annotations

import pytest

from studio_tui.domain.block_text import fill

SARA = {
    "client.last": "Smith",
    "client.first": "Sara",
    "session.description": "12 days old",
    "type": "Newborn",
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        (
            "{client.last}, {client.first} - {session.description} ({type})",
            "Smith, Sara - 12 days old (Newborn)",
        ),
        ("{ type }: {client.last}", "Newborn: Smith"),
        ("{client.company} - {client.last}", "Smith"),
        ("{client.last}  ·  {client.company}", "Smith"),
        ("{client.lost} {type}", "{client.lost} Newborn"),
        ("{client.last.__class__} {0} {} {type!r}", "{client.last.__class__} {0} {} {type!r}"),
        ("no field", "no field"),
        ("{client.company}", ""),
        ("", ""),
    ],
)
def test_fields_are_filled_in_and_nothing_else(template: str, text: str) -> None:
    assert fill(template, SARA) == text


def test_braces_of_a_client_are_no_fields() -> None:
    assert fill("{client.last}", {"client.last": "{type}", "type": "Newborn"}) == "{type}"
