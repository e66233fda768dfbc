"""The hub's workbooks on their way through other programs: the same facts come back, or a word why.

`python -m tests.crossed` prints a table of programs and formats.
"""
