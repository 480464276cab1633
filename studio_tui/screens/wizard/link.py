"""Which of the client's sessions an appointment belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.domain.words import date_short
from studio_tui.flows.link import NONE
from studio_tui.screens.wizard.choice import ChoicePage
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Sequence


class LinkPage(ChoicePage):
    """The client's sessions, latest first, and none of them."""

    def columns(self) -> Sequence[ListColumn]:
        """When, what, and how far it is."""
        return [ListColumn("When", 22), ListColumn("What"), ListColumn("Status", 10)]

    def rows(self) -> Sequence[Row]:
        """One line a session."""
        found = [
            Row(
                str(hit.id),
                (
                    f"{date_short(hit.start.date())}, {hit.start:%H:%M}",
                    " · ".join(filter(None, (hit.type_name, hit.description))),
                    hit.status,
                ),
            )
            for hit in self.wizard.facts.sessions
        ]
        return [*found, Row(NONE, ("None of them", "", ""))]
