"""Fixtures for tests of the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.services import invoices
from tests.factories import book, invoice_draft, line

if TYPE_CHECKING:
    from studio_tui.studio import Studio


@pytest.fixture
def invoice_id(studio: Studio) -> int:
    """An invoice over £120.00 on Sara Smith's portrait."""
    draft = invoice_draft(studio, line(studio, "SIT", 2), session_id=book(studio).session_id)
    return studio.run(invoices.create, draft)
