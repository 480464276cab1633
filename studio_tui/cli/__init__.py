"""The command line: every command asks the services that the screens ask.

Only what a command needs is imported, when it is called; textual never is, but for the terminal
interface itself, which shows something before anything else is imported.
"""

from __future__ import annotations

import os
import sys

from studio_tui.errors import StudioError
from studio_tui.wire import splash

TYPE_CHECKING = False  # typing itself takes a third of the time until there is something to read
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import Final

    from studio_tui.cli.parser import Parser

COMMANDS: Final = {
    "init": ("studio_tui.cli.init", "open a new studio, or a demonstration studio"),
    "agenda": ("studio_tui.cli.agenda", "sessions and appointments by day"),
    "find": (
        "studio_tui.cli.find",
        "clients, bookings and invoices by name, phone, email or number",
    ),
    "show": ("studio_tui.cli.show", "a session, appointment, client or invoice in full"),
    "free": ("studio_tui.cli.free", "the next free times, and why there are no earlier ones"),
    "book": ("studio_tui.cli.book", "book a session or arrange an appointment"),
    "print": (
        "studio_tui.cli.printing",
        "a confirmation, invoice, receipt or day sheet as a PDF or text",
    ),
    "list": ("studio_tui.cli.lists", "what a list of the screens shows, as a PDF or a CSV file"),
    "export": ("studio_tui.cli.export", "the bookings of some days for other calendar programs"),
    "outbox": ("studio_tui.cli.outbox", "emails on their way: list them, or send what is due"),
    "keys": ("studio_tui.cli.keys", "the keys of the terminal interface"),
}
"""Module and description by command. A module has ``declare(parser)`` and ``run(call)``."""


NO_ROOM = "There is not enough free memory for this. Close other programs, then try again."


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, or the terminal interface when there is none.

    Args:
        argv: Words after ``studio``; those that the program was called with by default.

    Returns:
        The exit status: 0 done, 1 refused by a rule, 2 wrong usage.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    shown = splash.Splash() if not _commands(words) and splash.fits() else None
    try:
        return _run(words, shown)
    except (StudioError, MemoryError) as error:
        if shown:
            shown.leave()
        from studio_tui.cli.output import refuse

        found = error if isinstance(error, StudioError) else StudioError(NO_ROOM, code="memory")
        return refuse(found, as_json="--json" in words)
    except KeyboardInterrupt:
        return 130
    except SystemExit as left:  # argparse, after --help and --version
        return left.code if isinstance(left.code, int) else 0
    finally:
        if shown:
            shown.leave()


def _commands(words: Sequence[str]) -> list[str]:
    """What there is besides the options that say which studio and who: a command, a question."""
    left, found = list(words), []
    while left:
        word = left.pop(0)
        if word in ("--data", "--user"):
            del left[:1]
        elif word != "--thin" and not word.startswith(("--data=", "--user=")):
            found.append(word)
    return found


def _run(words: list[str], shown: splash.Splash | None) -> int:
    try:
        "".join(words).encode()
    except UnicodeEncodeError:
        raise StudioError(
            "The command line holds bytes that are not UTF-8 text.", code="usage"
        ) from None
    args = _top_parser().parse_args(words)
    if args.command is None:
        return _interface(args, shown)
    if args.command not in COMMANDS:
        raise _unknown(args.command)
    from importlib import import_module

    from studio_tui.cli.call import Call
    from studio_tui.cli.output import deliver
    from studio_tui.cli.parser import Parser, global_options
    from studio_tui.paths import studio_directory

    name, description = COMMANDS[args.command]
    module = import_module(name)
    parser = Parser(
        prog=f"studio {args.command}", description=f"{description[0].upper()}{description[1:]}."
    )
    global_options(parser)
    module.declare(parser)
    parser.parse_args(args.rest, args)
    call = Call(args, studio_directory(args.data), args.user, os.environ.get("STUDIO_NOW", ""))
    deliver(module.run(call), as_json=getattr(args, "json", False))
    return 0


def _top_parser() -> Parser:
    import argparse

    from studio_tui import __version__
    from studio_tui.cli.parser import Parser, global_options

    listed = "\n".join(f"  {name:<8}{about}" for name, (_, about) in COMMANDS.items())
    parser = Parser(
        prog="studio",
        usage="studio [--data DIR] [--user INITIALS] [--thin] [command ...]",
        description="A studio manager for photographers. Without a command: the calendar.",
        epilog=f"commands:\n{listed}\n\n'studio book --help' explains one of them.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"studio {__version__}")
    parser.add_argument(
        "--thin",
        action="store_true",
        help="for slow lines: the calendar without mouse and boxes, in few colours",
    )
    global_options(parser)
    parser.set_defaults(data="", user=os.environ.get("STUDIO_USER", ""))
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _unknown(command: str) -> StudioError:
    from difflib import get_close_matches

    near = get_close_matches(command, COMMANDS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(COMMANDS)}."
    return StudioError(f"There is no command {command}: {hint}", code="usage")


def _interface(args: Namespace, shown: splash.Splash | None) -> int:
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise StudioError(
            "The calendar needs a terminal; without one, use a command such as studio agenda"
            " (studio --help names them all).",
            code="usage",
        )
    if os.environ.get("TERM", "dumb") in ("dumb", ""):
        raise StudioError(
            "This terminal cannot show the calendar (TERM=dumb): use the commands"
            f" {', '.join(COMMANDS)} (studio --help explains them).",
            code="usage",
        )
    from studio_tui.paths import studio_directory
    from studio_tui.running import run

    now = os.environ.get("STUDIO_NOW", "")
    directory = studio_directory(args.data)
    return run(directory, person=args.user, now=now, shown=shown, thin=args.thin)
