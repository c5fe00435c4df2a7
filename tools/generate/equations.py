#!/usr/bin/env python3
"""docs/equations.md and docs/parameters.md, built from the headers of the mechanisms and the parameter table.

    tools/generate/equations.py            write both pages
    tools/generate/equations.py --check    exit 1 if a page is stale
    tools/generate/equations.py --embed FILE.cpp    the same for the studio, as a string of the program

What stands above the marker in docs/equations.md is written by hand and kept. A header that names an unknown edge or
a test that is not there, an edge no header names, and a parameter no section shows are errors in either mode.
"""
import json
import re
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import model_tables as m  # noqa: E402

SECTIONS = [  # title, folder, whose text is searched for parameters, files in the order of reading
    ("A moment", "src/model", "body",
     ["step", "traits", "moment/distress", "moment/activation", "moment/felt_security", "moment/choice",
      "moment/conflict", "moment/response", "withdrawal", "day"]),
    ("Months", "src/model", "body", ["months/beliefs", "months/general", "months/bond", "months/worth", "years/figures", "month"]),
    ("Years", "src/model", "body", ["years/birth", "years/reflection", "years/couple", "years/giving", "years/outside", "years/symptoms", "years/help", "years/loss"]),
    ("A population", "src/population", "comment", ["people", "day", "month"]),
    ("Instruments", "src/instruments", "sibling",
     ["scales", "strange_situation", "strange_situation_coder", "sensitivity", "interview", "ecr",
      "relationship_questionnaire", "symptoms", "satisfaction", "wellbeing", "self_esteem", "reflection", "diary/diary", "diary/days", "diary/full",
      "diary/likelihood", "behaviour", "peer", "problems",
      "temperament", "attrition"]),
    ("Scenes of the studio", "src/scenes", "sibling", ["evening"]),
]
MARKER = "<!-- From here on written by tools/generate/equations.py out of the headers: change those. -->"


def numbers(blocks):
    """Numbers of the equations that stand here: at the end of a formula's line, or set off by two spaces."""
    found = re.findall(r"\s\((\d+[a-z]?)\)$", "\n".join(blocks[0]), re.M) if blocks else []
    for block in blocks:
        found += re.findall(r"\s\s\((\d+[a-z]?)\)(?=$|,|\s\s)", "\n".join(block), re.M)
    return sorted(set(found), key=lambda n: (int(re.match(r"\d+", n)[0]), n))


def shown_parameters(h, search, known):
    """Parameters a section is about: those its comment names, and, by folder, those its code uses."""
    formulas = "\n".join("\n".join(b) for b in h["blocks"])
    prose = " ".join(h["prose"])
    names = set(re.findall(r"\w+", formulas)) | {w for w in re.findall(r"\w+", prose) if "_" in w}
    names |= {n for w in re.findall(r"(\w+_)\*", formulas) for n in known if n.startswith(w)}
    code = m.read(h["path"]) if search != "comment" else ""
    sibling = m.ROOT / h["path"].replace(".hpp", ".cpp")
    if search == "sibling" and sibling.is_file():
        code += sibling.read_text(encoding="utf8")
    names |= set(re.findall(r"\bp\.(\w+)", code))
    names |= {name + "_sd" for name in names}
    return [row for name, row in known.items() if name in names]


def edge_rows(names, edges):
    return [(f"`{e['name']}`", f"{e['from']} → {e['to']}", "raises" if e["sign"] == "+1" else "lowers",
             f"`{e['carrier']}` → {e['neutral']}", f"`--off {e['name']}`", f"R{e['rung']}", e["claims"])
            for e in (edges[n] for n in names)]


def section(h, search, edges, params, faults, used):
    eqs = numbers(h["blocks"])
    stem = h["path"].rsplit("/", 1)[1].removesuffix(".hpp")
    anchor = ("instrument-" if h["path"].startswith("src/instruments") else "") + stem.replace("_", "-")
    title = h["title"] or "One moment"
    out = [f'<a id="{anchor}"></a>', "", f"### {title}" + (" " + ", ".join(f"({n})" for n in eqs) if eqs else ""), "",
           h["sentence"][0].upper() + h["sentence"][1:], ""]
    for block in h["blocks"]:
        out += ["```", *block, "```", ""]
    for paragraph in h["prose"]:
        out += [paragraph, ""]
    named = [w for w in re.split(r"[,\s]+", h.get("Edges", "")) if w]
    faults += [f"{h['path']}: {n} is no edge" for n in named if n not in edges]
    named = [n for n in named if n in edges]
    if named:
        out += [m.table(["edge", "from → to", "effect", "carried by → when cut", "off switch", "rung", "claims"],
                        edge_rows(named, edges)), ""]
        used["edges"] |= set(named)
    rows = shown_parameters(h, search, params)
    if rows:
        out += [m.table(["parameter", "default", "unit", "source", "meaning"],
                        [(f"`{r['name']}`", r["default"], r["unit"], m.spelled(r["source"]), r["meaning"])
                         for r in rows]), ""]
        used["parameters"] |= {r["name"] for r in rows}
    out += [f"- {field}: {h[field]}" for field in ("Sees", "Cannot see", "Claims", "Limits") if field in h]
    tests = re.findall(r"[\w/]+_test", h.get("Tests", ""))
    faults += [f"{h['path']}: tests/{t}.cpp is not there" for t in tests if not (m.ROOT / f"tests/{t}.cpp").is_file()]
    if not tests:
        faults.append(f"{h['path']}: names no test")
    return out + ["- Tests: " + ", ".join(f"`tests/{t}.cpp`" for t in tests),
                  f"- File: [`{h['path']}`](../{h['path']})", ""]


def equations_page(edges, params, faults):
    used = {"edges": set(), "parameters": set()}
    body = [MARKER, "", "## The ladder", "",
            m.table(["rung", "edges that join"],
                    [(name, ", ".join(f"`{e['name']}`" for e in edges.values() if e["rung"] == str(r)) or "none")
                     for r, name in enumerate(m.rungs())]), ""]
    for title, folder, search, files in SECTIONS:
        body += [f"## {title}", ""]
        for name in files:
            body += section(m.header(f"{folder}/{name}.hpp"), search, edges, params, faults, used)
    faults += [f"no header names the edge {e}" for e in edges if e not in used["edges"]]
    faults += [f"no section shows the parameter {p}" for p in params if p not in used["parameters"]]
    old = m.read("docs/equations.md")
    if MARKER not in old:
        raise m.Malformed("docs/equations.md has lost its marker")
    return old[:old.index(MARKER)] + "\n".join(body).rstrip() + "\n"


def parameters_page(edges, params):
    carried = {e["carrier"]: e["name"] for e in edges.values()}
    out = ["# Parameters", "", "<!-- Written by tools/generate/equations.py out of src/model/parameter_rows.hpp: change that. -->",
           "", "Every number of the theory. `--set name=value` or the `parameters:` block of a study file changes one for a run.",
           "Sources are ids of `evidence/`, equations of [equations.md](equations.md), loops (R), headlines (H), or free: no published",
           "value. `scale` says how a prior or a sweep should move it. `carries` is the edge that is cut with it.", ""]
    for name in dict.fromkeys(r["section"] for r in params.values()):
        rows = [r for r in params.values() if r["section"] == name]
        out += [f"## {name[0].upper() + name[1:]}", "",
                m.table(["parameter", "default", "unit", "bounds", "scale", "source", "meaning", "carries"],
                        [(f"`{r['name']}`", r["default"], r["unit"], f"{r['low']} to {r['high']}", r["scale"],
                          r["source"], r["meaning"], f"`{carried[r['name']]}`" if r["name"] in carried else "")
                         for r in rows]), ""]
    return "\n".join(out).rstrip() + "\n"


def equations_json(edges, params):
    """What the pages tell, for the studio: one entry a header, and the section each parameter stands in."""
    entries = []
    for title, folder, search, files in SECTIONS:
        for name in files:
            h = m.header(f"{folder}/{name}.hpp")
            named = [w for w in re.split(r"[,\s]+", h.get("Edges", "")) if w in edges]
            first, *others = ["\n".join(block) for block in h["blocks"]] or [""]
            entries.append({
                "id": ("instrument-" if search == "sibling" else "") + name.rsplit("/", 1)[-1].replace("_", "-"),
                "group": title, "number": ", ".join(numbers(h["blocks"])), "file": h["path"],
                "title": h["title"] or "One moment", "sentence": h["sentence"], "text": first,
                "symbols": "\n\n".join(others), "blocks": ["\n".join(block) for block in h["blocks"]],
                "prose": h["prose"], "edges": named,
                "parameters": [row["name"] for row in shown_parameters(h, search, params)],
                "claims": re.findall(r"[A-Z]+\d+", h.get("Claims", "")), "limits": h.get("Limits", "")})
    return json.dumps({"equations": entries, "groups": {r["name"]: r["section"] for r in params.values()}},
                      ensure_ascii=False, separators=(",", ":"))


def embed(path, text):
    values = ",".join(str(b) for b in text.encode("utf8"))
    with open(path, "w", encoding="utf8") as out:
        out.write("#include <string_view>\n\n#include \"server/theory.hpp\"\n\nnamespace bowlby::server {\n\n"
                  f"static constexpr unsigned char bytes[] = {{{values}}};\n\n"
                  "std::string_view equations_json() { return {reinterpret_cast<const char*>(bytes), sizeof bytes}; }\n\n"
                  "}  // namespace bowlby::server\n")


def main():
    if "--embed" in sys.argv[1:]:
        return embed(sys.argv[-1], equations_json(m.edges(), m.parameters()))
    edges, params, faults = m.edges(), m.parameters(), []
    pages = {"docs/equations.md": equations_page(edges, params, faults), "docs/parameters.md": parameters_page(edges, params)}
    print("\n".join(faults) if faults else f"equations: {len(edges)} edges and {len(params)} parameters have their place")
    return m.write_or_check(pages, "--check" in sys.argv[1:]) or (1 if faults else 0)


if __name__ == "__main__":
    sys.exit(main())
