"""The command line as people meet it: what it prints, where, and with which exit code."""

import json
import os
import pty
import subprocess
import sys

import click
import pytest

from claimgraph.cli import main
from claimgraph.exports.formats import FORMATS

TEXT = "“RedNote is not a refuge,” says Ama Boateng, a lawyer. TikTok is owned by ByteDance.\n"


def run(*arguments, stdin=None, **options):
    command = [sys.executable, "-m", "claimgraph", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, timeout=120, **options)


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    built = run("build", folder / "articles", "-o", folder / "graph")
    assert built.returncode == 0, built.stderr
    assert built.stderr == ""
    assert "1 read" in built.stdout
    return folder / "graph"


def test_a_build_says_what_it_did_and_where_the_files_are(graph):
    again = run("build", graph.parent / "articles", "-o", graph)
    lines = [line.split(None, 1) for line in again.stdout.splitlines()]
    said = dict(line for line in lines if len(line) == 2)
    assert said["articles"].strip() == "0 read, 1 unchanged"
    assert {"claims", "actors", "platforms", "relations", "violations"} <= set(said)
    assert str(graph / "graph.html") in again.stdout.replace("\n", "")
    assert run("--quiet", "build", graph.parent / "articles", "-o", graph).stdout == ""


def test_a_bar_on_a_terminal_and_none_in_a_pipe(graph):
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "claimgraph", "build", str(graph.parent / "articles"), "-o", str(graph)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=follower, env=environment) as process:
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 4096):
                shown += part
        except OSError:  # the terminal's other end is closed
            pass
        assert process.wait(120) == 0
    assert b"a.txt" in shown
    assert "1 read" not in run("build", graph.parent / "articles", "-o", graph).stderr


@pytest.mark.parametrize(
    ("format_", "first"),
    [("csv", "speaker,role,quote"), ("json", '{"head"'), ("tsv", "?speaker\t?role"), ("", "")],
)
def test_query_prints_each_format(graph, format_, first):
    answer = run("query", graph, "-q", "who-said-what", *(["--to", format_] if format_ else []))
    assert answer.returncode == 0, answer.stderr
    assert "Ama Boateng" in answer.stdout
    assert answer.stdout.startswith(first)


def test_query_takes_files_parameters_and_construct(graph, tmp_path):
    (tmp_path / "q.rq").write_text("CONSTRUCT { ?c a cg:Claim } WHERE { ?c a cg:Claim }")
    assert "#Claim> ." in run("query", graph, "-q", tmp_path / "q.rq").stdout
    assert (
        "Burbn" in run("query", graph, "-q", "who-owns", "name=Instagram", "as-of=2011", "--to", "csv").stdout
    )
    assert "who-said-what" in run("query", graph, "--list").stdout
    assert run("query", graph, "-q", "who-owns", "--explain").stdout.startswith("# Who owns")
    assert "true" in run("query", graph, "-q", "ASK { ?c a cg:Claim }").stdout


def test_check_conforms_and_says_how_many_spans(graph):
    answer = run("check", graph)
    assert answer.returncode == 0
    assert "spans proven, 0 violations" in answer.stdout
    assert json.loads(run("check", graph, "--to", "json").stdout)["conforms"] is True


def test_a_graph_that_does_not_conform_ends_with_one(graph, tmp_path):
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        "<http://x/c> a <https://w3id.org/claimgraph#Claim> ; <https://w3id.org/claimgraph#kind> 'odd' ."
    )
    assert run("merge", graph, broken).returncode == 0
    answer = run("check", graph)
    assert answer.returncode == 1
    assert "http://x/c" in answer.stdout
    assert run("unmerge", graph, "broken").returncode == 0
    assert run("check", graph).returncode == 0


def test_every_format_is_written(graph, tmp_path):
    answer = run("export", graph, "--to", ",".join(FORMATS), "-o", tmp_path / "out")
    assert answer.returncode == 0, answer.stderr
    written = [line for line in answer.stdout.splitlines() if line]
    assert len(written) >= len(FORMATS)
    assert all(os.path.getsize(path) > 0 for path in written)


def test_extract_reads_standard_input_and_prints_offsets():
    answer = run("extract", "-", "--format", "jsonl", stdin=TEXT)
    assert answer.returncode == 0, answer.stderr
    (document,) = map(json.loads, answer.stdout.splitlines())
    (quote,) = [quote for quote in document["quotes"] if quote["speaker"] == "Ama Boateng"]
    assert [TEXT[start:end] for start, end in quote["cue"]] == ["says"]
    assert {"id", "quotes", "mentions", "relations"} <= set(document)


def test_score_prints_the_views_and_the_worst_cases(tmp_path):
    gold = {
        "id": "a",
        "text": TEXT,
        "quotes": [{"content": [[1, 24]], "cue": [[27, 31]], "source": [[32, 43]]}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
    answer = run("score", tmp_path / "gold.jsonl", "--worst", "1", env={**os.environ, "COLUMNS": "160"})
    assert answer.returncode == 0, answer.stderr
    assert "100.0 100.0 100.0" in answer.stdout
    assert "missed 0" in answer.stdout


BAD = {
    "no-folder": (["build", "nowhere", "-o", "g"], 2),
    "no-articles": (["build", "empty", "-o", "g"], 2),
    "no-graph": (["query", "nowhere", "-q", "who-said-what"], 2),
    "no-preset": (["query", "GRAPH", "-q", "who-saidwhat"], 2),
    "no-parameter": (["query", "GRAPH", "-q", "who-owns", "nmae=x"], 2),
    "no-sparql": (["query", "GRAPH", "-q", "SELECT broken {"], 2),
    "no-turtle": (["merge", "GRAPH", "broken.ttl"], 2),
    "no-format": (["export", "GRAPH", "--to", "xls"], 2),
    "no-model": (["extract", "a.txt", "--model", "en_none"], 2),
    "no-column": (["extract", "rows.csv", "--column", "text=Nothing"], 2),
    "no-merged": (["unmerge", "GRAPH", "none"], 2),
    "no-gold": (["score", "nowhere.jsonl"], 2),
    "not-gold": (["score", "a.txt"], 2),
    "no-training": (["train", "gold.jsonl", "-o", "model"], 2),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_clear_line_and_exit_code_two(name, graph, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "broken.ttl").write_text("<http://a> broken")
    (tmp_path / "gold.jsonl").write_text('{"id": "a", "text": "x", "quotes": []}\n')
    (tmp_path / "rows.csv").write_text("a,b\n1,2\n")
    arguments, code = BAD[name]
    answer = run(*(graph if argument == "GRAPH" else argument for argument in arguments), cwd=tmp_path)
    assert answer.returncode == code, answer.stdout + answer.stderr
    assert answer.stderr.startswith("error: ")
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "Traceback" not in answer.stderr


def test_a_title_cannot_rewrite_the_terminal(tmp_path):
    (tmp_path / "evil\x1b[2J.txt").write_bytes(b"\x00\x01\x02")
    answer = run("build", tmp_path, "-o", tmp_path / "graph")
    assert "\x1b[2J" not in answer.stdout + answer.stderr
    assert "evil\\x1b[2J.txt" in answer.stderr


@pytest.mark.parametrize("name", sorted(main.commands))
def test_each_command_says_what_it_does(name):
    command = main.commands[name]
    assert isinstance(command, click.Command)
    assert command.help and command.help.strip().split("\n")[0].endswith((".", ",", "in"))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or parameter.name in ("format_",), f"{name} --{parameter.name}"


def test_a_format_is_chosen_by_the_same_two_names_everywhere(graph):
    asked = ["query", graph, "-q", "who-said-what"]
    assert run(*asked, "--format", "csv").stdout == run(*asked, "--to", "csv").stdout != ""
    commands = [*main.commands.values()]
    for command in commands:
        commands += command.commands.values() if isinstance(command, click.Group) else ()
    named = [
        {*one.opts} for command in commands for one in command.params if one.name in ("format_", "formats")
    ]
    assert len(named) == 9
    assert all(names == {"--to", "--format"} for names in named)


def test_what_holds_for_all_commands_may_stand_behind_one(graph):
    assert run("build", graph.parent / "articles", "-o", graph, "--quiet").stdout == ""
    assert run("check", graph, "--verbose").returncode == 0
