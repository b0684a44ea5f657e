"""Install what the tests need into .venv, browsers and curl included where they can be had, and run them all.

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

# Debian's package, and the programs of which one will do.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "firefox-esr": ("firefox", "firefox-esr"),
    "curl": ("curl",),
}


def demand_programs() -> None:
    """Install Debian's Chromium, Firefox and curl where apt-get can; otherwise say what to do."""
    missing = [package for package, names in PROGRAMS.items() if not any(map(shutil.which, names))]
    if not missing:
        return
    command = f"apt-get install {' '.join(missing)}"
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise SystemExit(f"the tests use real browsers and curl; install them, as root: {command}")
    print(f"installing {' and '.join(missing)} from the system's packages", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        subprocess.run(["apt-get", "-q", *words], check=True, env=environment, stdout=subprocess.DEVNULL)


def main() -> int:
    demand_programs()
    python = install("requirements-dev.lock")
    return subprocess.run([str(python), "-m", "pytest", *sys.argv[1:]], cwd=ROOT).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"this step failed: {' '.join(map(str, error.cmd))}") from None
