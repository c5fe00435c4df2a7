#!/usr/bin/env python3
"""The priors of studies/calibration.yaml by its rules, from the first guesses: of the whole fit and of the one near home (from its own set).

    tools/fit/calibration_priors.py           says which bounds are not the rule's
    tools/fit/calibration_priors.py --renew   writes the rule's bounds over both blocks `parameters:`

Run it after a guess was changed: a prior that does not hold its first guess is refused by the tests.
"""
import pathlib
import re
import statistics
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import model_tables as m  # noqa: E402

FILE = m.ROOT / "studies/calibration.yaml"
NORMAL = statistics.NormalDist()
SHIFTED = {"ecr_anxiety_level": .6, "ecr_avoidance_level": .6, "care_mean": .3, "father_offset": .3,
           "institution_offset": .3, "partner_offset": .3, "friend_offset": .3, "assay_stranger_comfort": .3}
# No target of the fit looks at these (the file says why).
OUT = set("""meetings_per_union courting_bond courting_months courting_from_fear standards
standards_fall friends_wanted friend_meetings_per_year friend_loss
birth_interval_floor same_sex_share fertility_scale mortality_scale placement_scale placement_from_load abuse_rate
therapist_mean therapist_consistency foster_offset ex_offset grief_decay protest_weight uncertainty_deepens_grief coder_minutes ecr_item_missing
interview_occasion report_habit report_noise missing_distress missing_avoidance belief_spread
worth_from_answers worth_from_rebuff worth_from_coping worth_alone_hours worth_pull worth_level worth_rise worth_age_scale
worth_at_stake worth_shields worth_presses doubt_checks talk_reopens symptom_from_worth trauma_items_shared strain_of_women ecr_anxiety_women ecr_anxiety_decade
ecr_avoidance_women ecr_avoidance_decade satisfaction_novelty satisfaction_novelty_years""".split())
# Fitted near home: a few of each kind of mechanism that the calibrate targets feel.
NEAR = """care_mean care_mean_sd outside_spread care_fright care_fright_sd care_habits_shared care_rebuff giving_memory tie_fit_sd
giving_from_expectation giving_from_load fright_from_load fright_from_fright fright_from_unresolved institution_fright
coder_validity interview_inherited interview_prototype self_report_shared symptom_report_habit symptom_floor
symptom_from_stress symptom_from_insecurity symptom_from_unpredictability symptom_feedback trauma_floor
worth_of_being_met cost_of_no_answer alarm_threshold insistence ecr_anxiety_level ecr_avoidance_level assay_form
general_noise life_stress_memory dissolution_scale usual_expectation interview_validity giving_from_rebuff
reflection_from_genes reflection_noise giving_from_reflection consistency_from_reflection rebuff_from_reflection
fright_from_reflection interview_belief interview_reflection worth_presses
conflict_gain""".split()
OUT_PREFIX = ("scene_", "self_esteem_", "help_", "questionnaire_", "diary_", "substitute_", "substance_", "usual_")


def bounds(name, value, low, high, scale):
    if name in SHIFTED:
        ends = value - SHIFTED[name], value + SHIFTED[name]
    elif scale == "prob":
        ends = tuple(NORMAL.cdf(NORMAL.inv_cdf(value) + step) for step in (-.35, .35))
    elif scale == "log":
        ends = value / 1.6, value * 1.6
    else:
        ends = sorted((value * .6, value * 1.5))
    return max(ends[0], low), min(ends[1], high)


def bounds_near(name, value, low, high):
    """A factor either way; where a factor means nothing, the same distance in units. What is usual moves little: a few
    hundredths tip whole generations."""
    shifted = .15 if name.endswith("_level") or name == "care_mean" else .02 if name.startswith("usual_") else 0
    ends = (value - shifted, value + shifted) if shifted else sorted((value / 1.22, value * 1.22))
    return max(ends[0], low), min(ends[1], high)


def block_near():
    home = re.search(r"^near:\n  parameter_set: (\w+)", FILE.read_text(), re.M)[1]
    guesses, rows, lines = m.parameter_set(f"parameters/{home}.yaml"), m.parameters(), []
    for name in NEAR:
        value, low, high = (float(x) for x in (guesses.get(name, rows[name]["default"]), rows[name]["low"], rows[name]["high"]))
        ends = bounds_near(name, value, low, high)
        lines.append(f"    {name}: [{m.number(ends[0])}, {m.number(ends[1])}]")
    return lines


def block():
    guesses = m.first_guesses()
    lines, section = [], ""
    for name, row in m.parameters().items():
        if row["section"] != section:
            section = row["section"]
            lines.append("  # " + re.sub(r" \(equations?[^)]*\)$", "", section))
        value, low, high = float(guesses.get(name, row["default"])), float(row["low"]), float(row["high"])
        if name in OUT or name.startswith(OUT_PREFIX) or value == 0:
            continue
        ends = bounds(name, value, low, high, row["scale"])
        lines.append(f"  {name}: [{m.number(ends[0])}, {m.number(ends[1])}]")
    return lines


NEAR_MARK, MARK = "\n  parameters:\n", "\nparameters:\n"


def main():
    head, _, old = FILE.read_text().partition(MARK)
    before, _, rest = head.partition(NEAR_MARK)
    old_near, gap, comment = rest.partition("\n\n")
    new, new_near = block(), block_near()
    if "--renew" in sys.argv[1:]:
        FILE.write_text(before + NEAR_MARK + "\n".join(new_near) + gap + comment + MARK + "\n".join(new) + "\n")
        return 0
    old = [line for line in (old_near + "\n" + old).splitlines() if not line.lstrip().startswith("#")]
    odd = sorted(set(old) ^ {line for line in [*new_near, *new] if not line.lstrip().startswith("#")})
    print("\n".join(odd) if odd else f"{len(old)} priors follow the rule")
    return 1 if odd else 0


if __name__ == "__main__":
    sys.exit(main())
