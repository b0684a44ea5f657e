"""The component ``claimgraph_platforms``: platforms and companies of the register, found before ``ner``.

Small models call Xiaohongshu a person; what the register knows by name need not be guessed.  Names that
are words as well (X, Signal, Threads) count only in a context that says "platform".  Platforms that the
register lacks are found from what the text calls them: "the Chinese video app NAME".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from ....ontology.entries import Register
from ....ontology.register import load_register
from ....ontology.rows import Table
from ...tokens import Tokens, tokens_of
from ...wordlists import words
from ..names.known_names import lists_of
from ..places.tables import places
from .gazetteer import Caution, Gazetteer, Hit
from .namesakes import told_apart
from .platform_phrases import JOINTS
from .unlisted import unlisted

NAME = "claimgraph_platforms"
PLATFORM = "PLATFORM"
COMPANY = "COMPANY"  # one that the register does not know, of a platform's name
_LABELS = {"platform": PLATFORM, "organization": "ORG", "person": "PERSON", "group": "ORG"}
_NAME_TAGS = frozenset({"NNP", "NNPS"})


_ARTICLES = (["a"], ["an"], ["the"])
_NO_NAME = frozenset({"det", "amod", "nummod", "poss", "nmod", "compound"})
_MARKS = frozenset({",", ";", "(", "“", '"', "‘", "—", "–", ":"})
_LONGER = 2  # words that a name may go on by
_NOBODY: Mapping[str, set[str]] = {}

if not Doc.has_extension("platform_kinds"):
    Doc.set_extension("platform_kinds", default=None)


@Language.factory(NAME, assigns=["doc.ents", "doc._.platform_kinds"], default_config={"tables": {}})
def create_platform_finder(nlp: Language, name: str, tables: dict[str, str]) -> PlatformFinder:
    """The component, for ``nlp.add_pipe("claimgraph_platforms", before="ner")``.

    ``tables`` are a user's own, name to CSV text, on top of the register.
    """
    own = (Table(name=name, text=tables[name]) for name in sorted(tables))
    return PlatformFinder(nlp, load_register(*own))


class PlatformFinder:
    """Sets entities labelled PLATFORM, ORG and COMPANY; ``kb_id_`` is the register's IRI, if any.

    ``doc._.platform_kinds`` says by IRI what kind of platform each of them is ("messenger").
    """

    def __init__(self, nlp: Language, register: Register | None = None) -> None:
        register = register or load_register()
        self._kinds = {entry.iri: entry.kind or "" for entry in register.platforms}
        self._owners: dict[str, set[str]] = {}
        for interval in register.intervals:
            if interval.type in ("Ownership", "Operation"):
                self._owners.setdefault(interval.subject, set()).add(interval.object)
        owned = Counter(owner for platform in self._kinds for owner in self._owners.get(platform, ()))
        self._groups = {owner for owner, count in owned.items() if count > 1}
        companies = [entry for entry in register.companies if entry.type == "organization"]
        # "Snap" is Snap Inc., which owns, and not Snap B.V., which operates for it in Europe.
        owning = {i.object for i in register.intervals if i.type == "Ownership"}
        companies.sort(key=lambda entry: entry.iri not in owning)
        entries = (*register.platforms, *companies)
        self._gazetteer = Gazetteer(entries, lambda name: [token.text for token in nlp.tokenizer(name)])

    def __call__(self, doc: Doc) -> Doc:
        tokens = tokens_of(doc)
        spelt = [tokens.text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]
        hits = told_apart(
            tokens,
            list(believed(tokens, spelt, list(self._gazetteer.find(spelt, tokens.lower)), self._owners)),
            self._groups,
        )
        spans = list(_spans(doc, tokens, hits))
        taken = {token for span in spans for token in range(span.start, span.end)}
        spans.extend(
            SpacySpan(doc, first, end, label=PLATFORM)
            for first, end in unlisted(tokens, spelt, taken, _of_platforms(hits))
        )
        iris = {hit.name.entry.iri for hit in hits if not hit.is_namesake}
        doc._.platform_kinds = {iri: self._kinds[iri] for iri in sorted(iris & self._kinds.keys())}
        if spans:
            # Tokens outside stay open for ``ner``.
            doc.set_ents(spans, default="missing")
        return doc


def _of_platforms(hits: Sequence[Hit]) -> frozenset[int]:
    return frozenset(
        token
        for hit in hits
        if hit.name.entry.type == "platform" and not hit.is_namesake
        for token in range(hit.first, hit.end)
    )


def _spans(doc: Doc, tokens: Tokens, hits: Sequence[Hit]) -> Iterator[SpacySpan]:
    """One span a hit, in text order; what a longer name takes in is none: "Webtoon" of "Kakao Webtoon"."""
    free = 0
    for hit in hits:
        if hit.first >= free:
            span = _span(doc, tokens, hit)
            free = span.end
            yield span


def _span(doc: Doc, tokens: Tokens, hit: Hit) -> SpacySpan:
    end = hit.end
    while end < len(tokens) and tokens.lower[end].rstrip(".") in words("people", "legal_forms"):
        end += 1
    goes_on = tokens.head[hit.end - 1] == end if end < len(tokens) else False
    if end == hit.end and goes_on and tokens.lower[end] in words("platforms", "company_tails"):
        if doc[end].text[:1].isupper():
            end += 1  # "Kakao Mobility" is a company of its own
    if end == hit.end and goes_on and _is_branch(tokens, doc, end):
        end += 1  # "Netflix Australia"
    if end == hit.end:
        end = _end_of_longer(doc, hit)
    if hit.is_namesake:
        return SpacySpan(doc, hit.first, end, label=COMPANY)
    if end > hit.end and any(letter.isupper() for letter in doc[end - 1].text):
        # "Mastodon gGmbH" is a company that the register does not list by this name.
        return SpacySpan(doc, hit.first, end, label="ORG")
    return SpacySpan(doc, hit.first, hit.end, label=_LABELS[hit.name.entry.type], kb_id=hit.name.entry.iri)


def _is_branch(tokens: Tokens, doc: Doc, token: int) -> bool:
    """Whether the name of a country ends a name here: "Netflix Australia said", not "TikTok Italy ban"."""
    place = places().get(doc[token].text)
    following = tokens.tag[token + 1 : token + 2]
    return place is not None and place.country and not (following and following[0].startswith(("NN", "POS")))


def _end_of_longer(doc: Doc, hit: Hit) -> int:
    """Where the name ends if it goes on to one that a public list holds: "Google Translate", "HBO Max"."""
    for end in range(min(hit.end + _LONGER, len(doc)), hit.end, -1):
        name = [token.text for token in doc[hit.first : end]]
        if all(word[:1].isupper() for word in name[hit.end - hit.first :]) and lists_of(name):
            return end
    return hit.end


def believed(
    tokens: Tokens, spelt: list[str], hits: list[Hit], owners: Mapping[str, set[str]] = _NOBODY
) -> Iterator[Hit]:
    """The hits that are names of what the register means, in text order; ``owners`` by IRI, as known."""
    ends = {hit.end: hit for hit in hits}
    firsts = {hit.first: hit for hit in hits}
    open_hits: list[Hit] = []
    accepted: list[Hit] = []
    for hit in hits:
        if hit.name.caution is Caution.NONE:
            sure = True
        elif hit.name.caution is Caution.UNLESS_CONTRADICTED:
            sure = not _contradicted(tokens, spelt, hit) and not _starts_sentence(tokens, hit)
        else:
            sure = _in_context(tokens, spelt, hit, ends)
        (accepted if sure else open_hits).append(hit)
    # A list lends its sense from one name to the next, and one sure mention to all others.
    for _ in range(3):
        known = {hit.name.entry.iri for hit in accepted}
        near = {(tokens.sentence[hit.first], hit.name.entry.iri) for hit in accepted}
        places = {hit.first for hit in accepted if hit.name.entry.type == "platform"}
        spoken_of = _of_platforms(accepted) or _names_kinds(tokens)
        found = [
            hit
            for hit in open_hits
            if not _contradicted(tokens, spelt, hit)
            and (
                (spoken_of and _stands_alone(tokens, spelt, hit))
                or _listed_beside(tokens, hit, ends, firsts, places)
                or (hit.name.entry.iri in known and (not _starts_sentence(tokens, hit) or _acts(tokens, hit)))
                or any(
                    (tokens.sentence[hit.first], owner) in near
                    for owner in owners.get(hit.name.entry.iri, ())
                )
            )
        ]
        if not found:
            break
        accepted.extend(found)
        open_hits = [hit for hit in open_hits if hit not in found]
    return iter(sorted(accepted, key=lambda hit: hit.first))


def _names_kinds(tokens: Tokens) -> bool:
    """Whether the text says "the app", "the messenger": then a platform is named somewhere."""
    plain = words("platforms", "plain_anaphors")
    return any(
        word in plain and token and tokens.lower[token - 1] in ("the", "this")
        for token, word in enumerate(tokens.lower)
    )


def _stands_alone(tokens: Tokens, spelt: list[str], hit: Hit) -> bool:
    """Whether a name that is a word, too, stands as only a name does: with a capital, without an article.

    At the head of a sentence the tagger must take it for a proper noun; in a row of capitals nothing tells.
    """
    first, end = hit.first, hit.end
    head = end - 1
    if tokens.silent[first]:
        return False
    if hit.name.caution is Caution.UNLESS_CONTRADICTED:
        return _acts(tokens, hit) and tokens.tag[head] == "NN"
    if hit.name.caution is not Caution.ONLY_IN_CONTEXT:
        return False
    if any(tokens.dep[kid] in _NO_NAME for kid in tokens.kids[head]):
        return False
    opens = first == 0 or tokens.sentence[first - 1] != tokens.sentence[first]
    acts = spelt[first] == "X" and tokens.tag[end : end + 1] in (["VBZ"], ["VBD"], ["MD"])
    named = tokens.tag[first] in _NAME_TAGS and tokens.dep[head].startswith("nsubj")
    if opens and not (named or acts):
        return False
    before = "" if opens else spelt[first - 1]
    after = spelt[end] if end < len(spelt) else "."
    return (
        (opens or before[:1].islower() or before in _MARKS or _opens_with(tokens, first - 1))
        and before.lower() not in words("platforms", "determiners")
        and not after[:1].isupper()
        and after != "-"
        and (end >= len(spelt) or not tokens.tag[end].startswith(("NN", "CD")))
    )


def _acts(tokens: Tokens, hit: Hit) -> bool:
    """ "Slack is down": a noun that is counted never begins so; "Threads opened", where the text knows it."""
    head, end = hit.end - 1, hit.end
    acts = end < len(tokens) and tokens.tag[end] in ("VBZ", "VBD", "MD")
    return acts and tokens.dep[head] == "nsubj" and not tokens.kids[head]


def _opens_with(tokens: Tokens, token: int) -> bool:
    """Whether a preposition stands at the head of its sentence: "At Signal, nobody …"."""
    opens = token == 0 or tokens.sentence[token - 1] != tokens.sentence[token]
    return opens and tokens.tag[token] == "IN"


def _starts_sentence(tokens: Tokens, hit: Hit) -> bool:
    """A capital tells nothing there, except of a name in capitals or one that is no common noun here."""
    word = hit.name.tokens[0]
    if word.isupper() or word in words("platforms", "no_words") or tokens.tag[hit.first] in _NAME_TAGS:
        return False
    if tokens.lower[hit.end : hit.end + 1] == [","] and tokens.lower[hit.end + 1 : hit.end + 2] in _ARTICLES:
        return False  # "Bumble, the company from Austin"
    return hit.first == 0 or tokens.sentence[hit.first] != tokens.sentence[hit.first - 1]


def _contradicted(tokens: Tokens, spelt: list[str], hit: Hit) -> bool:
    before, after = hit.first - 1, hit.end
    if after < len(spelt):
        if tokens.lower[after] in words("platforms", "contradictions_after"):
            return True
        if spelt[after][:1].isupper() and _says_a_body(tokens.lower[after]):
            return True  # "the Signal Foundation"
        if spelt[after] == "-" and after + 1 < len(spelt) and len(hit.name.tokens[0]) < 3:
            return tokens.start[after] == tokens.end[after - 1]
    if before < 0 or tokens.sentence[before] != tokens.sentence[hit.first]:
        return False
    if tokens.lower[before] in words("platforms", "contradictions_before"):
        # "the Telegram post" is the platform's, "the Telegram" a newspaper.
        modifies = tokens.head[hit.end - 1] >= hit.end and tokens.dep[hit.end - 1] in (
            "compound",
            "nmod",
            "poss",
        )
        return not (tokens.lower[before] == "the" and modifies)
    first_name = (
        tokens.tag[before] in _NAME_TAGS and spelt[before].istitle() and tokens.head[before] == hit.end - 1
    )
    return first_name and len(hit.name.tokens) == 1 and len(hit.name.tokens[0]) < 4


def _says_a_body(word: str) -> bool:
    """Whether a name that goes on with this word is an organisation's; legal forms are read elsewhere."""
    return word in words("people", "organisation_words") and word not in words("people", "legal_forms")


def _in_context(tokens: Tokens, spelt: list[str], hit: Hit, ends: dict[int, Hit]) -> bool:
    """Whether the words around say that this is a platform."""
    lower, count = tokens.lower, len(spelt)
    before, after = hit.first - 1, hit.end
    if _contradicted(tokens, spelt, hit):
        return False
    if before >= 0 and tokens.paragraph[before] == tokens.paragraph[hit.first]:
        if lower[before] in words("platforms", "before") and not (
            lower[before] == "to"
            and lower[before - 1 : before] not in (["switched"], ["moved"], ["turned"], ["took"], ["posted"])
        ):
            return True
        if lower[before] in words("platforms", "before_verbs"):
            return True
        if (
            lower[before] in ("of", "on", "for", "against", "into")
            and before
            and lower[before - 1] in words("platforms", "before_of")
        ):
            return True
        if lower[before] == "to" and before and lower[before - 1] in words("platforms", "before_to"):
            return True
        if lower[before] in words("platforms", "before_as") and _named_before(tokens, before):
            return True
        if lower[before] in ("(", ",") and before - 1 >= 0 and before in ends:
            return _shares_entry(ends[before], hit)
    if after < count and tokens.paragraph[after] == tokens.paragraph[hit.first]:
        if lower[after] in words("platforms", "after"):
            return True
        if (
            lower[after] in ("(", ",")
            and after + 1 < count
            and lower[after + 1] in words("platforms", "remarks")
        ):
            return lower[after + 1] not in ("a", "an", "the") or _says_platform(tokens, after + 2)
    return False


def _named_before(tokens: Tokens, token: int) -> bool:
    return any(word in words("platforms", "naming") for word in tokens.lower[max(0, token - 4) : token])


def _shares_entry(one: Hit, other: Hit) -> bool:
    return one.name.entry.iri == other.name.entry.iri


def _says_platform(tokens: Tokens, first: int) -> bool:
    """Whether the phrase that begins here ends in a word for a platform."""
    for token in range(first, min(first + 6, len(tokens))):
        if tokens.lower[token] in words("platforms", "kinds") or tokens.lower[token] in words(
            "platforms", "remark_nouns"
        ):
            return True
        if tokens.tag[token] not in ("JJ", "NN", "NNP", "NNS", "HYPH", "VBG", "POS", "VBN"):
            return False
    return False


def _listed_beside(
    tokens: Tokens, hit: Hit, ends: dict[int, Hit], firsts: dict[int, Hit], places: set[int]
) -> bool:
    """ "TikTok, Threads and X": a neighbour in a list is a platform (its first token is in ``places``)."""
    left = hit.first
    while left > 0 and tokens.lower[left - 1] in JOINTS:
        left -= 1
    if left < hit.first and left in ends and ends[left].first in places:
        return True
    right = hit.end
    while right < len(tokens) and tokens.lower[right] in JOINTS:
        right += 1
    return right > hit.end and right in firsts and right in places
