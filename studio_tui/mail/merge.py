"""Filling in a form letter: fields in double braces, and ``if`` around what may be left out.

Letters are the templates of Jinja's sandbox, of which only this is allowed: no loops, no
calculations and no calls, so that no letter takes long or grows without end, whoever wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.letter import LONGEST_BODY
from studio_tui.domain.merge_fields import problem
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from studio_tui.domain.letter import LetterArea

LONGEST: Final = 50_000
"""Characters of a letter before it is filled in."""
_FILTERS: Final = ("upper", "lower", "title", "capitalize", "trim", "default", "d")
_ALLOWED: Final = (
    *("Template", "Output", "TemplateData", "Name", "Getattr", "Const", "If", "CondExpr"),
    *("Filter", "And", "Or", "Not", "Compare", "Operand"),
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A letter that was filled in."""

    text: str
    problems: tuple[str, ...] = ()
    """A sentence about each field that there is not; it stands in the text as ``[client.x?]``."""


class _Group:
    """Fields behind a dot."""

    def __init__(self, name: str, fields: Mapping[str, str]) -> None:
        self.__dict__.update(fields)
        self._name = name

    def __str__(self) -> str:
        return _mark(self._name)


def merge(
    text: str, area: LetterArea, values: Mapping[str, Mapping[str, str]], today: str
) -> Merged:
    """Fill in a letter.

    Args:
        text: The letter.
        area: What it is about.
        values: Fields by group.
        today: What ``today`` stands for.

    Raises:
        StudioError: When it cannot be read, or gets too long.
    """
    if len(text) > LONGEST:
        raise _refused(f"it has {len(text):,} characters; shorten it to {LONGEST:,}")
    from jinja2 import TemplateError

    environment = _environment()
    try:
        tree = environment.parse(text)
        _refuse_more(tree)
        fields, problems = _with_marks(tree, area, values)
        template = environment.from_string(tree)
        return Merged(_short_enough(template.generate(fields | {"today": today})), problems)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"line {line}: " if line else ""
        said = (error.message or "it cannot be read").rstrip(".")
        said = "an if stands there without its endif" if "'endif'" in said else said
        raise _refused(f"{where}{said}") from error
    except RecursionError as error:
        raise _refused("too many if stand inside each other") from error
    except TypeError as error:
        raise _refused("it compares what cannot be compared") from error


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )


def _refuse_more(tree: nodes.Template) -> None:
    """Refuse what letters do not need."""
    from jinja2 import nodes

    for node in _all(tree):
        kind = type(node).__name__
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            known = ", ".join(_FILTERS)
            raise _refused(f"line {node.lineno}: there is no {node.name} in letters, only {known}")
        deep = isinstance(node, nodes.Getattr) and not isinstance(node.node, nodes.Name)
        own = isinstance(node, nodes.Getattr) and node.attr.startswith("_")
        own = own or (isinstance(node, nodes.Name) and node.name in ("self", "caller"))
        if kind not in _ALLOWED or deep or own:
            raise _refused(
                f"line {node.lineno}: letters know fields such as {{{{ client.first }}}} and if, "
                "and nothing more"
            )


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and everything inside it, without recursion."""
    waiting = [node]
    while waiting:
        yield (found := waiting.pop())
        waiting.extend(found.iter_child_nodes())


def _with_marks(
    tree: nodes.Template, area: LetterArea, values: Mapping[str, Mapping[str, str]]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields, with a mark for each that is named and not there, and a sentence about it."""
    from jinja2 import nodes

    fields = {group: dict(known) for group, known in values.items()}
    alone: dict[str, str] = {}
    behind: set[int] = set()
    problems: dict[str, None] = {}
    for node in reversed(list(_all(tree))):  # as they stand in the letter, what is inside first
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            group, name = node.node.name, node.attr
            behind.add(id(node.node))
            if said := problem(area, group, name):
                problems[said] = None
                fields.setdefault(group, {})[name] = _mark(f"{group}.{name}")
    for node in _all(tree):
        if not isinstance(node, nodes.Name) or id(node) in behind:
            continue
        if said := problem(area, node.name):
            problems[said] = None
            alone[node.name] = _mark(node.name)
    groups = {name: _Group(name, known) for name, known in fields.items()}
    return {**alone, **groups}, tuple(problems)


def _mark(name: str) -> str:
    return f"[{name}?]"


def _short_enough(pieces: Iterator[str]) -> str:
    found, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > LONGEST_BODY:
            raise _refused(f"filled in, it has more than {LONGEST_BODY:,} characters")
        found.append(piece)
    return "".join(found)


def _refused(reason: str) -> StudioError:
    return StudioError(f"The letter cannot be filled in: {reason}.", code="letter")
