"""Which fonts a document is set in: the one we carry, and the machine's own for other scripts."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Source Sans Pro (SIL Open Font License): Latin with Vietnamese, Greek, Cyrillic, all currencies.
_PACKAGE = "font_source_sans_pro"
_DIRECTORIES = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path(os.path.expanduser("~/.local/share/fonts")),
    Path(os.path.expanduser("~/.fonts")),
)
_TABLES = ("OS/2", "cmap", "head", "hhea", "hmtx", "name", "post")
_KINDS = (".ttf", ".otf", ".ttc", ".otc")
# Looking through a machine with thousands of fonts must not make anybody wait for a document.
_MOST_EXAMINED = 120
_MOST_ASKED_FOR = 3000
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face in a font file.

    Attributes:
        path: The file.
        index: Number of the face in a collection; 0 elsewhere.
    """

    path: Path
    index: int = 0


def packaged(style: str) -> Path:
    """The font file that comes with the program; ``style`` is ``Regular`` or ``Bold``."""
    return Path(str(files(_PACKAGE))) / "files" / f"SourceSansPro-{style}.ttf"


def covering(characters: Iterable[str]) -> dict[FontFile, frozenset[int]]:
    """Fonts of this machine for characters that our own font lacks.

    Returns:
        For each font, in the order of preference, the code points to take from it. Characters
        that no font has are in none of the sets.
    """
    missing = {ord(character) for character in characters}
    chosen: dict[FontFile, frozenset[int]] = {}
    if not missing:
        return chosen
    for font in islice(_offered(missing), _MOST_EXAMINED):
        if (found := missing & _code_points(font)) and _is_sound(font):
            chosen[font] = frozenset(found)
            missing -= found
        if not missing:
            break
    return chosen


def _offered(missing: set[int]) -> Iterator[FontFile]:
    try:
        yield from _from_fontconfig(missing)
    except (OSError, subprocess.SubprocessError, ValueError):
        yield from _from_directories()


def _from_fontconfig(missing: set[int]) -> list[FontFile]:
    """What fontconfig offers, best first; -s leaves out fonts that add no characters."""
    charset = " ".join(f"{point:x}" for point in sorted(missing)[:_MOST_ASKED_FOR])
    answer = subprocess.run(
        ["fc-match", "-s", "-f", "%{file}\t%{index}\n", f"sans:charset={charset}"],
        capture_output=True,
        check=True,
        stdin=subprocess.DEVNULL,
        timeout=_PATIENCE,
    )
    offers = (line.rpartition("\t") for line in answer.stdout.decode(errors="replace").splitlines())
    # The upper half of fontconfig's index names an instance of a variable font, not a face.
    fonts = [FontFile(Path(path), int(index) & 0xFFFF) for path, _, index in offers if path]
    return [font for font in fonts if font.path.suffix.lower() in _KINDS]


def _from_directories() -> list[FontFile]:
    """Font files in the usual places, plain sans-serif faces first."""
    found = (path for place in _DIRECTORIES if place.is_dir() for path in place.rglob("*"))
    paths = [path for path in found if path.suffix.lower() in _KINDS]
    return [FontFile(path) for path in sorted(paths, key=_plainness)]


def _plainness(path: Path) -> tuple[bool, bool, int, str]:
    name = path.stem
    slanted_or_heavy = any(word in name for word in ("Bold", "Italic", "Oblique", "Light", "Thin"))
    return "Sans" not in name, slanted_or_heavy, len(name), str(path)


@cache
def _code_points(font: FontFile) -> frozenset[int]:
    """Code points of a font; none when it cannot be read."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # comes with fpdf2

    try:
        with TTFont(font.path, fontNumber=font.index, lazy=True) as face:
            return frozenset(face.getBestCmap() or ())
    except Exception:  # somebody else's file can be broken in any way
        return frozenset()


@cache
def _is_sound(font: FontFile) -> bool:
    """Whether the tables that setting type needs can be read."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(font.path, fontNumber=font.index, lazy=True) as face:
            # Pictures instead of outlines (colour emoji) and CFF2 do not survive in a PDF.
            outlines = "glyf" if "glyf" in face else "CFF "
            return all(face[table] is not None for table in (*_TABLES, outlines))
    except Exception:  # as above
        return False
