"""The list of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome


def test_all_keys_are_listed_under_their_places(run: Callable[..., Outcome]) -> None:
    listed = run("keys").out
    assert listed.startswith("Everywhere\n  Ctrl+P, F2  Book a session")
    assert all(f"  {key.id}\n" in listed for key in KEYS)
    assert listed.count("Everywhere") == 1


def test_the_document_has_one_entry_for_each(run: Callable[..., Outcome]) -> None:
    listed = run("keys", "--json").json
    assert [entry["id"] for entry in listed] == [key.id for key in KEYS]
    assert set(listed[0]) == {"id", "keys", "action", "label", "place", "help"}


def test_keys_of_the_settings_are_shown(run: Callable[..., Outcome], directory: Path) -> None:
    (directory / "config.toml").write_text('[keys]\n"calendar.today" = "w"\n')
    assert [line.split()[0] for line in run("keys").out.splitlines() if "today, now" in line] == [
        "w"
    ]


def test_keys_need_no_studio(studio_command: Callable[..., Outcome]) -> None:
    assert studio_command("keys").code == 0
