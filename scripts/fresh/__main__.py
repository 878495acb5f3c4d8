"""Scores the reader on tables that nobody has seen.

  python3 scripts/fresh KIND… FROM TO [--tool REGEX] [--writer chromium|lo] [--keep DIR] [--below X] [--bin PATH]

Makes the tables FROM to TO of each kind (`all` for every kind), prints them by Chromium and LibreOffice, takes their text
out again with a dozen tools, reads it with `jixiao parse`, and holds the reading against the truth. What was converted once
stays in DIR (.tools/fresh/tables) until the table changes, so the next run only parses; --remake converts anew, --only-make
does not parse.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".tools/fresh/venv"
WORKERS = max(1, min(4, (os.cpu_count() or 2)))

if not VENV.exists():
    sys.exit("fresh: run scripts/fresh/setup.sh first")
if Path(sys.prefix).resolve() != VENV.resolve():
    os.execv(str(VENV / "bin/python"), [str(VENV / "bin/python"), str(Path(__file__).parent), *sys.argv[1:]])

import score  # noqa: E402 (the libraries are in the environment that was just entered)
import tables  # noqa: E402
import tools  # noqa: E402
import writers  # noqa: E402


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(prog="fresh", description=__doc__.split("\n")[0])
    parser.add_argument("kinds", nargs="+", metavar="KIND", help="all, or " + " ".join(tables.KINDS))
    parser.add_argument("first", type=int, metavar="FROM")
    parser.add_argument("last", type=int, metavar="TO")
    parser.add_argument("--tool", default="", metavar="REGEX", help="only files whose name it finds")
    parser.add_argument("--writer", choices=("chromium", "lo"), help="only what this program printed")
    parser.add_argument("--keep", type=Path, default=ROOT / ".tools/fresh/tables", metavar="DIR")
    parser.add_argument("--bin", type=Path, default=ROOT / "target/debug/jixiao", metavar="PATH")
    parser.add_argument("--below", type=float, metavar="X", help="list the files under this score too")
    parser.add_argument("--remake", action="store_true")
    parser.add_argument("--only-make", action="store_true")
    options = parser.parse_args()
    options.kinds = list(tables.KINDS) if options.kinds == ["all"] else options.kinds
    unknown = [kind for kind in options.kinds if kind not in tables.KINDS]
    if unknown:
        parser.error(f"no such kind: {' '.join(unknown)}")
    return options


# --- Making ----------------------------------------------------------------------------------------------------------


def write(stem, grid, truth):
    """Writes the lossless forms of a table and its truth."""
    writers.write_html(grid, Path(f"{stem}.html"))
    writers.write_clip(grid, Path(f"{stem}.browser-clip.txt"))
    writers.write_xlsx(grid, Path(f"{stem}.xlsx"))
    Path(f"{stem}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def make(options):
    """Makes and converts what is not there yet, or was made by words or layouts that have changed since."""
    stems = []
    for kind in options.kinds:
        folder = options.keep / kind
        folder.mkdir(parents=True, exist_ok=True)
        for seed in range(options.first, options.last + 1):
            stem = folder / f"{kind}-{seed:03}"
            grid, truth = tables.invent(kind, seed)
            if options.remake or done(stem) != writers.html_page(grid):
                for old in folder.glob(f"{stem.name}.*"):
                    old.unlink()
                write(stem, grid, truth)
                stems.append(stem)
    if stems:
        say(f"making {len(stems)} tables …")
        print_all(stems)
        extract(stems)
    for stem in stems:
        Path(f"{stem}.done").touch()


def done(stem):
    """The page of a table that was converted to the end; None for any other."""
    return Path(f"{stem}.html").read_text(encoding="utf-8") if Path(f"{stem}.done").exists() else None


def print_all(stems):
    """PDFs by both programs, and the CSV of LibreOffice."""
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(lambda stem: writers.print_by_chromium(Path(f"{stem}.html"), f"{stem}.chromium.pdf"), stems))
    for folder in {stem.parent for stem in stems}:
        here = [stem for stem in stems if stem.parent == folder]
        for wanted, made, to in (("pdf:calc_pdf_Export", "pdf", "lo.pdf"), (writers.CSV_FILTER, "csv", "lo-utf8.csv")):
            writers.convert_by_libreoffice([f"{stem}.xlsx" for stem in here], folder, wanted)
            for stem in here:
                writers.move(f"{stem}.{made}", f"{stem}.{to}")


def extract(stems):
    """All texts of all PDFs, several processes at a time."""
    pdfs = [Path(f"{stem}.{writer}.pdf") for stem in stems for writer in ("chromium", "lo")]
    with ProcessPoolExecutor(WORKERS) as pool:
        for failed in pool.map(tools.extract_all, pdfs):
            for line in failed:
                say(line)


# --- Measuring -------------------------------------------------------------------------------------------------------


def files(options):
    """The files to read, with their kind and the truth beside them."""
    for kind in options.kinds:
        for seed in range(options.first, options.last + 1):
            stem = options.keep / kind / f"{kind}-{seed:03}"
            for path in sorted(stem.parent.glob(f"{stem.name}.*")):
                if path.suffix in (".pdf", ".json", ".done") or not re.search(options.tool, path.name):
                    continue
                if not options.writer or f".{options.writer}." in path.name:
                    yield kind, path, Path(f"{stem}.truth.json")


def measure(program, path, truth):
    """(F1, precision) of one reading; what is refused or breaks scores nothing."""
    try:
        done = subprocess.run([str(program), "parse", str(path), "--format", "json"], capture_output=True, timeout=240)
        read = json.loads(done.stdout or b"{}")
    except (subprocess.TimeoutExpired, ValueError) as error:
        say(f"{path.name}: {type(error).__name__}")
        read = {}
    return score.compare(json.loads(truth.read_text(encoding="utf-8")), read)


def report(results, below):
    """A row per kind and class, then the files below their bar, then those under `below`."""
    rows = {}
    for kind, path, result in results:
        rows.setdefault((kind, tools.class_of(path.name)[0]), []).append(result)
    say("kind  class                           mean F1  worst F1  mean precision  files")
    for (kind, label), scores in rows.items():
        fs, ps = [f1 for f1, _ in scores], [precision for _, precision in scores]
        say(
            f"{kind:5} {label:32} {sum(fs) / len(fs):6.3f}   {min(fs):6.3f}    {sum(ps) / len(ps):6.3f}         {len(scores):3}"
        )
    low = [one for one in results if one[2][0] < tools.class_of(one[1].name)[1]]
    listed("below their bar", low)
    if below is not None:
        listed(f"under {below}", [one for one in results if one[2][0] < below])


def listed(what, results):
    """A line per file with F1 and precision."""
    say(f"{len(results)} files {what}")
    for _, path, (f1, precision) in sorted(results, key=lambda one: one[2][0]):
        say(f"  {f1:.3f}  precision {precision:.3f}  {path.name}")


def say(line):
    """One line, at once."""
    print(line, flush=True)


def main():
    """Makes, reads, scores, reports."""
    options = arguments()
    make(options)
    if options.only_make:
        return
    if not options.bin.exists():
        sys.exit(f"fresh: {options.bin} is not there; build it with cargo build")
    chosen = list(files(options))
    with ThreadPoolExecutor(WORKERS) as pool:
        scores = list(pool.map(lambda one: measure(options.bin, one[1], one[2]), chosen))
    report([(kind, path, result) for (kind, path, _), result in zip(chosen, scores)], options.below)


if __name__ == "__main__":
    main()
