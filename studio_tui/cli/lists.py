"""``studio list``: all rows of a hub, as a PDF file, on paper, or as CSV."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from studio_tui import hubs as places
from studio_tui.cli.output import Result, write_file
from studio_tui.domain.words import date_short, plural
from studio_tui.errors import StudioError
from studio_tui.hubs.look import Look, read
from studio_tui.services import hub_export
from studio_tui.services import hubs as service

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from studio_tui.cli.call import Call
    from studio_tui.documents.values import Paper
    from studio_tui.hubs.look import Query
    from studio_tui.services.desk import Desk
    from studio_tui.studio import Studio


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    keys = "|".join(places.HUBS)
    parser.add_argument("hub", choices=list(places.HUBS), metavar=keys, help="which list")
    parser.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="NAME=TEXT",
        help="what rows must fulfil, as date=today or balance=due; may be given several times",
    )
    parser.add_argument("--order", default="", metavar="COLUMN", help="by which column")
    parser.add_argument("--down", action="store_true", help="from the last to the first")
    parser.add_argument("--columns", default="", metavar="A,B", help="which columns, in this order")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="file or folder (the studio's documents folder)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--pdf", action="store_true", help="as a PDF file (what is made by default)")
    how.add_argument("--csv", action="store_true", help="as a table for spreadsheet programs")
    parser.add_argument(
        "--printer", action="store_true", help="on paper too, on the printer of config.toml"
    )
    parser.add_argument(
        "--progress",
        action="store_true",
        help="read filters, order and columns from standard input as JSON, and say how many rows"
        " are done",
    )


def run(call: Call) -> Result:
    """Make the list."""
    args = call.args
    with call.studio() as studio:
        asked: dict[str, Any] = json.load(sys.stdin) if args.progress else _look(args)
        query = studio.run(_query, args.hub, asked)
        few = True
        if asked.get("ids") is not None:
            query = hub_export.only(query, asked["ids"])
        else:
            few = studio.run(service.total, query).few
        ids = studio.run(service.ids, query, few=few, limit=service.ALL)
        data = _csv(studio, query, ids) if args.csv else _pdf(studio, query, ids, args.progress)
        return Result(_kept(studio, args, data))


def _look(args: Namespace) -> dict[str, Any]:
    pairs = [each.partition("=") for each in args.filter]
    return {
        "values": {key: text for key, _, text in pairs},
        "order": args.order,
        "down": args.down,
        "columns": [each.strip() for each in args.columns.split(",") if each.strip()],
    }


def _query(desk: Desk, key: str, asked: dict[str, Any]) -> Query:
    """What is asked for.

    Raises:
        StudioError: When a filter or a column means nothing.
    """
    hub = places.declared(key)
    look = Look.kept(asked, hub)
    strange = [
        each for each in (asked["order"], *asked["columns"]) if each and not hub.column(each)
    ]
    if strange:
        known = ", ".join(column.key for column in hub.columns)
        raise StudioError(f"There is no column {strange[0]}; there are {known}.", code="usage")
    query, problems = read(hub, look, service.facts(desk, hub))
    if problems:
        known = ", ".join(each.key for each in hub.filters)
        raise StudioError(f"{' '.join(problems)} There are {known}.", code="usage")
    return query


def _batches(ids: list[int]) -> Iterator[list[int]]:
    return (ids[at : at + hub_export.BATCH] for at in range(0, len(ids), hub_export.BATCH))


def _csv(studio: Studio, query: Query, ids: list[int]) -> bytes:
    lines = [studio.run(hub_export.lines, query, batch) for batch in _batches(ids)]
    return "".join([hub_export.heading(query), *lines]).encode("utf-8-sig")


def _pdf(studio: Studio, query: Query, ids: list[int], progress: bool) -> bytes:
    from studio_tui.documents.listing import ListedColumn, Listing, listing_pdf

    def rows() -> Iterator[tuple[str, ...]]:
        for batch in _batches(ids):
            yield from (row.cells for row in studio.run(hub_export.rows, query, batch))

    facts, count = query.facts, f"{len(ids):,}"
    said = plural(len(ids), query.hub.noun).replace(str(len(ids)), count, 1)
    below = (query.said, query.order_words, said, f"on {date_short(facts.today)}")
    listing = Listing(
        studio.run(lambda desk: str(desk.preference("studio.name", "Studio"))),
        query.hub.title,
        " · ".join(filter(None, below)),
        tuple(
            ListedColumn(each.title, each.width + 5 * each.weight, each.right)
            for each in query.columns
        ),
    )
    created = datetime.fromtimestamp(studio.run(lambda desk: desk.utc()), UTC)
    paper = cast("Paper", studio.settings.paper)
    return listing_pdf(listing, rows, created, paper, _say if progress else lambda _: None)


def _say(count: int) -> None:
    print(count, file=sys.stderr, flush=True)


def _kept(studio: Studio, args: Namespace, data: bytes) -> str:
    """Where it was saved; a file that is named is replaced, in a folder nothing ever is."""
    from pathlib import Path

    from studio_tui.documents.files import save, send_to_printer

    suffix = "csv" if args.csv else "pdf"
    name = f"{args.hub}-{studio.run(lambda desk: desk.today())}.{suffix}"
    output = Path(args.output) if args.output else studio.directory / "documents"
    if args.output and not output.is_dir():
        path = write_file(args.output, data)
    else:
        path = save(output, name, data)
    if args.printer and not args.csv:
        send_to_printer(path, studio.settings.printer)
    return str(path)
