"""Invents what a table says: department, units, projects with their money, objective and indicators. No layout here.

Everything is drawn from one random.Random, so that a seed gives the same facts for ever; a change here changes every seed.
"""

from decimal import Decimal

import words

ORDER = list(words.LEVELS)
CENT = Decimal("0.01")
LASTING = [  # sentences that close an objective in any field
    "加强项目和资金管理，做到专款专用，提高财政资金使用效益，使受益对象满意度达到90%以上",
    "健全长效管护机制，建立台账并实行月调度、季通报，为经济社会高质量发展提供坚实保障",
]
TAILS = ("（含上年续建部分）", "（按年度工作计划口径统计）", "（%）", "（本级及下属单位合计数）")


def money(amount):
    """A decimal as the truth writes it: two places, no commas."""
    return None if amount is None else str(Decimal(amount).quantize(CENT))


def invent(rng, projects=None):
    """The facts of a table of 3 to 8 projects under one or two units of one department."""
    field = rng.choice(words.fields())
    city, year = rng.choice(words.CITIES), rng.choice((2023, 2024, 2025, 2026))
    count = projects or rng.randint(3, 8)
    units = rng.sample(field["units"], 1 if count < 5 else rng.choice((1, 2)))
    drawn = [draw_project(rng, field, city, year, stem) for stem in draw_stems(rng, field, count)]
    share = len(drawn) if len(units) == 1 else rng.randint(2, count - 2)
    parts = [drawn[:share], drawn[share:]]
    code = rng.randint(101, 498)
    return dict(
        city=city,
        year=year,
        department=city + field["department"],
        code=str(code),
        units=[
            dict(name=city + name, code=f"{code}{n + 1:03}", projects=part)
            for n, (name, part) in enumerate(zip(units, parts))
        ],
    )


def draw_stems(rng, field, count):
    """Names and subjects of projects: those of the field, each at most twice, told apart by their year or phase."""
    stems = rng.sample(field["projects"], min(count, len(field["projects"])))
    return stems + rng.sample(field["projects"], count - len(stems))


def draw_project(rng, field, city, year, stem):
    """One project: every part of the form that some layout prints."""
    name, subject = stem
    total = Decimal(rng.choice((rng.randint(100, 9000), rng.randint(10000, 90000), rng.randint(90000, 900000)))) / 10
    total = (total + Decimal(rng.choice((0, 0, 35, 80, 66))) / 100).quantize(CENT)
    year_from = year - rng.choice((0, 0, 1))
    return dict(
        name=dress(rng, name, city, year),
        subject=subject,
        money=split(rng, total),
        code=f"{rng.randint(310000, 659000)}{year % 100}{rng.choice('TRY')}{rng.randint(10**9, 10**10 - 1):012}",
        objective=draw_objective(rng, field, name, year),
        later=draw_objective(rng, field, name, year + 2),
        outline=f"{rng.choice(('根据年度工作安排', '依据上级有关文件精神', '结合单位实际'))}，开展{subject}相关工作，"
        f"实施期为{year_from}年1月至{year}年12月，由业务科室具体负责。",
        kind=rng.choice(("延续项目", "新增项目", "经常性项目", "一次性项目")),
        year_from=year_from,
        year_to=year + rng.choice((0, 0, 1)),
        indicators=draw_indicators(rng, field, subject),
    )


def dress(rng, name, city, year):
    """The name with what published names carry: year, place, phase, in full or half width brackets."""
    before = rng.choice(("", "", f"{year}年", f"{city}{year}年", f"{year - 1}-{year}年", f"提前下达{year}年"))
    after = rng.choice(("", "", "", f"（{year}）", f"({year})", "（第一批）", "（本级）", "项目", "专项资金"))
    return before + name + ("" if after and name.endswith(after) else after)


def draw_objective(rng, field, name, year):
    """Lines of an objective: one to four sentences, numbered in one of the usual ways or not at all."""
    first = f"{rng.choice(('通过实施', '保障', '推进', '完成'))}{name}，{rng.choice(('确保各项任务按时保质完成', '促进事业高质量发展', f'全面完成{year}年度目标任务'))}"
    sentences = [first] + rng.sample(field["sentences"] + LASTING, rng.choice((0, 1, 2, 2, 3)))
    if len(sentences) == 1:
        return [first + "。"]
    style = rng.choice(("1.", "1、", "目标1：", "一是", "", "（1）"))
    marks = {"一是": ("一是", "二是", "三是", "四是")}.get(style) or [style.replace("1", str(n)) for n in range(1, 5)]
    ends = ["；"] * (len(sentences) - 1) + ["。"] if style else ["。"] * len(sentences)
    lines = [mark + sentence + end for mark, sentence, end in zip(marks, sentences, ends)]
    return lines if style not in ("", "一是") and rng.random() < 0.7 else ["".join(lines)]


def draw_indicators(rng, field, subject):
    """Seven to thirteen indicators in the order of the form, at least one of each level 1, names never twice."""
    own = rng.sample(field["indicators"], rng.randint(5, min(9, len(field["indicators"]))))
    shared = rng.sample(words.common(), rng.randint(3, 6))
    chosen = own + shared
    for level in ("数", "质", "时", "本", "社", "满"):
        if not any(one["level"] == level for one in chosen):
            chosen.append(rng.choice([one for one in field["indicators"] + words.common() if one["level"] == level]))
    seen, found = set(), []
    for one in sorted(chosen, key=lambda one: ORDER.index(one["level"])):
        tail = rng.choice(TAILS) if rng.random() < 0.12 and not one["name"].endswith("）") else ""
        one = dict(
            one, name=one["name"].replace("{}", subject) + ("" if tail == "（%）" and one["unit"] != "%" else tail)
        )
        if one["name"] not in seen:
            seen.add(one["name"])
            found.append(complete(rng, one))
    weigh(rng, found)
    return found


def complete(rng, one):
    """Level names, a number of its own, actual value and explanation of one indicator."""
    one["level1"], one["level2"], one["category"] = words.LEVELS[one["level"]]
    if one["words"] is None:
        one["number"] = vary(rng, one["number"], one["unit"])
    one["later"] = vary(rng, one["number"], one["unit"]) if one["words"] is None else one["words"]
    one["actual"] = one["words"] and rng.choice(("达成预期指标", "已完成", one["words"])) or one["number"] + one["unit"]
    one["reason"] = rng.choice(
        ("", "", "", "", "受疫情及天气影响，部分工作延后开展，下一步加快推进", "指标设定偏低，今后科学测算")
    )
    one["explained"] = rng.choice(
        (
            f"反映{one['name']}情况。",
            f"反映{one['name']}，用于考核项目实施效果和资金使用绩效。",
            "计算公式：实际完成数/计划完成数×100%。",
            "根据年度工作计划及上年完成情况测算。",
            "以问卷调查、统计报表等资料为依据。",
        )
    )
    one["basis"] = rng.choice(("行业标准", "年度工作计划", "历史数据", "相关文件规定", "合同约定"))
    return one


def vary(rng, number, unit):
    """Another number of the same kind: rates from a few, counts by a factor, what is small and exact stays."""
    value = Decimal(number)
    if unit == "%" and value >= 60:
        return str(rng.choice((85, 90, 92, 95, 98, value)))
    if value < 20 or "." in number:
        return number
    scaled = int(value * rng.randint(40, 260) / 100)
    step = 10 ** max(0, len(str(scaled)) - 2)
    return str(max(scaled // step * step, 1) if rng.random() < 0.7 else scaled)


def weigh(rng, indicators, total=90):
    """Weights and scores; whole numbers, some with a half. Money has what is missing to 100 points."""
    share = [total // len(indicators)] * len(indicators)
    for place in rng.sample(range(len(indicators)), total - sum(share)):
        share[place] += 1
    halves = rng.random() < 0.25
    for place, one in enumerate(indicators):
        half = Decimal("0.5") if halves and place < len(indicators) // 2 * 2 else 0
        weight = share[place] + (half if place % 2 else -half)
        one["weight"] = str(weight)
        one["score"] = str(weight if not one["reason"] else max(weight - 1, 0))


def split(rng, total):
    """A total in parts: fiscal, special account, other, carried over; most tables know the first only."""
    parts = dict(total=total, fiscal_appropriation=total, special_account=None, other=None, carry_over=None)
    key = rng.choice((None, None, None, "special_account", "other", "other", "carry_over"))
    if key:
        part = (total * rng.choice((10, 20, 25, 40)) / 100).quantize(CENT)
        parts.update({key: part, "fiscal_appropriation": total - part})
    parts["initial"] = total if rng.random() < 0.6 else (total * rng.choice((80, 110, 125)) / 100).quantize(CENT)
    parts["spent"] = total if rng.random() < 0.5 else (total * rng.randint(61, 99) / 100).quantize(CENT)
    return parts


def add(amounts):
    """The sum of the parts of several projects; a part that none has stays None."""
    keys = ("total", "fiscal_appropriation", "special_account", "other")
    return {key: sum((one[key] for one in amounts if one[key]), Decimal(0)) or None for key in keys}
