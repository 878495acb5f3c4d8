"""Self-evaluations, a block per project: the central form (s1), that of transfers (s2), Hubei's (s3)."""

from decimal import Decimal

from facts import weigh
from forms import merge_costs, of_every_project
from grid import FISCAL, Cell, Grid, bare, centre, draw_look, head, heads, indicator_truth, level_cells
from grid import money_truth, number, project_truth, shown, table_truth, target, widths

RULES = (
    "备注：1.定量指标完成数汇总原则：绝对值直接累加计算，相对值按照资金额度加权平均计算。"
    "2.正向指标（即目标值为≥X，得分=权重×B/A）"
    "，反向指标（即目标值为≤X，得分=权重×A/B），得分不得突破权重总额。"
)
DONE = "1.各项任务均已按计划完成，资金支出合规；2.服务对象反映良好。"


def rate(parts):
    """What was spent of the budget, in percent."""
    return f"{parts['spent'] * 100 / parts['total']:.2f}%"


def money_points(parts, most=10):
    """The points for spending the budget."""
    return str(most) if parts["spent"] == parts["total"] else f"{parts['spent'] * most / parts['total']:.2f}"


def all_points(rows, parts, most=10):
    """The sum of all scores, that for spending among them."""
    return str(sum(Decimal(one["score"]) for one in rows) + Decimal(money_points(parts, most)))


def without_account(project, carried=False):
    """Forms without a row for the special account, some without one for what was carried over."""
    parts = project["money"]
    parts.update(other=parts["other"] or parts["special_account"], special_account=None)
    if not carried:
        parts.update(carry_over=None)
    parts["fiscal_appropriation"] = parts["total"] - (parts["other"] or 0) - (parts["carry_over"] or 0)
    return parts


def reviewed(one, printed, weight=True, score=True):
    """An indicator of the truth with what came of it."""
    return indicator_truth(
        one,
        printed,
        weight=weight,
        actual=one["actual"],
        score=one["score"] if score else None,
        deviation=one["reason"] or None,
    )


def money_rows(grid, look, parts, lines, points):
    """Rows of budget, spending and rate for each (label, key); the first carries points, the others dashes."""
    for place, (label, key) in enumerate(lines):
        value = parts[key]
        early = None if value is None else value * parts["initial"] / parts["total"]
        spent = None if value is None else value * parts["spent"] / parts["total"]
        score = ("—", "—") if place else ("10", money_points(parts))
        cells = [number(shown(look, early))] if points == "initial" else []
        cells += [
            number(shown(look, value)),
            number(shown(look, spent)),
            centre(score[0]),
            centre(rate(parts) if value else ""),
            centre(score[1]),
        ]
        grid.row(Cell(label, across=2), *cells)


def central(rng, facts):
    """s1: the central form, with money of three stages and a reason for what was missed."""
    look = draw_look(rng, facts, rng.random() < 0.5)
    title, old = rng.choice(("项目支出绩效自评表", "部门预算项目支出绩效自评表")), rng.random() < 0.4
    points, upright, equals = rng.random() < 0.4, rng.random() < 0.6, rng.choice(("", "", "="))
    grid = Grid(title, widths(look, 7, 10, 11, 22, 13, 13, 7.5, 9, 12), look)

    def block(unit, project):
        if old:
            merge_costs(project)
        parts, rows = without_account(project, True), project["indicators"]
        central_head(grid, look, facts, unit, project)
        two_goals(grid, upright, "预期目标", "实际完成情况", project, 4, 4)
        names = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施"
        grid.row(centre("绩\n效\n指\n标" if upright else "绩效指标", down=len(rows) + 1), *heads(names))
        for one, levels in zip(rows, level_cells(look, with_points(rows, points))):
            grid.row(
                *levels,
                Cell(one["name"]),
                centre(target(one, equals)),
                centre(one["actual"]),
                centre(one["weight"]),
                centre(one["score"]),
                Cell(one["reason"]),
            )
        grid.row(centre("总分", 6), centre("100"), centre(all_points(rows, parts)), Cell())
        keys = [key for key in FISCAL if key != "special_account"] + ["carry_over"]
        return project_truth(
            project, money_truth(look, parts, keys), [reviewed(one, target(one, equals)) for one in rows]
        )

    return grid, table_truth("S1", title, facts, of_every_project(facts, grid, block))


def central_head(grid, look, facts, unit, project):
    """Title, names and the money of three stages."""
    grid.title_row(grid.title)
    grid.row(bare(look["form"], "center", 9))
    grid.row(centre("项目名称"), Cell(project["name"], across=8))
    grid.row(centre("主管部门"), Cell(facts["department"], across=3), centre("实施单位"), Cell(unit["name"], across=4))
    grid.row(
        centre("项目资金\n（万元）", down=5),
        centre("", 2),
        *[centre(name) for name in ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")],
    )
    lines = (
        ("年度资金总额：", "total"),
        ("其中：当年财政拨款", "fiscal_appropriation"),
        ("\u3000\u3000\u3000上年结转资金", "carry_over"),
        ("\u3000\u3000\u3000其他资金", "other"),
    )
    money_rows(grid, look, project["money"], lines, "initial")


def two_goals(grid, upright, left, right, project, across, across2):
    """Objective and what became of it, side by side below their headings."""
    grid.row(
        centre("年度\n总体\n目标" if upright else "年度总体目标", down=2), centre(left, across), centre(right, across2)
    )
    grid.row(Cell("\n".join(project["objective"]), across=across), Cell(DONE, across=across2))


def with_points(rows, points):
    """The rows with the points of a first level behind its name, for forms that print them there."""
    if not points:
        return rows
    sums = {}
    for one in rows:
        sums[one["level1"]] = sums.get(one["level1"], Decimal(0)) + Decimal(one["weight"])
    return [dict(one, level1=f"{one['level1']}（{sums[one['level1']]}分）") for one in rows]


def transfers(rng, facts):
    """s2: transfer payments; points left of the target, right of it, or none."""
    look = draw_look(rng, facts, rng.random() < 0.4)
    title = rng.choice(("转移支付项目绩效目标自评表", "专项资金绩效目标自评表", "项目支出绩效目标自评表"))
    place, upright = rng.choice(("none", "left", "right")), rng.random() < 0.5
    fiscal = rng.choice(("其中：本年财政拨款", "其中：中央补助", "其中：财政拨款"))
    columns_of = {
        "none": ("三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"),
        "left": ("三级指标", "分值", "年度指标值", "全年实际值", "得分", "未完成原因及拟采取的改进措施"),
        "right": ("三级指标", "年度指标值", "全年实际完成值", "分值", "得分", "未完成原因和改进措施"),
    }[place]
    shares = {"none": (28, 14, 14, 16), "left": (24, 7, 13, 13, 7, 13), "right": (24, 13, 13, 7, 7, 13)}[place]
    grid = Grid(title, widths(look, 8, 10, 12, *shares), look)
    columns, wide = len(grid.widths), 2 if place == "left" else 1  # a column of points is too narrow for money

    def block(unit, project):
        parts, rows = without_account(project), project["indicators"]
        name = rng.choice(("项目名称", "转移支付（项目）名称"))
        transfer_head(grid, look, facts, unit, project, (name, fiscal), wide)
        two_goals(grid, upright, "年初设定目标", "全年实际完成情况", project, 3, columns - 4)
        grid.row(
            centre("绩\n效\n指\n标" if upright else "绩效指标", down=len(rows) + 1),
            head("一级指标"),
            head("二级指标"),
            *[head(name) for name in columns_of],
        )
        for one, levels in zip(rows, level_cells(look, rows)):
            grid.row(*levels, *transfer_cells(one, place))
        grid.row(centre("说明"), Cell("无", across=columns - 1))
        keys = [key for key in FISCAL if key != "special_account"]
        return project_truth(
            project,
            money_truth(look, parts, keys),
            [reviewed(one, target(one), place != "none", place != "none") for one in rows],
        )

    return grid, table_truth("S2", title, facts, of_every_project(facts, grid, block))


def transfer_head(grid, look, facts, unit, project, labels, wide):
    """Title, names and money; the labels of name and fiscal money vary, and so do the columns that money stands in."""
    columns, parts = len(grid.widths), project["money"]
    grid.title_row(grid.title)
    grid.row(bare(look["form"], "center", columns))
    grid.row(centre(labels[0]), Cell(project["name"], across=columns - 1))
    grid.row(
        centre("主管部门"),
        Cell(facts["department"], across=2),
        centre("实施单位"),
        Cell(unit["name"], across=columns - 4),
    )
    grid.row(
        centre("项目资金\n（万元）", down=4),
        centre("", 2),
        centre("全年预算数（A）"),
        centre("全年执行数（B）", wide),
        centre("执行率（B/A）", columns - 4 - wide),
    )
    for label, key in (
        ("年度资金总额：", "total"),
        (labels[1], "fiscal_appropriation"),
        ("\u3000\u3000\u3000其他资金", "other"),
    ):
        spent = None if parts[key] is None else parts[key] * parts["spent"] / parts["total"]
        grid.row(
            Cell(label, across=2),
            number(shown(look, parts[key])),
            number(shown(look, spent), wide),
            centre(rate(parts) if spent else "", columns - 4 - wide),
        )


def transfer_cells(one, place):
    """The cells of an indicator right of its levels, by where the points stand."""
    name, wanted, actual = Cell(one["name"]), centre(target(one)), centre(one["actual"])
    weight, score, reason = centre(one["weight"]), centre(one["score"]), Cell(one["reason"])
    return {
        "none": [name, wanted, actual, reason],
        "left": [name, weight, wanted, actual, score, reason],
        "right": [name, wanted, actual, weight, score, reason],
    }[place]


def hubei(rng, facts):
    """s3: budget, spending and points in one row; the rules of scoring stand below the table."""
    look = draw_look(rng, facts, rng.random() < 0.3)
    title = f"{facts['year']}年度{rng.choice(('项目绩效自评表', '项目自评表', '部门预算项目支出绩效自评表'))}"
    grid = Grid(title, widths(look, 14, 14, 16, 26, 14, 15, 9), look)

    def block(unit, project):
        parts, rows = without_account(project), project["indicators"]
        weigh(rng, rows, 80)
        hubei_head(grid, look, facts, unit, project)
        names = "一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 得分"
        grid.row(centre("年度绩效指标", down=len(rows) + 1), *heads(names))
        for one, levels in zip(rows, level_cells(look, rows)):
            grid.row(*levels, Cell(one["name"]), centre(target(one)), centre(one["actual"]), centre(one["score"]))
        grid.row(centre("总分"), centre(all_points(rows, parts, 20), 6))
        hubei_notes(grid)
        return project_truth(
            project,
            money_truth(look, parts, ("total",)),
            [dict(reviewed(one, target(one), weight=False), deviation=None) for one in rows],
        )

    return grid, table_truth("S3", title, facts, of_every_project(facts, grid, block))


def hubei_head(grid, look, facts, unit, project):
    """Title, names, boxes to tick, money and objective."""
    parts = project["money"]
    grid.title_row(grid.title)
    grid.row(bare(f"单位名称：{unit['name']}", across=4), bare(f"填报日期：{facts['year'] + 1}年3月20日", across=3))
    grid.row(centre("项目名称"), Cell(project["name"], across=6))
    grid.row(
        centre("主管部门"), Cell(facts["department"], across=2), centre("项目实施单位"), Cell(unit["name"], across=3)
    )
    grid.row(centre("项目类别"), Cell("1、部门预算项目☑\u3000 2、本级专项□\u3000 3、对下转移支付项目□", across=6))
    grid.row(centre("项目属性"), Cell("1、持续性项目☑\u3000 2、新增性项目□", across=6))
    grid.row(
        centre("预算执行情况（万元）（20分）", 1, 2),
        centre(""),
        centre("预算数（A）"),
        centre("执行数（B）"),
        centre("执行率（B/A）"),
        centre("得分（20分×执行率）", 2),
    )
    grid.row(
        Cell("年度财政资金总额"),
        number(shown(look, parts["total"])),
        number(shown(look, parts["spent"])),
        centre(rate(parts)),
        centre(money_points(parts, 20), 2),
    )
    grid.row(centre("年度绩效目标（80分）"), Cell("\n".join(project["objective"]), across=6))


def hubei_notes(grid):
    """What stands below the indicators."""
    grid.row(centre("偏差大或目标未完成原因分析"), Cell("无", across=6))
    grid.row(centre("改进措施及结果应用方案"), Cell("加强预算执行管理，将自评结果作为下年度预算安排的依据。", across=6))
    grid.row(bare(RULES, across=7))
