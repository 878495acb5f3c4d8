"""Compares a reading with the truth, field by field: (F1, precision).

Fields are every value of the header, the total row, units, projects and indicators. White space, widths of letters, radicals
and ways to write an operator do not count; amounts compare as numbers. What has no counterpart counts against precision.
"""

import re
import unicodedata
from collections import Counter
from decimal import Decimal, InvalidOperation

HEADER = ("title", "department", "budget_year", "money_unit")
AMOUNTS = ("total", "fiscal_appropriation", "special_account", "other")
INDICATOR = ("ordinal", "category", "subcategory", "name", "target", "weight")
NUMBERS = AMOUNTS + ("budget_year", "ordinal", "weight")
FOLD = str.maketrans(  # radicals that NFKC leaves alone, and its traditional 戶
    "戶⺠⻓⻔⻚⻛⻜⻢⻥⻦⻩⻬⻮⻰⻳⻅⻉⻋⻄⻆⻁⻘⻝⻤⻣⺟―", "户民长门页风飞马鱼鸟黄齐齿龙龟见贝车西角虎青食鬼骨母—"
)
WAYS = ((">=", "≥"), ("<=", "≤"), ("≧", "≥"), ("≦", "≤"), ("﹦", "="))
INVISIBLE = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")


def plain(key, value):
    """A value in the form in which it is compared; None where there is none."""
    if isinstance(value, dict):
        value = value.get("text")
    if value is None:
        return None
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", str(value).translate(FOLD)).translate(FOLD))
    if key in NUMBERS:
        return as_number(text)
    if key == "target":
        for way, usual in WAYS:
            text = text.replace(way, usual)
        text = text.lstrip("=")
    if key == "department":
        text = re.sub(r"^(\[\w*\]|\d+-)", "", text)
    return text or None


def as_number(text):
    """7 and 7.00 are the same."""
    try:
        return Decimal(text.replace(",", "")).normalize()
    except InvalidOperation:
        return text or None


def fields(of, keys):
    """The values of some keys, blank ones left out."""
    values = {key: plain(key, (of or {}).get(key)) for key in keys}
    return {key: value for key, value in values.items() if value is not None}


def table(document):
    """Any document as header, units and projects of comparable fields."""
    if isinstance(document, list):
        document = document[0] if document else {}
    total = {"total." + key: value for key, value in fields(document.get("total"), AMOUNTS).items()}
    units = [
        dict(fields(unit, ("name",)), **fields(unit.get("amounts"), AMOUNTS)) for unit in document.get("units") or []
    ]
    projects = []
    for unit in document.get("units") or []:
        for project in unit.get("projects") or []:
            own = dict(fields(project, ("name", "objective")), **fields(project.get("amounts"), AMOUNTS))
            projects.append((own, [fields(one, INDICATOR) for one in project.get("indicators") or []]))
    return dict(fields(document, HEADER), **total), units, projects


# --- Likeness ----------------------------------------------------------------------------------------------------------


def pairs_of(text):
    """Pairs of neighbouring letters."""
    return Counter(zip("^" + text, text + "$")) if text else Counter()


def alike(one, other):
    """0 to 1: how many pairs of letters two texts share."""
    if one and one == other:
        return 1.0
    first, second = pairs_of(one), pairs_of(other)
    together = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / together if together else 0.0


def projects_alike(one, other):
    """By name, objective and the names of the indicators; a project without a name by the others alone."""
    names = alike(one[0].get("name"), other[0].get("name"))
    goals = alike(one[0].get("objective"), other[0].get("objective"))
    sets = alike(*("\n".join(sorted(row.get("name", "") for row in of[1])) for of in (one, other)))
    if not (one[0].get("name") and other[0].get("name")):
        return 0.3 * goals + 0.7 * sets
    return 0.6 * names + 0.2 * goals + 0.2 * sets


def in_order(ours, theirs, likeness, least):
    """Pairs (i, j), both rising, with the greatest sum of likeness."""
    grid = [[likeness(one, other) for other in theirs] for one in ours]
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in reversed(range(len(ours))):
        for j in reversed(range(len(theirs))):
            taken = grid[i][j] + best[i + 1][j + 1] if grid[i][j] >= least else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    found, i, j = {}, 0, 0
    while i < len(ours) and j < len(theirs):
        if grid[i][j] >= least and abs(best[i][j] - grid[i][j] - best[i + 1][j + 1]) < 1e-9:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def one_to_one(ours, theirs):
    """Pairs of indicators, the likest first: the name decides, then the target and the category."""
    ranked = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            same = [
                one.get(key) is not None and one.get(key) == other.get(key) for key in ("target", "category", "name")
            ]
            likeness = (
                alike(one.get("name"), other.get("name"))
                + 0.3 * same[0]
                + 0.1 * same[1]
                + 5 * all(same)
                - abs(i - j) / 1000
            )
            if likeness >= 0.5:
                ranked.append((-likeness, i, j))
    found = {}
    for _, i, j in sorted(ranked):
        if i not in found and j not in found.values():
            found[i] = j
    return found


# --- Score -------------------------------------------------------------------------------------------------------------


def compare(truth, reading):
    """(F1, precision) of a reading."""
    ours, theirs = table(truth), table(reading)
    right = hits(ours[0], theirs[0])
    same = lambda one, other: alike(one.get("name"), other.get("name"))  # noqa: E731
    for i, j in in_order(ours[1], theirs[1], same, 0.6).items():
        right += hits(ours[1][i], theirs[1][j])
    for i, j in in_order(ours[2], theirs[2], projects_alike, 0.35).items():
        right += hits(ours[2][i][0], theirs[2][j][0])
        for a, b in one_to_one(ours[2][i][1], theirs[2][j][1]).items():
            right += hits(ours[2][i][1][a], theirs[2][j][1][b])
    wanted, given = count(ours), count(theirs)
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    return (2 * precision * recall / (precision + recall) if right else 0.0), precision


def hits(one, other):
    """How many fields of two records agree."""
    return sum(other.get(key) == value for key, value in one.items())


def count(document):
    """How many values a document has."""
    header, units, projects = document
    return len(header) + sum(map(len, units)) + sum(len(own) + sum(map(len, rows)) for own, rows in projects)
