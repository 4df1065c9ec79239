"""Hostile values (names, numbers, months, texts) and changes of texts and trees, shared by all kinds of inputs.

Every function takes the generator of random numbers first, so that an input depends on its seed only.
"""


LONG = 64 * 1024
VERY_LONG = 1024 * 1024

# Texts where a name is expected: of a series, a column, a driver, a scenario.
NAMES = [
    "", " ", "  x  ", "\t", "x\ty", "x\ny", "x\r\ny", "x\ry", "\ufeffx", "x\u00a0y", "\u2028x\u2029",
    # Quotation marks and separators, alone and before a mark that joins them to one character.
    '"', '""', 'a"b', 'x,"', "a,b", "a;b", "a|b", "'", "`", "```", ",\u0301x", '"\u0301x', "|\u0301x", ",\u200dx", '"\u200d"',
    "\\", "\\\"", "a\\", "\\n", "<\u0338b", "&\u0301amp;",
    # Equal to look at, different in bytes.
    "caf\u00e9", "cafe\u0301", "\u00c5", "A\u030a", "\u212b", "\ufb01x", "fix", "\uac00", "\u1100\u1161", "x\u200b", "x\u200d",
    # Directions, controls, escapes of terminals.
    "\u202egnp.exe", "\u2066x\u2069", "\u200fx", "\u061cx", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "x\x07", "x\x08y", "x\x7f",
    "x\x00y", "\u0085x", "\u009b31m", "\u009d0;t\u009c",
    # Formulas of spreadsheets.
    "=cmd()", "=1+1", "+1", "-1+2", "-x", "@x", "=HYPERLINK(\"http://x\")", "\t=1", "\r=1", "'=1",
    # Markup.
    "<img src=x onerror=fuzz()>", "</script><script>fuzz()</script>", "&lt;", "&#60;", "]]>", "<!--", "-->", "</svg>", "{{x}}",
    "{{{x}}}",
    "{{#x}}", "[x](javascript:fuzz())", "![x](y)", "*x*", "# x", "| x | y |", "$(fuzz)", "`fuzz`", "%s%n", "\\u0000",
    # Paths.
    ".", "..", "../x", "/", "/x", "~", "-", "--", "--help", "-x", "CON", "a/b",
    # Words that mean something elsewhere.
    "series", "month", "mau", "null", "true", "no", "NaN", "inf", "0", "1e3", "2020-01", "users", "reference", "events", "extend",
    # Beyond the basic plane, not characters, many marks.
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "\ufffd", "\uffff", "\U0010ffff", "\U000e0041",
    "x" + "\u0301" * 300,
    "x" * 300, "\u00e4" * 255, "\U0001f600" * 100,
]

# Texts where a number is expected.
NUMBERS = [
    "0", "-0", "0.0", "1", "-1", "+1", "2", "3.5", "1e-9", "0.1", "1e15", "1e16", "1e17", "1e18", "9.3e18", "1e19", "1e100",
    "1e300", "1e308",
    "1.7976931348623157e308", "1e309", "-1e308", "-1e309", "1e-308", "2.2e-308", "5e-324", "4.9e-324", "1e-400", "-5e-324",
    "1e5000",
    "nan", "NaN", "-nan", "nan(0x1)", "inf", "-inf", "Infinity", ".inf", "-.inf", ".nan", "0x10", "0x1p3", "0x1p1023", "0o7",
    "0b1", "010",
    "127", "128", "255", "256", "32767", "65536", "2147483647", "2147483648", "-2147483649", "4294967295", "4294967296",
    "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
    "18446744073709551615", "18446744073709551616", "1" + "0" * 400, "0." + "0" * 400 + "1", "0." + "3" * 500, "1e", "e5", ".",
    ".5", "5.",
    "1.2.3", "1,5", "1.000,5", "1 000", "1_000", "1'000", "--5", "5%", "$5", "10k", "10K", "10M", "10B", "1e308B", "-10M",
    "1e30M", "nanM",
    "\u0663", "\uff11\uff12", "\u00bd", "\u2212" + "5", "1\u0301", " 5 ", "\u00a05", "5\x00", "", "x", "true",
    "0000000000000000000000001",
    "12:30", "1e-5", "599", "600", "601", "1200", "1201", "100000", "1000000", "1000001", "10000000",
]

# Texts where a month is expected.
MONTHS = [
    "2020-01", "2020-12", "2020-13", "2020-00", "2020-1", "2020-001", "20-01", "2020-Q1", "2020-Q4", "2020-Q5", "2020-Q0",
    "2020-q2", "2020Q3", "Q3 2020",
    "2020", "1999", "2020-02-29", "2021-02-29", "2020-02-30", "2020-02-31T00:00:00Z", "2020-01-01 00:00", "2020/01", "01/2020",
    "31.12.2020", "Jan 2020",
    "202001", "20200101", "0000-01", "0001-01", "0001", "0000", "9999-12", "9999-Q4", "9999", "10000-01", "99999-01", "999999-12",
    "-2020-01", "-0001-01", "+2020-01",
    "99999999999999999999-01", "9223372036854775807-12", "768614336404564650-07", "768614336404564651-01",
    "-768614336404564651-01",
    "768614336404564650", "9223372036854775807", "-9223372036854775808", "1e3-01", "2020-1e0", "0x7e4-01",
    "\uff12\uff10\uff12\uff10-01", "\u0662\u0660\u0662\u0660-01",
    "2020\u201301", "2020-01\u0301", " 2020-01 ", "2020-01\x00", "", "x", "nan", "null", "month", "1970-01", "1600-01", "2500-01",
    "2020-01-", "-", "--",
]

# Options that hold a list of coverages, a process, an expression of a driver.
LEVELS = [
    "80,95", "95,80", "80", "0", "100", "99.999999999", "1e-9", "-5", "80,80", "80,,95", "", ",", "80;95", "nan", "inf", "1e308",
    "0.8,0.95", "80,95,99,50,10",
    ",".join(str(index) for index in range(1, 100)), "80," * 500, "80.0,80.00", "9" * 400, "5e-324", "99.9999999999999999",
    " 80 , 95 ", "80%",
]
PROCESSES = [
    "independent", "ar(1)", "ar(2)", "ar(3)", "ma(1)", "ma(3)", "arma(1,1)", "arma(3,3)", "auto", "ar(0)", "ar(4)", "ar(-1)",
    "ar(99999999999999999999)", "arma(1)", "arma(1,1,1)",
    "ar()", "ar", "ar(1", "AR(1)", "ar( 1 )", "ar(1.5)", "ar(nan)", "ma(9223372036854775807)", "",
]
EXPRESSIONS = [
    "outages", "negativity", "log(outages)", "log1p(outages)", "lag(outages, 1)", "lag(outages, 0...3)", "change(outages)",
    "threshold(outages, 2)", "cap(outages, 2)",
    "carryover(outages, 0.8)", "carryover(outages, fit)", "almon(outages, 0...6, 2)", "shiller(outages, 0...6, 0.02)",
    "step(2020-06)", "pulse(2020-06)",
    "outages:harmful", "outages:helpful", "outages:", ":harmful", "outages:x", "lag(outages, -1)",
    "lag(outages, 99999999999999999999)", "lag(outages, 9223372036854775807)",
    "lag(outages, 3...0)", "lag(outages, 0...1000000)", "lag(outages, 0...9223372036854775807)",
    "lag(outages, -9223372036854775808...9223372036854775807)",
    "lag(outages, 1e3)", "lag(outages, 1.5)", "lag(outages, nan)", "lag(outages, 120)", "lag(outages, 121)",
    "lag(outages, 0...120)", "carryover(outages, 1)", "carryover(outages, -1)", "carryover(outages, nan)",
    "carryover(outages, 1e308)", "carryover(outages, 0.9999999999999999)", "threshold(outages, nan)", "threshold(outages, inf)",
    "cap(outages, -1e308)", "threshold(outages)", "almon(outages, 0...6, 99)",
    "almon(outages, 0...6, -1)", "almon(outages, 0...0, 0)", "almon(outages, 0...120, 119)", "shiller(outages, 0...6, 0)",
    "shiller(outages, 0...6, -1)", "shiller(outages, 0...6, 1e308)", "shiller(outages, 0...6, 5e-324)",
    "step(9999-12)", "pulse(0000-01)", "step(99999999999999999999-01)", "step(768614336404564650-07)", "log(log(log(outages)))",
    "log(change(outages))", "carryover(carryover(outages, fit), fit)",
    "log(" * 20 + "outages" + ")" * 20, "log(" * 5000 + "outages" + ")" * 5000, "log(", ")", "(", "log()", "log(,)", "lag(,1)",
    "lag(outages,)", "f(outages)", "log(outages))", "mau", "month", "log(mau)", "", " ",
    "log (outages)", "log\u0301(outages)", "outages\u0301", "x" * 1000,
]


def any_number(random):
    """A number as text: hostile, or an ordinary one."""
    return random.choice(NUMBERS) if random.random() < 0.7 else repr(round(random.uniform(-10, 1e6), random.randint(0, 6)))


def any_month(random):
    if random.random() < 0.75:
        return random.choice(MONTHS)
    return "%04d-%02d" % (random.randint(2010, 2030), random.randint(1, 12))


def any_name(random, longest=300):
    """A name; one of `longest` characters only rarely."""
    chance = random.random()
    if chance < 0.02 and longest >= VERY_LONG:
        return random.choice("xä\u0301\"") * VERY_LONG
    if chance < 0.05 and longest >= LONG:
        return random.choice("xä\u0301\"") * (LONG + random.randint(-2, 2))
    if chance < 0.8:
        return random.choice(NAMES)
    return "".join(random.choice(NAMES)[:8] for _ in range(random.randint(2, 4)))


def any_text(random, longest=300):
    return random.choice([any_name, lambda r, _: any_number(r), lambda r, _: any_month(r)])(random, longest)


def changed_bytes(random, content):
    """A few bytes are changed, dropped, doubled or moved: the format is damaged, not only its values."""
    data = bytearray(content)
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(data) + 1)
        choice = random.randrange(8)
        if choice == 0 and place < len(data):
            data[place] ^= 1 << random.randrange(8)
        elif choice == 1:
            del data[place:place + random.choice([1, 2, 8, 64, 1000])]
        elif choice == 2:
            data[place:place] = random.choice(
                [b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xef\xbb\xbf", b"\xfe\xff",
                    b"\r", b"\n", b"\r\n", b'"', b"\t", b","])
        elif choice == 3:
            data[place:place] = data[place:place + random.choice([1, 10, 100, 1000])]
        elif choice == 4:
            del data[place:]
        elif choice == 5:
            source = random.randrange(len(data) + 1)
            data[place:place] = data[source:source + random.randint(1, 200)]
        elif choice == 6:
            data[place:place] = any_text(random).encode("utf-8", "surrogatepass")
        else:
            data[place:place + 1] = bytes([random.randrange(256)])
    return bytes(data)


def changed_lines(random, text):
    """Whole lines are dropped, doubled, exchanged, indented or joined."""
    lines = text.split("\n")
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(lines))
        choice = random.randrange(6)
        if choice == 0 and len(lines) > 1:
            del lines[place]
        elif choice == 1:
            lines.insert(place, lines[random.randrange(len(lines))])
        elif choice == 2:
            other = random.randrange(len(lines))
            lines[place], lines[other] = lines[other], lines[place]
        elif choice == 3:
            lines[place] = random.choice([" ", "  ", "\t", "- ", "? ", "# "]) + lines[place]
        elif choice == 4:
            lines[place] = lines[place].lstrip()
        else:
            lines[place] = lines[place] + any_text(random)
    return "\n".join(lines)


def paths_of(tree, path=()):
    """All places in a tree of dictionaries and lists, from the root down."""
    yield path
    if isinstance(tree, dict):
        for key in tree:
            yield from paths_of(tree[key], path + (key,))
    elif isinstance(tree, list):
        for index in range(len(tree)):
            yield from paths_of(tree[index], path + (index,))


def at(tree, path):
    for step in path:
        tree = tree[step]
    return tree


def put(tree, path, value):
    """The tree with another value at a place; the root too can be replaced."""
    if not path:
        return value
    at(tree, path[:-1])[path[-1]] = value
    return tree




def copied(tree):
    if isinstance(tree, dict):
        return {key: copied(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [copied(value) for value in tree]
    return tree


def changed_tree(random, tree, scalar, times=None):
    """A tree with changes of values, keys, types and shape. `scalar(random, old)` makes a new value."""
    tree = copied(tree)
    for _ in range(times or random.choice([1, 1, 1, 2, 3])):
        places = list(paths_of(tree))
        path = random.choice(places)
        # Leaves are the most, but branches deserve changes as well.
        if random.random() < 0.3:
            path = random.choice([place for place in places if isinstance(at(tree, place), (dict, list))] or [()])
        value = at(tree, path)
        choice = random.random()
        if choice < 0.45 or not path:
            if isinstance(value, dict) and value and random.random() < 0.8:
                _change_keys(random, value, scalar)
            elif isinstance(value, list) and random.random() < 0.8:
                _change_list(random, value, scalar)
            else:
                tree = put(tree, path, scalar(random, value))
        elif choice < 0.65:
            tree = put(tree, path, scalar(random, value))
        elif choice < 0.75:
            parent = at(tree, path[:-1])
            del parent[path[-1]]
        elif choice < 0.85:
            tree = put(tree, path, copied(at(tree, random.choice(places))))
        else:
            tree = put(tree, path, random.choice([[], {}, [copied(value)], {"x": copied(value)}, "", None]))
    return tree


# Numbers that a reader may accept and arithmetic may not bear.
EXTREME = [0, -0.0, 1, -1, 2, 12, 13, 0.5, 0.99, 0.999999999999, 1e-3, 1e-9, 1e-15, 1e-100, 1e-300, 5e-324, 1e3, 1e6, 1e9, 1e12,
    1e15, 1e16, 1e18, 1e20, 1e100, 1e154, 1e200, 1e300, 1.7e308,
           -1e-9, -0.5, -3, -1e3, -1e15, -1e100, -1e300, 120, 599, 600, 1000, 100000]


def extreme_numbers(random, tree):
    """A tree whose shape is kept: some of its numbers are very large, very small, zero or negative."""
    tree = copied(tree)
    places = [place for place in paths_of(tree) if place and isinstance(at(tree, place),
        (int, float)) and not isinstance(at(tree, place), bool)]
    for place in random.sample(places, min(len(places), random.choice([1, 1, 2, 3, 8]))):
        old = at(tree, place)
        choice = random.random()
        if choice < 0.7:
            put(tree, place, random.choice(EXTREME))
        elif choice < 0.85:
            put(tree, place, old * random.choice([1e3, 1e-3, 1e100, 1e-100, -1]) if isinstance(old, float) else -old)
        else:
            put(tree, place, int(old) + random.choice([-1, 1]) if abs(old) < 1e15 else 0)
    return tree


def _change_keys(random, value, scalar):
    key = random.choice(list(value))
    choice = random.randrange(4)
    if choice == 0:
        del value[key]
    elif choice == 1:
        value[any_name(random)] = value.pop(key)
    elif choice == 2:
        value[any_name(random)] = copied(value[key])
    else:
        value[str(key) + random.choice(["x", "s", "\u0301", " ", "\x00"])] = scalar(random, None)


def _change_list(random, value, scalar):
    choice = random.randrange(6)
    if choice == 0 and value:
        del value[random.randrange(len(value))]
    elif choice == 1 and value:
        value.append(copied(random.choice(value)))
    elif choice == 2:
        value.append(scalar(random, None))
    elif choice == 3:
        value.clear()
    elif choice == 4 and value:
        value[:] = [copied(item) for item in value] * random.choice([2, 3, 50])
        del value[5000:]
    else:
        value.reverse()


def deep(depth, leaf="x"):
    """A list of a list of a list …"""
    tree = leaf
    for _ in range(depth):
        tree = [tree]
    return tree
