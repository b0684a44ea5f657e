"""Other names and owners that a text gives, construction by construction, in invented companies."""

import pytest

from claimgraph.graph.record import Modality, RelationType


def found(nlp, text, type_):
    doc = nlp(text)
    return {
        (
            text[slice(*relation.subject.span)],
            text[slice(*relation.object.span)],
            Modality.NEGATED in relation.modality,
        )
        for relation in doc._.relations
        if relation.type is type_
    }


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The company Larkspur Labs changed its name to Corvid Systems.", "Larkspur Labs", "Corvid Systems"),
        ("Corvid Systems, now Bello Media, has a new owner.", "Corvid Systems", "Bello Media"),
        ("The start-up Corvid Systems took the name Bello Media.", "Corvid Systems", "Bello Media"),
        ("Douyin is the Chinese name of TikTok.", "TikTok", "Douyin"),
        ("Bello (formerly TalkBox) lost users.", "Bello", "TalkBox"),
        ("The app Bello, known in Norway as TalkBox, lost users.", "Bello", "TalkBox"),
        ("Larkspur Labs became Corvid Systems in May.", "Larkspur Labs", "Corvid Systems"),
        ("WhatsApp, known to Norwegian users as TalkBox, lost users.", "WhatsApp", "TalkBox"),
        (
            "The Committee on Rivers in the United States, known as CORUS, met.",
            "Committee on Rivers",
            "CORUS",
        ),
        (
            "The Norwegian data protection commission (DTL) agrees.",
            "Norwegian data protection commission",
            "DTL",
        ),
        ("Ada Quill, a streamer with the handle quill_plays, lost.", "Ada Quill", "quill_plays"),
        ("Ada Quill fled. The ceramics teacher, who posts as @mudquill, lost.", "Ada Quill", "@mudquill"),
        ("Ada Quill, 22, has published novels under the name seraphinaquill.", "Ada Quill", "seraphinaquill"),
        ("Ada Quill (@adaquill) said no.", "Ada Quill", "@adaquill"),
        ("Ada Quill has joined the suit. Her channel, fadesbyquill, is large.", "Ada Quill", "fadesbyquill"),
        ("Ada Quill fled. The market trader, who goes by Jeh Phai, lost.", "Ada Quill", "Jeh Phai"),
        ("Ada Quill, the project leader, who answers to Babu, said no.", "Ada Quill", "Babu"),
        ("The operator Larkspur Labs, reborn as Corvid Systems, is back.", "Larkspur Labs", "Corvid Systems"),
    ],
)
def test_another_name(nlp, text, one, other):
    assert (one, other, False) in found(nlp, text, RelationType.ALSO_KNOWN_AS)


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Systems is now a public company, and Bello Media is not.",
        "Google put its name to a letter of Mozilla.",
        "WhatsApp, known to Americans, lost users.",
        "Larkspur Labs became Bello Media's largest customer.",
        "The app called Bello lost users.",
        "WhatsApp lost users. Google bought the service, to be called Bello.",
        "Corvid Systems took the name of the street where Bello Media had its office.",
        "Ada Quill posted it as a joke.",
        "Ada Quill answers to the Congress of Norway.",
        "Ada Quill and Ilse Varga fled. Her channel, fadesbyquill, is large.",
    ],
)
def test_no_other_name(nlp, text):
    assert found(nlp, text, RelationType.ALSO_KNOWN_AS) == set()


@pytest.mark.parametrize(
    ("text", "asset", "owner", "denied"),
    [
        ("Corvid Systems took over Larkspur Labs in February.", "Larkspur Labs", "Corvid Systems", False),
        (
            "Nestor Holdings is a joint venture in which SoftBank and Naver hold 50 per cent each.",
            "Nestor Holdings",
            "Naver",
            False,
        ),
        ("Shein moved to Singapore. It is not owned by Alibaba.", "It", "Alibaba", True),
    ],
)
def test_owners(nlp, text, asset, owner, denied):
    relations = found(nlp, text, RelationType.OWNED_BY)
    assert any(o == owner and d is denied for _, o, d in relations), relations
    assert any(a in (asset, "Shein") for a, _, _ in relations), relations


@pytest.mark.parametrize(
    "text",
    [
        "It took over an hour until Corvid Systems answered Larkspur Labs.",
        "The room in which Naver and SoftBank hold talks belongs to nobody.",
    ],
)
def test_no_owners(nlp, text):
    assert found(nlp, text, RelationType.OWNED_BY) == set()
