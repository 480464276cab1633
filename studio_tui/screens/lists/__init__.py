"""Maintenance: the lists of a studio, each drawn from its declaration in `records.lists`."""
