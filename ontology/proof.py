"""The span proof: every fact of a document's graph is read again in the text that it claims to be from.

Shapes say what a graph must look like; here the text itself is asked. A real snippet under a fact
that it does not bear out ("borrowed provenance") has nowhere to hide: words are cut out of the
hashed text anew, quotes are put together anew, and evidence must mention what it is evidence for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from .check import SHAPES, Violation
from .terms import CG, NIF, RDF, RDFS

_RELATIONS = ("Ownership", "Affiliation", "JurisdictionRelation", "Naming", "Imposition", "Targeting")
# Which evidence each kind of node cannot be without.
_REQUIRED = {
    "Occurrence": ("mention",),
    "Role": ("roleSpan",),
    "Claim": ("contentSpan",),
    **dict.fromkeys(_RELATIONS, ("subjectSpan", "objectSpan")),
}
_EVIDENCE = (
    "mention",
    "aliasSpan",
    "roleSpan",
    "contentSpan",
    "cueSpan",
    "sourceSpan",
    "speakerSpan",
    "aboutSpan",
    "subjectSpan",
    "objectSpan",
    "detailSpan",
)
# Words, the "'s" of a possessive apart: names are given without it.
_WORD = re.compile(r"(?!(?<=\w['’])s\b)\w+")
_DETAILS = ("since", "until", "share", "deadline")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What came of a proof: violations, sorted, and how many spans were found in the text as said."""

    violations: tuple[Violation, ...]
    spans: int


def prove(lines: Iterable[str]) -> Proof:
    """Prove the graph of one document, given as lines of canonical N-Triples without line ends.

    Takes time in proportion to the number of lines.
    """
    proof = _Proof(lines)
    violations = sorted(set(proof.violations()))
    return Proof(violations=tuple(violations), spans=len(proof.places))


class _Proof:
    """The graph by predicate and subject, its one text, and the spans that were found in it."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.graph: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        graph = self.graph
        for line in lines:
            subject, predicate, object_ = line.split(" ", 2)
            graph[predicate][subject].append(object_[:-2])
        self.types = {
            subject: types[0].removeprefix(f"<{CG}").rstrip(">")
            for subject, types in self.graph[f"<{RDF}type>"].items()
        }
        self.places: dict[str, Place] = {}
        self.words: dict[str, str] = {}

    def cg(self, name: str) -> dict[str, list[str]]:
        return self.graph.get(f"<{CG}{name}>", {})

    def violations(self) -> Iterator[Violation]:
        strings = self.graph[f"<{NIF}isString>"]
        if len(strings) != 1:
            yield _violation("text", "", f"A document's graph holds one text, not {len(strings)}.")
            return
        (node, found), *_ = strings.items()
        text = _literal(found[0])
        yield from self.text(node, text)
        yield from self.spans(node, text)
        yield from self.evidence()
        yield from self.mentions()
        yield from self.labels(text)
        yield from self.claims()
        yield from self.relations()

    def text(self, node: str, text: str) -> Iterator[Violation]:
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if self.cg("sha256").get(node) != [f'"{digest}"']:
            yield _violation("hash", node, "The text is not the one that was hashed.", value=f'"{digest}"')
        if _number(self.graph[f"<{NIF}endIndex>"].get(node)) != len(text):
            yield _violation("end", node, f"The text has {len(text)} characters, which its end does not say.")

    def spans(self, context: str, text: str) -> Iterator[Violation]:
        begins, ends = self.graph[f"<{NIF}beginIndex>"], self.graph[f"<{NIF}endIndex>"]
        contexts, anchors = self.graph[f"<{NIF}referenceContext>"], self.graph[f"<{NIF}anchorOf>"]
        for node, type_ in self.types.items():
            if type_ != "Span":
                continue
            if contexts.get(node) != [context]:
                yield _violation("context", node, "The span does not lie in this document's text.")
                continue
            begin, end = _number(begins.get(node)), _number(ends.get(node))
            if not 0 <= begin < end <= len(text):
                yield _violation("offsets", node, f"{begin} to {end} is not a stretch of the text.")
                continue
            words = text[begin:end]
            if [_literal(anchor) for anchor in anchors.get(node, ())] != [words]:
                yield _violation("words", node, "The text has other words at this place.", value=repr(words))
                continue
            self.places[node] = (begin, end)
            self.words[node] = words

    def evidence(self) -> Iterator[Violation]:
        """Each node has the spans that it cannot be without, and each span named is a proven one."""
        for node, type_ in self.types.items():
            for name in _REQUIRED.get(type_, ()):
                if not self.cg(name).get(node):
                    yield _violation("evidence", node, f"No cg:{name} shows this {type_}.", path=CG + name)
        for name in _EVIDENCE:
            for node, spans in self.cg(name).items():
                for span in spans:
                    if span not in self.places:
                        message = "The evidence is not a span that is proven in this document's text."
                        yield _violation("evidence", node, message, path=CG + name, value=span)

    def mentions(self) -> Iterator[Violation]:
        """Evidence for an entity's place in a fact is one of the entity's mentions."""
        mentions, refers = self.cg("mention"), self.cg("refersTo")
        for node, spans in mentions.items():
            for span in spans:
                if node not in refers.get(span, ()):
                    yield _violation("mention", node, "A mention does not refer back.", value=span)
        for end in ("subject", "object"):
            for node, spans in self.cg(end + "Span").items():
                for entity in self.cg(end).get(node, ()):
                    if not set(spans) <= set(mentions.get(entity, ())):
                        message = f"The words for the {end} are not a mention of it."
                        yield _violation("mention", node, message, path=f"{CG}{end}Span", value=entity)
        mentioned = {span for spans in mentions.values() for span in spans}
        for node, spans in self.cg("aboutSpan").items():
            for span in spans:
                if span not in mentioned:
                    message = "The words for what the claim is about are not a mention of anything."
                    yield _violation("mention", node, message, path=CG + "aboutSpan", value=span)

    def labels(self, text: str) -> Iterator[Violation]:
        """Names stand in the text, punctuation apart, and roles in their own spans.

        What was recognised bears its register entry's name: "Portuguese" may stand for Portugal.
        """
        labels, recognised = self.graph[f"<{RDFS}label>"], self.cg("recognisedAs")
        everything = _words(text)
        for node, type_ in self.types.items():
            if type_ == "Role":
                spans = self.cg("roleSpan").get(node, ())
                shown = "".join(_words(self.words.get(span, "")) for span in spans)
            elif type_ == "Occurrence" and node not in recognised:
                shown = everything
            else:
                continue
            for label in labels.get(node, ()):
                if _words(_literal(label)) not in shown:
                    message = f"The text does not call this {type_} so."
                    yield _violation("label", node, message, path=RDFS + "label", value=label)

    def claims(self) -> Iterator[Violation]:
        quotes, mentions = self.cg("quote"), self.cg("mention")
        content = {node: self.sorted(spans) for node, spans in self.cg("contentSpan").items()}
        for node, spans in content.items():
            words = " … ".join(self.words[span] for span in spans)
            if [_literal(quote) for quote in quotes.get(node, [])] != [words]:
                message = "The quote is not the words of the content."
                yield _violation("quote", node, message, path=CG + "quote", value=repr(words))
        for node, speakers in self.cg("speaker").items():
            shown = self.cg("sourceSpan").get(node) or self.cg("speakerSpan").get(node, [])
            sources = [self.places[span] for span in self.sorted(shown)]
            spoken = [self.places[span] for span in self.sorted(mentions.get(speakers[0], ()))]
            if not any(start < end_ and start_ < end for start, end in sources for start_, end_ in spoken):
                message = "No mention of the speaker stands in the words of the source."
                yield _violation("speaker", node, message, path=CG + "speaker", value=speakers[0])
            for role in self.cg("speakerRole").get(node, ()):
                if role not in self.cg("role").get(speakers[0], ()):
                    message = "The role is not one of the speaker's."
                    yield _violation("role", node, message, path=CG + "speakerRole", value=role)
        for node, (outer, *_) in self.cg("nestedIn").items():
            if not self.inside(content.get(node, []), content.get(outer, [])):
                message = "The content does not stand in the content of the claim around it."
                yield _violation("nesting", node, message, path=CG + "nestedIn", value=outer)

    def relations(self) -> Iterator[Violation]:
        stated, shown = self.cg("statedBy"), self.cg("detailSpan")
        for name in _DETAILS:
            for node in self.cg(name):
                if node in stated and node not in shown:
                    yield _violation("detail", node, f"No span shows its cg:{name}.", path=CG + name)
        for node, (claim, *_) in self.cg("inClaim").items():
            spans = [*self.cg("subjectSpan").get(node, ()), *self.cg("objectSpan").get(node, ())]
            content = self.sorted(self.cg("contentSpan").get(claim, ()))
            if not any(self.inside([span], content) for span in spans):
                message = "Neither of its ends stands in the content of the claim."
                yield _violation("nesting", node, message, path=CG + "inClaim", value=claim)

    def sorted(self, spans: Iterable[str]) -> list[str]:
        """The proven ones of the spans, in text order."""
        return sorted((span for span in spans if span in self.places), key=self.places.__getitem__)

    def inside(self, inner: list[str], outer: list[str]) -> bool:
        """True if the inner spans lie between the begin of the first outer one and the end of the last."""
        places = [self.places[span] for span in inner if span in self.places]
        around = [self.places[span] for span in outer]
        if not places or not around:
            return False
        first, last = min(begin for begin, _ in around), max(end for _, end in around)
        return all(first <= begin and end <= last for begin, end in places)


def _violation(rule: str, node: str, message: str, *, path: str = "", value: str = "") -> Violation:
    return Violation(
        focus_node=node[1:-1],
        path=path,
        shape=f"{SHAPES}proof-{rule}",
        component="SpanProof",
        message=message,
        value=value,
    )


def _literal(term: str) -> str:
    """The characters of an N-Triples literal (https://www.w3.org/TR/n-triples/#grammar-production-literal).

    Of a term that is no literal the empty string, which proves nothing.
    """
    if not term.startswith('"'):
        return ""
    body = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescaped, body) if "\\" in body else body


def _unescaped(match: re.Match[str]) -> str:
    short, long, character = match.groups()
    return chr(int(short or long, 16)) if short or long else _ESCAPES.get(character, character)


def _number(terms: list[str] | None) -> int:
    """The one whole number given, or -1."""
    digits = terms[0][1 : terms[0].find('"', 1)] if terms and len(terms) == 1 else ""
    return int(digits) if digits.isascii() and digits.isdigit() else -1


def _words(text: str) -> str:
    """The words of a text with a space before and after each."""
    return f" {' '.join(_WORD.findall(text))} "
