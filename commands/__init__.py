"""The commands that ``cli.py`` puts together, one module a subject; each command is a few lines.

``console`` prints, ``options`` holds what several commands take; everything else is a command.
"""
