from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from studio_tui.domain.catalogue import Catalogue, SessionTypeEntry
from studio_tui.domain.hours import Opening
from studio_tui.flows import session_fields
from studio_tui.flows.field import Answers, Draft, Facts, Field, Reading, plain, tick
from studio_tui.widgets.bars import Line
from studio_tui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.pilot import Pilot

TODAY = date(2026, 11, 24)
NEWBORN = SessionTypeEntry(1, "Newborn", "NB", "#e0af68", 150, 0, 30, None, None, None)
FAMILY = SessionTypeEntry(2, "Family", "FAM", "#9ece6a", 60, 0, 0, None, None, None)
FACTS = Facts(TODAY, Catalogue(Opening("Europe/London"), types=(NEWBORN, FAMILY)))
HOSTILE = "[/] O'Brien <b> [bold]"


def shouted(text: str, _: Answers) -> Reading:
    return Reading(text, text.upper())


def no_digits(text: str, _: Answers) -> Reading:
    return Reading(text, problem="Type letters, please, not digits." if text.isdigit() else "")


NAMES = (
    Field("last", "Last name", shouted, kind="name", help="As on the invoice."),
    Field("first", "First name", plain, kind="name"),
    Field("word", "Word", no_digits, default=lambda answers: answers.text("first")),
    Field("sms", "Texts", tick, kind="tick", default=lambda _: "no"),
    Field("colour", "Colour", plain, choices=lambda _: ("red", "blue")),
    Field("notes", "Notes", plain, kind="notes"),
)


class Host(App[None]):
    """Reads what is typed into a form and shows it there, as every screen does."""

    def __init__(self, fields: Sequence[Field] = NAMES, **prefill: str) -> None:
        super().__init__()
        self.fields = fields
        self.draft = Draft(prefill=prefill)
        self.form = Form(fields)
        self.line = Line()
        self.heard: list[tuple[str, ...]] = []

    def compose(self) -> ComposeResult:
        yield self.form
        yield self.line

    def on_mount(self) -> None:
        self.form.follower = lambda text, warn: self.line.say(text, warn=warn)
        self.show()
        self.form.focus_field(self.fields[0].key)

    @property
    def answers(self) -> Answers:
        return Answers(self.fields, self.draft, FACTS)

    def show(self) -> None:
        self.form.show(self.answers)

    def on_form_typed(self, event: Form.Typed) -> None:
        self.heard.append(("typed", event.key, event.text))
        self.draft = self.draft.with_text(event.key, event.text)
        self.show()

    def on_form_left(self, event: Form.Left) -> None:
        self.heard.append(("left", event.key))

    def on_form_recased(self, event: Form.Recased) -> None:
        self.heard.append(("recased", event.before, event.after))

    def on_form_pick_wanted(self, event: Form.PickWanted) -> None:
        self.heard.append(("pick", event.key))

    def on_form_finished(self) -> None:
        self.heard.append(("finished",))

    def lines(self) -> list[str]:
        """What the screen shows, as text."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def text(self, key: str) -> str:
        return self.draft.typed.get(key, "")


async def type_in(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))


# What is shown


async def test_each_row_shows_label_text_and_words() -> None:
    app = Host(last="smith")
    async with app.run_test(size=(80, 24)):
        assert app.lines()[0].split() == ["›", "Last", "name", "smith", "SMITH"]


async def test_only_the_focused_row_is_marked_and_the_cursor_stands_in_it() -> None:
    app = Host(last="smith")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        marked = [line for line in app.lines() if line.startswith("›")]
        assert len(marked) == 1
        assert "First name" in marked[0]
        assert app.cursor_position.y == 1
        await pilot.press("x", "y")
        assert app.cursor_position.x == app.lines()[1].index("xy") + 2


async def test_what_nobody_touched_follows_its_default_and_is_not_sent() -> None:
    app = Host(session_fields.FIELDS, date="2026-11-27", start="14:00")
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.heard == []
        await type_in(pilot, "nb")
        assert {said[1] for said in app.heard} == {"type"}
        assert any("Start, end" in line and "16:30" in line for line in app.lines())
        await type_in(pilot, "x")  # no such type: nothing to follow
        assert not any("16:30" in line for line in app.lines())
        assert "end" not in app.draft.typed


async def test_showing_keeps_focus_and_what_is_being_typed() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        stale = app.answers
        app.form.query(Input).first().value = "ab"  # a second letter, not read yet
        app.form.show(stale)
        await pilot.pause()
        assert app.text("last") == "ab"
        assert app.form.focused_key == "last"


async def test_a_text_that_the_screen_changes_replaces_what_was_typed() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "smit")
        heard = len(app.heard)
        app.draft = app.draft.with_text("last", "Smith")
        app.show()
        await pilot.pause()
        assert "Smith" in app.lines()[0]
        assert len(app.heard) == heard
        await pilot.press("x")  # what is stored is added to, never replaced by a stray key
        assert app.text("last") == "Smithx"


async def test_what_is_typed_and_not_read_yet_can_be_asked_for() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        assert app.form.unread() == {}
        app.form.query(Input).first().value = "ab"
        assert app.form.unread() == {"last": "ab"}


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (120, 40)])
async def test_user_text_is_never_markup(size: tuple[int, int]) -> None:
    app = Host((Field("last", HOSTILE[:8], shouted),), last=HOSTILE)
    async with app.run_test(size=size):
        assert HOSTILE[:8] in app.lines()[0]
        assert HOSTILE in app.lines()[0]
        app.form.mark([("last", f"Not {HOSTILE}.")])
        assert "[/] O'Brien" in app.line.text


# Keys


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_leaving_a_typed_name_puts_its_capitals_right_and_says_so(key: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "o'brien smith")
        await pilot.press(key)
        assert app.text("last") == "O'brien Smith"
        assert app.form.focused_key == "first"
        assert ("recased", "o'brien smith", "O'brien Smith") in app.heard
        assert app.heard[-1] == ("left", "last")


@pytest.mark.parametrize("key", ["f3", "ctrl+j"])
async def test_two_keys_leave_the_capitals_as_typed(key: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "McDonald")
        await pilot.press(key)
        assert app.text("last") == "McDonald"
        assert app.form.focused_key == "first"
        await pilot.press("up", "enter")  # looked at again, not typed again
        assert app.text("last") == "McDonald"


async def test_a_name_that_was_not_touched_keeps_its_capitals() -> None:
    app = Host(last="McDonald")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "up", "tab")
        assert app.heard == [("left", "last"), ("left", "first"), ("left", "last")]
        assert app.answers.text("last") == "McDonald"


async def test_ctrl_z_right_after_gives_back_what_was_typed() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "McDonald")
        await pilot.press("enter", "ctrl+z")
        assert app.text("last") == "McDonald"
        assert "McDonald" in app.lines()[0]
        await pilot.press("up", "enter")
        assert app.text("last") == "McDonald"


async def test_ctrl_z_after_more_typing_leaves_the_name_alone() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "McDonald")
        await pilot.press("enter", "x", "ctrl+z")
        assert app.text("last") == "Mcdonald"


async def test_a_page_that_is_turned_settles_the_name_under_the_cursor_without_a_word() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "sara")
        app.form.settle()
        assert app.form.unread() == {"last": "Sara"}
        await pilot.pause()
        assert app.text("last") == "Sara"
        assert not [said for said in app.heard if said[0] == "recased"]


async def test_arrows_move_between_fields_and_ask_for_choices() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down", "down")
        assert app.form.focused_key == "colour"
        await pilot.press("down")
        assert app.heard[-1] == ("pick", "colour")
        await pilot.press("up")
        assert app.form.focused_key == "sms"


async def test_space_and_letters_tick() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.focus_field("sms")
        for key, text, shown in (
            ("space", "yes", "[x]"),
            ("space", "no", "[ ]"),
            ("y", "yes", "[x]"),
            ("n", "no", "[ ]"),
        ):
            await pilot.press(key)
            assert app.text("sms") == text
            assert shown in app.lines()[3]


async def test_notes_take_enter_and_are_left_by_tab_or_arrow() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.focus_field("notes")
        await pilot.press("a", "enter", "b", "up", "up")
        assert app.text("notes") == "a\nb"
        assert app.form.focused_key == "colour"
        app.form.focus_field("notes")
        await pilot.press("ctrl+j")
        assert app.heard[-1] == ("finished",)
        await pilot.press("shift+tab")
        assert app.form.focused_key == "colour"


async def test_enter_on_the_last_field_finishes() -> None:
    app = Host(NAMES[:2])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert ("finished",) not in app.heard
        await type_in(pilot, "sara")
        await pilot.press("enter")
        assert app.heard[-1] == ("finished",)
        assert app.text("first") == "Sara"


async def test_pasted_lines_all_arrive_in_a_field_of_one_line() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste("12 High Street\n\r\nLondon\t\x1bN1\n"))
        await pilot.pause()
        assert app.text("last") == "12 High Street, London  N1"


@pytest.mark.parametrize("key", ["pagedown", "pageup", "ctrl+f", "f7"])
async def test_keys_of_the_screen_reach_it_even_from_notes(key: str) -> None:
    app = Host()
    pressed: list[str] = []
    app.bind(key, "note_down")
    note_down: Callable[[], None] = lambda: pressed.append(key)
    app.action_note_down = note_down  # type: ignore[attr-defined]
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.focus_field("notes")
        await pilot.press(key)
        assert pressed == [key]


# Problems


async def test_a_problem_stands_beside_its_field_or_below_and_in_the_line() -> None:
    app = Host(word="123")
    long = "Type letters, please, not digits, as nobody knows yet how many there are of them."
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.mark([("word", "Type letters."), ("colour", long)])
        await pilot.pause()
        assert app.form.focused_key == "word"
        assert app.lines()[2].endswith("! Type letters.")
        assert app.line.text == "Type letters."
        shown = " ".join(line.strip() for line in app.lines()[5:7])
        assert shown == f"! {long}"
        app.form.mark([])
        await pilot.pause()
        assert "!" not in "".join(app.lines())


async def test_a_problem_goes_when_its_field_is_mended_or_typed_in() -> None:
    app = Host(word="123", first="sara")
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.mark([("word", app.answers.problem("word")), ("first", "Taken.")], focus=False)
        assert app.form.focused_key == "last"
        app.form.focus_field("first")
        await pilot.press("x")
        assert "Taken." not in "".join(app.lines())
        assert "letters" in "".join(app.lines())
        app.draft = app.draft.with_text("word", "abc")
        app.show()
        await pilot.pause()
        assert "letters" not in "".join(app.lines())


async def test_what_the_screen_says_stands_until_there_is_something_else_to_say() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.line.say("Saved.")
        app.show()
        await pilot.press("x")
        assert app.line.text == "Saved."
        await pilot.press("tab", "up")
        assert app.line.text == "As on the invoice."


async def test_a_long_text_shows_its_beginning_once_it_is_left() -> None:
    app = Host(last="a long text of which only a part has room")
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        assert "a long text" in app.lines()[0]
        assert app.cursor_position.y == 1


async def test_the_line_helps_with_the_field_under_the_cursor() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.line.text == "As on the invoice."
        app.form.focus_field("colour")
        await pilot.pause()
        assert app.line.text == "Down lists them."


# Sizes


async def test_a_session_is_seen_whole_at_80x24_with_five_lines_to_spare_for_bars() -> None:
    app = Host(session_fields.FIELDS, date="2026-11-27", start="14:00", type="nb")
    async with app.run_test(size=(80, 18)):
        shown = "\n".join(app.lines())
        assert all(field.label.casefold() in shown.casefold() for field in session_fields.FIELDS)
        assert "Friday 27 November 2026, in 3 days" in shown
        assert app.form.max_scroll_y == 0


async def test_on_a_narrow_screen_the_words_go_to_the_line() -> None:
    app = Host(session_fields.FIELDS, date="2026-11-27", start="14:00")
    async with app.run_test(size=(40, 10)) as pilot:
        app.form.focus_field("date")
        await pilot.pause()
        assert not any("Friday" in line for line in app.lines()[:-1])
        assert app.line.text.startswith("Friday 27 November 2026, in 3 days")
        app.form.focus_field("notes")
        await pilot.pause()
        assert any(line.startswith("› Notes") for line in app.lines())


async def test_text_survives_a_new_size() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await type_in(pilot, "smith")
        await pilot.resize_terminal(40, 10)
        await pilot.press("x")
        assert app.text("last") == "smithx"
        assert "smithx" in app.lines()[0]
        assert app.form.focused_key == "last"


async def test_a_click_on_a_label_goes_to_its_field() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(app.form, offset=(4, 4))
        assert app.form.focused_key == "colour"
        await pilot.click(app.form, offset=(16, 3))
        assert app.text("sms") == "yes"


async def test_one_more_problem_leaves_the_others_and_the_focus() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.mark([("word", "Odd.")], focus=False)
        app.form.mark_also("colour", "No colour.")
        app.form.mark_also("first", "")
        await pilot.pause()
        assert app.form.focused_key == "last"
        said = [line.partition("! ")[2] for line in app.lines() if "!" in line]
        assert said == ["Odd.", "No colour."]


PAYMENT = (
    Field("method", "Method", plain),
    Field("cheque", "Cheque", plain, rule="required", applies=lambda a: a.value("method") == "c"),
    Field("amount", "Amount", plain),
)


async def test_a_field_that_does_not_apply_is_not_there_until_it_does() -> None:
    app = Host(PAYMENT)
    async with app.run_test(size=(80, 10)) as pilot:
        assert [line.split() for line in app.lines()[:2]] == [["›", "Method"], ["Amount"]]
        assert app.answers.problem("cheque") == ""
        await pilot.press("enter")
        assert app.form.focused_key == "amount"
        await pilot.press("up", "c")
        assert [line.split()[-1] for line in app.lines()[:3]] == ["c", "Cheque", "Amount"]
        assert app.answers.problem("cheque") == "Cheque is needed here."
        await pilot.press("tab")
        assert app.form.focused_key == "cheque"
        await pilot.press("1", "up", "x", "enter")
        assert app.form.focused_key == "amount"
        assert app.answers.value("cheque") is None


async def test_an_answer_that_comes_when_the_page_is_closed_does_no_harm() -> None:
    app = Host(last="smith")
    async with app.run_test():
        await app.form.remove()
        app.draft = app.draft.with_text("last", "jones")
        app.show()
        assert app.form.focused_key == ""


async def test_enter_and_down_leave_notes_in_which_nothing_is_typed() -> None:
    after = Field("after", "After", plain)
    app = Host((*NAMES, after), notes="Pays by card.")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("enter", "down"):
            app.form.focus_field("notes")
            await pilot.press(key)
            assert app.form.focused_key == "after"
        app.form.focus_field("notes")
        await pilot.press("x", "enter", "y")
        assert app.text("notes") == "x\nyPays by card."
        await pilot.press("down", "down")
        assert app.form.focused_key == "after"
