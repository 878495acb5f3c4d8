"""Flat tables with a row per indicator, names and objectives merged over them: Yunnan (l4) and Hunan (l6c)."""

from facts import add
from grid import OPERATORS, Cell, Grid, bare, centre, draw_look, head, heads, indicator_truth, money_truth
from grid import number, project_truth, shown, table_truth, widths


def split_target(one, ascii_operators):
    """Operator, number and unit in three texts; words stand where the number would."""
    if one["words"] is not None:
        return "=", one["words"], ""
    return OPERATORS[one["operator"]] if ascii_operators else one["operator"], one["number"], one["unit"]


def yunnan(rng, facts):
    """l4: form 05-2, without amounts; a row with the numbers of the columns below the headings."""
    look = draw_look(rng, facts, rng.random() < 0.85)
    title = rng.choice(("部门项目支出绩效目标表", "项目支出绩效目标表（本级下达）", "项目支出绩效目标表"))
    in_title = rng.random() < 0.4
    title = (f"{facts['year']}年" if in_title else "") + title
    ascii_operators, numbered = rng.random() < 0.6, rng.random() < 0.8
    several = len(facts["units"]) > 1
    grid = Grid(title, widths(look, 13, 19, 7.5, 8.5, 13, 6, 8, 6, 7, 14), look)
    grid.row(bare("预算05-2表", "right", 10))
    grid.title_row(title)
    grid.row(
        bare(f"部门名称：{facts['department']}" if several else f"单位名称：{facts['units'][0]['name']}", across=10)
    )
    grid.row(
        *heads(
            "单位名称、项目名称 项目年度绩效目标 一级指标 二级指标 三级指标 指标性质 指标值 度量单位 指标属性 指标内容"
        )
    )
    if numbered:
        grid.row(*[head(str(n)) for n in range(1, 11)])
    grid.repeated = len(grid.rows) if look["repeated"] else 0
    units = []
    for unit in facts["units"]:
        grid.row(Cell(unit["name"]), *[Cell() for _ in range(9)])
        units.append(
            dict(
                name=unit["name"],
                amounts=None,
                projects=[yunnan_rows(grid, project, ascii_operators) for project in unit["projects"]],
            )
        )
    return grid, table_truth(
        "L4",
        title,
        facts,
        units,
        money_unit=None,
        department=facts["department"] if several else None,
        budget_year=facts["year"] if in_title else None,
    )


def yunnan_rows(grid, project, ascii_operators):
    """The rows of one project; returns it as the truth has it."""
    rows, found = project["indicators"], []
    for place, one in enumerate(rows):
        operator, value, unit = split_target(one, ascii_operators)
        merged = (
            [
                Cell("\u00a0\u00a0" + project["name"], down=len(rows)),
                Cell("\n".join(project["objective"]), down=len(rows)),
            ]
            if not place
            else []
        )
        kind = "定性指标" if one["words"] is not None else "定量指标"
        grid.row(
            *merged,
            Cell(one["level1"]),
            Cell(one["level2"]),
            Cell(one["name"]),
            centre(operator),
            centre(value),
            centre(unit),
            centre(kind),
            Cell(one["explained"]),
        )
        found.append(indicator_truth(one, (operator if one["words"] is None else "") + value + unit, weight=False))
    return project_truth(project, None, found)


def hunan(rng, facts):
    """l6c: codes, amounts, split targets, explanation and scoring rule; the name is merged over its indicators."""
    look = draw_look(rng, facts, True)
    look["zeros"] = look["zeros"] and rng.random() < 0.5
    parted, noted = rng.random() < 0.4, rng.random() < 0.5
    year_in_title = rng.random() < 0.5
    title = (f"{facts['year']}年" if year_in_title else "") + "项目支出绩效目标表"
    money = ["资金总额"] + (["财政拨款", "财政专户管理资金", "其他资金"] if parted else [])
    heads = ["一级指标", "二级指标", "三级指标", "指标值类型", "指标值", "计量单位", "指标解释", "评（扣）分标准"] + (
        ["备注"] if noted else []
    )
    grid = Grid(
        title, widths(look, 6, 10, *[7] * len(money), 15, 6, 7.5, 10, 5, 6, 5, 11, 12, *([4] if noted else [])), look
    )
    columns = len(grid.widths)
    grid.title_row(title)
    grid.row(bare(f"部门：{facts['department']}", across=columns - 3), bare("金额单位：万元", "right", 3))
    grid.row(
        head("单位编码", 1, 2),
        head("单位（项目）名称", 1, 2),
        *[head(name, 1, 2) for name in money],
        head("年度绩效目标", 1, 2),
        head("绩效指标", len(heads)),
    )
    grid.row(*[head(name) for name in heads])
    grid.repeated = 4 if look["repeated"] else 0
    keys = ("total", "fiscal_appropriation", "special_account", "other")[: len(money)]
    units = []
    for unit in facts["units"]:
        for project in unit["projects"]:
            parts = project["money"]
            parts.update(
                fiscal_appropriation=parts["fiscal_appropriation"] + (parts["carry_over"] or 0), carry_over=None
            )
        sums = add([project["money"] for project in unit["projects"]])
        grid.row(
            Cell(unit["code"]),
            Cell(unit["name"]),
            *[number(shown(look, sums[key])) for key in keys],
            *[Cell() for _ in range(columns - 2 - len(keys))],
        )
        projects = [hunan_rows(rng, grid, look, unit, project, keys, noted) for project in unit["projects"]]
        units.append(dict(name=unit["name"], amounts=money_truth(look, sums, keys), projects=projects))
    return grid, table_truth("L6c", title, facts, units, budget_year=facts["year"] if year_in_title else None)


def hunan_rows(rng, grid, look, unit, project, keys, noted):
    """The rows of one project; returns it as the truth has it."""
    rows, found = project["indicators"], []
    for place, one in enumerate(rows):
        operator, value, measure = split_target(one, False)
        kind = "定性" if one["words"] is not None else operator
        merged = (
            [
                Cell(unit["code"], down=len(rows)),
                Cell("\u00a0\u00a0" + project["name"], down=len(rows)),
                *[Cell(shown(look, project["money"][key]), "right", 1, len(rows)) for key in keys],
                Cell("\n".join(project["objective"]), down=len(rows)),
            ]
            if not place
            else []
        )
        rule = rng.choice(
            (
                f"完成目标值计{one['weight']}分，每减少1个百分点扣0.5分，扣完为止",
                f"达到计{one['weight']}分，未达到酌情扣分",
                "未达标不得分",
            )
        )
        grid.row(
            *merged,
            centre(one["level1"]),
            centre(one["level2"]),
            Cell(one["name"]),
            centre(kind),
            centre(value),
            centre(measure),
            Cell(one["explained"]),
            Cell(rule),
            *([Cell()] if noted else []),
        )
        found.append(indicator_truth(one, (operator if one["words"] is None else "") + value + measure, weight=False))
    return project_truth(project, money_truth(look, project["money"], keys), found)
