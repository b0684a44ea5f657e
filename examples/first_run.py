"""Install claimgraph into .venv, build the graph of the example articles, and say where it is.

Needs Python 3.11 or newer and a connection to the package index. Every package is pinned and
checked against the hash in requirements.lock before it is installed.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / ".venv" / ("Scripts" if sys.platform == "win32" else "bin")


def install(lock: str = "requirements.lock") -> Path:
    """The Python of .venv, with the packages of the lock file and claimgraph itself installed."""
    if sys.version_info < (3, 11):
        raise SystemExit("claimgraph needs Python 3.11 or newer; this is " + sys.version.split()[0])
    python = PROGRAMS / ("python.exe" if sys.platform == "win32" else "python")
    if not python.exists():
        print(f"making {ROOT / '.venv'}", flush=True)
        venv.create(ROOT / ".venv", with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    print(f"installing what {lock} pins (a few minutes the first time)", flush=True)
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / lock)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], check=True)
    return python


def main() -> None:
    python = install()
    graph = ROOT / "mygraph"
    articles = ROOT / "examples" / "articles"
    subprocess.run([str(python), "-m", "claimgraph", "build", str(articles), "-o", str(graph)], check=True)
    print(f"\nThe graph as Turtle:   {graph / 'graph.ttl'}")
    print(f"The page to open:      {graph / 'graph.html'}")
    print(f"Ask it, for instance:  {PROGRAMS / 'claimgraph'} query {graph} -q who-said-what")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"this step failed: {' '.join(map(str, error.cmd))}") from None
