"""Checks that every value of the truth stands in its page, and that printed pages have lost no letter.

python3 scripts/fresh/check.py [SEEDS] [FOLDER]   the first SEEDS tables of each kind (30); the converted tables in FOLDER
"""

import html
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import tables
import writers

WAYS = (("≥", ">="), ("≤", "<="))


def squeezed(text):
    """Text without white space, with one way to write operators and no commas in numbers."""
    for usual, way in WAYS:
        text = text.replace(way, usual)
    return re.sub(r"(?<=\d),(?=\d)", "", re.sub(r"\s", "", text))


def values(truth):
    """(what, value) for every value of a truth that a page prints as it is."""
    for key in ("title", "department", "budget_year", "money_unit"):
        yield key, truth[key]
    yield from (truth["total"] or {}).items()
    for unit in truth["units"]:
        yield "unit", unit["name"]
        yield from (unit["amounts"] or {}).items()
        for project in unit["projects"]:
            yield "project", project["name"]
            yield "objective", project["objective"]
            yield from (project["amounts"] or {}).items()
            for one in project["indicators"] + project.get("mid_term_indicators", []):
                yield from ((key, value) for key, value in one.items() if key != "category")


def missing(kind, seed):
    """The values of a table that its page does not print."""
    grid, truth = tables.invent(kind, seed)
    rows = "".join(map(writers.html_row, grid.rows))
    page = squeezed(html.unescape(re.sub(r"<[^>]*>", "", rows)).replace("\u00a0", ""))
    return [
        f"{kind} {seed}: {what} {value}"
        for what, value in values(truth)
        if value is not None and squeezed(str(value)) not in page
    ]


def holes(kind, seed):
    """Places of the grid that no cell covers, or a cell beyond its edge."""
    grid, _ = tables.invent(kind, seed)
    covered = [
        (row + down, column + across)
        for row, column, cell in writers.place(grid)
        for down in range(cell.down)
        for across in range(cell.across)
    ]
    whole = {(row, column) for row in range(1, len(grid.rows) + 1) for column in range(1, len(grid.widths) + 1)}
    return [f"{kind} {seed}: grid"] if set(covered) != whole or len(covered) != len(whole) else []


def cut(stem):
    """The letters of a table that its PDFs have lost: rows too low for their text, fonts without a letter."""

    def letters(path):
        return Counter(re.sub(r"\s", "", unicodedata.normalize("NFKC", path.read_text(encoding="utf-8"))))

    wanted = letters(Path(f"{stem}.browser-clip.txt"))
    lost = {writer: wanted - letters(Path(f"{stem}.{writer}.pdfium.txt")) for writer in ("chromium", "lo")}
    return [
        f"{stem}.{writer}.pdf lost {sum(of.values())} letters: {''.join(of)[:40]}" for writer, of in lost.items() if of
    ]


def main():
    """All kinds, a number of seeds each; then what lies in a folder."""
    seeds = range(1, int(sys.argv[1]) + 1 if len(sys.argv) > 1 else 31)
    found = [line for kind in tables.KINDS for seed in seeds for line in missing(kind, seed) + holes(kind, seed)]
    stems = [path.with_suffix("") for path in sorted(Path(sys.argv[2]).glob("*/*.done"))] if len(sys.argv) > 2 else []
    found += [line for stem in stems for line in cut(stem)]
    print(
        "\n".join(
            found[:40] + [f"{len(tables.KINDS) * len(seeds)} tables and {len(stems)} printed ones: {len(found)} faults"]
        )
    )
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
