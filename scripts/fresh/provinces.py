"""Forms of single provinces: Hebei's four grades (l7), Guangdong's funds (l9), Sichuan's self-evaluation (l5)."""

from flat import split_target
from forms import of_every_project
from grid import Cell, Grid, bare, centre, draw_look, head, heads, indicator_truth, level_cells, money_truth
from grid import number, project_truth, runs, shown, table_truth, target, widths
from reviews import DONE, all_points, money_points, rate, reviewed


def grades(one):
    """Targets for 优, 良, 中 and 差: steps below the target, or words."""
    best = target(one)
    if one["words"] is not None:
        return best, "基本" + one["words"], "部分" + one["words"], "未" + one["words"]
    try:
        value = int(one["number"])
    except ValueError:
        return best, "较好", "一般", "差"
    step = max(1, value // 20)
    if one["operator"] in ("≤", "<") or value == 0:
        return best, *[f"≤{value + step * n}{one['unit']}" for n in (1, 2)], f">{value + step * 2}{one['unit']}"
    return best, *[f"≥{value - step * n}{one['unit']}" for n in (1, 2)], f"<{value - step * 2}{one['unit']}"


def hebei(rng, facts):
    """l7: numbered blocks; level 1 only, description, four grades and what they rest on."""
    look = draw_look(rng, facts, True)
    title = rng.choice((f"{facts['year']}年预算项目绩效目标", f"{facts['year']}年部门预算项目绩效目标表"))
    grid = Grid(title, widths(look, 11, 19, 24, 9, 9, 9, 9, 13), look)
    level1 = rng.random() < 0.5
    grid.title_row(title)
    grid.row(bare(f"部门名称：{facts['department']}", across=8))
    places = iter(range(1, 100))

    def block(unit, project):
        grid.row(bare(f"{next(places)}、{project['name']}绩效目标表", "left", 8))
        grid.row(centre("绩效目标"), Cell("\n".join(project["objective"]), across=7))
        grid.row(
            *[head(name, 1, 2) for name in ("绩效指标分类", "绩效指标", "绩效指标描述")],
            head("绩效指标评价标准", 4),
            head("评价标准确定依据", 1, 2),
        )
        grid.row(*[head(name) for name in "优良中差"])
        rows = [one for one in project["indicators"] if one["category"] != "cost"]
        for one in rows:
            one["level1"] = one["level1"].replace("效益", "效益" if level1 else "效果")
        for one, down in zip(rows, runs([one["level1"] for one in rows])):
            first = [centre(one["level1"], 1, down)] if down else []
            grid.row(
                *(first if look["merged"] else [centre(one["level1"])]),
                Cell(one["name"]),
                Cell(one["explained"]),
                *[centre(text) for text in grades(one)],
                Cell(one["basis"]),
            )
        return project_truth(
            project, None, [indicator_truth(one, target(one), level2=False, weight=False) for one in rows]
        )

    facts["units"] = [
        dict(
            facts["units"][0], name=None, projects=[project for unit in facts["units"] for project in unit["projects"]]
        )
    ]
    return grid, table_truth("L7", title, facts, of_every_project(facts, grid, block), money_unit=None)


def guangdong(rng, facts):
    """l9: a table per fund, with the targets of the year and those of the whole period."""
    look = draw_look(rng, facts, rng.random() < 0.5)
    title = rng.choice(("绩效目标表", "省级专项资金绩效目标表"))
    year_first = rng.random() < 0.6
    grid = Grid(title, widths(look, 14, 15, 17, 24, 15, 15), look)
    period = f"{facts['year']}年-{facts['year'] + 2}年"

    def block(unit, project):
        rows, total = project["indicators"], project["money"]["total"]
        grid.title_row(title)
        grid.row(
            centre("资金名称"), Cell(project["name"], across=3), centre("省级业务主管部门"), Cell(facts["department"])
        )
        grid.row(centre("资金类型"), Cell("专项资金", across=3), centre("实施周期"), Cell(period))
        grid.row(
            centre("战略领域"),
            Cell("民生保障"),
            centre("财政事权"),
            Cell(project["subject"] + "发展专项资金"),
            centre("政策任务"),
            Cell(project["subject"]),
        )
        grid.row(centre("资金需求（万元）"), centre(f"{facts['year']}年金额"), number(shown(look, total), 4))
        grid.row(centre("用途范围"), Cell(project["outline"], across=5))
        goals = [("年度目标", project["objective"]), ("实施周期目标", project["later"])]
        for label, lines in goals if year_first else goals[::-1]:
            grid.row(centre(label), Cell("\n".join(lines), across=5))
        values = ("年度目标值", "实施周期目标值")
        grid.row(
            centre("绩效指标", down=len(rows) + 1),
            *[head(name) for name in ("一级指标", "二级指标", "三级指标", *(values if year_first else values[::-1]))],
        )
        fund_rows(grid, look, rows, year_first)
        amounts = dict(total=f"{total:.2f}", fiscal_appropriation=None, special_account=None, other=None)
        later = [indicator_truth(one, target(dict(one, number=one["later"])), weight=False) for one in rows]
        return project_truth(
            project,
            amounts,
            [indicator_truth(one, target(one), weight=False) for one in rows],
            mid_term_indicators=later,
        )

    facts["units"] = [
        dict(
            facts["units"][0], name=None, projects=[project for unit in facts["units"] for project in unit["projects"]]
        )
    ]
    return grid, table_truth("L9", title, facts, of_every_project(facts, grid, block))


def fund_rows(grid, look, rows, year_first):
    """The rows of indicators with both targets, that of the year first or last."""
    firsts, seconds = runs([one["level1"] for one in rows]), runs([(one["level1"], one["level2"]) for one in rows])
    for one, down1, down2 in zip(rows, firsts, seconds):
        levels = [centre(name, 1, down) for name, down in ((one["level1"], down1), (one["level2"], down2)) if down]
        levels = levels if look["merged"] else [centre(one["level1"]), centre(one["level2"])]
        wanted = [centre(target(one)), centre(target(dict(one, number=one["later"])))]
        grid.row(*levels, Cell(one["name"]), *(wanted if year_first else wanted[::-1]))


def sichuan(rng, facts):
    """l5: the integrated system of Sichuan: coded names, split targets, points for money and for indicators."""
    look = draw_look(rng, facts, rng.random() < 0.6)
    look["comma"] = False
    title = f"部门预算项目支出绩效自评表（{facts['year']}年度）"
    grid = Grid(title, widths(look, 9, 9, 11, 20, 7.5, 10, 7.5, 9, 7, 7, 12), look)

    def block(unit, project):
        parts, rows = project["money"], project["indicators"]
        parts.update(fiscal_appropriation=parts["fiscal_appropriation"] + (parts["carry_over"] or 0), carry_over=None)
        sichuan_head(grid, facts, unit, project)
        sichuan_money(grid, look, parts)
        names = "一级指标 二级指标 三级指标 指标性质 指标值 度量单位 完成值 权重 得分 未完成原因分析"
        grid.row(centre("绩效指标（90分）", down=len(rows) + 1), *heads(names))
        found = []
        for one, levels in zip(rows, level_cells(look, rows)):
            operator, value, measure = split_target(one, False) if one["words"] is None else ("定性", "优良中低差", "")
            actual = "优" if one["words"] is not None else one["number"]
            grid.row(
                *levels,
                *[Cell(one["name"])],
                *[centre(text) for text in (operator, value, measure, actual, one["weight"], one["score"])],
                Cell(one["reason"]),
            )
            printed = value if one["words"] is not None else operator + value + measure
            found.append(reviewed(dict(one, actual=actual), printed))
        grid.row(centre("合计", 8), centre("100"), centre(all_points(rows, parts)), Cell())
        for label in ("评价结论", "存在问题", "改进措施"):
            grid.row(centre(label), Cell("项目按计划完成，达到预期效果。" if label == "评价结论" else "无", across=10))
        grid.row(bare("项目负责人：王某某", across=5), bare("财务负责人：李某", across=6))
        return project_truth(project, money_truth(look, parts), found)

    return grid, table_truth("L5", title.split("（")[0], facts, of_every_project(facts, grid, block))


def sichuan_head(grid, facts, unit, project):
    """Title, names, objective and what came of it."""
    grid.title_row(grid.title)
    grid.row(centre("项目名称"), Cell(f"{project['code']}-{project['name']}", across=10))
    grid.row(
        centre("主管部门"), Cell(facts["department"], across=4), centre("实施单位", 2), Cell(unit["name"], across=4)
    )
    grid.row(
        centre("项目基本情况", down=3),
        Cell("1.项目年度目标完成情况", across=2, down=2),
        centre("项目年度目标", 4),
        centre("年度目标完成情况", 4),
    )
    grid.row(Cell("\n".join(project["objective"]), across=4), Cell(DONE, across=4))
    grid.row(Cell("2.项目实施内容及过程概述", across=2), Cell(project["outline"], across=8))


def sichuan_money(grid, look, parts):
    """The block 预算执行情况: three stages, rate, weight and points of the total and its parts."""
    names = ("年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因")
    grid.row(
        centre("预算执行情况（10分）", down=5),
        centre("年度预算数（万元）", 2),
        *[centre(name, 2 if name == "预算执行数" else 1) for name in names],
    )
    lines = (
        ("总额", "total"),
        ("其中：财政资金", "fiscal_appropriation"),
        ("财政专户管理资金", "special_account"),
        ("其他资金", "other"),
    )
    for place, (label, key) in enumerate(lines):
        value = parts[key]
        early, spent = [
            None if value is None else value * parts[part] / parts["total"] for part in ("initial", "spent")
        ]
        score = ("/", "/") if place else ("10", money_points(parts))
        grid.row(
            Cell(label, across=2),
            number(shown(look, early)),
            number(shown(look, value)),
            number(shown(look, spent), 2),
            centre(rate(parts) if value else "", 1),
            centre(score[0]),
            centre(score[1]),
            Cell(),
        )
