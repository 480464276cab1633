"""Use cases: one function each, one transaction each, named in the trade's words.

Every function takes the ``Desk`` first: the open database, the clock and who is working. It
takes and returns values of ``domain``, never rows of a table.
"""
