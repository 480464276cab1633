"""All that is kept about an invoice besides what it comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from studio_tui.services import invoices
from tests.factories import execute, invoice_draft, store

if TYPE_CHECKING:
    from studio_tui.studio import Studio


def test_classification_status_shipping_and_own_fields_are_kept_with_history(
    studio: Studio,
) -> None:
    wall = "INSERT INTO invoice_classification (name, sort, inactive) VALUES ('Wall', 1, 0)"
    execute(studio, wall)
    execute(
        studio,
        "INSERT INTO custom_field (area, name, kind, sort, inactive) "
        "VALUES ('invoice', 'Crate', 'text', 1, 0)",
    )
    draft = invoice_draft(studio, client_id=store(studio))
    invoice_id = studio.run(invoices.create, draft)
    record = studio.run(invoices.get, invoice_id)
    offered = studio.run(invoices.choices)
    first, second = offered["status"][:2]
    assert record.status == first.name, "a new one has the initial status"
    changed = replace(
        record.draft,
        classification_id=offered["classification"][0].id,
        status_id=second.id,
        status_due=date(2026, 12, 1),
        ship_to="The Mill\nEly",
        shipping_method="Courier",
        own={offered["own"][0].id: "7"},
    )
    saved = studio.run(invoices.save, changed)
    now = studio.run(invoices.get, invoice_id)
    assert now.draft == replace(changed, version=saved.version)
    assert (now.classification, now.status) == ("Wall", second.name)
    words = now.history[0][2]
    for part in (
        "Classification: none to Wall.",
        f"Status: {first.name} to {second.name}.",
        "Shipping method: none to Courier.",
        "Crate: none to 7.",
    ):
        assert part in words
