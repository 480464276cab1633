"""Keys, pastes and the mouse, from the bytes that terminals really send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events, messages

from studio_tui import terminal
from studio_tui.wire.reading import PASTING, TORN, Reader

ESCAPE = 0.025


def said(reader: Reader, *pieces: bytes) -> list[str]:
    """Keys by name; anything else in words."""
    return [_word(event) for piece in pieces for event in reader.feed(piece)]


def _word(event: object) -> str:
    match event:
        case events.Key():
            return event.key
        case events.Paste():
            return f"paste {event.text!r}"
        case events.MouseEvent():
            return f"{type(event).__name__} {event.x:.0f},{event.y:.0f} {event.button}"
        case _:
            return type(event).__name__


XTERM = {
    b"\x1b[A": "up",
    b"\x1bOA": "up",
    b"\x1b[1;5C": "ctrl+right",
    b"\x1b[3~": "delete",
    b"\x1b[6~": "pagedown",
    b"\x1b[H": "home",
    b"\x1b[F": "end",
    b"\x1b[Z": "shift+tab",
    b"\x1bOP": "f1",
    b"\x1bOS": "f4",
    b"\x1b[15~": "f5",
    b"\x1b[24~": "f12",
    b"\x7f": "backspace",
    b"\x08": "backspace",
    b"\r": "enter",
    b"\x10": "ctrl+p",
}
PUTTY = {
    b"\x1b[11~": "f1",
    b"\x1b[12~": "f2",
    b"\x1b[13~": "f3",
    b"\x1b[14~": "f4",
    b"\x1b[15~": "f5",
    b"\x1b[17~": "f6",
    b"\x1b[21~": "f10",
    b"\x1b[23~": "f11",
    b"\x1b[1~": "home",
    b"\x1b[4~": "end",
    b"\x1b[2~": "insert",
    b"\x1b[5~": "pageup",
}
RXVT = {
    b"\x1b[7~": "home",
    b"\x1b[8~": "end",
    b"\x1b[11~": "f1",
    b"\x1b[a": "shift+up",
    b"\x1bOd": "ctrl+left",
    b"\x1b[5^": "ctrl+pageup",
    b"\x1b[3$": "shift+delete",
}
LINUX_CONSOLE = {
    b"\x1b[[A": "f1",
    b"\x1b[[B": "f2",
    b"\x1b[[C": "f3",
    b"\x1b[[D": "f4",
    b"\x1b[[E": "f5",
    b"\x1b[17~": "f6",
    b"\x1b[24~": "f12",
    b"\x1b[1~": "home",
    b"\x1b[4~": "end",
}
KITTY = {
    b"\x1b[27u": "escape",
    b"\x1b[97;;97u": "a",
    b"\x1b[112;5u": "ctrl+p",
    b"\x1b[13u": "enter",
    b"\x1b[57376;1u": "f13",
    b"\x1b[1;1P": "f1",
    b"\x1b[5~": "pageup",
    b"\x1b[9;2u": "shift+tab",
    b"\x1b[112;5:1u": "ctrl+p",
    b"\x1b[1;1:2B": "down",
}
SENT = [
    *XTERM.items(),
    *PUTTY.items(),
    *RXVT.items(),
    *LINUX_CONSOLE.items(),
    *KITTY.items(),
    (b"\x1b[I", "AppFocus"),
    (b"\x1b[O", "AppBlur"),
    (b"\x1b[<0;10;5M", "MouseDown 9,4 1"),
    (b"\x1b[<0;10;5m", "MouseUp 9,4 1"),
    (b"\x1b[<32;11;5M", "MouseMove 10,4 1"),
    (b"\x1b[<65;1;1M", "MouseScrollDown 0,0 0"),
    (b"\x1b[M *%", "MouseDown 9,4 1"),
    (b"\x1b[M#*%", "MouseUp 9,4 1"),
    (b"\x1b[Ma!!", "MouseScrollDown 0,0 0"),
    (b"\x1b[200~Two\r\nlines\r\n\x1b[31m\x1b[201~", "paste 'Two\\r\\nlines\\r\\n\\x1b[31m'"),
    (b"\x1b[200~Smith\rSara\x1b[A\x1b[201~", "paste 'Smith\\rSara\\x1b[A'"),
    (b"\x1b[?2026;2$y", "TerminalSupportsSynchronizedOutput"),
    ("é".encode(), "é"),
    ("日".encode(), "日"),
]


@pytest.mark.parametrize(("sent", "key"), SENT)
def test_what_terminals_send(sent: bytes, key: str) -> None:
    reader = Reader(ESCAPE)
    assert said(reader, sent) == [key]
    assert reader.patience is None


@pytest.mark.parametrize(("sent", "key"), SENT)
def test_the_same_torn_anywhere_by_the_line(sent: bytes, key: str) -> None:
    for cut in range(1, len(sent)):
        assert said(Reader(ESCAPE), sent[:cut], sent[cut:]) == [key]
    assert said(Reader(ESCAPE), *(sent[at : at + 1] for at in range(len(sent)))) == [key]


@given(st.lists(st.sampled_from(SENT)), st.lists(st.integers(1, 9)))
def test_any_keys_cut_up_in_any_way(keys: list[tuple[bytes, str]], sizes: list[int]) -> None:
    data = b"".join(sent for sent, _ in keys)
    pieces: list[bytes] = []
    for size in sizes:
        pieces, data = [*pieces, data[:size]], data[size:]
    assert said(Reader(ESCAPE), *filter(None, [*pieces, data])) == [key for _, key in keys]


def test_a_lone_escape_is_waited_for_shortly_and_a_torn_key_long() -> None:
    reader = Reader(ESCAPE)
    assert said(reader, b"\x1b") == []
    assert reader.patience == ESCAPE
    assert [_word(event) for event in reader.give_up()] == ["escape"]
    assert reader.patience is None
    assert said(reader, b"\x1b[1;") == []
    assert reader.patience == TORN
    assert list(reader.give_up()) == []
    assert said(reader, b"\x1b[200~half") == []
    assert reader.patience == PASTING
    assert [_word(event) for event in reader.give_up()] == ["paste 'half'"]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"\x1b\x10", ["escape", "ctrl+p"]),
        (b"\x10\x1b\x10smi\r", ["ctrl+p", "escape", "ctrl+p", "s", "m", "i", "enter"]),
        (b"\x1bx\x1b\x1b[B", ["escape", "x", "escape", "down"]),
        (b"\x1bPo", ["escape", "P", "o"]),
        (b"\x1b\x1b", ["escape"]),
        (b"\x1ba", ["alt+a"]),
        (b"\x1bA", ["alt+shift+a"]),
    ],
)
def test_escape_typed_ahead_of_other_keys_is_escape(sent: bytes, keys: list[str]) -> None:
    assert said(Reader(ESCAPE), sent) == keys


def test_answers_nobody_asked_for_and_noise_on_the_line_are_no_keys() -> None:
    reader = Reader(ESCAPE)
    unknown = (b"\x1b[2^z", b"\x1b[112;5:3u", b"\x1b[1:2:3;4:5:6uw", b"\x1b[32;10;5M")
    assert said(reader, *unknown) == ["z", "w"]
    assert said(reader, b"\x1b[?62;22cx", b"\x1b[99;99Ry", b"\xff") == [
        "x",
        "CursorPosition",
        "y",
        "replacement_character",
    ]


def test_the_answer_to_the_first_question_is_noticed_whatever_it_is() -> None:
    reader = Reader(ESCAPE)
    assert said(reader, b"\x1b[A") == ["up"]
    assert not reader.answered
    assert [type(event) for event in reader.feed(b"\x1b[?2026;0$y")] == []
    assert reader.answered
    assert messages.TerminalSupportsSynchronizedOutput in map(type, reader.feed(b"\x1b[?2026;2$y"))


def test_the_setting_says_how_long_a_lone_escape_is_waited_for() -> None:
    assert vars(terminal.driver(500))["ESCAPE"] == 0.5
