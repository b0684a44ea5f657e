"""Turtle made of the file before: the bytes of one that is written anew."""

import io

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.exports import renewal
from claimgraph.exports.renewal import Changes, renew_turtle
from claimgraph.exports.turtle import write_turtle
from claimgraph.ontology.terms import CG, CGD, CGG, RDF, SKOS

SUBJECTS = [f"<{CGD}a>", f"<{CGD}a-1>", f"<{CGD}b.c>", f"<{SKOS}x>", "<urn:y#z>", "_:c14n0"]
OBJECTS = [f"<{CG}Claim>", '"one\\n# graph <urn:no>\\n\\ntwo"', '" .\\n\\n"@en', "<urn:y#z>"]
LINE = st.builds(
    "{} {} {} .".format,
    st.sampled_from(SUBJECTS),
    st.sampled_from([f"<{RDF}type>", f"<{CG}quote>", "<urn:p>"]),
    st.sampled_from(OBJECTS),
)
DATASET = st.dictionaries(st.sampled_from([CGG + name for name in "abcde"]), st.sets(LINE, max_size=12))


def turtle(dataset):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    write_turtle(((graph, sorted(lines)) for graph, lines in sorted(dataset.items())), out)
    out.flush()
    return out.buffer.getvalue()


@given(before=DATASET, after=DATASET, whole=st.booleans(), chunk=st.integers(1, 300))
def test_what_changed_is_written_and_the_rest_taken_over(tmp_path_factory, before, after, whole, chunk):
    old = tmp_path_factory.mktemp("renewal") / "graph.ttl"
    old.write_bytes(turtle(before))
    touched = {
        graph: None if whole else {line.partition(" ")[0] for line in before.get(graph, set()) ^ lines}
        for graph, lines in after.items()
        if lines != before.get(graph, set())
    }

    def lines(graph, subject):
        assert graph in touched
        assert subject is None or subject in touched[graph]
        return [line for line in sorted(after[graph]) if not subject or line.startswith(subject + " ")]

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    usual, renewal._CHUNK = renewal._CHUNK, chunk
    try:
        renew_turtle(old, Changes(graphs=sorted(after), touched=touched, lines=lines), out)
    finally:
        renewal._CHUNK = usual
    out.flush()
    assert out.buffer.getvalue() == turtle(after)
