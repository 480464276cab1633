"""What a terminal sends, taken apart: whole keys, pastes and answers, however they were cut up.

A person cannot press Escape and another key within some thousandths of a second, so an Escape that
stays alone for that long is the key. A sequence that has begun otherwise is waited for: no line is
so slow that a key is torn and typed as text.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Final

from textual import events
from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.message import Message

TORN: Final = 1.0
"""Seconds that the rest of a sequence may take over the line."""
PASTING: Final = 10.0
"""The same for the rest of a paste, which must not be taken for keys."""

ESCAPE: Final = "\x1b"
_PASTE: Final = "\x1b[200~"
_NUMBERS: Final = r"[\d;:-]"
_WHOLE: Final = re.compile(
    r"\x1b\[200~(?P<pasted>.*?)\x1b\[201~"
    r"|(?P<pasting>\x1b\[200~.*)"
    r"|\x1b\[\[[A-E]"  # F1 to F5 of the Linux console
    r"|\x1b\[\d+\$"  # rxvt's keys with Shift
    rf"|\x1b\[(?:M...|[<=>?]?{_NUMBERS}+[ -/]*M)"  # the mouse, in its old way and its new one
    rf"|\x1b\[[<=>?]?{_NUMBERS}*[ -/]*[@-LN-Z^-~]"
    r"|\x1bO[A-Za-z]"
    r"|[^\x1b]+",
    re.DOTALL,
)
_BEGUN: Final = re.compile(rf"\x1b(?:\[[\[<=>?]?{_NUMBERS}*[ -/]*|\[M.{{0,2}}|O)?", re.DOTALL)
_OLD_MOUSE: Final = "\x1b[M"
_HOW: Final = re.compile(r"(;\d*):(\d)(?=[;A-Zu~])")
"""Behind the modifiers of kitty's protocol: 1 pressed, 2 repeated, 3 let go."""
_ANSWER: Final = re.compile(r"\x1b\[\?2026;\d\$y")


class Reader:
    """Takes bytes, gives events; what is not complete yet is kept."""

    def __init__(self, escape: float) -> None:
        """Start with nothing.

        Args:
            escape: Seconds after which a lone Escape is the key.
        """
        self._escape = escape
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser()
        self._kept = ""
        self.answered = False
        """Whether the terminal has answered the question that is asked at the start."""

    @property
    def patience(self) -> float | None:
        """Seconds to wait for the rest of what is kept; None if nothing is."""
        if not self._kept:
            return None
        if self._kept == ESCAPE:
            return self._escape
        return PASTING if self._kept.startswith(_PASTE) else TORN

    def feed(self, data: bytes) -> Iterator[Message]:
        """What has come with some bytes."""
        came = self._decode(data)
        alone = not self._kept and len(came) == 2 and came[0] == ESCAPE != came[1]
        text, self._kept = self._kept + came, ""
        at = 0
        while at < len(text):
            found = _WHOLE.match(text, at)
            if (found["pasting"] is not None) if found else _BEGUN.fullmatch(text, at):
                self._kept = text[at:]
                return
            if found:
                yield from self._events(found)
                at = found.end()
            elif alone:
                yield from self._with_alt(text)
                return
            else:
                yield events.Key("escape", ESCAPE)
                at += 1

    def give_up(self) -> Iterator[Message]:
        """What there is, as nothing has come for as long as `patience` says."""
        text, self._kept = self._kept, ""
        if text.startswith(_PASTE):
            yield _paste(text.removeprefix(_PASTE))
        elif len(text) <= 2:  # more than that is part of a sequence, of which the rest was lost
            yield events.Key("escape", ESCAPE)
            yield from self._parsed(text[1:])

    def _events(self, found: re.Match[str]) -> Iterator[Message]:
        if found["pasted"] is not None:
            yield _paste(found["pasted"])
        else:
            self.answered = self.answered or _ANSWER.fullmatch(found[0]) is not None
            yield from self._parsed(_usual(found[0]))

    def _parsed(self, text: str) -> Iterator[Message]:
        """What Textual makes of a text or a whole sequence; what it does not know is dropped."""
        try:
            if text:
                yield from self._parser.feed(text)
        except ValueError:  # numbers that it takes for others: no reason to be deaf from now on
            self._parser = XTermParser()
        if self._parser._timeout_time is not None:
            self._parser = XTermParser()

    def _with_alt(self, text: str) -> Iterator[Message]:
        """Escape and one more that came together and alone: a key with Alt, if there is such."""
        found = list(self._parsed(text))
        key = text[1]
        if found:
            yield from found
        elif key.isalnum():
            yield events.Key(f"alt+shift+{key.lower()}" if key.isupper() else f"alt+{key}", key)
        else:
            if not key.isprintable():
                yield events.Key("escape", ESCAPE)
            yield from self._parsed(key)


def _usual(sequence: str) -> str:
    """A sequence as most terminals send it; nothing for a key that is let go."""
    if sequence.startswith(_OLD_MOUSE) and len(sequence) == len(_OLD_MOUSE) + 3:
        code, x, y = (ord(each) - 32 for each in sequence[len(_OLD_MOUSE) :])
        released = code & 0b1100011 == 0b11
        return f"\x1b[<{0 if released else code};{x};{y}{'m' if released else 'M'}"
    how = _HOW.search(sequence)
    if how is None:
        return sequence
    return "" if how[2] == "3" else sequence.replace(how[0], how[1], 1)


def _paste(text: str) -> events.Paste:
    return events.Paste(text.replace("\x00", ""))
