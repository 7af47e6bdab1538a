#!/usr/bin/env python3
"""Writes engine/value/case_tables.h from the Unicode Character Database.

Usage: make_case_tables.py FOLDER > engine/value/case_tables.h
FOLDER holds UnicodeData.txt, SpecialCasing.txt and DerivedCoreProperties.txt (Debian: package unicode-data,
/usr/share/unicode). Neighbouring entries are joined into ranges with a step, which keeps the tables small.
"""
import re
import sys
from pathlib import Path

BMP_END = 0x10000


def rows(path):
    """The fields of every line, without comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


def runs(entries):
    """Joins sorted (code, payload) pairs of equal payload into (first, last, step, payload); step is 1 or 2."""
    out = []
    for code, payload in entries:
        if out:
            first, last, step, joined = out[-1]
            distance = code - last
            if joined == payload and distance in (1, 2) and (first == last or distance == step):
                out[-1] = (first, code, distance, payload)
                continue
        out.append((code, code, 1, payload))
    return out


def simple_mappings(unicode_data, column):
    pairs = []
    for fields in rows(unicode_data):
        if fields[column]:
            code = int(fields[0], 16)
            pairs.append((code, int(fields[column], 16) - code))
    return runs(pairs)


def full_mappings(special_casing, column):
    """Unconditional mappings to more than one character: code -> characters."""
    out = []
    for fields in rows(special_casing):
        target = fields[column].split()
        unconditional = len(fields) < 5 or not fields[4]
        if unconditional and len(target) > 1:
            out.append((int(fields[0], 16), [int(c, 16) for c in target]))
    return sorted(out)


def property_codes(derived, name):
    codes = []
    for fields in rows(derived):
        if fields[1] == name:
            first, _, last = fields[0].partition("..")
            codes += range(int(first, 16), int(last or first, 16) + 1)
    return sorted(c for c in codes if c < BMP_END)


def decimal_digits(unicode_data):
    return [int(f[0], 16) for f in rows(unicode_data) if f[2] == "Nd" and int(f[0], 16) < BMP_END]


def print_table(kind, name, lines):
    print(f"inline constexpr {kind} {name}[] = {{")
    row = "   "
    for line in lines:
        if len(row) + len(line) > 108:
            print(row)
            row = "   "
        row += f" {line},"
    print(row)
    print("};\n")


def print_mappings(name, mappings):
    print_table("CaseRange", name, [f"{{0x{f:X}, 0x{l:X}, {s}, {d}}}" for f, l, s, d in mappings])


def print_full(name, mappings):
    lines = []
    for code, target in mappings:
        padded = target + [0] * (3 - len(target))
        lines.append("{0x%X, {%s}}" % (code, ", ".join("0x%X" % c if c else "0" for c in padded)))
    print_table("FullCase", name, lines)


def print_set(name, codes):
    ranges = runs([(code, None) for code in codes])
    print_table("CodeRange", name, [f"{{0x{f:X}, 0x{l:X}, {s}}}" for f, l, s, _ in ranges])


def main():
    folder = Path(sys.argv[1])
    unicode_data = folder / "UnicodeData.txt"
    special = folder / "SpecialCasing.txt"
    derived = folder / "DerivedCoreProperties.txt"
    version = re.search(r"DerivedCoreProperties-([\d.]+)\.txt", derived.read_text(encoding="utf-8")).group(1)
    print(f"""// Case tables of Unicode {version}. Written by tools/unicode/make_case_tables.py: do not edit.
#pragma once

#include <cstdint>

namespace presave::case_tables {{

/// Every `step`-th character from `first` to `last` maps to itself plus `distance`.
struct CaseRange {{
  char32_t first;
  char32_t last;
  std::uint8_t step;
  std::int32_t distance;
}};

/// A character that maps to two or three.
struct FullCase {{
  char16_t from;
  char16_t to[3];  // 0 where there is none
}};

/// Every `step`-th character from `first` to `last`.
struct CodeRange {{
  char16_t first;
  char16_t last;
  std::uint8_t step;
}};
""")
    print_mappings("kUpper", simple_mappings(unicode_data, 12))
    print_mappings("kLower", simple_mappings(unicode_data, 13))
    print_full("kFullUpper", full_mappings(special, 3))
    print("// What follows covers the Basic Multilingual Plane only.\n")
    print_set("kLowercase", property_codes(derived, "Lowercase"))
    print_set("kUppercase", property_codes(derived, "Uppercase"))
    print_set("kCaseIgnorable", property_codes(derived, "Case_Ignorable"))
    print_set("kDecimalDigits", decimal_digits(unicode_data))
    print("}  // namespace presave::case_tables")


if __name__ == "__main__":
    main()
