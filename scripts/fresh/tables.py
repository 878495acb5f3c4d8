"""A table of a kind from a seed: the grid that is printed and the truth that readings are held against."""

import random

import facts
import flat
import forms
import lists
import provinces
import reviews

KINDS = {  # kind: layout; the ids are those of the design notes
    "l1": lists.guangzhou,
    "l2": lists.huangshan,
    "l3": forms.central,
    "l3m": forms.two_periods,
    "l4": flat.yunnan,
    "l5": provinces.sichuan,
    "l6c": flat.hunan,
    "l7": provinces.hebei,
    "l8": forms.gansu,
    "l9": provinces.guangdong,
    "s1": reviews.central,
    "s2": reviews.transfers,
    "s3": reviews.hubei,
}


def invent(kind, seed):
    """The grid and the truth of table `seed` of a kind, for example invent("l3", 7)."""
    rng = random.Random(f"{kind}-{seed}")
    return KINDS[kind](rng, facts.invent(rng))
