"""``python -m claimgraph`` is the command line."""

from .cli import main

main(prog_name="claimgraph")
