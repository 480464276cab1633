"""What goes to and comes from the terminal: as little as can be, over any line.

The only place that uses private parts of Textual; each module looks first whether they are there.
"""
