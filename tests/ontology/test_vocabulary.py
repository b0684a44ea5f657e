"""The vocabulary is documented, is what the code uses, and reasons without contradiction."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import owlrl
import pytest
import rdflib
from owlrl.Namespaces import ERRNS
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from claimgraph.ontology.terms import CG, CGD, CLASSES, CONCEPTS, PREFIXES, PROPERTIES, SCHEMES

PACKAGE = Path(str(files("claimgraph")))
ERROR = ERRNS.ErrorMessage
OURS = rdflib.Namespace(CG)
DATA = rdflib.Namespace(CGD)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    text = (PACKAGE / "ontology" / "claimgraph.ttl").read_text("utf-8")
    return rdflib.Graph().parse(data=text, format="turtle")


def declared(ontology: rdflib.Graph, *types: rdflib.URIRef) -> set[str]:
    return {
        str(node).removeprefix(CG)
        for type_ in types
        for node in ontology.subjects(RDF.type, type_)
        if str(node).startswith(CG)
    }


def test_terms_and_ontology_name_the_same_things(ontology: rdflib.Graph) -> None:
    classes = declared(ontology, OWL.Class)
    assert set(CLASSES) == classes
    assert set(PROPERTIES) == declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert set(SCHEMES) == declared(ontology, SKOS.ConceptScheme)
    assert set(CONCEPTS) == declared(ontology, SKOS.Concept) - classes
    together = CLASSES + PROPERTIES + SCHEMES + CONCEPTS
    assert len(set(together)) == len(together)


def test_every_term_has_one_label_and_one_definition_in_english(ontology: rdflib.Graph) -> None:
    for term in CLASSES + PROPERTIES + SCHEMES + CONCEPTS:
        labels = list(ontology.objects(OURS[term], RDFS.label)) or list(
            ontology.objects(OURS[term], SKOS.prefLabel)
        )
        definitions = list(ontology.objects(OURS[term], SKOS.definition))
        assert len(labels) == len(definitions) == 1, term
        texts = [text for text in (*labels, *definitions) if isinstance(text, rdflib.Literal)]
        assert [text.language for text in texts] == ["en", "en"], term
        assert str(definitions[0]).endswith("."), term


def test_every_concept_belongs_to_one_declared_scheme(ontology: rdflib.Graph) -> None:
    for concept in declared(ontology, SKOS.Concept):
        schemes = [str(scheme).removeprefix(CG) for scheme in ontology.objects(OURS[concept], SKOS.inScheme)]
        assert len(schemes) == 1 and schemes[0] in SCHEMES, concept


def test_the_header_says_version_licence_title_and_description(ontology: rdflib.Graph) -> None:
    node = rdflib.URIRef(CG.removesuffix("#"))
    assert str(ontology.value(node, OWL.versionIRI)).startswith(f"{node}/")
    for property_ in (DCTERMS.title, DCTERMS.description, DCTERMS.license):
        assert ontology.value(node, property_), property_


USES = (
    ("*.py", re.compile(r"""\bcg:([A-Za-z]\w*)|\{?CG\}([A-Za-z]\w*)|_cg\(["']([A-Za-z]\w*)["']\)""")),
    ("*.rq", re.compile(r"\bcg:([A-Za-z]\w*)")),
    ("shapes.ttl", re.compile(r"\bcg:([A-Za-z]\w*)")),
)


def test_the_package_uses_no_term_that_is_not_declared() -> None:
    known = {*CLASSES, *PROPERTIES, *SCHEMES, *CONCEPTS}
    used: dict[str, set[str]] = {}
    for pattern, use in USES:
        for path in (*PACKAGE.glob(pattern), *PACKAGE.glob(f"[a-s]*/{pattern}")):
            for match in use.finditer(path.read_text("utf-8")):
                used.setdefault(next(filter(None, match.groups())), set()).add(path.name)
    assert len(used) > 60
    assert {term: places for term, places in used.items() if term not in known} == {}


def test_prefixes_are_those_of_the_ontology(ontology: rdflib.Graph) -> None:
    bound = {prefix: str(name) for prefix, name in ontology.namespaces()}
    shared = set(bound) & set(PREFIXES)
    assert {"cg", "nif", "prov", "schema", "skos"} <= shared
    assert {prefix: bound[prefix] for prefix in shared} == {prefix: PREFIXES[prefix] for prefix in shared}


def test_restrictions_stand_only_where_owl_2_rl_allows_them(ontology: rdflib.Graph) -> None:
    """https://www.w3.org/TR/owl2-profiles/#Class_Expressions_3: someValuesFrom not as a superclass."""
    superclasses = set(ontology.objects(None, RDFS.subClassOf)) | set(ontology.objects(None, RDFS.range))
    existential = set(ontology.subjects(OWL.someValuesFrom, None))
    assert len(existential) == 2
    assert not superclasses & existential
    assert not list(ontology.subject_objects(OWL.unionOf))


SAMPLE = """
@prefix cg: <https://w3id.org/claimgraph#> . @prefix cgd: <https://w3id.org/claimgraph/id/> .
cgd:o a cg:Occurrence ; cg:role cgd:r ; cg:identifiedAs cgd:p . cgd:r a cg:Role ; cg:category cg:expert .
cgd:q a cg:Occurrence ; cg:role cgd:u ; cg:identifiedAs cgd:n . cgd:u a cg:Role ; cg:category cg:user .
cgd:t a cg:Occurrence ; cg:identifiedAs cgd:x . cgd:p a cg:Person . cgd:n a cg:Person .
cgd:c a cg:Claim ; cg:speaker cgd:o ; cg:aboutSpan cgd:s . cgd:s a cg:Span ; cg:refersTo cgd:t .
"""


def closure(ontology: rdflib.Graph, data: str) -> rdflib.Graph:
    graph = rdflib.Graph().parse(data=data, format="turtle")
    graph += ontology
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False).expand(graph)
    return graph


def test_short_edges_and_experts_follow_from_the_ontology(ontology: rdflib.Graph) -> None:
    graph = closure(ontology, SAMPLE)
    assert list(graph.subjects(RDF.type, ERROR)) == []
    assert (DATA.p, OURS.asserts, DATA.c) in graph
    assert (DATA.c, OURS.about, DATA.x) in graph
    assert (DATA.p, RDF.type, OURS.Expert) in graph
    assert (DATA.n, RDF.type, OURS.Expert) not in graph


def test_what_cannot_be_two_things_at_once_is_a_contradiction(ontology: rdflib.Graph) -> None:
    graph = closure(ontology, SAMPLE + "cgd:p a cg:Platform .")
    assert len(list(graph.subjects(RDF.type, ERROR))) > 0
