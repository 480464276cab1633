from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

from studio_tui.documents import fonts

if TYPE_CHECKING:
    from pathlib import Path


class Machine(Protocol):
    """Sets up the fonts of a machine."""

    def __call__(self, *files: Path, fontconfig: bool = True) -> None: ...


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    def arrange(*files: Path, fontconfig: bool = True) -> None:
        commands = tmp_path / "bin"
        commands.mkdir()
        monkeypatch.setenv("PATH", str(commands))
        monkeypatch.setattr(fonts, "_DIRECTORIES", (tmp_path / "fonts",))
        if fontconfig:
            lines = "".join(f"{file}\\t0\\n" for file in files)
            script = commands / "fc-match"
            script.write_text(f"#!/bin/sh\nprintf '{lines}'\n")
            script.chmod(0o755)

    return arrange


@pytest.fixture
def font(tmp_path: Path) -> Path:
    """A font that has the letters of שלום and the character 写."""
    path = tmp_path / "fonts" / "TestSans.ttf"
    path.parent.mkdir()
    built(path, "שלום写")
    return path


def built(
    path: Path, characters: str, *, without: tuple[str, ...] = (), box: str = ".notdef"
) -> None:
    names = [box, *(f"g{ord(character):x}" for character in characters)]
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    pen.lineTo((250, 700))
    pen.lineTo((450, 0))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(dict(zip(map(ord, characters), names[1:], strict=True)))
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    for table in without:
        del builder.font[table]
    builder.save(path)
