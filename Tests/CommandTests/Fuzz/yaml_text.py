"""Writes trees as YAML, in all the styles the language has, and with what is only possible in its text."""

import mutations


class Raw(str):
    """Text that is written as it is: an alias, a tag, a block."""


RAW = [
    "*x", "&x 1", "&x [1, 2]", "*", "&", "!!int 5", "!!float 5", "!!str 5", "!!binary aGk=", "!!null x", "!!timestamp 2020-01-01",
    "!x y", "!<tag:x> y", "!!set {a, b}",
    "!!omap [a: 1]", "!!merge x", "<<", "~", "null", "Null", "yes", "on", "0o17", "0x1F", "0b11", "1_000", "+1", "1:30",
    "190:20:30", "2001-12-14t21:59:43.10-05:00",
    ".inf", "-.inf", ".nan", ".NaN", "1e308", "1e309", "-0", "-0.0", "9223372036854775807", "9223372036854775808", "1.5e", "1.",
    ".5", "=", "'it''s'", '"\\x41\\u00e9\\U0001F600\\N\\_\\L\\P"',
    '"\\0"', '"\\e[31m"', '"\\ud800"', '"\\q"', '"open', "'open", "|\n  text\n", ">-\n  text\n  more\n", "|2\n   text\n",
    ">99\n x", "? a\n: b", "[a, b", "{a: b", "{a, b}", "[,]", "{? a : b}", "- x",
    "@x", "`x`", "%x", "a: b: c", "x #y", "#x", "--- x", "...", "\t", "''", '""',
]


def scalar_text(random, value):
    """A scalar in one of its styles."""
    if isinstance(value, Raw):
        return str(value)
    if value is None:
        return random.choice(["", "null", "~"])
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value)
    chance = random.random()
    plain = text and all(mark not in text for mark in "\n\r\t:#{}[],&*!|>'\"%@`\x00\x1b") and text.strip() == text and text[0] not in "-?="
    if plain and chance < 0.9:
        return text
    if chance < 0.75 or "\n" in text or "\r" in text:
        return '"%s"' % "".join(_escaped(mark) for mark in text)
    if chance < 0.95:
        return "'%s'" % text.replace("'", "''")
    return text


def _escaped(mark):
    if mark in '"\\':
        return "\\" + mark
    if ord(mark) < 32 or 0x7f <= ord(mark) < 0xa0 or ord(mark) in (0x2028, 0x2029, 0xfeff, 0xffff):
        return "\\x%02x" % ord(mark) if ord(mark) < 256 else "\\u%04x" % ord(mark)
    return mark


def flow(random, tree):
    if isinstance(tree, dict):
        return "{%s}" % ", ".join("%s: %s" % (_key(random, key), flow(random, value)) for key, value in tree.items())
    if isinstance(tree, list):
        return "[%s]" % ", ".join(flow(random, value) for value in tree)
    return scalar_text(random, tree)


def _key(random, key):
    text = scalar_text(random, key)
    chance = random.random()
    if chance < 0.005:
        return "? " + text + " "
    return text if chance < 0.995 else '"%s"' % text.replace('"', "")


def block(random, tree, indent=0, odd=0.0):
    """Block style; `odd` is the chance of a style that people rarely use."""
    space = " " * indent
    lines = []
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            if random.random() < odd:
                lines.append("%s? %s\n%s: %s" % (space, scalar_text(random, key), space, flow(random, value)))
            elif isinstance(value, (dict, list)) and value and random.random() < 0.5:
                lines.append("%s%s:\n%s" % (space, _key(random, key), block(random, value, indent + 2, odd)))
            else:
                lines.append("%s%s: %s" % (space, _key(random, key), flow(random, value)))
        return "\n".join(lines)
    if isinstance(tree, list) and tree:
        for value in tree:
            lines.append("%s- %s" % (space, flow(random, value)))
        return "\n".join(lines)
    return space + flow(random, tree)


def any_scalar(random, old=None):
    """A new value for a place in a tree of YAML."""
    chance = random.random()
    if isinstance(old, (int, float)) and not isinstance(old, bool) and chance < 0.5:
        return Raw(mutations.any_number(random).replace("\x00", "") or "0")
    if isinstance(old, str) and old[:2] in ("20", "19") and chance < 0.5:
        return mutations.any_month(random)
    if chance < 0.2:
        return Raw(mutations.any_number(random).replace("\x00", "") or "0")
    if chance < 0.35:
        return mutations.any_month(random)
    if chance < 0.5:
        return mutations.any_name(random, mutations.LONG)
    if chance < 0.7:
        return Raw(random.choice(RAW))
    if chance < 0.75:
        return random.choice(mutations.EXPRESSIONS)
    if chance < 0.78:
        return mutations.deep(random.choice([2, 50, 200]))
    return random.choice([True, False, None, 0, 1, -1, 0.5, 1e308, -1e308, 5e-324, 2 ** 63, -2 ** 63 - 1, 10 ** 30, [], {},
        [1, 2], {"x": 1}, "hold", "x"])


def damaged(random, text):
    """Changes that only text can have."""
    choice = random.randrange(14)
    if choice == 0:
        return mutations.changed_lines(random, text)
    if choice == 1:
        lines = text.split("\n")
        place = random.randrange(len(lines))
        lines[place] = lines[place].replace(": ", ": " + random.choice(["&x ", "!!str ", "!!map ", "| ", "> ", "? ", "*x ", "'",
            '"', "[", "{"]), 1)
        return "\n".join(lines)
    if choice == 2:
        return text.replace("  ", "\t", random.randint(1, 3))
    if choice == 3:
        return text + random.choice(["\n---\nx: 1\n", "\n...\n", "\n--- |\nx\n", "%YAML 1.2\n", "\n# " + "*" * 100, "\n<<: *x\n",
            "\nx: &x\n  <<: *x\n"])
    if choice == 4:
        return random.choice(["%YAML 1.1\n---\n", "%TAG ! x\n---\n", "---\n", "\ufeff", "# " + "x" * 5000 + "\n", "&root\n",
            "!!map\n"]) + text
    if choice == 5:
        bombs = "a0: &a0 [x, x, x]\n" + "".join("a%d: &a%d [%s]\n" % (n, n, ", ".join(["*a%d" % (n - 1)] * 3)) for n in range(1,
            random.choice([3, 6, 9])))
        return bombs + text
    if choice == 6:
        depth = random.choice([20, 100, 1000, 20000])
        return text + "\nx: " + random.choice(["[" * depth, "{a: " * depth, "[" * depth + "]" * depth, "- " * depth,
            "? " * depth])
    if choice == 7:
        return text.replace("\n", random.choice(["\r\n", "\r", "\u2028", "\x85"]))
    if choice == 8:
        line = random.choice(text.split("\n"))
        return text + "\n" + line + "\n"
    if choice == 9:
        return text.replace(": ", random.choice([":", " : ", ":\n  ", ":\t", "=", ": - "]), random.randint(1, 2))
    if choice == 10:
        return text.replace(random.choice(["{", "}", "[", "]", ",", "'", '"', ":"]), random.choice(["", ",", "}", "]", " "]), 1)
    if choice == 11:
        return text + "\n" + "".join("k%d: %d\n" % (n, n) for n in range(random.choice([10, 2000])))
    if choice == 12:
        return "? " + random.choice(["[a, b]", "{a: b}", "|\n  x\n", "? ? x", "&k k"]) + "\n: 1\n" + text
    return mutations.changed_bytes(random, text.encode("utf-8", "surrogatepass"))


def encoded(text):
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
