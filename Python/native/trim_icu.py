"""Writes ICU's data without what the engine does not use: names of languages, regions, units and currencies, rules for sorting,
transliteration, spelling and line breaks, and the locales that only those need. Time zones and the properties of characters stay.

Usage: trim_icu.py FROM.dat TO.dat

The file is a table of contents with its items (ICU User Guide, "ICU Data"; icu4c/source/tools/toolutil/package.cpp): a header whose size is
the number in its first two bytes, the number of items, for each the offsets of its name and of its data from the start of the
table, the names, sorted, and the data.
"""

import re
import struct
import sys

FOLDERS = ("brkitr/", "coll/", "curr/", "lang/", "rbnf/", "region/", "translit/", "unit/", "zone/")
#: Locales whose rules other code falls back to.
LOCALES = ("root", "en", "en_001", "en_US", "en_US_POSIX", "pool", "res_index")


def is_kept(name: str) -> bool:
    """Whether an item stays."""
    path = name.split("/", 1)[1]
    if path.startswith(FOLDERS):
        return path.split("/")[1].removesuffix(".res") in ("root", "pool", "res_index", "ucadata.icu")
    locale = re.fullmatch(r"([a-z]{2,3}(_[A-Za-z0-9]+)*)\.res", path)
    return locale is None or locale.group(1) in LOCALES


def trim(data: bytes) -> bytes:
    """The data with fewer items."""
    head = struct.unpack_from("<H", data, 0)[0]
    count = struct.unpack_from("<I", data, head)[0]
    entries = [struct.unpack_from("<II", data, head + 4 + 8 * index) for index in range(count)]
    ends = [entry[1] for entry in entries[1:]] + [len(data) - head]
    items = []
    for (name_at, data_at), end in zip(entries, ends):
        name = data[head + name_at : data.index(b"\0", head + name_at)]
        if is_kept(name.decode()):
            items.append((name, data[head + data_at : head + end]))
    names = b"".join(name + b"\0" for name, _ in items)
    place = 4 + 8 * len(items) + len(names)
    padding = -(head + place) % 16
    place += padding
    table, name_at, bodies = [struct.pack("<I", len(items))], 4 + 8 * len(items), []
    for name, body in items:
        table.append(struct.pack("<II", name_at, place))
        name_at += len(name) + 1
        body += b"\xaa" * (-len(body) % 16)
        bodies.append(body)
        place += len(body)
    return data[:head] + b"".join(table) + names + b"\xaa" * padding + b"".join(bodies)


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as source, open(sys.argv[2], "wb") as target:
        target.write(trim(source.read()))
