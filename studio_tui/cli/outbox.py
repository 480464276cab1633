"""``studio outbox``: the messages on their way, and sending them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.cli.output import Result, table
from studio_tui.cli.parser import count, json_option
from studio_tui.services import outbox

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studio_tui.cli.call import Call
    from studio_tui.services.outbox import OutboxEntry


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "what",
        choices=("list", "send"),
        metavar="list|send",
        help="show the messages, or send those that are due",
    )
    parser.add_argument(
        "--limit", metavar="N", type=count, default=50, help="how many to list, the newest (50)"
    )
    json_option(parser)


def run(call: Call) -> Result:
    """List the outbox, or send what is due."""
    with call.studio() as studio:
        if call.args.what == "list":
            return _list(studio.run(outbox.listing, call.args.limit))
        from studio_tui.delivery import deliver_due, summary

        sent = deliver_due(studio)
    said, minded = summary(sent)
    lines = [words for entry in sent for words, _ in outbox.sentences(entry)]
    return Result(
        "\n".join(lines) or "Nothing is waiting to be sent.",
        {"said": said, "minded": minded, "messages": [_shape(entry) for entry in sent]},
    )


def _list(entries: tuple[OutboxEntry, ...]) -> Result:
    rows = [
        (f"{entry.created:%Y-%m-%d %H:%M}", each.address, entry.subject, each.state, each.said)
        for entry in entries
        for each in entry.recipients
    ]
    return Result(table(rows) or "The outbox is empty.", [_shape(entry) for entry in entries])


def _shape(entry: OutboxEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "created": entry.created.isoformat(timespec="minutes"),
        "subject": entry.subject,
        "client": entry.client,
        "attachments": list(entry.attachments),
        "attempts": entry.attempts,
        "next_try": entry.next_try and entry.next_try.isoformat(timespec="minutes"),
        "recipients": [
            {
                "address": each.address,
                "state": each.state,
                "said": each.said,
                "at": each.at and each.at.isoformat(timespec="minutes"),
            }
            for each in entry.recipients
        ],
    }
