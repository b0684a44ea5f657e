"""The site: addresses, the SPARQL Protocol, and who may come in.

https://www.w3.org/TR/sparql11-protocol/#query-operation. The site is read-only. A request must name this
machine as its host, or a page elsewhere could read the graph through a name that it points here (DNS
rebinding), and no page of another origin may send one.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ...graph.presets import presets
from .article import ask_page
from .jobs import Answer, Job, Served
from .pool import Pool

# A longer query is refused, in bytes.
_LONGEST = 1 << 20
_STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " \
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"  # fmt: skip
# The graph's page brings its own policy, which names its scripts; this one adds that nothing leaves.
_INLINE = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; " \
    "base-uri 'none'; frame-ancestors 'none'"  # fmt: skip
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
LOCAL = ("localhost", "127.0.0.1", "[::1]")


def site(
    served: Served, graph_page: Callable[[], Path], processes: int, hosts: Iterable[str] = ()
) -> Starlette:
    """The application; ``graph_page`` says where the HTML graph is, ``hosts`` are names it answers to."""
    pool = Pool(served, processes)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        pool.start()
        yield
        pool.stop()

    async def sparql(request: Request) -> Response:
        job = await _protocol(request)
        if isinstance(job, Answer):
            return _response(job)
        if job.kind == "description" and "text/html" in job.accept:
            return RedirectResponse("/")
        return _response(await pool.answer(job))

    async def graph(_: Request) -> Response:
        page = await run_in_threadpool(lambda: graph_page().read_bytes())
        return _response(Answer(status=200, type="text/html", body=page), _INLINE)

    async def ask(_: Request) -> Response:
        return _response(Answer(status=200, type="text/html", body=ask_page(presets()).encode()))

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            return _response(Answer.line(404, "not found"))
        body = (files(__package__) / "templates" / name).read_bytes()
        return _response(Answer(status=200, type=_STATIC[name], body=body))

    def page(kind: str) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            text = request.path_params.get("name") or request.query_params.get("q", "")
            values = tuple(request.query_params.multi_items()) if kind == "preset" else ()
            return _response(await pool.answer(Job(kind=kind, text=text, values=values)))

        return answer

    return Starlette(
        routes=[
            Route("/", ask),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/graph", graph),
            Route("/articles", page("articles")),
            Route("/articles/{name}", page("article")),
            Route("/search", page("search")),
            Route("/presets/{name}", page("preset")),
            Route("/static/{name}", static),
        ],
        middleware=[Middleware(_Doorkeeper, hosts=(*LOCAL, *hosts))],
        lifespan=lifespan,
    )


_STATIC = {"ask.js": "text/javascript", "site.css": "text/css"}


class _Doorkeeper:
    """Lets in who names one of the hosts, and comes from no other origin."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = {name: value.decode("latin-1").lower() for name, value in scope["headers"]}
            host, origin = headers.get(b"host", ""), headers.get(b"origin")
            if _without_port(host) not in self._hosts:
                refused = "this server answers to its own name alone (localhost or 127.0.0.1)"
                await _response(Answer.line(421, refused))(scope, receive, send)
                return
            if origin and origin.partition("://")[2] != host:
                refused = "pages of another origin may not ask this server"
                await _response(Answer.line(403, refused))(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


async def _protocol(request: Request) -> Job | Answer:
    """The job that a request asks for, or why there is none."""
    parameters = request.query_params.multi_items()
    type_ = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST":
        body = await _body(request)
        if body is None:
            return Answer.line(413, f"the query is longer than {_LONGEST} bytes")
        try:
            text = body.decode()
            if type_ == "application/x-www-form-urlencoded":
                parameters += parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
            elif type_ == "application/sparql-query":
                parameters.append(("query", text))
            elif type_ == "application/sparql-update":
                return _READ_ONLY
            else:
                return Answer.line(415, "send application/sparql-query or application/x-www-form-urlencoded")
        except ValueError:
            return Answer.line(400, "the request is not in UTF-8, or has too many fields")
    found = {name: tuple(value for key, value in parameters if key == name) for name, _ in parameters}
    if "update" in found:
        return _READ_ONLY
    texts, accept = found.get("query", ()), request.headers.get("accept", "*/*")
    if not texts and request.method == "GET":
        return Job(
            kind="description", accept=accept, endpoint=str(request.url.replace(query="", fragment=""))
        )
    if len(texts) != 1:
        return Answer.line(400, "give one query")
    graphs = (found.get("default-graph-uri", ()), found.get("named-graph-uri", ()))
    return Job(kind="sparql", text=texts[0], accept=accept, default_graphs=graphs[0], named_graphs=graphs[1])


_READ_ONLY = Answer.line(403, "this endpoint is read-only: it takes no updates")


async def _body(request: Request) -> bytes | None:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > _LONGEST:
            return None
        parts.append(part)
    return b"".join(parts)


def _response(answer: Answer, policy: str = _STRICT) -> Response:
    headers = {**_HEADERS, "content-security-policy": policy, "vary": "Accept"}
    return Response(answer.body, answer.status, headers, media_type=answer.type)
