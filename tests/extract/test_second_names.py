"""Second names that a clause, a bracket or an aside gives, in invented companies and persons."""

import pytest

from claimgraph.graph.record import RelationType


def same(nlp, text):
    """Pairs of names, as the text or its entities have them, that it says are one thing's."""
    doc = nlp(text)
    return {
        frozenset(names)
        for r in doc._.relations
        if r.type is RelationType.ALSO_KNOWN_AS
        for names in (
            (r.subject.entity.name, r.object.entity.name),
            (text[r.subject.span.start : r.subject.span.end], text[r.object.span.start : r.object.span.end]),
        )
    }


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Brindle, the dating app that was until last year Mooring, has a new look.", "Brindle", "Mooring"),
        ("The travel app Closeto has rebranded itself as Vinto, the founders said.", "Closeto", "Vinto"),
        ("Kvitter (at home it goes by Chirp) opened an office in Oslo.", "Kvitter", "Chirp"),
        ("Hearthside Inc., which does business as Gleam, sells candles.", "Hearthside Inc", "Gleam"),
        ("Dropline relaunched as Wexa in January.", "Dropline", "Wexa"),
        ("On Telegram (Telega to its Russian users) the news spread.", "Telegram", "Telega"),
        ("Readers knew Quillo as Inkwell until 2019.", "Quillo", "Inkwell"),
        ("Back when Quillo was Inkwell, it had six users.", "Quillo", "Inkwell"),
        ("Quillo, its name shortened from Inkwell, is based in Cork.", "Quillo", "Inkwell"),
        ("Meta, Facebook's new name, pleased nobody.", "Meta", "Facebook"),
        ("The film site Cinebox is now Grindhouse.", "Cinebox", "Grindhouse"),
        ("The app is sold in China as Douyin and abroad as TikTok.", "Douyin", "TikTok"),
        ("Dara Whitlock, who streams as Miss Cobalt, has fans on Twitch.", "Dara Whitlock", "Miss Cobalt"),
        ("Rana Okello, known on TikTok as Mama Kodi, teaches tax law.", "Rana Okello", "Mama Kodi"),
        ("Mama Kodi (her real name is Rana Okello) teaches tax law.", "Rana Okello", "Mama Kodi"),
        ("The app Nosh Run, which until 2023 was called Crave, is here.", "Nosh Run", "Crave"),
    ],
)
def test_two_names_of_one_thing(nlp, text, one, other):
    assert frozenset((one, other)) in same(nlp, text), same(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Quillo and Inkwell, both from Cork, are called the twins.",
        "Users of Quillo call Inkwell a copy.",
        "Dara Whitlock, who works as an editor at Quillo, left.",
        "Quillo, once a rival of Inkwell, has been sold.",
        "Quillo was sold to Inkwell in 2019.",
        "When Quillo was sold, Inkwell was not.",
    ],
)
def test_two_names_of_two_things(nlp, text):
    assert same(nlp, text) == set()
