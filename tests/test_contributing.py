"""What CONTRIBUTING shows is so: its examples are run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from playhouse.migrate import SqliteMigrator

from studio_tui import keys
from studio_tui.domain.catalogue import Catalogue
from studio_tui.domain.hours import Opening
from studio_tui.flows.field import Draft, Facts
from studio_tui.flows.flow import Flow
from studio_tui.models.base import ListEntry
from studio_tui.records.lists import LISTS
from studio_tui.records.lists.spec import starting, values
from studio_tui.screens.lists import maintenance
from studio_tui.screens.lists.entries import ListScreen
from studio_tui.services import list_rows, list_uses, lists
from studio_tui.services.desk import Desk
from tests.screens.program import running
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from studio_tui.studio import Studio

PAGE = Path(__file__).parent.parent / "CONTRIBUTING.md"
BLOCKS = dict(re.findall(r"```python (\w+)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))


def run(name: str) -> dict[str, Any]:
    """What an example defines."""
    found: dict[str, Any] = {"__name__": f"example_{name}"}
    exec(compile(dedent("   " + BLOCKS[name].lstrip()), name, "exec"), found)
    return found


def test_every_example_is_run_here() -> None:
    assert set(BLOCKS) == {"model", "migration", "spec", "page", "key"}


@pytest.fixture
def props(studio: Studio) -> Any:
    """The list of the example in a studio that has its table."""
    up = run("migration")["up"]
    studio.run(lambda desk: up(SqliteMigrator(desk.database), desk.database))
    return run("spec")["PROPS"]


def test_a_list_is_its_model_its_migration_its_declaration(studio: Studio, props: Any) -> None:
    model = run("model")["Prop"]
    assert issubclass(model, ListEntry)
    assert model._meta.table_name == props.table
    columns = {row[0] for row in _columns(studio, props.table)}
    assert columns == {field.column_name for field in model._meta.sorted_fields}
    facts = Facts(studio.run(Desk.today), Catalogue(Opening("UTC")))
    answers = starting(props, None, facts, Draft(typed={"name": "Straw bale"}))
    entry_id = studio.run(lists.add, props, values(props, answers))
    assert [each.id for each in studio.run(list_rows.entries, props)] == [entry_id]
    studio.run(list_uses.remove, props, entry_id)


def _columns(studio: Studio, table: str) -> list[tuple[Any, ...]]:
    return studio.run(lambda desk: desk.rows("SELECT name FROM pragma_table_info(?)", (table,)))


async def test_one_line_more_shows_the_list_in_maintenance(
    studio: Studio, props: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "LISTS", (*LISTS, props))
    async with running(studio) as pilot:
        await press(pilot, "E", "props", "enter")
        assert isinstance(pilot.app.screen, ListScreen)
        await press(pilot, "n", "Straw bale", "ctrl+s")
        assert said(pilot) == "Straw bale entered."
        assert "Props · 1 entry" in shown(pilot)


def test_a_page_is_asked_once_it_is_among_those_of_a_flow() -> None:
    page = run("page")["DOG"]
    flow = Flow("booking", "Book", (page,))
    facts = Facts(None, Catalogue(Opening("UTC")))  # type: ignore[arg-type]
    assert [each.key for each in flow.asked(Draft(), facts)] == ["dog"]
    (refused,) = page.refusals(flow.answers(Draft(), facts))
    assert refused == ("dog", "Name of the dog is needed here.")
    assert not page.refusals(flow.answers(Draft(typed={"dog": "Rex"}), facts))


def test_a_key_of_one_line_stands_in_its_place_and_collides_with_nothing() -> None:
    key = run("key")["BARK"]
    assert key.place in keys.TITLES
    here = next(screen for screen, places in keys.TOGETHER.items() if key.place in places)
    taken = {
        each for other in keys.KEYS if other.place in keys.TOGETHER[here] for each in other.keys
    }
    assert not taken & set(key.keys)
