"""Forms with a block per project: the central one (l3), its mid-term half beside the annual (l3m), Gansu (l8)."""

from grid import FISCAL, Cell, Grid, bare, centre, draw_look, head, heads, indicator_truth, level_cells
from grid import money_truth, number, project_truth, shown, table_truth, target, widths

CARRIED = FISCAL + ("carry_over",)


def of_every_project(facts, grid, block):
    """Calls `block(unit, project)` for each project, with gaps between the forms; returns the units of the truth."""
    units, first = [], True
    for unit in facts["units"]:
        found = []
        for project in unit["projects"]:
            if not first:
                grid.gap()
            first = False
            found.append(block(unit, project))
        units.append(dict(name=unit["name"], amounts=None, projects=found))
    return units


def merge_costs(project):
    """The form of earlier years: costs are a second level of output."""
    for one in project["indicators"]:
        if one["category"] == "cost":
            one.update(level1="产出指标", level2="成本指标", category="output")
    project["indicators"].sort(key=lambda one: ("产出指标", "效益指标", "满意度指标").index(one["level1"]))


def central(rng, facts):
    """l3: the form of the ministry."""
    look = draw_look(rng, facts, rng.random() < 0.5)
    style = dict(
        weights=rng.random() < 0.6,
        old=rng.random() < 0.4,
        equals=rng.choice(("", "", "=")),
        department=rng.choice(("主管部门及代码", "主管部门", "主管部门及编码")),
        coded=rng.random() < 0.6,
        attributes=rng.random() < 0.7,
        upright=rng.random() < 0.7,
        carried=rng.choice((True, True, False)),
        fiscal=rng.choice(("其中：财政拨款", "其中：财政拨款", "其中：当年财政拨款", "其中:本年财政拨款")),
        value=rng.choice(("指标值", "年度指标值", "指标值及单位")),
        objective=rng.choice(("年度总体目标", "年度目标", "总体目标")),
    )
    title = rng.choice(("项目支出绩效目标表", "项目支出绩效目标申报表", "部门预算项目支出绩效目标表"))
    grid = Grid(title, widths(look, 10, 13, 17, 28, 18, *([10] if style["weights"] else [])), look)

    def block(unit, project):
        if style["old"]:
            merge_costs(project)
        grid.title_row(title)
        grid.row(bare(look["form"], "center", len(grid.widths)))
        central_head(grid, look, style, facts, unit, project)
        indicator_rows(grid, look, style, project)
        indicators = [
            indicator_truth(one, target(one, style["equals"]), weight=style["weights"]) for one in project["indicators"]
        ]
        keys = CARRIED if style["carried"] else FISCAL
        return project_truth(
            project, money_truth(look, project["money"], [key for key in keys if key != "special_account"]), indicators
        )

    return grid, table_truth("L3", title, facts, of_every_project(facts, grid, block))


def pair(grid, label, value, label2, value2):
    """A row of two labels with their values: the first label in one column, the rest shared out."""
    columns = len(grid.widths)
    grid.row(centre(label), Cell(value, across=2), centre(label2), Cell(value2, across=columns - 4))


def central_head(grid, look, style, facts, unit, project):
    """Name, department, unit, period, money and objective."""
    columns, parts = len(grid.widths), project["money"]
    grid.row(centre("项目名称"), Cell(project["name"], across=columns - 1))
    code = (f"[{facts['code']}]", "") if style["coded"] else ("", "")
    pair(grid, style["department"], code[0] + facts["department"], "实施单位", unit["name"])
    if style["attributes"]:
        pair(grid, "项目属性", project["kind"], "项目期", f"{project['year_from']}年1月-{project['year_to']}年12月")
    if not style["carried"]:
        parts.update(fiscal_appropriation=parts["fiscal_appropriation"] + (parts["carry_over"] or 0), carry_over=None)
    if parts["special_account"]:  # the form has no row for it
        parts.update(other=parts["special_account"], special_account=None)
    lines = [("年度资金总额：", parts["total"]), (style["fiscal"], parts["fiscal_appropriation"])]
    lines += [("\u3000\u3000\u3000上年结转", parts["carry_over"])] if style["carried"] else []
    lines += [("\u3000\u3000\u3000其他资金", parts["other"])]
    for place, (label, value) in enumerate(lines):
        first = [centre("项目资金\n（万元）", down=len(lines))] if not place else []
        grid.row(*first, Cell(label, across=2), number(shown(look, value), columns - 3))
    label = (
        "\n".join((style["objective"][:2], style["objective"][2:4], style["objective"][4:])).strip()
        if style["upright"]
        else style["objective"]
    )
    grid.row(centre(label), Cell("\n".join(project["objective"]), across=columns - 1))


def indicator_rows(grid, look, style, project):
    """Headings and rows of indicators, with 绩效指标 merged beside them."""
    rows = project["indicators"]
    side = centre("绩\n效\n指\n标" if style["upright"] else "绩效\n指标", down=len(rows) + 1)
    heads = [head(name) for name in ("一级指标", "二级指标", "三级指标", style["value"])]
    grid.row(side, *heads, *([head("分值权重\n（90）")] if style["weights"] else []))
    for one, levels in zip(rows, level_cells(look, rows)):
        weight = [centre(one["weight"])] if style["weights"] else []
        grid.row(*levels, Cell(one["name"]), centre(target(one, style["equals"])), *weight)


def two_periods(rng, facts):
    """l3m: mid-term and annual money, objectives and indicators side by side."""
    look = draw_look(rng, facts, True)
    look["merged"] = True
    title = rng.choice(("项目支出绩效目标表", "项目支出绩效目标申报表", "财政项目支出绩效目标批复表"))
    grid = Grid(title, widths(look, 6, 10, 11, 19, 11, 12, 19, 12), look)
    columns = len(grid.widths)

    def block(unit, project):
        merge_costs(project)
        grid.title_row(title)
        grid.row(bare(look["form"], "center", columns))
        grid.row(centre("项目名称", 2), Cell(project["name"], across=columns - 2))
        grid.row(
            centre("主管部门及代码", 2),
            Cell(f"[{facts['code']}]{facts['department']}", across=2),
            centre("实施单位", 2),
            Cell(unit["name"], across=2),
        )
        two_money(grid, look, project)
        years = f"{facts['year']}年—{facts['year'] + 2}年"
        grid.row(centre("总体\n目标", down=2), centre(f"中期目标（{years}）", 3), centre("年度目标", 4))
        grid.row(Cell("\n".join(project["later"]), across=3), Cell("\n".join(project["objective"]), across=4))
        two_sets(grid, look, project["indicators"])
        annual = [indicator_truth(one, target(one), weight=False) for one in project["indicators"]]
        later = [
            indicator_truth(one, target(dict(one, number=one["later"])), weight=False) for one in project["indicators"]
        ]
        keys = [key for key in FISCAL if key != "special_account"]
        return project_truth(project, money_truth(look, project["money"], keys), annual, mid_term_indicators=later)

    return grid, table_truth("L3m", title, facts, of_every_project(facts, grid, block))


def two_money(grid, look, project):
    """Three rows of money: mid-term on the left, annual on the right."""
    parts = project["money"]
    other = parts["other"] or parts["special_account"]
    parts.update(other=other, special_account=None, carry_over=None, fiscal_appropriation=parts["total"] - (other or 0))
    labels = (
        ("total", "中期资金总额：", "年度资金总额："),
        ("fiscal_appropriation", "其中：财政拨款", "其中：财政拨款"),
        ("other", "其他资金", "其他资金"),
    )
    for place, (key, left, right) in enumerate(labels):
        first = [centre("项目资金\n（万元）", 2, 3)] if not place else []
        later = parts[key] * 3 if parts[key] else None
        grid.row(
            *first, Cell(left), number(shown(look, later)), Cell(right, across=2), number(shown(look, parts[key]), 2)
        )


def two_sets(grid, look, rows):
    """Headings and rows of both sets: level 1 once, level 2, name and value twice."""
    grid.row(
        centre("绩效\n指标", down=len(rows) + 1), *heads("一级指标 二级指标 三级指标 指标值 二级指标 三级指标 指标值")
    )
    for one, levels in zip(rows, level_cells(look, rows)):
        again = [centre(cell.text, 1, cell.down) for cell in levels[-1:] if cell.text == one["level2"]]
        grid.row(
            *levels,
            Cell(one["name"]),
            centre(target(dict(one, number=one["later"]))),
            *again,
            Cell(one["name"]),
            centre(target(one)),
        )


def gansu(rng, facts):
    """l8: first and second project name, money by who gives it, costs as a first level."""
    look = draw_look(rng, facts, rng.random() < 0.4)
    look["zeros"] = False
    title = rng.choice(("项目支出绩效目标申报表", "省级预算项目支出绩效目标表"))
    grid = Grid(title, widths(look, 14, 14, 18, 30, 24), look)
    by_centre = rng.random() < 0.4

    def block(unit, project):
        parts = project["money"]
        parts.update(other=parts["other"] or parts["special_account"], special_account=None)
        parts["fiscal_appropriation"] = parts["total"] - (parts["other"] or 0)
        gansu_head(grid, look, facts, unit, project, by_centre)
        grid.row(centre("年度绩效目标"), Cell("\n".join(project["objective"]), across=4))
        grid.row(*heads("一级指标 二级指标"), head("三级指标", 2), head("指标目标值"))
        rows = project["indicators"]
        for one, levels in zip(rows, level_cells(look, rows)):
            grid.row(*levels, Cell(one["name"], across=2), centre(target(one)))
        indicators = [indicator_truth(one, target(one), weight=False) for one in rows]
        return project_truth(project, money_truth(look, parts), indicators)

    return grid, table_truth("L8", title, facts, of_every_project(facts, grid, block))


def gansu_head(grid, look, facts, unit, project, by_centre):
    """Title, both names, period and money: one of two funders gives all that is fiscal."""
    parts = project["money"]
    fiscal = parts["fiscal_appropriation"]
    grid.title_row(grid.title)
    grid.row(bare(look["form"], "center", 5))
    grid.row(
        centre("一级项目名称"),
        Cell(project["subject"] + "类支出", across=2),
        centre("主管部门"),
        Cell(facts["department"]),
    )
    grid.row(centre("二级项目名称"), Cell(project["name"], across=2), centre("实施单位"), Cell(unit["name"]))
    grid.row(
        centre("项目期"),
        Cell(f"{project['year_from']}-{project['year_to']}年", across=2),
        centre("项目总投资（万元）"),
        number(shown(look, parts["total"] * 3)),
    )
    grid.row(
        centre("预算申报数（万元）"),
        number(shown(look, parts["total"]), 2),
        centre("中央补助安排（万元）"),
        number(shown(look, fiscal if by_centre else None)),
    )
    grid.row(
        centre("省级财政安排（万元）"),
        number(shown(look, None if by_centre else fiscal), 2),
        centre("其他资金（万元）"),
        number(shown(look, parts["other"])),
    )
