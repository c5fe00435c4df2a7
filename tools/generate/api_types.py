#!/usr/bin/env python3
"""The schemas of studio/api as types: writes studio/src/generated and src/report/data.hpp; --check says what is stale.

schema.json (requests and answers of the server) and report.json (the data of the report page) become TypeScript. Keys of
a request that have a default, and keys that are not required, become optional; `integer` and `number` are both `number`
there, and what the bounds are stands in the comment and, as values, in `limits`. report.json becomes C++, too: structs
whose `each` hands out every key with its value.
"""
import argparse
import json
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}


def type_of(node, indent="  "):
    if "$ref" in node:
        return node["$ref"].rsplit("/", 1)[1]
    if "enum" in node:
        return " | ".join(json.dumps(v) for v in node["enum"])
    kind = node.get("type")
    if isinstance(kind, list):
        return " | ".join(PLAIN[k] for k in kind)
    if kind == "array":
        item = type_of(node["items"], indent)
        item = f"({item})" if "|" in item and not item.startswith("{") else item
        if node.get("minItems") == node.get("maxItems") == 2:
            return f"[{item}, {item}]"
        return f"{item}[]"
    if kind == "object":
        if "properties" not in node:
            values = node.get("additionalProperties")
            return f"Record<string, {type_of(values)}>" if isinstance(values, dict) else "Record<string, unknown>"
        return "{\n" + members(node, indent + "  ") + indent + "}"
    return PLAIN[kind]


def note(node):
    parts = [node["description"]] if "description" in node else []
    if "minimum" in node and node.get("maximum", 1e6) < 1e6:
        parts.append(f"{node['minimum']} to {node['maximum']}")
    if "default" in node:
        parts.append(f"{json.dumps(node['default'])} when left out")
    return "; ".join(parts)


def members(node, indent):
    out = ""
    for key, value in node["properties"].items():
        optional = "" if key in node.get("required", []) else "?"
        if note(value):
            out += f"{indent}/** {note(value)} */\n"
        out += f"{indent}{key}{optional}: {type_of(value, indent)};\n"
    return out


def limits(node):
    """Bounds of the numbers of one object, for sliders and number fields."""
    kept = {}
    for key, value in node["properties"].items():
        if value.get("type") in ("number", "integer") and "minimum" in value and "maximum" in value:
            kept[key] = {k: value[n] for k, n in (("low", "minimum"), ("high", "maximum"), ("usual", "default")) if n in value}
    return kept


def asked(schema):
    """Names of the objects that a scene's request is made of, in the order of the schema."""
    found, todo = set(), [scene["request"].rsplit("/", 1)[1] for scene in schema["scenes"].values()]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema["$defs"][name]))
    return [name for name in schema["$defs"] if name in found and "properties" in schema["$defs"][name]]


def read(name):
    return json.loads((ROOT / "studio/api" / name).read_text(encoding="utf8"))


def first_line(name):
    return f"// Written by tools/generate/api_types.py from studio/api/{name}; change that and run it again.\n"


def typescript(name):
    schema = read(name)
    out = first_line(name)
    for name, node in schema["$defs"].items():
        out += f"\n/** {node['description']} */\n" if "description" in node else "\n"
        if node.get("type") == "object" and "properties" in node:
            out += f"export interface {name} {{\n{members(node, '  ')}}}\n"
        else:
            out += f"export type {name} = {type_of(node)};\n"
            if "enum" in node:
                out += f"export const {name}_names: readonly {name}[] = {json.dumps(node['enum'])};\n"
    return out + (scenes(schema) if "scenes" in schema else "")


def scenes(schema):
    out = "\n/** Each scene with its request and its answer. */\nexport interface Scenes {\n"
    for kind, scene in schema["scenes"].items():
        names = [scene[part].rsplit("/", 1)[1] for part in ("request", "answer")]
        out += f"  {kind}: {{ request: {names[0]}; answer: {names[1]} }};\n"
    out += "}\n\n/** Bounds and usual values of what may be asked. */\nexport const limits = {\n"
    for name in asked(schema):
        if bounds := limits(schema["$defs"][name]):
            out += f"  {name}: {{\n" + "".join(f"    {key}: {json.dumps(value)},\n" for key, value in bounds.items()) + "  },\n"
    out += "} as const;\n"
    return out


CPP = {"string": "std::string", "number": "double", "integer": "int", "boolean": "bool"}
CPP_ZERO = {"number": "0", "integer": "0", "boolean": "false"}
CPP_WORDS = {"default"}  # keys that no C++ member can be called


def cpp_name(key):
    return f"{key}_value" if key in CPP_WORDS else key


def cpp_type(node):
    """The C++ type of a value and its first value; a text of digits is a whole number there."""
    if "$ref" in node:
        name = node["$ref"].rsplit("/", 1)[1]
        return ("double", " = unknown") if name == "Num" else (name, "{}")
    if node["type"] == "array":
        return f"std::vector<{cpp_type(node['items'])[0]}>", ""
    if "pattern" in node or node.get("maximum", 0) > 2**31:
        return "std::uint64_t", " = 0"
    first = json.dumps(node["default"]) if "default" in node else CPP_ZERO.get(node["type"])
    return CPP[node["type"]], f" = {first}" if first else ""


def cpp_struct(name, node):
    words = textwrap.wrap(node["description"], 116)
    out = "".join(f"// {line}\n" for line in words) + f"struct {name} {{\n"
    joined = ""  # the type that the line before ends with: members without words of their own share a line
    for key, value in node["properties"].items():
        kind, first = cpp_type(value)
        member = f"{cpp_name(key)}{first};"
        line = f"  {kind} {member}"
        last = out[out.rindex("\n", 0, -1) + 1 : -2]
        if kind == joined and "description" not in value and len(last) + len(member) < 118:
            out = out[:-2] + f", {member}\n"
            continue
        joined = "" if "description" in value else kind
        if "description" in value:
            line += f"  // {value['description']}"
        if len(line) > 120:
            out += "".join(f"  // {part}\n" for part in textwrap.wrap(value["description"], 114))
            line = line[: line.index("  // ", 3)]
        out += line + "\n"
    handed = []
    for key, value in node["properties"].items():
        told = f"std::to_string({cpp_name(key)})" if "pattern" in value else cpp_name(key)
        handed.append(f'f("{key}", {told})')
    each = f"  void each(auto&& f) const {{ {', '.join(handed)}; }}"
    if len(each) > 120:
        each = "  void each(auto&& f) const {\n"
        each += textwrap.fill(", ".join(h.replace(" ", "\0") for h in handed) + ";", 118, initial_indent="    ",
                              subsequent_indent="        ", break_long_words=False, break_on_hyphens=False).replace("\0", " ")
        each += "\n  }"
    return out + each + "\n};\n"


def cpp(name):
    """The structs of the page, in the order of the schema: a part stands before the whole."""
    out = first_line(name)
    out += """#pragma once
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

// clang-format off
namespace bowlby::report {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();  // becomes null
"""
    for kind, node in read(name)["$defs"].items():
        if "properties" in node:
            out += "\n" + cpp_struct(kind, node)
    return out + "\n}  // namespace bowlby::report\n// clang-format on\n"


TARGETS = {
    "studio/src/generated/api.ts": lambda: typescript("schema.json"),
    "studio/src/generated/report.ts": lambda: typescript("report.json"),
    "src/report/data.hpp": lambda: cpp("report.json"),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is stale")
    options = parser.parse_args()
    stale = []
    for target, make in TARGETS.items():
        path, wanted = ROOT / target, make()
        if path.exists() and path.read_text(encoding="utf8") == wanted:
            continue
        stale.append(target)
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted, encoding="utf8")
    if not options.check:
        return 0
    for target in stale:
        print(f"{target} is stale: run tools/generate/api_types.py")
    if not stale:
        print("api types: as the schemas say")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
