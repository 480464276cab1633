"""A studio whose mail goes to a real server on this machine, and what is read back at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.mail.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.mail.server import Post


@pytest.fixture
def post(directory: Path) -> Iterator[Post]:
    """The mail server that Lumen Studio is set up with."""
    with serving() as found:
        (directory / "config.toml").write_text(
            f'[mail]\nhost = "localhost"\nport = {found.port}\ntls = "none"\n'
            'sender = "studio@example.org"\n'
        )
        yield found
