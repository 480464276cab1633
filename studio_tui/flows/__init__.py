"""Wizards as data: pages of fields, declared once and without a screen.

A screen draws a flow as a stack of pages, the command line asks it with flags; the rules are here.
"""
