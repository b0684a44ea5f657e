"""What is built and installed is what stands in the tree, and imports run one way."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("commands", "graph", "ontology", "extract", "exports")


def test_the_wheel_holds_every_module_and_data_file(tmp_path):
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "-w", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {
            name.removeprefix("claimgraph/") for name in archive.namelist() if name.startswith("claimgraph/")
        }
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    files += [*ROOT.glob("*.py"), ROOT / "py.typed"]
    wanted = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert packed == wanted


def test_the_house_is_kept_small():
    modules = [
        path for room in (*ROOMS, ".") for path in (ROOT / room).glob("**/*.py" if room != "." else "*.py")
    ]
    assert len(modules) > 60
    long = {
        path.name: lines for path in modules if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
    assert not [path for path in modules if path.stem in vague]


def test_the_root_has_six_files_of_code():
    assert sorted(path.name for path in ROOT.glob("*.py")) == [
        "__init__.py",
        "__main__.py",
        "cli.py",
        "errors.py",
        "pipeline.py",
    ]
    assert (ROOT / "py.typed").exists()


def test_each_package_with_code_is_listed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    found = {
        ".".join(["claimgraph", *path.parent.relative_to(ROOT).parts])
        for room in ROOMS
        for path in (ROOT / room).rglob("__init__.py")
    }
    assert found | {"claimgraph"} == listed


def test_starting_up_and_building_again_import_nothing_heavy(tmp_path):
    heavy = "{'spacy', 'numpy', 'rdflib', 'pypdf', 'trafilatura', 'docx', 'networkx'}"
    program = (
        "import sys; from claimgraph.cli import main; main(sys.argv[1:], standalone_mode=False);"
        f" sys.exit(' '.join({heavy} & set(sys.modules)) or 0)"
    )
    article = tmp_path / "article.txt"
    article.write_text("“The app stays,” said Ada Marlowe, a lawyer.\n", encoding="utf-8")
    build = ["build", str(article), "-o", str(tmp_path / "graph"), "--attribution", "rules", "--to", "ttl"]
    for words, light in ((["--help"], True), (build, False), (build, True)):
        done = subprocess.run([sys.executable, "-c", program, *words], stderr=subprocess.PIPE, text=True)
        assert (done.returncode == 0) == light, done.stderr


def test_pins_have_hashes_and_name_no_index():
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        pins = [line for line in lines if "==" in line]
        assert len(pins) > 40
        assert all(line.endswith("\\") for line in pins)
        assert not [line for line in lines if "://" in line or line.startswith("-")]
