"""Lists of words to choose from: a name, and nothing more."""

from __future__ import annotations

from typing import Final

from studio_tui.records.lists.fields import inactive, name
from studio_tui.records.lists.spec import ListSpec, Use


def _words(table: str, title: str, noun: str, heading: str, help: str, *uses: Use) -> ListSpec:  # noqa: A002
    key = title.casefold().replace(" ", "_")
    return ListSpec(
        key, title, noun, table, (name(width=-1), inactive()), heading, help=help, uses=uses
    )


LEAD_SOURCES: Final = _words(
    "lead_source",
    "Lead sources",
    "lead source",
    "Clients",
    "How clients heard of the studio. Anything else may be typed at a client, too.",
    Use("client", "client", "lead_source", by="name"),
)
CLIENT_GROUPS: Final = _words(
    "client_group",
    "Client groups",
    "client group",
    "Clients",
    "Groups that clients can belong to, for letters and reports.",
    Use("client", "client_group_member", "group_id"),
)
RELATIONSHIPS: Final = _words(
    "relationship",
    "Relationships",
    "relationship",
    "Clients",
    "What a member of the family is to the client.",
    Use("family member", "family_member", "relationship", by="name"),
)
PHONE_LABELS: Final = _words(
    "phone_label",
    "Phone labels",
    "phone label",
    "Clients",
    "What a telephone number is for.",
    Use("phone number", "client_phone", "label", by="name"),
)
EVENT_DESCRIPTIONS: Final = _words(
    "event_description",
    "Names of dates",
    "name",
    "Booking",
    "Names to choose for one of the dates of a session, as Viewing or Second day.",
)
TASK_TYPES: Final = _words(
    "task_type",
    "Task types",
    "task type",
    "Tasks",
    "Kinds of tasks.",
    Use("task", "task", "type_id"),
)
INVOICE_CLASSIFICATIONS: Final = _words(
    "invoice_classification",
    "Invoice classifications",
    "classification",
    "Money",
    "The studio's own grouping of invoices.",
    Use("invoice", "invoice", "classification_id"),
)
CREDIT_REASONS: Final = _words(
    "credit_reason",
    "Credit reasons",
    "reason",
    "Money",
    "Why something is taken back with a credit memo, to choose from on it.",
    Use("credit memo", "invoice", "credit_reason_id"),
)
