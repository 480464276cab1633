"""What is shown in one line of 80 columns fits there; what may be longer takes more lines."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from studio_tui.services import outbox

PACKAGE = Path(outbox.__file__).parents[1]
ROOM = 80 - len(" ") - len(" ")
LISTED = " Down lists them."
NAME = 14
"""Characters of what is put into a sentence: a long name, an amount, a date."""
PASSING = ("tell", "say")
"""Say how things are, in one line; `remind` and `report` take more of them."""

ELSEWHERE = ("Page", "ListSpec", "_cycle")
"""Their help is read on a page, or on the help screen."""


def size(node: ast.expr) -> int:
    """Characters of a text, however it is put together."""
    match node:
        case ast.Constant(value=str(text)):
            return len(text)
        case ast.JoinedStr(values=parts):
            return sum(map(size, parts))
        case ast.BinOp(left=left, right=right):
            return size(left) + size(right)
        case ast.IfExp(body=body, orelse=other):
            return max(size(body), size(other))
    return NAME


def calls(folder: str) -> list[tuple[str, ast.Call]]:
    """Every call of the modules in a folder, with where it stands."""
    return [
        (f"{path.relative_to(PACKAGE)}:{node.lineno}", node)
        for path in sorted((PACKAGE / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


@pytest.mark.parametrize("folder", ["flows", "records"])
def test_the_help_of_every_field_is_read_whole(folder: str) -> None:
    found = []
    for where, call in calls(folder):
        given = {each.arg: each.value for each in call.keywords}
        if "help" in given and getattr(call.func, "id", "") not in ELSEWHERE:
            room = ROOM - (len(LISTED) if "choices" in given else 0)
            found += [f"{where} {ast.unparse(given['help'])}"] if size(given["help"]) > room else []
    assert not found


def test_what_a_screen_tells_in_passing_fits_in_a_line() -> None:
    found = [
        f"{where} {size(call.args[0])}"
        for where, call in calls("screens")
        if isinstance(call.func, ast.Attribute) and call.func.attr in PASSING and call.args
        if not any(each.arg == "whole" for each in call.keywords)
        if size(call.args[0]) > ROOM
    ]
    assert not found
