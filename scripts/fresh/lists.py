"""Lists with a row per project, whose indicators stand inside one cell: Guangzhou (l1) and Huangshan (l2)."""

from facts import add
from grid import Cell, Grid, bare, centre, draw_look, head, heads, indicator_truth, money_truth, number
from grid import project_truth, shown, table_truth, target, widths


def guangzhou(rng, facts):
    """l1: a total row, unit rows, then projects with amounts in four columns and indicators inline."""
    look = draw_look(rng, facts, rng.random() < 0.8)
    look["points"] = min(look["points"], 10)  # a row of a workbook holds 409 points
    for unit in facts["units"]:
        for project in unit["projects"]:
            project["money"].update(merge_carry_over(project["money"]))
            project["indicators"] = project["indicators"][: rng.randint(4, 8)]
    in_title = rng.random() < 0.4
    title = (f"{facts['year']}年" if in_title else "") + rng.choice(
        ("项目支出绩效目标表", "项目支出绩效目标表（含转移支付项目）", "部门预算项目绩效目标表")
    )
    grid = Grid(title, widths(look, 19, 8, 8, 8.5, 7.5, 24, 25), look)
    grid.title_row(title)
    grid.row(bare(f"部门名称：{facts['department']}", across=5), bare("单位：万元", "right", 2))
    grid.row(
        *[
            head(name)
            for name in (
                "项目名称（资金使用单位）",
                "总计",
                "财政拨款",
                rng.choice(("财政专户拨款", "财政专户管理资金")),
                "其他资金",
                "绩效目标",
                "绩效指标",
            )
        ]
    )
    grid.repeated = 3 if look["repeated"] else 0
    mark = rng.choice(("", "", "\n"))
    projects = [project for unit in facts["units"] for project in unit["projects"]]
    total = add([project["money"] for project in projects])
    grid.row(centre("合计"), *amounts(look, total), Cell(), Cell())
    units = [list_unit(grid, look, unit, mark) for unit in facts["units"]]
    return grid, table_truth(
        "L1", title, facts, units, total=money_truth(look, total), budget_year=facts["year"] if in_title else None
    )


def merge_carry_over(parts):
    """Lists have no column for what was carried over: it counts as fiscal."""
    return dict(fiscal_appropriation=parts["fiscal_appropriation"] + (parts["carry_over"] or 0), carry_over=None)


def amounts(look, parts):
    """The four cells of amounts."""
    return [number(shown(look, parts[key])) for key in ("total", "fiscal_appropriation", "special_account", "other")]


def list_unit(grid, look, unit, mark):
    """The row of a unit and those of its projects; returns the unit of the truth."""
    sums = add([project["money"] for project in unit["projects"]])
    grid.row(Cell(unit["name"]), *amounts(look, sums), Cell(), Cell())
    found = []
    for project in unit["projects"]:
        inline = [
            f"{n}、{one['level1']}：{one['name']}，年度指标值：{target(one)}。"
            for n, one in enumerate(project["indicators"], 1)
        ]
        grid.row(
            Cell("\u00a0" * 4 + project["name"]),
            *amounts(look, project["money"]),
            Cell("\n".join(project["objective"])),
            Cell(mark.join(inline)),
        )
        indicators = [
            indicator_truth(one, target(one), n, level2=False, weight=False)
            for n, one in enumerate(project["indicators"], 1)
        ]
        found.append(project_truth(project, money_truth(look, project["money"]), indicators))
    return dict(name=unit["name"], amounts=money_truth(look, sums), projects=found)


CATEGORIES = ("其他运转类", "本级项目", "特定目标类")


def huangshan(rng, facts):
    """l2: department, unit, category and project by indentation; sections and indicators in the last column."""
    look = draw_look(rng, facts, rng.random() < 0.7)
    look.update(zeros=False, comma=rng.random() < 0.3, points=min(look["points"], 10))
    yuan = rng.random() < 0.6
    title = f"{facts['department']}{facts['year']}年项目绩效目标和指标"
    grid = Grid(title, widths(look, 9, 18, 12, 26, 35), look)
    grid.title_row(title)
    grid.row(bare("单位：元" if yuan else "单位：万元", "right", 5))
    grid.row(*heads("单位编码 单位名称（项目类别/支出项目） 年度预算安排 项目内容 绩效目标"))
    grid.repeated = 3 if look["repeated"] else 0
    everything = add([project["money"] for unit in facts["units"] for project in unit["projects"]])["total"]
    grid.row(Cell(), Cell(facts["department"]), number(amount(look, everything, yuan)), Cell(), Cell())
    units = [sections_unit(rng, grid, look, unit, yuan) for unit in facts["units"]]
    return grid, table_truth("L2", title, facts, units, money_unit="元" if yuan else "万元")


def amount(look, value, yuan):
    """An amount in yuan without places, or in ten thousand yuan."""
    if not yuan:
        return shown(look, value)
    return f"{int(value * 10000):,}" if look["comma"] else str(int(value * 10000))


def sections_unit(rng, grid, look, unit, yuan):
    """The rows of a unit: its own, one per category, and its projects."""
    blank = "\u00a0"
    total = add([project["money"] for project in unit["projects"]])["total"]
    grid.row(Cell(blank + unit["code"]), Cell(blank + unit["name"]), number(amount(look, total, yuan)), Cell(), Cell())
    share = rng.randint(1, len(unit["projects"]))
    found = []
    for category, part in zip(rng.sample(CATEGORIES, 2), (unit["projects"][:share], unit["projects"][share:])):
        if part:
            grid.row(
                Cell(),
                Cell(blank * 2 + category),
                number(amount(look, add([one["money"] for one in part])["total"], yuan)),
                Cell(),
                Cell(),
            )
        for project in part:
            total = amount(look, project["money"]["total"], yuan)
            grid.row(
                Cell(blank * 3 + unit["code"]),
                Cell(blank * 3 + project["name"]),
                number(total),
                Cell(f"【项目概况】：{project['outline']}"),
                Cell("\n".join(sections(project))),
            )
            truth = dict(total=total.replace(",", ""), fiscal_appropriation=None, special_account=None, other=None)
            indicators = [indicator_truth(one, target(one), weight=False) for one in project["indicators"]]
            found.append(project_truth(project, truth, indicators))
    return dict(name=unit["name"], amounts=None, projects=found)


def sections(project):
    """The lines of the last column: the objective, then a heading per second level with its indicators, counted from 1."""
    lines, before, place = ["【总体目标】"] + project["objective"], None, 0
    for one in project["indicators"]:
        levels = one["level1"], one["level2"]
        if levels != before:
            lines.append("【{}-{}】".format(*levels))
            before, place = levels, 0
        place += 1
        lines.append(f"指标{place}：{one['name']}（{target(one)}）")
    return lines
