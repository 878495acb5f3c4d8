"""Vocabulary of the invented tables: levels, cities, indicators that any project may have, and the fields of administration.

fields.txt holds one field after another: `#` department, `@` units, `+` project / its subject, `.` sentence of an objective, and
indicators as `level|name|target`. A target is `operator number unit` or words; levels are the keys of LEVELS.
"""

from pathlib import Path

LEVELS = {  # key: (level 1, level 2, category)
    "数": ("产出指标", "数量指标", "output"),
    "质": ("产出指标", "质量指标", "output"),
    "时": ("产出指标", "时效指标", "output"),
    "本": ("成本指标", "经济成本指标", "cost"),
    "社本": ("成本指标", "社会成本指标", "cost"),
    "生本": ("成本指标", "生态环境成本指标", "cost"),
    "经": ("效益指标", "经济效益指标", "benefit"),
    "社": ("效益指标", "社会效益指标", "benefit"),
    "生": ("效益指标", "生态效益指标", "benefit"),
    "续": ("效益指标", "可持续影响指标", "benefit"),
    "满": ("满意度指标", "服务对象满意度指标", "satisfaction"),
}

CITIES = (
    "青棠市",
    "云岭县",
    "临澧州",
    "和溪区",
    "南浦市",
    "东篱县",
    "白鹿区",
    "清源市",
    "安平县",
    "望江区",
    "石桥市",
    "松原县",
)

# What any field may ask for; {} is the subject of the project.
COMMON = """
本|项目预算控制数|≤ 100 万元
本|{}总成本|≤ 80 万元
本|单位成本控制率|≤ 100 %
社本|对周边居民正常生活的影响|无负面影响
生本|施工期扬尘及噪声投诉件数|≤ 3 件
质|{}验收合格率|= 100 %
质|资金使用合规率|= 100 %
质|政府采购程序规范性|规范
时|{}完成及时率|≥ 95 %
时|资金支付及时率|= 100 %
时|项目完成时间|12月底前
时|年度任务按期完成率（%）|= 100 %
经|带动相关产业增收|≥ 20 万元
经|节约财政资金比例|≥ 3 %
社|政策知晓率|≥ 85 %
社|对保障部门正常履职的作用|有效保障
社|有责投诉数量|≤ 2 件
生|资源能源节约利用水平|逐步提高
续|长效管理机制健全性|健全
续|设施设备正常使用年限|≥ 5 年
续|持续发挥作用期限|长期
满|服务对象满意度|≥ 90 %
满|受益群众满意度|≥ 95 %
满|职工满意度（问卷调查）|≥ 90 %
"""


def indicator(line):
    """`数|改造面积|≥ 120 平方米` as a dictionary of level, name, operator, number, unit and words."""
    level, name, target = line.split("|")
    parts = target.split(" ")
    if parts[0] in ("≥", "≤", "=", "<", ">"):
        operator, number, unit = (parts + [""])[:3]
        return dict(level=level, name=name, operator=operator, number=number, unit=unit, words=None)
    return dict(level=level, name=name, operator=None, number=None, unit=None, words=target)


def common():
    """Indicators that may stand in any project; `{}` in a name is the project's subject."""
    return [indicator(line) for line in COMMON.strip().split("\n")]


def fields():
    """All fields of administration, each a dictionary of department, units, projects, sentences and indicators."""
    found = []
    for line in (Path(__file__).parent / "fields.txt").read_text(encoding="utf-8").split("\n"):
        mark, rest = line[:1], line[2:]
        if mark == "#":
            found.append(dict(department=rest, units=[], projects=[], sentences=[], indicators=[]))
        elif mark == "@":
            found[-1]["units"] = rest.split(" ")
        elif mark == "+":
            found[-1]["projects"].append(tuple(rest.split("/")))
        elif mark == ".":
            found[-1]["sentences"].append(rest)
        elif line:
            found[-1]["indicators"].append(indicator(line))
    return found
