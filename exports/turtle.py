"""Turtle, TriG and N-Quads from sorted N-Triples lines: the same lines give the same bytes.

Writers of libraries order by hash or insertion; this one keeps the order of its input, so a graph that
is sorted once stays sorted. It works on strings and holds one subject in memory at a time.
Source: https://www.w3.org/TR/turtle/#sec-grammar, https://www.w3.org/TR/trig/#sec-grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TextIO

from ..ontology.terms import PREFIXES, RDF, XSD

Graphs = Iterable[tuple[str, Iterable[str]]]
"""Named graphs in sorted order: IRI, and sorted N-Triples lines without line ends."""

_TYPE = f"<{RDF}type>"
# What names a graph in Turtle; what closes one in TriG, and stands before what is in it.
_HEADING = "# graph <"
_CLOSING = "}\n\n"
_INDENT = "    "
# Characters of a file that are looked at together.
_CHUNK = 1 << 20
# A part of PN_LOCAL that needs no escapes; other IRIs are written in full.
_NAME = re.compile(r"<(.*[/#])([A-Za-z0-9_][A-Za-z0-9_-]*)>")
# Terms whose short forms are remembered at a time.
_MOST_KNOWN = 20_000
# Lexical forms that stand for themselves: https://www.w3.org/TR/turtle/#abbrev
_BARE = {
    f"<{XSD}integer>": re.compile(r'"[+-]?[0-9]+"'),
    f"<{XSD}decimal>": re.compile(r'"[+-]?[0-9]*\.[0-9]+"'),
    f"<{XSD}boolean>": re.compile(r'"(?:true|false)"'),
}


def write_turtle(graphs: Graphs, out: TextIO) -> None:
    """Write the union of the graphs as Turtle: the prefixes, then one section a graph, which a comment names.

    A triple that stands in several graphs is written in each of them. Blank node labels are kept. What is
    written of a graph depends on nothing but its lines, and of a subject on nothing but the lines about it.
    """
    out.write(turtle_head())
    for graph, lines in graphs:
        out.writelines(turtle_section(graph, turtle_subjects(lines)))


def turtle_head() -> str:
    """What a Turtle file begins with: all prefixes of the vocabulary."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items())) + "\n"


def turtle_section(graph: str, subjects: Iterable[str]) -> Iterator[str]:
    """The section of a graph, whose subjects are written already; nothing if there is none."""
    subjects = iter(subjects)
    if first := next(subjects, ""):
        yield f"{_HEADING}{graph}>\n\n"
        yield first
        yield from subjects


def turtle_subjects(lines: Iterable[str]) -> Iterator[str]:
    """Each subject with all that the sorted lines say of it, and an empty line."""
    return _subjects(lines, _Names(), "")


def write_trig(graphs: Graphs, out: TextIO) -> None:
    """Write the named graphs as TriG, in the order given: the prefixes, then a block for each not empty."""
    out.write(turtle_head())
    for graph, lines in graphs:
        before = opening = _opening(graph)
        for subject in _subjects(lines, _Names(), _INDENT):
            out.write(before + subject[:-1])
            before = "\n"
        if before != opening:
            out.write(_CLOSING)


def trig_of_turtle(turtle: TextIO, out: TextIO) -> None:
    """Write what ``write_trig`` would, from what ``write_turtle`` made of the same graphs.

    Each subject stands there as in TriG, but for the indent, and ends with an empty line, since no literal
    holds a line feed that is not escaped. So nothing has to be looked up in the store.
    """
    out.write(turtle_head())
    before = closing = ""
    for paragraph in islice(_paragraphs(turtle), 1, None):
        if paragraph.startswith(_HEADING):
            before = closing + _opening(paragraph[len(_HEADING) : -1])
            closing = _CLOSING
        else:
            indented = paragraph.replace("\n", "\n" + _INDENT)
            out.write(f"{before}{_INDENT}{indented}\n")
            before = "\n"
    out.write(closing)


def _opening(graph: str) -> str:
    return f"{_Names().short(f'<{graph}>')} {{\n"


def _paragraphs(text: TextIO) -> Iterator[str]:
    """What stands between empty lines; an empty line ends the last one too."""
    rest = ""
    while chunk := text.read(_CHUNK):
        *whole, rest = (rest + chunk).split("\n\n")
        yield from whole


def write_nquads(graphs: Graphs, out: TextIO) -> None:
    """Write the named graphs as N-Quads: the lines as they are, with the graph's name."""
    for graph, lines in graphs:
        out.writelines(f"{line[:-1]}<{graph}> .\n" for line in lines)


class _Names:
    """Short forms of terms."""

    def __init__(self) -> None:
        self._prefixes = {iri: prefix for prefix, iri in PREFIXES.items()}
        self.known: dict[str, str] = {}

    def short(self, term: str) -> str:
        """An IRI as a prefixed name where that is possible; any other term as it is."""
        return self.known.get(term) or self._kept(term, self._shorten(term))

    def typed(self, term: str) -> str:
        """The short form of what ends as an IRI does: an IRI, or a literal with a datatype."""
        if term[0] != '"':
            return self.short(term)
        # No IRI holds a caret, so the last two stand before the datatype.
        lexical, _, datatype = term.rpartition("^^")
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(lexical):
            return self._kept(term, lexical[1:-1])
        return self._kept(term, f"{lexical}^^{self.short(datatype)}")

    def _kept(self, term: str, short: str) -> str:
        if len(self.known) > _MOST_KNOWN:
            self.known.clear()
        self.known[term] = short
        return short

    def _shorten(self, term: str) -> str:
        match = _NAME.fullmatch(term)
        prefix = self._prefixes.get(match[1]) if match else None
        if match is None or prefix is None:
            return term
        return f"{prefix}:{match[2]}"


def _subjects(lines: Iterable[str], names: _Names, indent: str) -> Iterator[str]:
    """Each subject with what the sorted lines say of it: they stand together, as do those of a predicate.

    Its types come first. This runs once a line: it asks ``names`` only for what it does not know yet.
    """
    same, next_ = f",\n{indent}        ", f" ;\n{indent}    "
    known = names.known
    subject = predicate = ""
    said: list[str] = []
    place = 0
    for line in lines:
        this, property_, term = line.split(" ", 2)
        term = term[:-2]
        if term[-1] == ">":
            term = known.get(term) or names.typed(term)
        if this != subject:
            if said:
                yield f"{indent}{names.short(subject)} {next_.join(said)} .\n\n"
            subject, predicate, said = this, "", []
        if property_ == predicate:
            said[place] += same + term
        elif property_ == _TYPE:
            predicate, place = property_, 0
            said.insert(0, f"a {term}")
        else:
            predicate, place = property_, len(said)
            said.append(f"{known.get(property_) or names.short(property_)} {term}")
    if said:
        yield f"{indent}{names.short(subject)} {next_.join(said)} .\n\n"
