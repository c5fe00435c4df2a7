#!/usr/bin/env python3
"""docs/what_state_pays.md: what each slow quantity of a person opens, and what is lost without it.

    tools/generate/state_pays.py            runs the shipped studies once with all edges and once without those of each
                                            quantity, and writes the table (about ten minutes on two cores)
    tools/generate/state_pays.py --check    exit 1 if a column of the model has no place, an edge is not there, or the page
                                            does not tell of every quantity; runs nothing

A quantity is taken away by cutting every edge that reads it. What is lost are published numbers and marks of lives that lie
inside their bands with it and outside without it, same seed, same size.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import model_tables as m  # noqa: E402

PAGE = "docs/what_state_pays.md"
BEGIN, END = "<!-- state: written by tools/generate/state_pays.py -->", "<!-- end of state -->"
SCALE = ".2"
# Quantity: (columns of lists.hpp that hold it, edges that read it).
STATES = {
    "distress": ("distress distress_mean", "distress_narrows_response distress_to_symptoms distress_to_trauma sympathy_to_stay notice_to_offer"),
    "felt security": ("security security_mean haven", "security_buffers insecurity_to_symptoms security_to_satisfaction security_to_recovery"),
    "co-regulation": ("coregulation", "coregulation_to_threshold coregulation_to_soothing"),
    "substitute habit": ("substitute", "substitute_soothes substitute_to_hold habit_to_substance"),
    "worth": ("worth", "worth_to_rebuff_distress worth_to_press worth_to_symptoms worth_to_trauma shame_to_help"),
    "expected response": ("mu general_mu", "no_answer_costs expectation_to_giving hope_to_stay response_to_satisfaction helplessness_to_conflict"),
    "unpredictability": ("nu general_nu", "uncertainty_to_threshold uncertainty_to_press uncertainty_to_consistency uncertainty_to_bond "
                         "unpredictability_to_satisfaction unpredictability_to_symptoms fear_to_stay fear_to_union"),
    "expected rebuff": ("kappa general_kappa", "rebuff_costs rebuff_belief_to_withdrawal rebuff_belief_to_ceiling rebuff_to_giving rebuff_to_rebuff "
                        "avoidance_to_leave rebuff_to_satisfaction"),
    "expected fright": ("phi general_phi", "fright_costs fright_to_conflict fright_to_fright fright_to_trauma"),
    "bond": ("bond", "bond_to_response bond_to_stay bond_to_union notice_to_offer"),
    "fit of two people": ("fit", "fit_to_response"),
    "prototype": ("proto_mu proto_nu proto_kappa proto_phi", "prototype_pulls"),
    "reflection": ("reflection", "reflection_to_giving reflection_to_consistency reflection_to_rebuff reflection_to_fright reflection_to_bids"),
    "withdrawal": ("withdrawal", "withdrawal_to_response withdrawal_to_satisfaction"),
    "separation and grief": ("separation", "separation_to_distress couple_to_worth unresolved_to_fright"),
    "satisfaction": ("satisfaction best_satisfaction", "satisfaction_to_stay comparison_to_stay couple_to_worth"),
    "life stress": ("life_stress", "stress_to_load stress_to_symptoms"),
    "load": ("load", "load_to_giving load_to_consistency load_to_fright"),
    "symptoms": ("depression anxiety trauma substance depression_high anxiety_high trauma_high substance_high episodes",
                 "symptoms_to_giving symptoms_to_satisfaction symptoms_to_load symptoms_to_hold symptoms_to_help symptoms_to_symptoms "
                 "unresolved_to_fright"),
    "months of symptoms": ("depression_mean anxiety_mean trauma_mean substance_mean", "episode_to_ebb"),
    "practice": ("help_regulation help_couple help_gratitude help_parenting",
                 "training_to_soothing couple_work_to_press gratitude_to_learning programme_to_giving"),
    "therapy": ("therapy_months", "therapist_answers therapy_to_plasticity therapy_to_recovery therapy_to_reflection"),
    "what is inherited": ("gene_anxiety gene_avoidance gene_mood gene_telling", "genes_to_beliefs genes_to_reflection genes_to_symptoms"),
    "temperament": ("temperament", "temperament_to_threshold temperament_to_soothing temperament_to_surprise"),
}
# No quantities of their own: switches within the day, lasting differences that are drawn once, the calendar, counts of a month.
OTHERS = """active threshold soothing rebuff_cost insistence learning holding_cost ebbing skill consistency rebuff_habit fright_habit
away_months moment_rate union_start last_birth children bids presses holds conflicts ex_contacts presses_received
partner_presses""".split()


def columns():
    text = m.read("src/model/lists.hpp")
    names = []
    for block in ("BELIEF", "TIE", "PERSON_COLUMNS"):
        rows = re.search(rf"#define BOWLBY_{block}\(X\) \\\n((?:.*\\\n)*.*\n)", text)[1]
        names += re.findall(r"^X\((\w+),", rows, re.M)
    return names


def faults():
    found, edges = [], m.edges()
    placed = [c for held, _ in STATES.values() for c in held.split()] + OTHERS
    found += [f"{c} of src/model/lists.hpp has no place in tools/generate/state_pays.py" for c in columns() if c not in placed]
    found += [f"{c} is no column of src/model/lists.hpp" for c in placed if c not in columns()]
    found += [f"{e} is no edge" for _, read in STATES.values() for e in read.split() if e not in edges]
    page = m.read(PAGE)
    found += [f"{PAGE} does not tell of {name}" for name in STATES if f"| {name} |" not in page]
    return found


def validated(program, folder, name, cut):
    """Ids of numbers and marks that are inside, with these edges cut."""
    edges = m.edges()
    options = []
    if cut:
        path = folder / f"{name}.yaml"
        rows = "".join(f"  {edges[e]['carrier']}: {edges[e]['neutral']}\n" for e in cut)
        path.write_text(f"name: without\ntitle: without {name}\nsays: a quantity taken away\nparameters:\n{rows}")
        options = ["--parameters", str(path)]
    run = subprocess.run([program, "validate", "--scale", SCALE, "--json", "--quiet", *options, "--output", str(folder / name)],
                         capture_output=True, text=True, cwd=m.ROOT)
    if run.returncode not in (0, 1):
        sys.exit(f"state_pays: {name}: {run.stderr}")
    said = json.loads(run.stdout)
    return {r["id"] for r in said["rows"] + said["lives"] if r["verdict"] == "inside"}


def opens(cut):
    edges, ids = m.edges(), []
    for e in cut:
        ids += [i for i in re.findall(r"\b(?:C|H|R|L|[A-Z]{3})\d+[a-z]?\b", edges[e]["claims"]) if i not in ids]
    return " ".join(ids)


def main():
    if sys.argv[1:] == ["--check"]:
        found = faults()
        print("\n".join(found) if found else f"state: {len(STATES)} quantities have their place and their price")
        return 1 if found else 0
    if len(sys.argv) > 1:
        print(__doc__)
        return 64
    program, rows = str(m.ROOT / "build/bowlby"), []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        everything = validated(program, folder, "all", [])
        for name, (held, read) in STATES.items():
            without = validated(program, folder, name.replace(" ", "_"), read.split())
            lost, won = sorted(everything - without), sorted(without - everything)
            print(f"{name}: {len(lost)} lost, {len(won)} won", flush=True)
            shown = " ".join(lost[:14]) + (f" and {len(lost) - 14} more" if len(lost) > 14 else "")
            rows.append([name, ", ".join(f"`{c}`" for c in held.split()[:4]) + (" ..." if len(held.split()) > 4 else ""),
                         opens(read.split()), str(len(lost)), shown or "nothing", str(len(won))])
    text = m.table(["quantity", "columns", "what its edges are for", "lost", "which", "won"], rows)
    page = m.read(PAGE)
    text = f"{BEGIN}\n\nOf all numbers and marks {len(everything)} lie inside at this size (`--scale {SCALE}`).\n\n{text}\n\n{END}"
    (m.ROOT / PAGE).write_text(re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: text, page, flags=re.S), encoding="utf8")
    print(f"wrote {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
