#!/usr/bin/env python3
"""Rebuilds the derived demographic tables from published anchors: python3 derive.py

Standard library only. Reads mortality.tsv (published as it is), writes fertility.tsv,
union_formation.tsv, union_dissolution.tsv and adversity.tsv beside it, and prints the numbers
that the tables imply next to the published ones. Anchors carry [read] when the figure was seen in
the source or its abstract, [recalled] when it was not, [assumed] when it is our own choice.
"""
import math
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
STEPS = 4   # a year

# ---------------------------------------------------------------- anchors
ASFR_2019 = [(15, .0167), (20, .0666), (25, .0937), (30, .0983), (35, .0528), (40, .0120), (45, .0009)]
UNMARRIED_SHARE = [(15, .915), (20, .678), (25, .408), (30, .255), (35, .240), (40, .270), (45, .270)]
UNMARRIED_ALL = .400          # all births 2019 [recalled]; .398 in 2022 [read]
COHABITING_OF_UNMARRIED = .58  # NSFG 2006-10 [read]
PARTNERED_CAP = .14            # births per partnered woman-year; binds below age 20 [assumed]
FIRST_UNION = {"female": dict(ceiling=.95, median=22.2, shape=2.6),  # medians [recalled]
               "male": dict(ceiling=.93, median=24.0, shape=2.9)}
DIRECT_MARRIAGE = .32         # first unions that start as a marriage: 23 of 71 women with a union
COHABITATION_3Y = dict(married=.40, dissolved=.27, intact=.32)  # BAS21 [read]
MARRIAGE_SURVIVAL_W = {10: .68, 20: .52}                         # BAS12, BAS14 [read]
REPARTNER_YOUNG = .20         # a year, below 35 [assumed]; 54 % of women remarry in 5 years [read] = .155
REPARTNER_50 = {"female": .22, "male": .37}                      # within 10 years of a divorce at 50+ [read]
PLACEMENT_BY_18 = .0534       # middle of 4.76-5.91 % [read]
PLACEMENT_YEAR_0 = .0095      # infants enter care most often [recalled]
MALTREATMENT = [("physical_abuse", .226), ("emotional_abuse", .363), ("physical_neglect", .163),
                ("emotional_neglect", .184), ("sexual_abuse", .127)]  # BAS24 [read]


def write(name, header, columns, rows):
    lines = ["# " + line for line in header.strip().splitlines()]
    lines.append("\t".join(columns))
    for row in rows:
        lines.append("\t".join(str(v) if isinstance(v, int) else f"{v:.6f}" for v in row))
    (HERE / name).write_text("\n".join(lines) + "\n")


def step(anchors, age):
    return [value for start, value in anchors if start <= age][-1]


def read_mortality():
    lines = [l for l in (HERE / "mortality.tsv").read_text().splitlines() if l and not l.startswith("#")]
    return {int(a): (float(f), float(m)) for a, f, m in (l.split("\t") for l in lines[1:])}


# ---------------------------------------------------------------- unions
def marriage_hazard(years):
    """Yearly disruption hazard by marriage duration: a rise to years 2-4, then a slow fall; bins
    scaled so that women's published survival to 10 and 20 years holds exactly."""
    shape = [.75, 1.0, 1.1, 1.12, 1.1, 1.05, 1.0, .95, .92, .88]
    fall = [1.25 - .5 * y / 9 for y in range(10)]
    first = -math.log(MARRIAGE_SURVIVAL_W[10]) / sum(shape)
    second = -math.log(MARRIAGE_SURVIVAL_W[20] / MARRIAGE_SURVIVAL_W[10]) / sum(fall)
    table = [s * first for s in shape] + [s * second for s in fall]
    while len(table) < years:
        table.append(max(table[-1] * .93, .002))
    return table[:years]


def cohabitation_hazards(years):
    total = -math.log(COHABITATION_3Y["intact"] / sum(COHABITATION_3Y.values())) / 3
    ended = COHABITATION_3Y["married"] + COHABITATION_3Y["dissolved"]
    dissolve = total * COHABITATION_3Y["dissolved"] / ended
    marry = total * COHABITATION_3Y["married"] / ended
    after = lambda y: 1.0 if y < 3 else max(.90 ** (y - 2), .15)   # both fade after year 3 [assumed]
    return [dissolve * after(y) for y in range(years)], [marry * after(y) for y in range(years)]


def first_union_hazard(sex, age):
    """Hazard for people never in a union: log-logistic in age - 14 with a ceiling."""
    p = FIRST_UNION[sex]
    half = p["ceiling"] / .5 - 1        # F(median) = .5  =>  (t/c)^-k = ceiling/.5 - 1
    c = (p["median"] - 14) * half ** (1 / p["shape"])

    def cdf(a):
        t = max(a - 14, 1e-9)
        return p["ceiling"] / (1 + (t / c) ** -p["shape"])
    return math.log((1 - cdf(age)) / (1 - cdf(age + 1)))


def repartner_hazard(sex, age):
    at_58 = -math.log(1 - REPARTNER_50[sex]) / 10
    if age < 35:
        return REPARTNER_YOUNG
    return REPARTNER_YOUNG * (at_58 / REPARTNER_YOUNG) ** ((age - 35) / (58 - 35))


def cohort(sex, last=91):
    """One birth cohort in quarterly steps: shares by age, and union ends by time since the union began.
    Groups are [share, ticks in status, ticks since union start, never married before?]."""
    marriage = marriage_hazard(80)
    split, marry = cohabitation_hazards(80)
    never, alone, ever_married = 1.0, [0.0, 0.0], 0.0     # alone: [married before, never married]
    cohab, wed = [], []
    partnered, cohabiting, first_married, ever_union = {}, {}, {}, {}
    exposure, ended = [0.0] * 40, [0.0] * 40
    at_risk, entered = {}, {}
    leave = lambda yearly: -math.expm1(-yearly / STEPS)
    for tick in range(14 * STEPS, last * STEPS):
        age = tick // STEPS
        if tick % STEPS == 0:
            cohabiting[age] = sum(c[0] for c in cohab)
            partnered[age] = cohabiting[age] + sum(w[0] for w in wed)
            first_married[age] = ever_married
            ever_union[age] = 1 - never
        back = [0.0, 0.0]
        for group, hazard in ((cohab, split), (wed, marriage)):
            for item in group:
                lost = item[0] * leave(hazard[item[1] // STEPS])
                if item[2] // STEPS < 40:
                    exposure[item[2] // STEPS] += item[0] / STEPS
                    ended[item[2] // STEPS] += lost
                item[0] -= lost
                back[item[3]] += lost
        newly_wed = []
        for item in cohab:
            gained = item[0] * leave(marry[item[1] // STEPS])
            item[0] -= gained
            ever_married += gained * item[3]
            newly_wed.append([gained, 0, item[2] + 1, 0])
        for item in cohab + wed:
            item[1] += 1
            item[2] += 1
        enter = [alone[0] * leave(repartner_hazard(sex, age)),
                 alone[1] * leave(repartner_hazard(sex, age))]
        first = never * leave(first_union_hazard(sex, age))
        at_risk[age] = at_risk.get(age, 0.0) + (never + sum(alone)) / STEPS
        entered[age] = entered.get(age, 0.0) + first + sum(enter)
        never -= first
        alone = [alone[i] - enter[i] + back[i] for i in (0, 1)]
        enter[1] += first
        ever_married += enter[1] * DIRECT_MARRIAGE
        newly_wed.append([sum(enter) * DIRECT_MARRIAGE, 0, 0, 0])
        cohab += [[enter[i] * (1 - DIRECT_MARRIAGE), 0, 0, i] for i in (0, 1)]
        wed, cohab = merge(wed + newly_wed), merge(cohab)
    any_hazard = [e / x if x > 0 else 0.0 for e, x in zip(ended, exposure)]
    entry = {age: entered[age] / at_risk[age] for age in entered}
    return partnered, cohabiting, first_married, ever_union, any_hazard, entry


def merge(items):
    table = {}
    for share, *rest in items:
        table[tuple(rest)] = table.get(tuple(rest), 0.0) + share
    return [[share, *key] for key, share in table.items() if share > 1e-9]


def median_age(cumulative):
    ages = sorted(cumulative)
    for lo, hi in zip(ages, ages[1:]):
        if cumulative[lo] < .5 <= cumulative[hi]:
            return lo + (.5 - cumulative[lo]) / (cumulative[hi] - cumulative[lo])
    return float("nan")


# ---------------------------------------------------------------- fertility
def single_year_rates():
    """Cumulative fertility at 15, 20, ..., 50 joined by a monotone cubic, differenced by year:
    five-year sums stay exact."""
    x = [start for start, _ in ASFR_2019] + [50]
    y = [0.0]
    for _, rate in ASFR_2019:
        y.append(y[-1] + 5 * rate)
    slope = [(y[i + 1] - y[i]) / 5 for i in range(len(y) - 1)]
    tangent = [0.002] + [0.0] * (len(y) - 2) + [0.0]
    for i in range(1, len(y) - 1):
        a, b = slope[i - 1], slope[i]
        tangent[i] = 0.0 if a * b <= 0 else 2 * a * b / (a + b)   # harmonic mean keeps it monotone

    def cumulative(age):
        i = min(int((age - 15) // 5), len(slope) - 1)
        t = (age - x[i]) / 5
        return ((2 * t**3 - 3 * t**2 + 1) * y[i] + (t**3 - 2 * t**2 + t) * 5 * tangent[i]
                + (-2 * t**3 + 3 * t**2) * y[i + 1] + (t**3 - t**2) * 5 * tangent[i + 1])
    return {age: cumulative(age + 1) - cumulative(age) for age in range(15, 50)}


def main():
    mortality = read_mortality()
    results = {sex: cohort(sex) for sex in ("female", "male")}
    for sex, (part, cohab, wed, union, _, _) in results.items():
        print(sex, "median first union %.1f, first marriage %.1f" % (median_age(union), median_age(wed)),
              "ever married by 25/30/35/40:", [round(wed[a], 2) for a in (25, 30, 35, 40)],
              "partnered 20/25/30/40:", [round(part[a], 2) for a in (20, 25, 30, 40)],
              "cohabiting 15-44: %.3f" % (sum(cohab[a] for a in range(15, 45)) / 30))

    rates = single_year_rates()
    raw = {a: step(UNMARRIED_SHARE, a) for a in rates}
    scale = UNMARRIED_ALL * sum(rates.values()) / sum(rates[a] * raw[a] for a in rates)
    alone = {a: min(.97, raw[a] * scale) * (1 - COHABITING_OF_UNMARRIED) for a in rates}
    part = results["female"][0]
    with_partner = {a: min(rates[a] * (1 - alone[a]) / part[a], PARTNERED_CAP) for a in rates}
    without = {a: (rates[a] - with_partner[a] * part[a]) / (1 - part[a]) for a in rates}
    alone = {a: without[a] * (1 - part[a]) / rates[a] for a in rates}
    print("TFR %.3f, mean age at birth %.2f, share of births to unpartnered women %.3f" % (
        sum(rates.values()), sum((a + .5) * r for a, r in rates.items()) / sum(rates.values()),
        sum(rates[a] * alone[a] for a in rates) / sum(rates.values())))
    write("fertility.tsv", FERTILITY, ["age", "all", "unpartnered_share", "partnered", "unpartnered"],
          [(a, rates[a], alone[a], with_partner[a], without[a]) for a in rates])

    write("union_formation.tsv", FORMATION,
          ["age", "female", "male", "first_female", "first_male", "again_female", "again_male"],
          [(a, results["female"][5][a], results["male"][5][a],
            first_union_hazard("female", a), first_union_hazard("male", a),
            repartner_hazard("female", a), repartner_hazard("male", a)) for a in range(15, 91)])

    split, marry = cohabitation_hazards(40)
    mixed = results["female"][4][:20]
    tail = marriage_hazard(40)
    mixed += [mixed[-1] * tail[y] / tail[19] for y in range(20, 40)]
    write("union_dissolution.tsv", DISSOLUTION,
          ["duration", "marriage", "cohabitation", "cohabitation_to_marriage", "any"],
          [(y, tail[y], split[y], marry[y], mixed[y]) for y in range(40)])
    survive = lambda table, n: math.exp(-sum(table[:n]))
    print("marriage survives 10, 20 y: %.3f %.3f; any union: %.3f %.3f" % (
        survive(tail, 10), survive(tail, 20), survive(mixed, 10), survive(mixed, 20)))

    rest = -math.log((1 - PLACEMENT_BY_18) / (1 - PLACEMENT_YEAR_0)) / 17
    rows = []
    for age in range(18):
        placed = -math.log(1 - PLACEMENT_YEAR_0) if age == 0 else rest
        row = [age, placed] + [-math.log(1 - p) / 18 for _, p in MALTREATMENT]
        either = 1 - (1 - mortality[29 + age][0]) * (1 - mortality[31 + age][1])
        rows.append(tuple(row + [-math.log(1 - either), mixed[min(age + 3, 39)]]))
    write("adversity.tsv", ADVERSITY, ["age", "placement"] + [n for n, _ in MALTREATMENT]
          + ["parental_death", "parental_separation"], rows)
    totals = [1 - math.exp(-sum(r[i] for r in rows)) for i in range(1, 9)]
    print("adversity by 18:", [round(t, 3) for t in totals])
    mean = .224 + 2 * .130 + 3 * .087 + 4.9 * .161
    print("ACE mean about %.2f; geometric shares 0..3, 4+:" % mean,
          [round((mean / (1 + mean)) ** k / (1 + mean), 3) for k in range(4)], round((mean / (1 + mean)) ** 4, 3))


FERTILITY = """Live births per woman-year by single year of age, United States 2019.
Source: five-year age-specific rates per 1,000 (16.7, 66.6, 93.7, 98.3, 52.8, 12.0, 0.9 for 15-19 to 45-49),
NCHS National Vital Statistics Reports 70-02. Rates recalled; their sum, with .2 at 10-14, gives exactly the
total of 1,706 per 1,000 that was read. Single years: monotone cubic through cumulated births (derive.py).
unpartnered_share: births to women in no co-residential union = births outside marriage (by age recalled,
scaled to 40.0 % of all births) x .42 not cohabiting (NSFG 2006-2010, read in a news note of NCHS).
partnered, unpartnered: rates given union status, using the share in a union that union_formation.tsv and
union_dissolution.tsv imply; multiplied out they return `all`; below age 20 the
partnered rate is capped at .14 and the rest falls to the unpartnered. Confidence: all .93, split .70."""

FORMATION = """Yearly hazard of entering a co-residential union (marriage or cohabitation), by age and sex.
Population: United States, about 2006-2010. female, male: everyone
who is not in a union (mix of the next columns in derive.py's cohort, without widowhood); first_*: people who never
were in one; again_*: after a union.
Source and method: log-logistic in age - 14 with a ceiling (women .95, men .93), medians of first union 22.2 and
24.0 (Manning, Brown & Payne 2014, figures recalled); with 32 % of first unions starting as marriages and the
cohabitation outcomes in union_dissolution.tsv this implies median ages at first marriage close to the
published 25.8 and 28.3 (rows BAS16, BAS17). derive.py prints the implied numbers.
again_*: .20 a year below 35 (assumed; remarriage alone .155 for women, NCHS series 23-22, read in a summary),
then log-linear to 22 % of women and 37 % of men within 10 years at mean age 58 (Brown et al. 2019, abstract read).
Confidence: first .75, again .55."""

DISSOLUTION = """Yearly hazard of the end of a union other than by death, by completed years since it began.
Population: United States, women 15-44, NSFG 2006-2010.
marriage: duration counted from the wedding; 68 % survive 10 and 52 % survive 20 years (rows BAS12, BAS14, BAS19,
BAS20, read), shape within each decade assumed; after year 20 falling 7 % a year (assumed).
cohabitation, cohabitation_to_marriage: competing hazards with 27 % dissolved and 40 % married after 3 years
(row BAS21, abstract read); fading 10 % a year afterwards (assumed).
any: hazard of a union of unknown kind by time since it began, mixing both through derive.py's cohort, for use
where marriage is not told apart. Confidence: marriage .90, cohabitation .85, any .70."""

ADVERSITY = """Yearly hazard of first occurrence, by age of the child.
placement: out of home; 5.3 % by age 18 (middle of 4.76-5.91, Wildeman & Emanuel 2014, abstract read), highest in
the first year (recalled). Abuse and neglect: constant hazards that give the self-reported childhood shares .226,
.363, .163, .184, .127 (Stoltenborgh et al. 2015, row BAS24, abstract read); timing within childhood assumed flat.
parental_death, parental_separation: for comparison only, the engine gets both from its own parents; computed from
mortality.tsv (mother 29, father 31 at birth) and from union_dissolution.tsv (union three years old at birth).
Kinds are NOT independent: counts of adversities (rows BAS01-BAS05) match a geometric law with mean 1.5, that is one
exponentially distributed family multiplier (mean 1) on all hazards. Confidence: placement .85, maltreatment .75."""

if __name__ == "__main__":
    main()
