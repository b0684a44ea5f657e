"""Owners and seats told in the next clause or sentence, of invented companies, and what looks like them."""

import pytest

from claimgraph.graph.record import Modality, RelationType


def found(nlp, text, type_, modality=()):
    """The relations of a type, as the words at both ends."""
    return {
        (text[slice(*r.subject.span)], text[slice(*r.object.span)])
        for r in nlp(text)._.relations
        if r.type is type_ and r.modality == modality
    }


@pytest.mark.parametrize(
    ("text", "thing", "owner"),
    [
        (
            "The app Quillbox is new. It is made by Norvik Group, a software company.",
            "Quillbox",
            "Norvik Group",
        ),
        (
            "It belongs to Norvik Group, of London, which has ten titles and is itself owned by Halden Bank.",
            "Norvik Group",
            "Halden Bank",
        ),
        (
            "Norvik Group, which has ten titles and is itself the British arm of Halden Capital, is large.",
            "Norvik Group",
            "Halden Capital",
        ),
        (
            "Quillbox, an app, belongs to Norvik Group, whose service Tikala finds people jobs and whose "
            "Jivan, a dating app, finds them spouses.",
            "Jivan",
            "Norvik Group",
        ),
        ("Kick is owned by Norvik Group; so is Twitch, which is older.", "Twitch", "Norvik Group"),
        (
            "TikTok belongs to Norvik Group. Lemon8, which looks clean, has the same proprietor as TikTok.",
            "Lemon8",
            "Norvik Group",
        ),
        (
            "He talked to a wizard on Character.AI. In May Ohio sued the developer, Norvik Technologies, "
            "which is based in Texas.",
            "Character.AI",
            "Norvik Technologies",
        ),
        (
            "The service Quillbox was the pride of Norvik Group, from Randburg in South Africa, which held "
            "70 percent of it.",
            "Quillbox",
            "Norvik Group",
        ),
        ("The forum Quillbox has been in the keeping of Norvik Group since May.", "Quillbox", "Norvik Group"),
        ("Behind TikTok stands a company from Oslo, Norvik Group.", "TikTok", "Norvik Group"),
        (
            "Twitch is ten years old. It went for a sum that nobody names to Norvik Group.",
            "Twitch",
            "Norvik Group",
        ),
        ("The messenger Bitpoint is made by Norvik Group.", "Bitpoint", "Norvik Group"),
        ("The other giant, Twitch, has Norvik Group for its principal owner.", "Twitch", "Norvik Group"),
        (
            "Replika answered him. Now the firm that makes it, Norvik Software, has been fined.",
            "Replika",
            "Norvik Software",
        ),
        ("He knows the company that runs TikTok, Norvik Group, well.", "TikTok", "Norvik Group"),
        (
            "Wattpad and TikTok are full of vampires. The first of these sites is older and was bought by "
            "Norvik Group; the second is the work of Halden Group.",
            "Wattpad",
            "Norvik Group",
        ),
        (
            "Wattpad and TikTok are full of vampires. The first of these sites is older and was bought by "
            "Norvik Group; the second is the work of Halden Group.",
            "TikTok",
            "Halden Group",
        ),
        ("Norvik Group, which brings out Le Monde and La Stampa, is large.", "Le Monde", "Norvik Group"),
        (
            "It is run by Quillbox Media, a company Norvik Group bought in 2015.",
            "Quillbox Media",
            "Norvik Group",
        ),
        ("“Twitch was Google’s; we taught it to dance,” she says.", "Twitch", "Google"),
        (
            "Twitch read messages on TikTok. But Uganda has blocked Facebook since then, after Norvik Group, "
            "its owner, had removed accounts.",
            "Facebook",
            "Norvik Group",
        ),
        (
            "Halden Media was bought in March by an investor from Macau, Norvik Holdings.",
            "Halden Media",
            "Norvik Holdings",
        ),
        (
            "Halden Group parted with its business there, Tikala Media, and the purchaser, at a billion, was "
            "Norvik Group.",
            "Tikala Media",
            "Norvik Group",
        ),
        (
            "The messenger Signal is blocked. The Signal Foundation recommended a tool.",
            "Signal",
            "Signal Foundation",
        ),
        ("Norvik Group wrote it on Quillbox, a news platform it owns.", "Quillbox", "Norvik Group"),
        ("Clerks have been given Copilot by Microsoft, which is polite.", "Copilot", "Microsoft"),
    ],
)
def test_owners(nlp, text, thing, owner):
    assert (thing, owner) in found(nlp, text, RelationType.OWNED_BY)


def test_what_is_parted_with_is_over(nlp):
    text = "Last year Halden Group parted with its business in Oslo, Tikala Media, for a billion."
    assert found(nlp, text, RelationType.OWNED_BY, (Modality.NEGATED,)) == {("Tikala Media", "Halden Group")}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "The office cleared the takeover of the site Quillbox by Norvik Group in May.",
            ("Quillbox", "Norvik Group"),
        ),
        ("The seller, Norvik Group, wished the players of Quillbox well.", ("Quillbox", "Norvik Group")),
    ],
)
def test_no_owners(nlp, text, pair):
    assert pair not in found(nlp, text, RelationType.OWNED_BY)


@pytest.mark.parametrize(
    ("text", "company", "place"),
    [
        ("The Garante, Italy’s privacy authority, had forbidden it.", "Garante", "Italy"),
        ("The Italian data protection authority, the Garante, had blocked it.", "Garante", "Italian"),
        ("Turkey had both confirmed by its telecoms authority, the BTK.", "BTK", "Turkey"),
        ("RTL Group is itself part of Norvik Media of Gütersloh.", "Norvik Media", "Gütersloh"),
        ("It was sold to Norvik Media Group of Tempe, Arizona.", "Norvik Media Group", "Arizona"),
        ("Norvik Corporation, which has its headquarters in San Mateo, California, replied.",
         "Norvik Corporation", "California"),
        ("A Belgian publisher of comics, Norvik Group, is interested.", "Norvik Group", "Belgian"),
        ("Everybody uses Telegram. The messenger was born in Russia, sits in Dubai and is rich.",
         "The messenger", "Dubai"),
        ("Norvik Group, from Nairobi, which is small, agrees.", "Norvik Group", "Nairobi"),
    ],
)  # fmt: skip
def test_seats(nlp, text, company, place):
    assert (company, place) in found(nlp, text, RelationType.UNDER_JURISDICTION)


def test_a_description_of_an_authority_is_no_second_one(nlp):
    names = {e.name for e in nlp("The Garante, Italy’s privacy authority, had blocked it.")._.entities}
    assert "Italy’s privacy authority" not in names
    names = {e.name for e in nlp("Italy’s competition authority fined Shein in May.")._.entities}
    assert "Italy’s competition authority" in names
