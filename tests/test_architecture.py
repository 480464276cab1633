"""The habits that keep the program readable, checked where a tool does not."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import studio_tui

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(studio_tui.__file__).parent
MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if "migrations" not in path.parts  # frozen scripts
)
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def test_a_module_opens_by_saying_what_it_is_for() -> None:
    assert [name(path) for path in MODULES if not ast.get_docstring(tree(path))] == []


def test_a_module_is_short_enough_to_be_read() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: count for path, count in lines.items() if count > LONGEST_MODULE} == {}


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    body = function.body
    documented = ast.get_docstring(function, clean=False) is not None
    said = (body[0].end_lineno or 0) - body[0].lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - said


def test_a_function_fits_on_a_screen() -> None:
    offenders = [
        f"{name(path)}:{node.lineno} {node.name} has {length(node)} lines"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length(node) > LONGEST_FUNCTION
    ]
    assert offenders == []


CLOCKS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.strftime"),
}


@cache
def called(path: Path) -> list[tuple[int, str]]:
    """Line and dotted name of everything called, a module's own name for it resolved."""
    return list(_called(path))


def _called(path: Path) -> Iterator[tuple[int, str]]:
    known = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and not node.level
        for alias in node.names
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            first, *rest = ast.unparse(node.func).split(".")
            yield node.lineno, ".".join((known.get(first, first), *rest))


def test_only_the_studio_reads_the_clock() -> None:
    allowed = ("studio.py", "wire/splash.py")  # the second before there is a studio
    offenders = [
        f"{name(path)}:{line} {what}"
        for path in MODULES
        if name(path) not in allowed
        for line, what in called(path)
        if ".".join(what.split(".")[-2:]) in CLOCKS
    ]
    assert offenders == []


def test_only_the_command_line_prints() -> None:
    offenders = [
        f"{name(path)}:{line}"
        for path in MODULES
        if not name(path).startswith(("cli", "plain"))
        for line, what in called(path)
        if what == "print"
    ]
    assert offenders == []


def loaded_by(*packages: str) -> set[str]:
    """Top-level packages that are in memory after everything in some of ours was imported."""
    modules = [
        f"studio_tui.{name(path)[:-3].replace('/', '.')}".removesuffix(".__init__")
        for path in MODULES
        if name(path).startswith(packages)
    ]
    assert modules
    code = f"import sys; import {', '.join(modules)}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {module.partition(".")[0] for module in run.stdout.split()}


@pytest.mark.parametrize(
    "package", ["services/", "flows/", "models/", "cli/", "delivery.py", "studio.py"]
)
def test_below_the_screens_neither_textual_nor_fpdf_is_loaded(package: str) -> None:
    heavy = {"textual", "rich", "fpdf", "PIL", "smtplib", "jinja2", "icalendar"}
    assert not loaded_by(package) & heavy


def test_the_rules_of_the_trade_load_no_framework_and_no_database() -> None:
    heavy = {"textual", "rich", "fpdf", "peewee", "playhouse", "sqlite3", "phonenumbers", "babel"}
    assert not loaded_by("domain/") & heavy


def test_the_checks_find_what_they_look_for(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text(
        "from datetime import datetime\nfrom time import time as clock\n"
        "def long():\n" + "    datetime.now()\n" * 41 + "    clock()\n    print()\n"
    )
    assert {what for _, what in called(path)} == {"datetime.datetime.now", "time.time", "print"}
    (function,) = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))
    assert length(function) == 44
