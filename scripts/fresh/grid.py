"""Cells with merged ranges, and how a form looks: what the layouts build and the writers print."""

OPERATORS = {"≥": ">=", "≤": "<=", "=": "=", "<": "<", ">": ">"}
FISCAL = ("total", "fiscal_appropriation", "special_account", "other")


class Cell:
    """One cell: text (LF for a break within it), alignment, how many columns and rows it spans."""

    def __init__(self, text="", align="left", across=1, down=1, kind="body"):
        self.text, self.align, self.across, self.down, self.kind = text, align, across, down, kind


def centre(text, across=1, down=1):
    """A centred cell."""
    return Cell(text, "center", across, down)


def number(text, across=1):
    """A cell of an amount."""
    return Cell(text, "right", across)


def head(text, across=1, down=1):
    """A heading of columns."""
    return Cell(text, "center", across, down, "head")


def heads(names):
    """Headings of columns, from their names with a blank between."""
    return [head(name) for name in names.split(" ")]


def bare(text, align="left", across=1, kind="bare"):
    """A cell without borders, as titles and the lines below them are."""
    return Cell(text, align, across, 1, kind)


class Grid:
    """Rows of cells that begin in that row; `repeated` rows come again at the top of every page; `breaks` start pages."""

    def __init__(self, title, widths, look):
        self.title, self.widths, self.look = title, widths, look
        self.rows, self.repeated, self.breaks = [], 0, []

    def row(self, *cells):
        """Adds a row."""
        self.rows.append(list(cells))

    def title_row(self, text):
        """Adds a row with the title."""
        self.row(bare(text, "center", len(self.widths), "title"))

    def gap(self):
        """Parts two forms: a page break or a blank row."""
        if self.look["form_per_page"]:
            self.breaks.append(len(self.rows))
        else:
            self.row(bare("", across=len(self.widths), kind="gap"))


def draw_look(rng, facts, landscape):
    """Paper, letters, page lines and borders of one table."""
    year, place = facts["year"], facts["units"][0]["name"]
    return dict(
        landscape=landscape,
        points=rng.choice((8, 8.5, 9, 9, 10, 10.5, 11, 12)),
        font=rng.choice(("Noto Sans CJK SC", "Noto Serif CJK SC")),
        valign=rng.choice(("middle", "middle", "middle", "top")),
        jitter=[rng.uniform(0.85, 1.2) for _ in range(16)],
        merged=rng.random() < 0.8,
        repeated=rng.random() < 0.7,
        form_per_page=rng.random() < 0.5,
        form=f"（{year}年度）" if rng.random() < 0.8 else f"({year}年度)",
        comma=rng.random() < 0.6,
        zeros=rng.random() < 0.4,
        page_head=rng.choice(("", "", f"{place}{year}年部门预算公开", f"{facts['city']}本级部门预算公开材料")),
        page_foot=rng.choice(("", "— {n} —", "第{n}页，共{of}页", "第 {n} 页，共 {of} 页", "{n}", "-{n}-")),
    )


def widths(look, *shares):
    """Column widths in percent, a little off in every table."""
    shares = [share * look["jitter"][n] for n, share in enumerate(shares)]
    return [round(100 * share / sum(shares), 2) for share in shares]


def shown(look, amount, blank=None):
    """An amount as the table prints it; a missing one is a blank or a zero, as this table has it."""
    if amount is None:
        return blank if blank is not None else ("0.00" if look["zeros"] else "")
    return f"{amount:,.2f}" if look["comma"] else f"{amount:.2f}"


def target(one, equals="", ascii_operators=False):
    """Operator, number and unit in one string; `equals` is what stands for =."""
    if one["words"] is not None:
        return one["words"]
    operator = equals if one["operator"] == "=" else one["operator"]
    return (OPERATORS[operator] if ascii_operators and operator else operator) + one["number"] + one["unit"]


def runs(values):
    """For each value the length of the run that starts there, and 0 inside a run: how many rows a merged cell spans."""
    spans, start = [], 0
    for place, value in enumerate(values):
        if place and value == values[start]:
            spans.append(0)
            spans[start] += 1
        else:
            start = place
            spans.append(1)
    return spans


def level_cells(look, rows, wrap=False):
    """For each indicator its level cells: merged and printed once, or repeated in every row."""
    firsts = [one["level1"] for one in rows]
    spans = runs(firsts), runs([(one["level1"], one["level2"]) for one in rows])
    cells = []
    for place, one in enumerate(rows):
        names = one["level1"].replace("指标", "\n指标") if wrap else one["level1"], one["level2"]
        if not look["merged"]:
            cells.append([centre(name) for name in names])
        else:
            cells.append([centre(name, 1, span[place]) for name, span in zip(names, spans) if span[place]])
    return cells


def money_truth(look, parts, keys=FISCAL, zero_for_blank=True):
    """The amounts of the truth; where the table prints zeros, a missing amount among `keys` is one."""
    zero = "0.00" if look["zeros"] and zero_for_blank else None
    found = {
        key: (f"{parts[key]:.2f}" if parts.get(key) is not None else zero) if key in keys else None for key in FISCAL
    }
    if "carry_over" in keys:
        found["carry_over"] = f"{parts['carry_over']:.2f}" if parts.get("carry_over") is not None else zero
    return found


def indicator_truth(one, printed, ordinal=None, level2=True, weight=True, **more):
    """One indicator of the truth; `printed` is its target as the table prints it."""
    return dict(
        ordinal=ordinal,
        category=one["category"],
        subcategory=one["level2"] if level2 else None,
        name=one["name"],
        target=printed,
        weight=one["weight"] if weight else None,
        **more,
    )


def project_truth(project, amounts, indicators, **more):
    """One project of the truth."""
    return dict(
        name=project["name"], amounts=amounts, objective="".join(project["objective"]), indicators=indicators, **more
    )


def table_truth(layout, title, facts, units, **more):
    """The document of the truth."""
    header = dict(
        layout=layout,
        title=title,
        department=facts["department"],
        budget_year=facts["year"],
        money_unit="万元",
        total=None,
    )
    return {**header, **more, "units": units}
