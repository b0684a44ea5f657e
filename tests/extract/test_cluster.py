"""A Dask cluster on this machine reads as one process does, and may lose its workers."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

TEXT = "TikTok is owned by ByteDance, said Ada Quill, a lawyer.\n\n“Nobody wants it,” added Tom Vrba.\n"


def build(articles, out, *options):
    command = [sys.executable, "-m", "claimgraph", "-q", "build", str(articles), "-o", str(out)]
    return subprocess.Popen(
        [*command, "--attribution", "rules", "--to", "nq", *options], stderr=subprocess.PIPE, text=True
    )


def workers(parent):
    """The processes of a build's cluster that are at work: spaCy is loaded by the first batch, not before."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat, words = (folder / "stat").read_text(), (folder / "cmdline").read_bytes()
            reads = "/spacy/" in (folder / "maps").read_text()
        except OSError:
            continue
        fields = stat.rpartition(")")[2].split()
        if int(fields[1]) == parent and b"spawn_main" in words and reads:
            found.append(int(folder.name))
    return found


def test_a_cluster_whose_workers_are_killed_makes_the_same_graph(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(120):
        (articles / f"{number:03}.txt").write_text(f"Case {number}\n\n{TEXT}", encoding="utf-8")
    alone = build(articles, tmp_path / "one")
    assert (alone.communicate()[1], alone.returncode) == ("", 0)
    process = build(articles, tmp_path / "cluster", "--dask", "local", "-j", "2")
    killed = 0
    while process.poll() is None and killed < 2:
        time.sleep(0.2)
        if found := workers(process.pid):
            os.kill(found[0], signal.SIGKILL)
            killed += 1
    said = process.communicate()[1]
    assert process.returncode == 0, said
    assert killed == 2
    one, cluster = ((tmp_path / name / "graph.nq").read_bytes() for name in ("one", "cluster"))
    assert one == cluster and b"Ada Quill" in one


def test_a_scheduler_that_is_not_there_is_named(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    process = build(tmp_path / "a.txt", tmp_path / "graph", "--dask", "tcp://127.0.0.1:9")
    said = process.communicate()[1]
    assert process.returncode == 2
    assert "no Dask scheduler answers there" in said and "Traceback" not in said
