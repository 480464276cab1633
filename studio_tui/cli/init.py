"""``studio init``: a new studio, or one to look around in, without a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from studio_tui.cli.output import Refusal, RefusedError, Result
from studio_tui.cli.parser import reading
from studio_tui.domain.typed_hours import parse_week
from studio_tui.errors import StudioError
from studio_tui.flows.field import Draft, Facts
from studio_tui.flows.setup import SETUP
from studio_tui.services import setup, starter
from studio_tui.services.desk import Desk
from studio_tui.services.suggestions import suggestions
from studio_tui.studio import Studio

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from pathlib import Path

    from studio_tui.cli.call import Call
    from studio_tui.domain.typed_hours import Week

_ASKED = {
    "name": ("--name", "NAME", "studio name (My Studio)"),
    "zone": ("--timezone", "ZONE", "time zone, as Europe/London (the machine's)"),
    "country": ("--country", "CODE", "two letters, as GB (that of the time zone)"),
    "currency": ("--currency", "CODE", "three letters, as GBP (that of the country)"),
    "first": ("--first", "NAME", "first name of the first person (from the login name)"),
    "last": ("--last", "NAME", "last name of the first person"),
}
"""Option, metavariable and help by the key of the first start's field."""


def declare(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--demo", action="store_true", help="a demonstration studio with made-up clients"
    )
    for key, (option, metavar, about) in _ASKED.items():
        parser.add_argument(option, dest=key, metavar=metavar, help=about)
    parser.add_argument(
        "--hours", metavar="HOURS", help='opening hours: "mon-fri 9-17:30, sat 10-14"'
    )


def run(call: Call) -> Result:
    """Open a studio where there is none."""
    args = call.args
    typed = {key: getattr(args, key) for key in _ASKED if getattr(args, key) is not None}
    with reading("--hours"):
        week = parse_week(args.hours) if args.hours is not None else starter.week()
    if args.demo and (typed or args.hours):
        raise StudioError(
            "The demonstration studio brings its own name, place and people:"
            " give --demo without other answers.",
            code="usage",
        )
    answers = None if args.demo else _answers(typed, week)
    with Studio(call.directory, now=call.now) as studio:
        if studio.run(setup.exists):
            raise StudioError(
                f"There is a studio in {call.directory} already; nothing was changed."
                " Name another directory with --data.",
                code="exists",
            )
        if answers is None:
            from studio_tui.demo.fill import fill

            studio.run(fill, studio.run(Desk.now))
        else:
            studio.run(setup.create, answers)
        name = studio.run(Desk.preference, "studio.name", "")
    return Result(_text(name, call.directory.absolute(), answers))


def _answers(typed: dict[str, str], week: Week) -> setup.Answers:
    """What the first start would make of the options; the rest is at its defaults.

    Raises:
        RefusedError: When an answer cannot be used.
    """
    asked = SETUP.page("studio")
    answers = SETUP.answers(Draft(typed=typed), Facts(date.min, suggestions=suggestions(typed)))
    problems = {key: said for key, said in asked.refusals(answers) if key in _ASKED}
    if problems:
        raise RefusedError(
            " ".join(problems.values()), Refusal(more={"fields": problems}), code="invalid"
        )
    return setup.Answers(**{key: answers.value(key) for key in _ASKED}, week=week)


def _text(name: str, directory: Path, answers: setup.Answers | None) -> str:
    if answers is None:
        return f"{name}, a demonstration studio, is open in {directory}."
    return f"{name} is open in {directory}."
