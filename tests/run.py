"""Install what the tests need into .venv, a Chromium included where that can be had, and run them all.

Arguments go to pytest: ``python3 tests/run.py -k quotes``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "examples"))

from first_run import install  # noqa: E402  (the folder is on the path only now)

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def demand_chromium() -> None:
    """Install Debian's Chromium where apt-get can; otherwise say what to do."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise SystemExit(
            "the tests open the page in Chromium: install it (as root: apt-get install chromium)"
        )
    print("installing chromium from the system's packages", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "-q", *command], check=True, env=environment, stdout=subprocess.DEVNULL)


def main() -> int:
    demand_chromium()
    python = install("requirements-dev.lock")
    return subprocess.run([str(python), "-m", "pytest", *sys.argv[1:]], cwd=ROOT).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"this step failed: {' '.join(map(str, error.cmd))}") from None
