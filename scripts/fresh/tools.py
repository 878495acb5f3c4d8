"""Runs what people take text out of PDFs with, and names the class of each file with the score it should reach."""

import contextlib
import csv
import io
import logging
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it tells every page about fonts without a box
CLASSES = (  # the first whose part the file name holds: (class, parts of names, bar)
    ("lossless", ("browser-clip", "lo-utf8", ".html", ".xlsx"), 0.995),
    ("table tools", ("pdfplumber-table", "pymupdf4llm"), 0.90),
    ("visual lines, blanks kept", ("pdftotext-layout", "pypdf-layout"), 0.95),
    ("visual lines, blanks collapsed", ("pdfplumber.txt", "pymupdf-sort"), 0.0),
    ("box order", ("pdfminer",), 0.90),
    ("deferred cells", (".lo.pdftotext-raw", ".lo.pypdf", ".lo.pymupdf", ".lo.pdfium", ".lo.pdfjs"), 0.90),
    ("content order", ("pdftotext-raw", "pypdf", "pymupdf", "pdfium", "pdfjs"), 0.98),
)


def class_of(name):
    """(class, bar) of a file by its name."""
    return next(((label, bar) for label, parts, bar in CLASSES if any(part in name for part in parts)), ("other", 0.0))


def pdftotext(option):
    """poppler with an option; pages end with a form feed."""

    def extract(pdf):
        return subprocess.run(
            ["pdftotext", option, str(pdf), "-"], capture_output=True, check=True, timeout=120
        ).stdout.decode("utf-8")

    return extract


def pdfplumber_text(pdf):
    """pdfplumber's text, pages joined by a line break."""
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages) + "\n"


def pdfplumber_table(pdf):
    """pdfplumber's tables, page after page, as CSV; a merged cell's other places are blank."""
    import pdfplumber

    text = io.StringIO()
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            for table in page.extract_tables():
                csv.writer(text, lineterminator="\r\n").writerows([cell or "" for cell in row] for row in table)
    return text.getvalue()


def pypdf_text(pdf):
    """pypdf's plain text."""
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages) + "\n"


def pypdf_layout(pdf):
    """pypdf's text with columns kept by blanks."""
    import pypdf

    return "\n".join(page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(pdf).pages) + "\n"


def pymupdf_text(pdf):
    """pymupdf's text in the order of the content."""
    import pymupdf

    with pymupdf.open(pdf) as document:
        return "".join(page.get_text() for page in document)


def pymupdf_sort(pdf):
    """pymupdf's text sorted by place."""
    import pymupdf

    with pymupdf.open(pdf) as document:
        return "".join(page.get_text(sort=True) for page in document)


def pymupdf_markdown(pdf):
    """pymupdf4llm's Markdown."""
    with silence():  # it prints what else it would like to have
        import pymupdf4llm

        return pymupdf4llm.to_markdown(str(pdf), show_progress=False)


@contextlib.contextmanager
def silence():
    """Nothing that this process prints below Python comes through."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def pdfminer_text(pdf):
    """pdfminer's boxes in its own order."""
    from pdfminer.high_level import extract_text

    return extract_text(str(pdf))


def pdfium_text(pdf):
    """What Chrome's PDF viewer copies; lines end with CR LF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(pdf))
    return "\r\n".join(page.get_textpage().get_text_range() for page in document) + "\r\n"


def pdfjs_text(pdf):
    """What Firefox's PDF viewer copies."""
    modules = HERE.parents[1] / ".tools/fresh/node_modules"
    return subprocess.run(
        ["node", str(HERE / "pdfjs.mjs"), str(modules), str(pdf)], capture_output=True, check=True, timeout=120
    ).stdout.decode("utf-8")


EXTRACTORS = {  # end of the file name: what makes its text
    "pdftotext-raw.txt": pdftotext("-raw"),
    "pdftotext-layout.txt": pdftotext("-layout"),
    "pdfplumber.txt": pdfplumber_text,
    "pdfplumber-table.csv": pdfplumber_table,
    "pypdf.txt": pypdf_text,
    "pypdf-layout.txt": pypdf_layout,
    "pymupdf.txt": pymupdf_text,
    "pymupdf-sort.txt": pymupdf_sort,
    "pymupdf4llm.md": pymupdf_markdown,
    "pdfminer.txt": pdfminer_text,
    "pdfium.txt": pdfium_text,
    "pdfjs.txt": pdfjs_text,
}


def extract_all(pdf):
    """Writes every text of a PDF beside it that is not there yet; returns what failed, as lines."""
    failed = []
    for ending, extract in EXTRACTORS.items():
        to = pdf.with_name(pdf.name[: -len("pdf")] + ending)
        if to.exists():
            continue
        try:
            to.write_bytes(extract(pdf).encode("utf-8", "replace"))
        except Exception as error:  # a tool that cannot read a page is a finding, not an end
            failed.append(f"{to.name}: {type(error).__name__} {error}"[:200])
    return failed
