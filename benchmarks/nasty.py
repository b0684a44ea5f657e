"""A thousand files that nobody wants to get: does the build read or name each, and end with 0?

    python benchmarks/nasty.py [--files 1000] [--jobs 1] [--keep FOLDER]

Deep and broken HTML, texts in wrong encodings, one line of millions of characters, NULs, terminal
escape codes, bombs in .docx, .pdf and .json, links in circles, devices, pipes, names that are no
UTF-8, quotation marks and brackets without end. Three good articles lie among them. Prints how many
were read and skipped, the exit code, the CPU seconds and the peak memory of any process.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from generated import article

Maker = Callable[[random.Random], bytes]


def _pdf(stream: bytes, extra: bytes = b"") -> bytes:
    """A PDF of one page with this compressed content."""
    packed = zlib.compress(stream, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>" + extra + b">>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return bytes(out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


def _docx(document: bytes, extra: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this main part."""
    types = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", links)
        archive.writestr("word/document.xml", document)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _word(body: bytes) -> bytes:
    return b"<w:document " + _W + b"><w:body>" + body + b"</w:body></w:document>"


def _entities(levels: int) -> bytes:
    """Entities that double with every level, and one that asks for a local file and for a host."""
    lines = [
        b'<!ENTITY e0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1/x">'
    ]
    lines += [b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, levels)]
    return b"<?xml version='1.0'?><!DOCTYPE w [" + b"".join(lines) + b"]>"


def _paragraph(words: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + words + b"</w:t></w:r></w:p>"


def _page(body: bytes) -> bytes:
    return b"<html><head><title>T</title></head><body><article>" + body + b"</article></body></html>"


MAKERS: dict[str, Maker] = {
    "deep.html": lambda pick: _page(b"<div>" * pick.choice([200, 5000, 200000]) + b"said"),
    "deep-inline.html": lambda pick: _page(b"<p>" + b"<b><i>" * pick.choice([300, 50000]) + b"said"),
    "attributes.html": lambda pick: _page(b"<p " + b'a="' * 100000 + b">said"),
    "unclosed.html": lambda pick: b"<!--" * 50000 + b"<![CDATA[" * 1000 + b"<p>said",
    "tables.html": lambda pick: _page(b"<table><tr><td>" * 3000 + b"said"),
    "entities.html": lambda pick: _entities(12) + _page(b"<p>&e11; &f; &h;</p>" * 50),
    "script.html": lambda pick: _page(
        b"<h1><script>alert(1)</script>Sale</h1><p>\xe2\x80\x9cIt is <img src=http://127.0.0.1/x onerror=alert(1)>"  # noqa: E501
        b"sold,\xe2\x80\x9d said Ada Quill, a lawyer at the Northgate Institute, on Monday.</p>" * 3
    ),
    "comments.html": lambda pick: _page(b"<p>" + b"<!-- said -->" * 100000 + b"</p>"),
    "long-line.txt": lambda pick: (b"a" * pick.choice([10**5, 10**6])) + b" said",
    "no-spaces.txt": lambda pick: "“中文。”".encode() * 30000,
    "blanks.txt": lambda pick: b"x" + b" \n" * 300000 + b"said",
    "quotes.txt": lambda pick: "“".encode() * 20000 + b" said Ada Quill.",
    "nested-quotes.txt": lambda pick: "“‘".encode() * 3000 + b"it" + "’”".encode() * 3000 + b" said Ada Quill.",  # noqa: E501
    "brackets.txt": lambda pick: b"((((" * 20000 + b" said " + b"))))" * 20000,
    "hyphens.txt": lambda pick: b"-" * 100000 + b"\n" + b"By " * 30000,
    "names.txt": lambda pick: b"Ada " * 30000 + b"said that it was sold.",
    "said.txt": lambda pick: b"said that " * 15000,
    "commas.txt": lambda pick: b"Ada, " * 20000 + b"said.",
    "digits.txt": lambda pick: b"1,000.00-" * 20000,
    "urls.txt": lambda pick: b"http://a.b/?" + b"a=b&" * 30000,
    "combining.txt": lambda pick: ("a" + "\u0301" * 50000 + " said").encode(),
    "bidi.txt": lambda pick: "\u202e\u2066“dlos si tI” said Ada\u200b\u2069".encode() * 500,
    "escapes.txt": lambda pick: b"\x1b]0;owned\x07\x1b[2J\x1b[31mSale\n\nBy \x1b[8mAda Quill\n\n" + b"It is sold. " * 40,  # noqa: E501
    "nul.txt": lambda pick: b"It is \0 sold, said Ada.",
    "late-nul.txt": lambda pick: b"It is sold, said Ada. " * 600 + b"\0",
    "utf16.txt": lambda pick: "It is sold, said Ada Quill.".encode("utf-16-le"),
    "latin.txt": lambda pick: "Það er selt, sagði Ólöf.".encode("latin-1"),
    "cut.txt": lambda pick: "“Sold”".encode()[:-1],
    "surrogates.txt": lambda pick: b"\xed\xa0\x80\xed\xb0\x80 said",
    "noise.txt": lambda pick: pick.randbytes(pick.randrange(1, 20000)),
    "empty.md": lambda pick: b"",
    "matter.md": lambda pick: b"---\n" + b"a: [" * 30000 + b"\n---\nsaid",
    "anchors.md": lambda pick: b"---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: !!python/object:os.system x\n---\n\nSold.",  # noqa: E501
    "noise.pdf": lambda pick: b"%PDF-1.7\n" + pick.randbytes(5000),
    "bomb.pdf": lambda pick: _pdf(b"BT /F 9 Tf (" + b"a" * 40_000_000 + b") Tj ET"),
    "operators.pdf": lambda pick: _pdf(b"BT /F 9 Tf " + b"(a) Tj 1 0 0 1 0 0 Tm " * 100_000 + b"ET"),
    "nested.pdf": lambda pick: _pdf(b"[" * 100_000),
    "loop.pdf": lambda pick: _pdf(b"BT (a) Tj ET").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
    "script.pdf": lambda pick: _pdf(b"BT /F 9 Tf (sold) Tj ET", b"/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>"),  # noqa: E501
    "cut.pdf": lambda pick: _pdf(b"BT (a) Tj ET")[: pick.randrange(20, 300)],
    "noise.docx": lambda pick: b"PK\x03\x04" + pick.randbytes(2000),
    "bomb.docx": lambda pick: _docx(_word(_paragraph(b"a" * 30_000_000))),
    "giant.docx": lambda pick: _docx(_word(b""), {"word/media/x.bin": b"\0" * 450_000_000}),
    "deep.docx": lambda pick: _docx(_word(b"<w:tbl><w:tr><w:tc>" * 20000)),
    "entities.docx": lambda pick: _docx(_entities(12) + _word(_paragraph(b"&e11;&f;&h;"))),
    "paths.docx": lambda pick: _docx(_word(_paragraph(b"sold")), {"../../escaped.txt": b"x", "/tmp/escaped": b"x"}),  # noqa: E501
    "deep.json": lambda pick: b"[" * 200000,
    "deep-object.jsonl": lambda pick: b'{"id":"1","text":' + b'{"a":' * 100000 + b"\n",
    "number.jsonl": lambda pick: b'{"id":"1","text":' + b"9" * 100000 + b"}\n",
    "many.jsonl": lambda pick: b'{"id":"1","text":"a"}\n' * 300,
    "keys.jsonl": lambda pick: json.dumps({f"k{n}": n for n in range(20000)}).encode(),
    "escapes.jsonl": lambda pick: b'{"id":"\\u001b[2J\\u0000","text":"It is sold.","title":"\\u001b]0;x\\u0007"}\n',  # noqa: E501
    "quote.csv": lambda pick: b'id,text\n1,"' + b"a,\n" * 30000,
    "columns.csv": lambda pick: b"," * 50000 + b"\n" + b"," * 50000,
    "formula.csv": lambda pick: b"id,text,title\n1,It is sold. said Ada,=HYPERLINK(\"http://127.0.0.1\")\n",
    "nul.csv": lambda pick: b"id,text\n1,a\0b\n",
}  # fmt: skip
# What cannot be a file's content: made by hand, once.
GOOD = 3


def make(folder: Path, count: int) -> int:
    """Write so many nasty files and three good ones; the number of places that a build looks at."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(GOOD):
        (folder / f"good-{number}.txt").write_text(article(number), encoding="utf-8")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "outside.txt").symlink_to("/etc/passwd")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "terminal.html").symlink_to("/dev/tty")
    os.mkfifo(folder / "pipe.txt")
    (folder / "folder.txt").mkdir()
    with (folder / "huge.txt").open("wb") as sparse:
        sparse.truncate(50 * 2**30)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe-name.txt")).write_bytes(b"It is sold, said Ada Quill.")
    (folder / "\x1b[2Jname.txt").write_bytes(b"")
    (folder / ("n" * 250 + ".txt")).write_bytes(b"\xff\xff")
    names = list(MAKERS)
    for number in range(count - 12):
        name = names[number % len(names)]
        stem, _, suffix = name.partition(".")
        # The large ones once or twice: they would only take time.
        pick = random.Random(number)
        if number >= len(names) and suffix in ("pdf", "docx", "html", "txt") and "noise" not in stem:
            # A cut or a stain makes another file of it.
            data = bytearray(MAKERS[name](pick))[: pick.randrange(1, 20000)]
            for _ in range(pick.randrange(0, 20)):
                data[pick.randrange(len(data)) if data else 0 : 0] = pick.randbytes(1)
        else:
            data = bytearray(MAKERS[name](pick))
        (folder / f"{stem}-{number:04}.{suffix}").write_bytes(bytes(data))
    return count + GOOD


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--attribution", default="rules")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        files = make(folder / "files", options.files)
        command = [sys.executable, "-m", "claimgraph", "-v", "build", str(folder / "files"),
                   "-o", str(folder / "graph"), f"--jobs={options.jobs}",
                   f"--attribution={options.attribution}"]  # fmt: skip
        start = time.monotonic()
        done = subprocess.run(command, capture_output=True)
        wall = time.monotonic() - start
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = done.stderr.decode("utf-8", "replace")
        check = subprocess.run([sys.executable, "-m", "claimgraph", "verify", str(folder / "graph")])
    skipped = sum(line.startswith("skipped:") for line in said.splitlines())
    print(done.stdout.decode("utf-8", "replace"))
    if done.returncode:
        print(said[-3000:])
    escapes = any(byte in done.stdout + done.stderr for byte in (b"\x1b", b"\x07", b"\0"))
    print(f"{files} files, {skipped} lines of what was skipped and why; exit codes {done.returncode} and "
          f"{check.returncode}; {spent.ru_utime + spent.ru_stime:.0f} CPU s, {wall:.0f} s, "
          f"{spent.ru_maxrss / 1024:.0f} MB at most; escape codes reached the terminal: {escapes}")  # fmt: skip  # noqa: E501
    sys.exit(bool(done.returncode or check.returncode or escapes))


if __name__ == "__main__":
    main()
