"""Folders of files that nobody made for the hub: whatever they hold, a check ends well.

`python -m tests.corpus FOLDER` prints what a check makes of each file.
"""
