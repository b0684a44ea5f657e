"""Platforms and companies by the register, on sentences made up for it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.actors.platforms.component import PLATFORM
from claimgraph.graph.record import EntityType

Found = list[tuple[str, str, str]]


def _found(nlp: Language, text: str) -> Found:
    """Words, label and the last part of the IRI of what is on the register or is a platform."""
    return [
        (ent.text, ent.label_, ent.kb_id_.rsplit("/", 1)[-1])
        for ent in nlp(text).ents
        if ent.label_ == PLATFORM or ent.kb_id_
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Millions left for RedNote, known in China as Xiaohongshu (小红书).",
            ["platform-xiaohongshu", "platform-xiaohongshu", "platform-xiaohongshu"],
        ),
        ("ByteDance-owned TikTok sued.", ["org-bytedance-ltd", "platform-tiktok"]),
        ("TIKTOK BAN LOOMS", ["platform-tiktok"]),
        ("She deleted tiktok and youtube.", ["platform-tiktok", "platform-youtube"]),
        ("Google and Apple removed it.", ["org-google-llc", "org-apple-inc"]),
        ("He sold his shares in Meta Platforms, Inc. last week.", ["org-meta-platforms-inc"]),
    ],
)
def test_names_of_the_register_are_found(nlp: Language, text: str, expected: list[str]) -> None:
    assert [iri for _, _, iri in _found(nlp, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The clip was posted on X.", ["X"]),
        ("X users were angry.", ["X"]),
        ("X, formerly Twitter, sued the state.", ["X", "Twitter"]),
        ("Twitter was renamed X.", ["Twitter", "X"]),
        ("The law binds Snapchat, Discord and X.", ["Snapchat", "Discord", "X"]),
        ("Mara Ilves is the chief executive of X.", ["X"]),
        ("He wrote to her on Signal. Later Signal went down.", ["Signal", "Signal"]),
        ("She moved to Telegram; the Worcester Telegram reported it.", ["Telegram"]),
        ("Threads, which Meta launched, grew.", ["Threads", "Meta"]),
        ("Lumi is an answer to X.", ["X"]),
        ("Twitch streamers came from Kick.", ["Twitch", "Kick"]),
        ("Meta makes shirts from threads of wool.", ["Meta"]),
        (
            "WhatsApp was named, Messenger was not. She came over from X in May.",
            ["WhatsApp", "Messenger", "X"],
        ),
        ("Signal does not belong to the state. The messenger is free.", ["Signal"]),
        ("WhatsApp went down. The Signal Foundation did not answer.", ["WhatsApp"]),
        ("WhatsApp went down. A Messenger of the gods would have helped.", ["WhatsApp"]),
        ("The ministry opened proceedings against X in May.", ["X"]),
        ("At Signal, nobody answered. The app was down.", ["Signal"]),
        ("Solve the equation for X and stop.", []),
        ("Malcolm X spoke in the hall.", []),
        ("The X-ray was clear.", []),
        ("Claude Monet was cheap, and Gas was dear; indeed, the Black Sea shone.", []),
        ("Megan Fox met Luka Novak and Dena Goto block by block.", []),
        ("She met him on HER, the dating app.", ["HER"]),
        ("Riders for Grab and Gojek went on strike.", ["Grab", "Gojek"]),
        ("Tiny, which owns Letterboxd, is listed in Toronto.", ["Tiny", "Letterboxd"]),
        ("The signal was weak, and the medium rare.", []),
        ("The Amazon rainforest burns.", []),
        ("They closed the app store.", []),
    ],
)
def test_names_that_are_words_need_a_context(nlp: Language, text: str, expected: list[str]) -> None:
    assert [words for words, _, _ in _found(nlp, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Indian microblogging app Khabrio was blocked. Khabrio sued.", ["Khabrio", "Khabrio"]),
        ("They met on a dating app called Lunelle.", ["Lunelle"]),
        ("Voltaro, a video-sharing platform, closed on Monday.", ["Voltaro"]),
        ("Voltaro, Estonia's favourite payment app, closed.", ["Voltaro"]),
        ("The firm sold its photo app, Voltaro, in May.", ["Voltaro"]),
        ("Voltaro, as the music service is called, closed. Voltaro had no luck.", ["Voltaro", "Voltaro"]),
        ("He opened the books of Voltaro. The marketplace had hidden a loss.", ["Voltaro"]),
        ("They met on the dating app Lunelle, which was called Moonlet until May.", ["Lunelle", "Moonlet"]),
        ("They met on the dating app Lunelle, known in Estonia as Kuu.", ["Lunelle", "Kuu"]),
        ("The fashion platform, formerly known as Voltaro, closed.", ["Voltaro"]),
        ("Voltaro, which calls itself a social network, closed.", ["Voltaro"]),
        ("He used an app by the name of Voltaro, or apps like Lunelle.", ["Voltaro", "Lunelle"]),
        ("Voltaro and Lunelle, two messaging apps, merged.", ["Voltaro", "Lunelle"]),
        ("In Oslo a platform named Voltaro closed.", ["Voltaro"]),
        ("Klikra, a Baltic answer to Vinted, closed.", ["Klikra", "Vinted"]),
        ("The Voltaro app closed; the iPhone app did not.", ["Voltaro"]),
        ("She went to Paris in May. The news site reported it.", []),
        ("Voltaro Holdings Ltd bought the dating app Voltaro.", ["Voltaro"]),
        ("Ada Quill, a marketplace seller, and Bo Lind, an app developer, met.", []),
        ("The news site Fjordposten reported it.", []),
        ("The app developer Mara Ilves disagreed.", []),
    ],
)
def test_platforms_that_the_register_lacks_are_found_from_what_they_are_called(
    nlp: Language, text: str, expected: list[str]
) -> None:
    found = _found(nlp, text)
    assert [words for words, _, _ in found] == expected
    assert all(label == PLATFORM and (not iri or words == "Vinted") for words, label, iri in found)


def test_a_company_named_like_its_platform_is_a_company(nlp: Language) -> None:
    found = [(ent.text, ent.label_) for ent in nlp("The network is run by Mastodon gGmbH in Berlin.").ents]
    assert ("Mastodon gGmbH", "ORG") in found


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Naver, the South Korean internet group, owns half of the venture.", "ORG"),
        ("Wattpad was bought three years ago by Naver, and readers noticed.", "ORG"),
        ("LINE belongs to Naver, one hears.", "ORG"),
        ("She reads the news on Naver, and Naver users do too.", "PLATFORM"),
    ],
)
def test_a_name_that_a_company_and_a_platform_share_is_told_apart(
    nlp: Language, text: str, label: str
) -> None:
    assert {ent.label_ for ent in nlp(text).ents if ent.text == "Naver"} == {label}


@pytest.mark.parametrize(
    ("text", "platform", "anaphors"),
    [
        ("TikTok was blocked. The app has many users.", "TikTok", ["The app"]),
        (
            "WhatsApp and Instagram were down. The messaging app came back.",
            "WhatsApp",
            ["The messaging app"],
        ),
        ("WhatsApp and TikTok were down. The app came back first.", "WhatsApp", []),
        ("TikTok vanished from the app store.", "TikTok", []),
        ("TikTok was blocked. An app is only an app.", "TikTok", []),
    ],
)
def test_the_app_is_the_platform_meant_when_only_one_can_be(
    nlp: Language, text: str, platform: str, anaphors: list[str]
) -> None:
    doc = nlp(text)
    (entity,) = [entity for entity in doc._.entities if entity.name == platform]
    spans = [mention.span for mention in entity.mentions if mention.form == "nominal"]
    assert [text[start:end] for start, end in spans] == anaphors


def test_a_name_in_a_list_of_platforms_is_one(nlp: Language) -> None:
    text = "The rules bind TikTok, Blipper and Snapchat. TikTok, YouTube and Harvard do not like them."
    assert [words for words, label, _ in _found(nlp, text) if label == PLATFORM] == [
        "TikTok",
        "Blipper",
        "Snapchat",
        "TikTok",
        "YouTube",
    ]


def test_a_longer_name_takes_in_what_is_listed_beside_it(nlp: Language) -> None:
    doc = nlp("Episode 300 is the last on Kakao Webtoon, and he joins Naver Webtoon, the other one.")
    names = {mention.span for entity in doc._.entities for mention in entity.mentions}
    assert {doc.text[span.start : span.end] for span in names} >= {"Kakao Webtoon", "Naver Webtoon"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The illustrator tried Pillowfort and Cohost, but has a blog.", "Pillowfort"),
        ("She pays for beehiiv, which is no foundation at all.", "beehiiv"),
        ("Meituan has a brand here, and 99Food has returned.", "99Food"),
    ],
)
def test_names_that_the_press_knows_stand_alone(nlp: Language, text: str, name: str) -> None:
    assert name in {e.name for e in nlp(text)._.entities if e.type is EntityType.PLATFORM}
