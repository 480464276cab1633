"""The rules of the trade: pure functions and frozen values, without clock, files or database."""
