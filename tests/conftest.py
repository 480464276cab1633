"""Fixtures that every layer shares."""
