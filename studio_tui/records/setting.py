"""What a setting is to a person: a field to type in, and how its stored value is written there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from studio_tui.domain.choosing import choose
from studio_tui.domain.settings import Change, Whose
from studio_tui.flows.field import Answers, Field, Reading, plain, tick
from studio_tui.records.kept import constant, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_tui.domain.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting."""

    key: str
    """What it is stored by."""
    field: Field
    """How it is asked; what it reads is what is stored."""
    whose: Whose = "studio"
    text: Callable[[Any, Catalogue], str] = lambda value, _: str(value or "")
    """The text of a stored value, as it is typed."""

    def filled(self, value: Any, lists: Catalogue) -> Field:
        """The field with what is stored: untouched, it reads as just that."""
        text = self.text(value, lists)
        return kept(replace(self.field, key=self.key), constant(text, value))

    def change(self, before: Any, answers: Answers) -> Change | None:
        """What was typed over a stored value; None while that is the same."""
        after, lists = answers.value(self.key), answers.facts.catalogue
        if after == before:
            return None
        said = (self.text(before, lists), self.text(after, lists))
        return Change(self.whose, self.key, self.field.label, before, after, *said)


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that stand on one screen."""

    key: str
    title: str
    about: str
    """What is in it, in a few words."""
    settings: tuple[Setting, ...]
    personal: bool = False
    """Whether they hold for the person at the desk alone."""
    problems: Callable[[Answers], tuple[tuple[str, str], ...]] = lambda _: ()
    """(key, sentence) for what is wrong between settings."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of a few values that a setting may have, by the words that are said for it."""

    id: Any
    name: str
    code: str = ""


def one_of(
    key: str,
    label: str,
    options: Mapping[Any, str],
    help: str = "",  # noqa: A002
    **more: Any,
) -> Setting:
    """A setting with a few possible values.

    Args:
        key: What it is stored by.
        label: What it is called.
        options: What is said for each value.
        help: Read while the cursor is on it.
        more: Anything else of `Setting`.
    """
    offered = [Option(value, said) for value, said in options.items()]

    def read(text: str, _: Answers) -> Reading:
        return Reading(choose(text or offered[0].name, offered, label.casefold()).id)

    field = Field(
        key,
        label,
        read,
        rule="required",
        choices=lambda _: tuple(options.values()),
        help=help,
        wide=True,
    )
    return Setting(key, field, text=lambda value, _: options.get(value, str(value)), **more)


def entry_of(
    key: str,
    label: str,
    of: Callable[[Catalogue], Sequence[Any]],
    none: str,
    help: str = "",  # noqa: A002
    **more: Any,
) -> Setting:
    """A setting that names an entry of a list, or none.

    An entry that is no longer offered stays named until another is chosen, and holds no more.

    Args:
        key: What it is stored by.
        label: What it is called.
        of: The list.
        none: What holds without one, in a few words.
        help: Read while the cursor is on it.
        more: Anything else of `Setting`.
    """

    def read(text: str, answers: Answers) -> Reading:
        if text.casefold() in ("", "-", "none"):
            return Reading("", none)
        name: str = choose(text, of(answers.facts.catalogue), label.casefold()).name
        return Reading(name, "" if name == text else name)

    field = Field(key, label, read, choices=lambda answers: of(answers.facts.catalogue), help=help)
    return Setting(key, field, **more)


def yes_no(key: str, label: str, help: str = "", **more: Any) -> Setting:  # noqa: A002
    """A setting that is on or off."""
    field = Field(key, label, tick, kind="tick", help=help)
    return Setting(key, field, text=lambda value, _: "yes" if value else "no", **more)


def words(
    key: str, label: str, read: Callable[[str, Answers], Reading] = plain, **options: Any
) -> Setting:
    """A setting that is a text, or is typed as one.

    Args:
        key: What it is stored by.
        label: What it is called.
        read: What is made of the text.
        options: ``whose`` and ``text`` of `Setting`; anything else of `Field`.
    """
    own = {name: options.pop(name) for name in ("whose", "text") if name in options}
    return Setting(key, Field(key, label, read, **options), **own)
