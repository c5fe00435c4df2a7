#!/usr/bin/env python3
"""studio/api/schema.json as TypeScript: writes studio/src/generated/api.ts, or says with --check that it is stale.

Keys of a request that have a default, and keys that are not required, become optional; `integer` and `number` are both
`number` there, and what the bounds are stands in the comment and, as values, in `limits`.
"""
import argparse
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "studio/api/schema.json"
TARGET = ROOT / "studio/src/generated/api.ts"
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
    if "minimum" in node and node.get("maximum", 0) < 1e6:
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


def text():
    schema = json.loads(SCHEMA.read_text(encoding="utf8"))
    out = "// Written by tools/generate/api_types.py from studio/api/schema.json; change that and run it again.\n"
    for name, node in schema["$defs"].items():
        out += f"\n/** {node['description']} */\n" if "description" in node else "\n"
        if node.get("type") == "object" and "properties" in node:
            out += f"export interface {name} {{\n{members(node, '  ')}}}\n"
        else:
            out += f"export type {name} = {type_of(node)};\n"
            if "enum" in node:
                out += f"export const {name}_names: readonly {name}[] = {json.dumps(node['enum'])};\n"
    out += "\n/** Each scene with its request and its answer. */\nexport interface Scenes {\n"
    for kind, scene in schema["scenes"].items():
        names = [scene[part].rsplit("/", 1)[1] for part in ("request", "answer")]
        out += f"  {kind}: {{ request: {names[0]}; answer: {names[1]} }};\n"
    out += "}\n\n/** Bounds and usual values of what may be asked. */\nexport const limits = {\n"
    for name in asked(schema):
        if bounds := limits(schema["$defs"][name]):
            out += f"  {name}: {{\n" + "".join(f"    {key}: {json.dumps(value)},\n" for key, value in bounds.items()) + "  },\n"
    out += "} as const;\n"
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is stale")
    options = parser.parse_args()
    wanted = text()
    if options.check:
        if not TARGET.exists() or TARGET.read_text(encoding="utf8") != wanted:
            print(f"{TARGET.relative_to(ROOT)} is stale: run tools/generate/api_types.py")
            return 1
        print("api types: as the schema says")
        return 0
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(wanted, encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
