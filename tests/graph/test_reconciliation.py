"""The reconciliation client against a server that speaks the protocol, over HTTP on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner

from claimgraph import build
from claimgraph.cli import main
from claimgraph.errors import DataError, StopRun, UsageError
from claimgraph.extract.workers import Settings
from claimgraph.graph.reconciliation import mappings, reconcile
from claimgraph.ontology.terms import SKOS, WD

KNOWN = {
    "Northgate University": [
        {
            "id": "Q2",
            "name": "Northgate Academy",
            "score": 61,
            "match": False,
            "type": [{"id": "Q3", "name": "school"}],
        },
        {
            "id": "Q1",
            "name": "Northgate University",
            "score": 99.5,
            "match": True,
            "description": "a\tuniversity",
        },
    ]
}
MANIFEST = {
    "versions": ["0.2"],
    "name": "a test",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
}


class Service(BaseHTTPRequestHandler):
    asked: list[dict] = []
    broken = b""

    def do_GET(self):
        self.answer(json.dumps(MANIFEST).encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        queries = json.loads(parse_qs(body)["queries"][0])
        self.asked.append(queries)
        answers = {key: {"result": KNOWN.get(query["query"], [])} for key, query in queries.items()}
        self.answer(self.broken or json.dumps(answers).encode())

    def answer(self, content):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.fixture
def service():
    Service.asked, Service.broken = [], b""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api"
    server.shutdown()
    thread.join()
    server.server_close()


def test_candidates_come_best_first_with_canonical_identifiers(service, tmp_path):
    ((name, (first, second)), (other, none)) = reconcile(
        ["Northgate University", "Nobody"], service, tmp_path, type_="Q43229"
    )
    assert (name, other, none) == ("Northgate University", "Nobody", ())
    assert (first.id, first.iri, first.match) == ("Q1", "http://www.wikidata.org/entity/Q1", True)
    assert (second.label, second.types, second.score) == ("Northgate Academy", ("school",), 61.0)
    assert Service.asked[0]["q0"] == {"query": "Northgate University", "limit": 3, "type": "Q43229"}


def test_names_go_out_once_in_batches_of_ten(service, tmp_path):
    names = [f"Body {number}" for number in range(25)]
    first = list(reconcile(names, service, tmp_path))
    assert [len(queries) for queries in Service.asked] == [10, 10, 5]
    assert list(reconcile(names, service, tmp_path)) == first
    assert len(Service.asked) == 3


def test_what_is_kept_needs_no_network(service, tmp_path):
    kept = list(reconcile(["Northgate University"], service, tmp_path))
    Service.broken = b"gone"
    assert list(reconcile(["Northgate University"], service, tmp_path)) == kept
    with pytest.raises(DataError, match="does not answer JSON"):
        list(reconcile(["Somebody else"], service, tmp_path))
    Service.broken = b'{"q0": {"error": "no"}}'
    with pytest.raises(DataError, match="no result for 'Somebody else'"):
        list(reconcile(["Somebody else"], service, tmp_path))


def test_a_service_that_is_not_there_is_said_in_one_line(tmp_path):
    with pytest.raises(StopRun, match="cannot be reached"):
        list(reconcile(["A"], "http://127.0.0.1:9/api", tmp_path))
    for address in ("file:///etc/passwd", "ftp://x/y", "nonsense"):
        with pytest.raises(UsageError, match="not the address of a service"):
            list(reconcile(["A"], address, tmp_path))


def test_candidates_become_links_that_nobody_has_judged(service, tmp_path):
    ((_, candidates),) = reconcile(["Northgate University"], service, tmp_path)
    actor = "https://w3id.org/claimgraph/id/organization-1"
    first, second = mappings([(actor, one) for one in candidates])
    assert (first.subject, first.subject_label) == (actor, "Northgate University")
    assert (first.object, first.object_label) == (WD + "Q1", "Northgate University")
    assert (first.confidence, first.comment) == (0.995, "a\tuniversity")
    assert (first.predicate, second.predicate) == (SKOS + "exactMatch", SKOS + "closeMatch")
    assert first.decision is second.decision is None


def test_what_a_service_proposes_is_judged_applied_and_undone(service, tmp_path):
    (tmp_path / "a.txt").write_text(
        "“No,” says Ama Boateng, a media scholar at Northgate University.\n", encoding="utf-8"
    )
    graph = tmp_path / "graph"
    build([tmp_path / "a.txt"], graph, settings=Settings(attribution="rules"), formats=("nq",))

    def exported():
        run("export", str(graph), "--to", "nq")
        return (graph / "graph.nq").read_bytes()

    def run(*words, code=0):
        answer = CliRunner().invoke(main, [*words])
        assert answer.exit_code == code, answer.output
        return answer.output

    before = exported()
    apply = ("merge", str(graph), "--name", "reconciled", "--apply")
    assert "nothing was decided yet" in run(*apply, code=2)
    assert "2 of them to judge" in run("reconcile", str(graph), "--service", service)
    assert exported() == before
    assert "0 links applied" in run(*apply)  # a proposal is no decision
    assert exported() == before
    table = graph / "merged" / "reconciled.sssom.tsv"
    judged = table.read_text("utf-8").replace("\n\tcgd:", "\naccept\tcgd:", 1)
    table.write_text(judged, encoding="utf-8")
    assert "1 links applied" in run(*apply)
    assert b"exactMatch> <http://www.wikidata.org/entity/Q1>" in exported()
    assert "1 of them to judge" in run("reconcile", str(graph), "--service", service)
    assert "1 of them to judge" in run("reconcile", str(graph), "--service", service, "--kind", "person")
    run("unmerge", str(graph), "reconciled")
    assert exported() == before
    assert "no merged dataset" in run("unmerge", str(graph), "reconciled", code=2)
    run("reconcile", str(graph), code=2)
