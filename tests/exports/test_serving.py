"""The site over HTTP: the SPARQL Protocol, its limits, who may come in, and the pages in a browser."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from claimgraph.exports.serving.article import pieces
from claimgraph.exports.serving.results import SOLUTIONS, NotAcceptable, wanted
from claimgraph.graph.storage.ledger import Entry
from claimgraph.graph.storage.store import Store

QUOTES = """SELECT ?quote ?role { ?c cg:quote ?quote
  OPTIONAL { ?c cg:speakerRole/rdfs:label ?role } } ORDER BY ?quote"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMITS = ("--timeout", "3", "--max-rows", "2000")


@pytest.fixture(scope="module")
def served(tmp_path_factory, fill, reading, other_reading):
    folder = tmp_path_factory.mktemp("served") / "mygraph"
    with Store.create(folder) as store:
        fill(store, reading, other_reading)
    command = [sys.executable, "-m", "claimgraph", "serve", str(folder), "--port", "0", *LIMITS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, process.stderr.read()
        yield address.group(), folder
        process.send_signal(signal.SIGINT)
        assert process.wait(20) is not None
        assert process.stderr.read() == ""
    assert not list(folder.glob(".reading-*"))


@pytest.fixture
def address(served):
    return served[0]


def fetch(url, data=None, headers=None, method=None):
    """Status, headers and body, whatever the status."""
    request = urllib.request.Request(url, data, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def ask(address, query, accept="text/csv", **parameters):
    fields = urllib.parse.urlencode({"query": query, **parameters}, doseq=True)
    return fetch(f"{address}sparql?{fields}", headers={"Accept": accept})


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_each_form_in_each_format(address, method):
    client = SPARQLWrapper(address + "sparql")
    client.setMethod(method)
    client.setQuery(QUOTES)
    client.setReturnFormat(JSON)
    rows = client.query().convert()["results"]["bindings"]
    assert [row["quote"]["value"] for row in rows][:2] == [
        "RedNote is not a refuge",
        "RedNote keeps our data",
    ]
    assert "role" not in rows[1]
    client.setReturnFormat(XML)
    assert len(client.query().convert().getElementsByTagName("result")) == 4
    client.setReturnFormat(CSV)
    assert client.query().convert().decode().splitlines()[1] == "RedNote is not a refuge,media scholar"
    client.setQuery("PREFIX cg: <https://w3id.org/claimgraph#> ASK { ?c a cg:Claim }")
    client.setReturnFormat(JSON)
    assert client.query().convert() == {"head": {}, "boolean": True}
    client.setQuery("PREFIX cg: <https://w3id.org/claimgraph#> CONSTRUCT WHERE { ?c cg:quote ?quote }")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.query().convert().decode(), format="turtle")) == 4


def test_curl_asks_in_each_of_the_three_ways(address):
    def curl(*arguments):
        answer = subprocess.run(["curl", "-sS", *arguments], capture_output=True, text=True, check=True)
        return answer.stdout

    url, form = address + "sparql", f"query={QUOTES}"
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", QUOTES)
    tsv = ("-H", "Accept: text/tab-separated-values")
    assert curl("-G", url, "--data-urlencode", form, *tsv).splitlines()[0] == "?quote\t?role"
    assert curl(url, "--data-urlencode", form, *tsv) == curl(url, *direct, *tsv)
    assert curl(url, *direct, *tsv).splitlines()[1] == '"RedNote is not a refuge"\t"media scholar"'


def test_each_format_says_the_same(address):
    query = """SELECT ?iri ?text ?lang ?number ?date ?none { VALUES (?iri ?text ?lang ?number ?date ?none) {
      (<http://x/?a=1&b=2>
       "tab\\t, quote \\" and <line>\\nbreak" "mot"@fr 7 "2025-01"^^xsd:gYearMonth UNDEF) } }"""
    _, _, text = ask(address, query, "application/sparql-results+json")
    (row,) = json.loads(text)["results"]["bindings"]
    assert row["lang"] == {"type": "literal", "value": "mot", "xml:lang": "fr"}
    assert row["date"]["datatype"].endswith("gYearMonth") and "none" not in row
    _, _, text = ask(address, query, "application/sparql-results+xml")
    values = [
        element.text
        for element in ElementTree.fromstring(text).iter()
        if element.tag.endswith(("uri", "literal"))
    ]
    assert values == [row[name]["value"] for name in ("iri", "text", "lang", "number", "date")]
    _, _, text = ask(address, query, "text/csv")
    assert text.startswith("iri,text,lang,number,date,none\r\n")
    assert '"tab\t, quote "" and <line>\nbreak",mot,7,2025-01,' in text
    _, _, text = ask(address, query, "text/tab-separated-values")
    assert text.splitlines()[1].split("\t")[1:3] == ['"tab\\t, quote \\" and <line>\\nbreak"', '"mot"@fr']


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/sparql-results+xml"),
        ("text/*;q=0.3, text/csv;q=0, application/*;q=0.2", "application/sparql-results+xml"),
    ],
)
def test_the_best_type_is_chosen(accept, type_):
    if accept.startswith("text/*"):
        assert wanted(accept, SOLUTIONS) in ("application/sparql-results+xml", "text/tab-separated-values")
    else:
        assert wanted(accept, SOLUTIONS) == type_
    with pytest.raises(NotAcceptable):
        wanted("image/png", SOLUTIONS)


@pytest.mark.parametrize(
    ("type_", "format_"),
    [("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/n-triples", "nt")],
)
def test_the_service_describes_itself(address, type_, format_):
    status, headers, text = fetch(address + "sparql", headers={"Accept": type_})
    assert (status, headers.get_content_type()) == (200, type_)
    graph = rdflib.Graph().parse(data=text, format=format_)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert str(graph.value(predicate=rdflib.RDF.type, object=sd.Service)) == address + "sparql"
    assert rdflib.URIRef("https://w3id.org/claimgraph/graph/register") in set(graph.objects(None, sd.name))


def test_the_dataset_of_the_protocol(address):
    graph = "https://w3id.org/claimgraph/graph/"
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert ask(address, named, **{"named-graph-uri": graph + "register"})[2].split() == [
        "g",
        graph + "register",
    ]
    assert ask(address, named, **{"default-graph-uri": graph + "register"})[2].split() == ["g"]
    claims = "SELECT (COUNT(?c) AS ?n) { ?c a cg:Claim }"
    assert ask(address, claims)[2].split() == ["n", "4"]
    assert ask(address, claims, **{"default-graph-uri": graph + "register"})[2].split() == ["n", "0"]


def test_what_is_wrong_is_said_in_one_line_with_its_status(address):
    def line(answer):
        assert answer[2].count("\n") == 1
        return answer[0]

    update = {"Content-Type": "application/sparql-update"}
    assert line(ask(address, "SELECT ?x {")) == 400
    assert line(ask(address, ["ASK {}", "ASK {}"])) == 400
    assert line(ask(address, "ASK {}", "image/png")) == 406
    assert line(ask(address, "SELECT * { ?s ?p ?o }")) == 413
    assert (
        line(
            fetch(
                address + "sparql",
                b"query=" + b"x" * (1 << 20 + 1),
                {"Content-Type": "application/x-www-form-urlencoded"},
            )
        )
        == 413
    )
    assert line(fetch(address + "sparql", b"x", {"Content-Type": "text/plain"})) == 415
    assert line(fetch(address + "sparql", b"DROP ALL", update)) == 403
    assert line(fetch(address + "sparql?update=DROP%20ALL")) == 403
    assert line(ask(address, "LOAD <file:///etc/passwd>")) == 400
    assert line(ask(address, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")) == 400
    assert fetch(address + "sparql", b"x", method="PUT")[0] == 405
    assert ask(address, "SELECT ?o FROM <file:///etc/passwd> { ?s ?p ?o }")[2].split() == ["o"]


def test_a_query_that_takes_too_long_is_stopped_and_others_are_answered(address):
    began = time.monotonic()
    slow = [threading.Thread(target=lambda: said.append(ask(address, ENDLESS))) for _ in range(2)]
    said = []
    for thread in slow:
        thread.start()
    for thread in slow:
        thread.join()
    assert [answer[0] for answer in said] == [503, 503]
    assert "longer than 3 seconds" in said[0][2]
    assert time.monotonic() - began < 60
    assert ask(address, "ASK {}")[2] == "true\n"


def test_a_query_that_ends_the_process_harms_nobody(address):
    status, _, text = ask(
        address, "SELECT * { FILTER(" + "||".join(["?x = 1"] * 30_000)[:60_000] + " || 1) }"
    )
    assert status in (400, 500, 503), text
    assert ask(address, "ASK {}")[2] == "true\n"


def test_only_this_machine_by_its_own_name_and_no_other_origin(address):
    assert fetch(address, headers={"Host": "evil.example"})[0] == 421
    assert fetch(address + "sparql?query=ASK{}", headers={"Origin": "http://evil.example"})[0] == 403
    own = address.rstrip("/")
    status, headers, _ = fetch(address + "sparql?query=ASK{}", headers={"Origin": own})
    assert status == 200
    assert "access-control-allow-origin" not in headers
    port = int(own.rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):  # who listens on all addresses would be found at this one
        socket.create_connection(("127.0.0.2", port), timeout=2)


def test_no_path_leads_to_a_file(address):
    for path in (
        "static/../jobs.py",
        "static/%2e%2e%2fjobs.py",
        "articles/..%2f..%2fetc",
        "graph/../CURRENT",
        "store",
    ):
        assert fetch(address + path)[0] == 404


def test_a_change_is_seen_and_each_answer_is_of_one_moment(served):
    address, folder = served
    entry = Entry(source="c.txt", graph="https://w3id.org/claimgraph/graph/doc-c", fingerprint="1")
    count = "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/claimgraph/graph/doc-c> { ?s ?p ?o } }"
    assert ask(address, count)[2].split() == ["n", "0"]
    with Store.writable(folder) as store:
        store.put(entry, [f'<http://x/a> <http://x/b> "{n}" .' for n in range(50)], "http://x/run")
        store.settle()
        seen = set()
        for _ in range(100):
            seen.add(ask(address, count)[2].split()[1])
            if "50" in seen:
                break
            time.sleep(0.1)
        store.drop(entry)
    assert seen <= {"0", "50"} and "50" in seen


def test_text_is_cut_where_marks_begin_and_end():
    found = list(pieces("abcdefgh", [(1, 6, "content", 0), (2, 3, "about", 0), (4, 8, "content", 1)]))
    assert "".join(piece.text for piece in found) == "abcdefgh"
    assert [(piece.text, piece.part, piece.claims, piece.first) for piece in found] == [
        ("a", None, (), ()),
        ("b", "content", (0,), (0,)),
        ("c", "about", (0,), ()),
        ("d", "content", (0,), ()),
        ("ef", "content", (0, 1), (1,)),
        ("gh", "content", (1,), ()),
    ]


def test_the_pages_work_in_a_browser_and_ask_nobody_else(address, browser):
    page = browser.new_page()
    asked, problems = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.locator("summary", has_text="claims-about").click()
    form = page.locator("form[data-name='claims-about']")
    form.locator("input[name=name]").fill("RedNote")
    form.get_by_role("button").click()
    page.locator("#rows td", has_text="RedNote keeps our data").wait_for()
    assert "2 rows" in page.locator("#status").inner_text()
    page.locator("#query").fill("SELECT ?document { ?document a cg:Document }")
    page.locator("#query").press("Control+Enter")
    page.locator("#rows a").first.click()
    page.locator("article mark.cue", has_text="sa").first.wait_for()
    words = page.locator("article mark.content").all_inner_texts()
    assert any("refuge" in text or "gift" in text or "data" in text for text in words)
    page.locator("#q").fill("propaganda")
    page.locator("#q").press("Enter")
    page.locator("q", has_text="TikTok is a gift to propaganda").wait_for()
    page.goto(address + "graph")
    page.locator("canvas").first.wait_for()
    assert not problems
    assert {urllib.parse.urlsplit(url).netloc for url in asked if url.startswith("http")} == {
        urllib.parse.urlsplit(address).netloc
    }
    page.close()


def test_many_clients_see_whole_articles_while_a_build_writes():
    script = Path(__file__).parents[2] / "benchmarks" / "clients.py"
    command = [sys.executable, str(script), "--clients", "20", "--seconds", "8"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    heading, row = (
        [cell.strip() for cell in answer.stdout.splitlines()[line].strip("|").split("|")] for line in (0, 2)
    )
    seen = {name: float(value) for name, value in zip(heading, row, strict=True)}
    assert seen["torn"] == seen["errors"] == 0, answer.stderr
    assert seen["articles written"] > 10
    assert seen["answers"] >= 20
