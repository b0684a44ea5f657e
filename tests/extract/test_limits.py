"""What costs too much costs itself only: time, memory, and the process that reads it."""

import os
import re
import signal
import time
from multiprocessing import active_children

import pytest

from claimgraph.errors import SkipDocument
from claimgraph.extract import limits
from claimgraph.extract.reading import unread
from claimgraph.extract.reading.reader import find_articles
from claimgraph.extract.reading.unread import Unread
from claimgraph.extract.workers import Settings, outcomes

RULES = Settings(attribution="rules")


def test_python_and_regular_expressions_are_stopped_and_the_next_block_is_not():
    for work in (lambda: [None for _ in iter(int, 1)], lambda: re.match(r"(a+)+$", "a" * 40 + "b")):
        start = time.process_time()
        with pytest.raises(limits.OutOfTime), limits.time_limit(0.2):
            work()
        assert time.process_time() - start < 5
    with limits.time_limit(0.2):
        pass
    end = time.process_time() + 0.4
    while time.process_time() < end:
        pass


def test_a_long_text_may_take_longer():
    assert limits.extraction_seconds(100_000) > 2 * limits.extraction_seconds(1_000) > 20


def test_a_file_that_takes_too_long_to_parse_is_skipped_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(unread, "READING_SECONDS", 0.1)
    (tmp_path / "a.txt").write_text("a " * 10)
    (tmp_path / "slow.html").write_bytes(b"<html><body>" + b"<p>It is sold, she said.</p>" * 200_000)
    first, second = find_articles([tmp_path])
    assert isinstance(first, Unread) and first.document().text.startswith("a a")
    with pytest.raises(SkipDocument, match=r"slow.html: took longer than"):
        second.document()


def articles(count):
    text = "TikTok is owned by ByteDance, said Ada Quill, a lawyer."
    return [Unread(source=f"{n}.txt", content=f"{text} {n}".encode(), suffix=".txt", size_limit=9999)
            for n in range(count)]  # fmt: skip


def test_a_reading_process_that_is_killed_costs_nothing():
    expected = [outcome.lines for outcome in outcomes(articles(40), RULES)]
    got, killed = [], 0
    for outcome in outcomes(articles(40), RULES, jobs=2):
        got.append(outcome.lines)
        if len(got) in (1, 17):
            os.kill(active_children()[0].pid, signal.SIGKILL)
            killed += 1
    assert killed == 2
    assert got == expected


def test_reading_processes_end_when_the_one_that_started_them_is_gone():
    stream = outcomes(articles(3), RULES, jobs=2)
    next(stream)
    readers = active_children()
    assert len(readers) == 2
    stream.close()
    assert not any(process.is_alive() for process in readers)
