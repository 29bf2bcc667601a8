"""Writes a list of public declarations from symbol graphs: `public_api.py FOLDER MODULE...`, called by scripts/public-api.

Fails when a declaration has no documentation.
"""

import json
import pathlib
import sys

TYPES = {"swift.struct": "struct", "swift.class": "class", "swift.enum": "enum", "swift.protocol": "protocol", "swift.typealias": "typealias"}


class Symbol:
    def __init__(self, record):
        self.identifier = record["identifier"]["precise"]
        self.kind = record["kind"]["identifier"]
        self.path = record["pathComponents"]
        self.declaration = "".join(fragment["spelling"] for fragment in record["declarationFragments"])
        self.extends = record.get("swiftExtension", {}).get("extendedModule")
        comment = record.get("docComment", {})
        # A comment that was inherited belongs to another module's declaration.
        self.lines = [line["text"] for line in comment.get("lines", [])]

    @property
    def summary(self):
        return " ".join(line.strip() for line in self.lines[: self.lines.index("")] if line) if "" in self.lines else " ".join(self.lines)

    @property
    def is_type(self):
        return self.kind in TYPES


def read(folder, module):
    graph = json.loads(pathlib.Path(folder, f"{module}.symbols.json").read_text())
    return [Symbol(record) for record in graph["symbols"]]


def print_type(symbol, members):
    print(f"### `{'.'.join(symbol.path)}` ({TYPES[symbol.kind]})\n")
    print(f"{symbol.summary}\n")
    if members:
        print("```text")
        for line in sorted({member.declaration for member in members}):
            print(line)
        print("```\n")


def print_module(module, symbols):
    types = sorted((symbol for symbol in symbols if symbol.is_type), key=lambda symbol: symbol.path)
    print(f"## {module}: {len(types)} types\n")
    for symbol in types:
        members = [other for other in symbols if other.path[:-1] == symbol.path and not other.is_type]
        print_type(symbol, members)


def main(folder, *modules):
    undocumented = []
    print("# Public API\n\nMade by `scripts/public-api`.\n")
    for module in modules:
        symbols = read(folder, module)
        undocumented += [symbol for symbol in symbols if not symbol.lines]
        print_module(module, symbols)
    for symbol in undocumented:
        print(f"not documented: {'.'.join(symbol.path)}", file=sys.stderr)
    return bool(undocumented)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
