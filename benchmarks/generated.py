"""Articles by the thousand for the measurements of scale: the same number gives the same article.

    python benchmarks/generated.py FOLDER 20000

Each has 100 to 150 words, a headline, a byline and a place line, two or three speakers, quotations,
reports, an owner or a law. All persons, institutes and outlets in them are invented; platforms and
companies are real. No two articles have the same words. A folder holds at most a thousand. Beside them:
copies of the example features, for what takes longer texts.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

_FIRST = """Ada Bela Carim Dunja Edda Femke Goran Hadiza Ilse Jonas Kateri Lena Mirko Noor Odile Pavel
Quentin Ruta Sanna Tomas Ulla Viggo Wanda Xenia Yusuf Zelda Amara Bruno Chidi Dorte Emre Farah Gita""".split()
_LAST = """Achterberg Boateng Castellan Dravid Eskola Ferreira Grolsch Haverkamp Imanov Jurado Kessel
Lindqvist Mbeki-Thorn Nakagawa Okonjo Pettersen Quill Rautio Sorensen Tindall Umarov Vrba Westergaard
Xanthis Ylonen Zabala Arkwright Bellweather Corrigan Dunmore Esterhazy Fairweather Goldwater""".split()
_ROLES = """lawyer|professor of media law|cybersecurity analyst|policy researcher|spokeswoman|senator|
economist|former regulator|historian of technology|data protection officer""".replace("\n", "").split("|")
_TOWNS = "Northgate Eastmere Westhaven Southwick Kilbride Ravenna Lakeside Harrow Stonebridge".split()
_KINDS = "University|Institute|Policy Centre|Law School|Observatory|Foundation".split("|")
_PLATFORMS = (
    "TikTok WeChat RedNote Telegram Facebook Instagram YouTube Snapchat Discord Reddit Twitch "
    "Pinterest LinkedIn WhatsApp Signal Mastodon Bluesky Temu Shein Weibo"
).split()
_OWNERS = {"TikTok": "ByteDance", "WeChat": "Tencent", "Instagram": "Meta", "YouTube": "Google"}
_CUES = "said|told reporters|argued|warned|insisted|explained|added".split("|")
_REPORTS = "said that|warned that|denied that|predicted that|claimed that|acknowledged that".split("|")
_SUBJECTS = """the recommendation system|the advertising business|the children's version|the data centre|
the moderation team|the payment service|the search function|the complaints office|the creators' fund|
the messaging service""".replace("\n", "").split("|")
_VERBS = """would answer to no court|had been copied from a rival|was losing users every week|
would be sold within a year|kept records for too long|had never been audited|
was run from another country|could not be switched off|had paid for praise|
was slower than the law required""".replace("\n", "").split("|")
_ENDS = """and nobody had asked why|long before the ban was announced|whatever the contract says|
as the hearing showed|because the fines were low|despite two warnings|when the vote was postponed|
and the public noticed late""".replace("\n", "").split("|")
_PLAIN = """The hearing lasted for most of the afternoon.|A decision is not expected before the autumn.|
Shares in the sector moved little on the news.|The court published its reasons on the same day.|
Two earlier attempts to settle the matter had failed.|The figures cover the last three quarters.|
Residents had filed more than four hundred complaints.|The building was half empty by noon.""".replace(
    "\n", ""
).split("|")

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"


def article(number: int) -> str:
    """The text of the article with this number."""
    pick = random.Random(number)
    platform, other = pick.sample(_PLATFORMS, 2)
    town, case = pick.choice(_TOWNS), f"{number // 7 + 100}/{number % 7 + 2019}"
    people = [f"{pick.choice(_FIRST)} {pick.choice(_LAST)}" for _ in range(3)]
    places = [f"{pick.choice(_TOWNS)} {pick.choice(_KINDS)}" for _ in range(3)]
    one, two, three = (
        f"{pick.choice(_SUBJECTS)} of {pick.choice((platform, other))} {pick.choice(_VERBS)}"
        f" {pick.choice(_ENDS)}"
        for _ in range(3)
    )
    sentences = [
        f"{town.upper()} — {people[0]}, a {pick.choice(_ROLES)} at the {places[0]}, {pick.choice(_REPORTS)}"
        f" {one}.",
        f"“{two[0].upper()}{two[1:]},” {pick.choice(_CUES)} {people[1]}, a {pick.choice(_ROLES)} at the"
        f" {places[1]}.",
        pick.choice(_PLAIN),
        f"Case {case} concerns {platform} and {other}.",
        f"“We have {pick.randint(3, 97)} witnesses,” {people[0].split()[-1]} said, “and {three}.”",
        pick.choice(_PLAIN),
    ]
    if platform in _OWNERS:
        sentences.append(f"{platform} is owned by {_OWNERS[platform]}.")
    if pick.random() < 0.5:
        sentences.append(
            f"According to {people[2]} of the {places[2]}, {pick.choice(_SUBJECTS)} {pick.choice(_VERBS)}."
        )
    if pick.random() < 0.3:
        sentences.append(f"Users in {pick.choice(_TOWNS)} hope that {other} will stay.")
    body = "\n\n".join(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))
    headline = f"{platform} before the court in {town}, case {case}"
    return f"{headline}\n\nBy {people[2]}\n\n{body}\n"


def write_articles(folder: Path, numbers: range) -> Iterator[Path]:
    """Write the articles with these numbers, a thousand a folder; yields their paths."""
    for number in numbers:
        path = folder / f"{number // 1000:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number), encoding="utf-8")
        yield path


def copies(folder: Path, times: int) -> None:
    """The examples, several times, each copy with a first line of its own."""
    for number in range(times):
        for article in sorted(EXAMPLES.glob("*.txt")):
            text = article.read_text(encoding="utf-8")
            copy = folder / f"{article.stem}-{number}.txt"
            copy.write_text(f"Edition {number}\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[2].isdigit():
        raise SystemExit(__doc__)
    print(sum(1 for _ in write_articles(Path(sys.argv[1]), range(int(sys.argv[2])))), "articles written")
