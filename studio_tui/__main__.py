"""``python -m studio_tui`` is ``studio``."""

from __future__ import annotations

import sys

from studio_tui.cli import main

sys.exit(main())
