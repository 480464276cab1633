"""studio_tui: a keyboard-driven studio manager for photographers."""

__version__ = "0.1.0"
