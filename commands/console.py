"""Where commands print: results on standard output, remarks and errors on standard error."""

from __future__ import annotations

import sys

from rich.console import Console

# In a pipe or a file a table is as wide as it needs to be.
out = Console(highlight=False, soft_wrap=True, emoji=False, width=None if sys.stdout.isatty() else 200)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)
