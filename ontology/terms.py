"""The IRIs of the vocabulary, as plain strings: ``claimgraph.ttl`` documents each of them.

Data IRIs are flat (``cgd:claim-3f9a…``) and every prefix is bound, since nested IRIs make Turtle
writers slow and the files hard to read.
"""

from __future__ import annotations

CG = "https://w3id.org/claimgraph#"
CGD = "https://w3id.org/claimgraph/id/"
CGG = "https://w3id.org/claimgraph/graph/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
OA = "http://www.w3.org/ns/oa#"
FOAF = "http://xmlns.com/foaf/0.1/"
ORG = "http://www.w3.org/ns/org#"
FTM = "https://w3id.org/ftm#"
GRASP = "http://groundedannotationframework.org/grasp#"
WD = "http://www.wikidata.org/entity/"
# Tables and columns of the Discourse Network Analyzer, as merged files use them.
DNA = "https://w3id.org/claimgraph/dna#"
SEMAPV = "https://w3id.org/semapv/vocab/"
SSSOM = "https://w3id.org/sssom/"
VOID = "http://rdfs.org/ns/void#"

PREFIXES: dict[str, str] = {
    "cg": CG,
    "cgd": CGD,
    "cgg": CGG,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "nif": NIF,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "wd": WD,
    "xsd": XSD,
}

REGISTER_GRAPH = CGG + "register"
RESOLVED_GRAPH = CGG + "resolved"
RUN_GRAPH = CGG + "run"
QUARANTINE_GRAPH = CGG + "quarantine"
DOCUMENT_GRAPHS = CGG + "doc-"
EXTERNAL_GRAPHS = CGG + "external-"
ALIGNED_GRAPHS = CGG + "aligned-"
MAPPINGS_GRAPHS = CGG + "mappings-"

# The local names of the vocabulary: code writes CG + "Claim". A test holds them equal to claimgraph.ttl.

# Classes of nodes.
CLASSES = tuple(
    """
    Document Text Span Occurrence Role Claim Relation Ownership Operation Affiliation
    JurisdictionRelation Membership Naming Imposition Targeting Actor Person Organization Group
    Expert ExpertOccurrence Platform Jurisdiction Instrument Topic IdentityDecision
    """.split()
)

# Object and datatype properties.
PROPERTIES = tuple(
    """
    text sha256 refersTo mentionForm entityType occursIn mention aliasSpan recognisedAs role
    roleSpan category kind quote contentSpan cueSpan sourceSpan aboutSpan speaker speakerSpan
    speakerRole modality nestedIn reportedBy confidence attitude subject object subjectSpan objectSpan
    detailSpan statedBy inClaim since until deadline share region platformKind countryCode demonym
    incorporatedIn confidenceLevel identifiedAs identifies asserts assertedBy about ownedBy
    operatedBy affiliatedWith underJurisdiction memberOf alsoKnownAs imposedBy targets fingerprint
    madeBy compares verdict score reason asOf
    """.split()
)

# SKOS concept schemes.
SCHEMES = tuple(
    """
    EntityTypeScheme RoleScheme ClaimKindScheme ModalityScheme MentionFormScheme
    """.split()
)

# Concepts of the schemes; entity types are the classes themselves.
CONCEPTS = tuple(
    """
    expert official company journalist creator user anonymous direct mixed indirect negated hedged
    future question hypothetical name nominal pronoun
    """.split()
)
