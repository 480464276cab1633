"""Widgets that draw themselves line by line; they know values of the trade, not use cases."""
