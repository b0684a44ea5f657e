"""One job in, one answer out: SPARQL, presets, the description of the service, and pages."""

from __future__ import annotations

from collections.abc import Callable

from ...errors import ClaimgraphError, QueryError, UsageError
from ...graph import query as queries
from ...graph.presets import explained, presets
from ...graph.storage.store import Store
from ...ontology.terms import PREFIXES
from .article import article_page, articles_page, search_page
from .description import description
from .jobs import Answer, Job, Limits
from .results import TRIPLES, NotAcceptable, TooManyRows, wanted, written


def answer(store: Store, job: Job, limits: Limits) -> Answer:
    """What comes of a job. Raises ``OSError`` or ``RuntimeError`` where the files cannot be read."""
    try:
        return _KINDS[job.kind](store, job, limits)
    except NotAcceptable as error:
        return Answer.line(406, str(error))
    except TooManyRows as error:
        return Answer.line(413, str(error))
    except (QueryError, UsageError) as error:
        return Answer.line(400, str(error))
    except ClaimgraphError as error:
        return Answer.line(500, str(error))


def _sparql(store: Store, job: Job, limits: Limits) -> Answer:
    chosen = job.default_graphs or job.named_graphs
    try:
        results = queries.run(store, job.text, None, job.default_graphs, job.named_graphs if chosen else None)
    except UnicodeEncodeError:
        raise QueryError("the query holds half of a character pair (a lone surrogate)") from None
    type_, body = written(results, job.accept, PREFIXES, limits.rows)
    return Answer(status=200, type=type_, body=body)


def _preset(store: Store, job: Job, limits: Limits) -> Answer:
    preset = presets().get(job.text)
    if preset is None:
        return Answer.line(404, f"{job.text}: there is no preset of this name")
    text = explained(preset, dict(job.values), store)
    return Answer(status=200, type="application/sparql-query", body=text.encode())


def _description(store: Store, job: Job, limits: Limits) -> Answer:
    type_, body = description(store.graphs(), job.endpoint, wanted(job.accept, TRIPLES))
    return Answer(status=200, type=type_, body=body)


def _page(page: str | None) -> Answer:
    if page is None:
        return Answer.line(404, "there is no such article in the graph")
    return Answer(status=200, type="text/html", body=page.encode("utf-8", "replace"))


_KINDS: dict[str, Callable[[Store, Job, Limits], Answer]] = {
    "sparql": _sparql,
    "preset": _preset,
    "description": _description,
    "articles": lambda store, job, limits: _page(articles_page(store)),
    "article": lambda store, job, limits: _page(article_page(store, job.text)),
    "search": lambda store, job, limits: _page(search_page(store, job.text)),
}
