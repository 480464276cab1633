"""Lists of words to choose from, and little more."""

from __future__ import annotations

from typing import Final

from studio_tui.records.lists.fields import inactive, name
from studio_tui.records.lists.spec import ListSpec, Use

LEAD_SOURCES: Final = ListSpec(
    "lead_sources",
    "Lead sources",
    "lead source",
    "lead_source",
    (name(width=-1), inactive()),
    heading="Clients",
    help="How clients heard of the studio. Anything else may be typed at a client, too.",
    uses=(Use("client", "client", "lead_source", by_name=True),),
)
