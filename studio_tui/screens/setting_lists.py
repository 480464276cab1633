"""What can be set up, as lists: groups of settings, wizards, the pages of a wizard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from studio_tui import keys
from studio_tui.domain.words import plural
from studio_tui.records.kept import history as happened
from studio_tui.records.preferences import GROUPS
from studio_tui.records.wizard_pages import (
    WIZARDS,
    about,
    page_settings,
    pages_of,
    standing,
)
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.note import Reading
from studio_tui.screens.settings import SettingsScreen
from studio_tui.services import catalogue, settings
from studio_tui.services.desk import Desk
from studio_tui.widgets.record_list import ListColumn, RecordList, Row

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from studio_tui.studio import Studio

CHANGES = "changes"


class SettingList(StudioScreen[None]):
    """A list from which something is opened."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("inner")
    PLACE = "setting_list"
    TITLE_WORDS: ClassVar[str] = ""
    COLUMNS: ClassVar[tuple[ListColumn, ...]]
    SAID: ClassVar[str] = ""
    """What the line says."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.list = RecordList()
        self.list.set_columns(self.COLUMNS)

    @property
    def help_title(self) -> str:
        """What is listed."""
        return self.heading

    @property
    def heading(self) -> str:
        """What is listed, for the title bar."""
        return self.TITLE_WORDS

    def body(self) -> ComposeResult:
        """The list."""
        yield self.list

    def on_mount(self) -> None:
        """Begin in the list."""
        self.title_bar.set_left(self.heading)
        self.list.focus()

    @reported
    async def on_screen_resume(self) -> None:
        """Show what is true now."""
        self.list.show(await self.rows())
        self.tell(self.SAID)

    async def rows(self) -> Sequence[Row]:
        """What there is."""
        raise NotImplementedError

    async def open(self, key: Hashable) -> None:
        """Open a row."""
        raise NotImplementedError

    @reported
    async def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """Open the row under the cursor."""
        await self.open(event.key)

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)


class PreferencesScreen(SettingList):
    """Groups of settings."""

    TITLE_WORDS = "Preferences"
    COLUMNS = (ListColumn("For", 12), ListColumn("Settings", 22), ListColumn("About"))
    SAID = "Enter opens a group. What is stored holds at once, for everybody it concerns."
    HELP_TEXT = (
        "The studio's settings hold for everybody who works here; your own hold for you alone. "
        "What was changed, when and by whom, stands at the end of the list."
    )

    async def rows(self) -> Sequence[Row]:
        """The groups, and what was changed."""
        found = [
            Row(each.key, ("yourself" if each.personal else "the studio", each.title, each.about))
            for each in GROUPS
        ]
        return [*found, Row(CHANGES, ("", "What was changed", "who, when, from what to what"))]

    async def open(self, key: Hashable) -> None:
        """Open a group, or list what was changed."""
        if key == CHANGES:
            await self.app.push_screen(ChangesScreen(self.studio))
            return
        group = next(each for each in GROUPS if each.key == key)
        title = f"Preferences · {group.title}"
        said = f"{group.about[0].upper()}{group.about[1:]}."
        await self.app.push_screen(
            SettingsScreen(self.studio, title, said, group.settings, problems=group.problems)
        )


class ChangesScreen(SettingList):
    """What was changed about settings, newest first."""

    TITLE_WORDS = "Preferences · What was changed"
    COLUMNS = (ListColumn("When", 16), ListColumn("Who", 14), ListColumn("What"))
    SAID = "Enter reads a change in full."

    async def rows(self) -> Sequence[Row]:
        """A line for everything that was stored together."""
        today = await self.studio.call(Desk.today)
        found = happened(await self.studio.call(settings.history), today)
        return [Row(at, each) for at, each in enumerate(found)]

    async def open(self, key: Hashable) -> None:  # noqa: ARG002
        """Read a change in full."""
        assert self.list.row is not None
        when, who, what = self.list.row.cells
        self.app.push_screen(Reading(" · ".join(filter(None, (when, who))), what))


class WizardsScreen(SettingList):
    """The wizards."""

    TITLE_WORDS = "Wizard Builder"
    COLUMNS = (ListColumn("Wizard", 24), ListColumn("Pages"))
    SAID = "Enter lists the pages of a wizard."
    HELP_TEXT = (
        "The pages of each wizard, with the text at their top, what is hidden, what is asked or "
        "required, and what is chosen unless somebody chooses otherwise. A page that several "
        "wizards have is one page: what is changed holds in all of them, for everybody, from the "
        "next Ctrl+P on. A wizard that is open goes on as it was."
    )

    async def rows(self) -> Sequence[Row]:
        """Each with how many pages it has, and how many are hidden."""
        lists = await self.studio.call(catalogue.catalogue)
        rows = []
        for path, name in WIZARDS.items():
            pages = [page.tailored("booking", lists) for page in pages_of(path)]
            hidden = sum(page.hidden for page in pages)
            said = plural(len(pages), "page") + (f", {hidden} hidden" if hidden else "")
            rows.append(Row(path, (name, said)))
        return rows

    async def open(self, key: Hashable) -> None:
        """List the pages of a wizard."""
        await self.app.push_screen(PagesScreen(self.studio, str(key)))


class PagesScreen(SettingList):
    """The pages of a wizard in their order."""

    COLUMNS = (
        ListColumn("Page", 24),
        ListColumn("Shown", 16),
        ListColumn("Header"),
    )
    SAID = "Enter changes a page."
    HELP_TEXT = WizardsScreen.HELP_TEXT

    def __init__(self, studio: Studio, path: str) -> None:
        """Prepare to list.

        Args:
            studio: The open studio.
            path: Which wizard, one of `WIZARDS`.
        """
        self.path = path
        super().__init__(studio)

    @property
    def heading(self) -> str:
        """Which wizard it is."""
        return f"Wizard Builder · {WIZARDS[self.path]}"

    async def rows(self) -> Sequence[Row]:
        """The pages in their order."""
        lists = await self.studio.call(catalogue.catalogue)
        found = [page.tailored("booking", lists) for page in pages_of(self.path)]
        return [
            Row(page.key, (page.title, standing(page), page.own_header or page.header))
            for page in found
        ]

    async def open(self, key: Hashable) -> None:
        """Change a page."""
        page = next(page for page in pages_of(self.path) if page.key == key)
        await self.app.push_screen(
            SettingsScreen(
                self.studio,
                f"Wizard Builder · {page.title}",
                about(page),
                page_settings(page),
                restorable=True,
            )
        )


async def open_preferences(base: StudioScreen[Any]) -> None:
    """Open what the studio and each person may set."""
    await base.app.push_screen(PreferencesScreen(base.studio))


async def open_wizards(base: StudioScreen[Any]) -> None:
    """Open the wizards and their pages, to be changed."""
    await base.app.push_screen(WizardsScreen(base.studio))
