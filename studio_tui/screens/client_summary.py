"""The Summary among the lists of a client, worked out only when somebody looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from studio_tui.records.client_summary import said
from studio_tui.screens.record_tabs import Tab
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from studio_tui.domain.money import Currency
    from studio_tui.services.client_summary import Summary

_COLUMNS: Final = (ListColumn("", 13), ListColumn(""))
SUMMARY: Final = Tab(
    "Summary", _COLUMNS, empty="Being worked out.", headed=False, counted=False, later=True
)
"""Before it is worked out."""


def summary_tab(summary: Summary, money: Currency) -> Tab:
    """What a client has meant to the studio, a row for each thing; some lead to a record."""
    lines = said(summary, money)
    rows = tuple(Row(line.opens or at, (line.label, line.text)) for at, line in enumerate(lines))
    return Tab(SUMMARY.name, _COLUMNS, rows, headed=False, counted=False)
