"""Data files of one series: damaged tables, and every way of writing a table, read by fit, backtest, forecast and report."""

import csv
import io

import mutations
from cases import Case, Step

SEEDS = ["monthly.csv", "monthly.csv", "gaps.csv", "flows.csv", "mau-quarterly.csv", "mau-quarterly.csv",
    "insider-intelligence.csv", "two-causes.csv"]


class Table:
    """A header and rows of cells."""

    def __init__(self, rows):
        self.rows = rows

    @staticmethod
    def read(content):
        return Table(list(csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline=""))))

    def width(self):
        return len(self.rows[0]) if self.rows else 0


# How the values of a driver are, from month to month: the first is ordinary.
STYLES = [
    lambda random, index: str(round(random.uniform(0, 4), random.randint(0, 3))),
    lambda random, index: "0",
    lambda random, index: "",
    lambda random, index: "1e15",
    lambda random, index: str(index),
    lambda random, index: str(index % 2),
    lambda random, index: "5" if index == 3 else "0",
    lambda random, index: repr(2.0 ** index),
    lambda random, index: repr(1e-300 * index),
    lambda random, index: repr(-1e14 * index),
    lambda random, index: repr(random.choice([1e-9, 1e9]) * random.random()),
]


def small(random, names=("month", "mau", "outages", "negativity"), series=None, count=None):
    """A generated table of readable rows."""
    count = random.choice([0, 1, 2, 3, 5, 12, 24, 24, 36, 36, 48, 60]) if count is None else count
    users = random.choice([1, 1000, 1e6, 1e6, 3e8, 1e15])
    spread = random.choice([0.03, 0.03, 0.03, 0, 1e-9, 0.9, 5])
    lowest, highest = random.choice([(1, 1e15), (1, 1e15), (1, 1e15), (1e-300, 1e300)])
    styles = {name: random.choice(STYLES) if random.random() < 0.3 else STYLES[0] for name in names}
    rows = [list(names)]
    first = random.choice([2018 * 12, 2020 * 12 + 5, 12 * 1900, 12 * 9998])
    for index in range(count):
        users = min(max(users * (1 + random.uniform(-spread, spread * 1.3)), lowest), highest)
        month = first + index
        cells = {"month": "%04d-%02d" % (month // 12, month % 12 + 1),
            "mau": str(int(users)) if 1 <= users < 1e15 else repr(users), "series": series or "x"}
        rows.append([cells.get(name) or styles[name](random, index) for name in names])
    return Table(rows)


def changed(random, table):
    """One to four changes of cells, rows and columns."""
    rows = table.rows
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        if not rows:
            return table
        choice = random.choice([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 5, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
        row = random.randrange(len(rows))
        column = random.randrange(len(rows[row])) if rows[row] else 0
        if choice == 1 and rows[row] and row and column < len(rows[0]):
            # A cell that can be read, but is unusual.
            rows[row][column] = random.choice(["", "0", "1e-300", "1e15", "0.5", "7", "1e6", "-3", "5e-324", "1e300"])
        elif choice == 0 and rows[row]:
            name = rows[0][column] if column < len(rows[0]) else ""
            longest = mutations.VERY_LONG if random.random() < 0.02 else mutations.LONG if random.random() < 0.05 else 300
            if row == 0 or name == "series" or random.random() < 0.15:
                rows[row][column] = mutations.any_text(random, longest)
            elif name == "month":
                rows[row][column] = mutations.any_month(random)
            else:
                rows[row][column] = mutations.any_number(random)
        elif choice == 5:
            del rows[row]
        elif choice == 6:
            rows.insert(row, list(rows[random.randrange(len(rows))]))
        elif choice == 7:
            other = random.randrange(len(rows))
            rows[row], rows[other] = rows[other], rows[row]
        elif choice == 8 and rows[row] and random.random() < 0.5:
            del rows[row][column]
        elif choice == 9:
            new = mutations.any_text(random)
            for cells in rows if random.random() < 0.5 else [rows[row]]:
                cells.insert(column, new)
        elif choice == 10:
            _every_row(rows, lambda cells: cells.pop(column) if column < len(cells) else None)
        elif choice == 11:
            name = random.choice([rows[0][0] if rows[0] else "", "mau", "month", "series", mutations.any_name(random)])
            _every_row(rows, lambda cells: cells.append(cells[column] if column < len(cells) else ""))
            if random.random() < 0.5 and rows[0]:
                rows[0][-1] = name
        elif choice == 12:
            value = mutations.any_number(random)
            for cells in rows[1:]:
                if column < len(cells):
                    cells[column] = value
        elif choice == 13:
            rows.insert(row, random.choice([[], [""], [" "], [""] * table.width(), [""] * table.width(), ["#x"], ["\x1a"]]))
        else:
            factor = random.choice([1e-300, 1e-10, 1e10, 1e290, -1, 0])
            for cells in rows[1:]:
                try:
                    cells[column] = repr(float(cells[column]) * factor)
                except (ValueError, IndexError, OverflowError):
                    pass
    return table


def _every_row(rows, change):
    for cells in rows:
        change(cells)


def written(random, table, plain=0.7):
    """The bytes of a table, in one of the many ways of writing it."""
    if random.random() < plain:
        separator, newline, quoting, end = ",", "\n", "needed", True
    else:
        separator = random.choice([",", ",", ",", ";", ";", "\t", "\t", "|", ", "])
        newline = random.choice(["\n", "\n", "\r\n", "\r\n", "\r", "\n\n", "\n\r", "\u2028"])
        quoting = random.choice(["needed", "needed", "all", "all", "never", "some"])
        end = random.random() < 0.7
    lines = []
    for cells in table.rows:
        texts = []
        for cell in cells:
            needed = any(mark in cell for mark in (separator, '"', "\n", "\r"))
            quote = quoting == "all" or cell != cell.strip() or (quoting == "needed" and needed) or (quoting == "some" and random.random() < 0.3)
            texts.append('"%s"' % cell.replace('"', '""') if quote else cell)
        lines.append(separator.join(texts))
    text = newline.join(lines) + (newline if end else "")
    content = text.encode("utf-8", "surrogatepass")
    chance = random.random() * 0.5 / (1 - plain + 0.01)
    if chance < 0.03:
        content = b"\xef\xbb\xbf" + content
    elif chance < 0.04:
        content = text.encode("utf-16", "surrogatepass")
    elif chance < 0.05:
        content = text.encode("latin-1", "replace")
    elif chance < 0.10:
        content = mutations.changed_bytes(random, content)
    return content


def ends(random, step):
    """Sometimes standard output or error cannot be written."""
    if random.random() < 0.02:
        step.stdout = random.choice(["closed", "full", "broken"])
    if random.random() < 0.02:
        step.stderr = random.choice(["closed", "full", "broken"])
    return step


def model_options(random, table):
    """Options that describe a model of the columns there are."""
    options = []
    columns = table.rows[0] if table.rows else []
    drivers = [text for text in mutations.EXPRESSIONS[:17] if "(20" in text or any(name and name in text for name in columns)]
    for driver in random.sample(drivers, min(len(drivers), random.choice([0, 1, 1, 2]))):
        options += ["--driver", driver]
    for name, values in (("--baseline", ["constant", "decaying", "saturating", "logistic"]),
        ("--errors", mutations.PROCESSES[:9]),
                         ("--seasonality", ["monthly"]), ("--robust", ["huber", "tukey"]),
                         ("--timing", ["month-average", "quarter-average"]),
                         ("--standard-errors", ["hc3", "newey-west"])):
        if random.random() < 0.12:
            options += [name, random.choice(values)]
    if any("outages" in option for option in options) and random.random() < 0.4:
        options += ["--missing", "outages=" + random.choice(["zero", "carry", "interpolate", "error"])]
    return options


def generate(random, seeds):
    table = Table.read(seeds.files[random.choice(SEEDS)]) if random.random() < 0.5 else small(random)
    users = "mau" if "mau" in table.rows[0] else table.rows[0][1]
    if len(table.rows) > 10 and random.random() < 0.3:
        del table.rows[random.randint(4, len(table.rows)):]
    if random.random() < 0.85:
        table = changed(random, table)
    files = {"data.csv": written(random, table)}
    data = ["data.csv"]
    if random.random() < 0.1:
        files["more.csv"] = written(random, changed(random, small(random, ("month", random.choice(["deletions", "deletions",
            "outages"])))))
        data.append("more.csv")
    form = ["--format", random.choice(["csv", "json"])] if random.random() < 0.5 else []
    options = model_options(random, table)
    if users != "mau" and random.random() < 0.9:
        options += ["--mau", users]
    if random.random() < 0.08 and table.rows and table.rows[0]:
        options += [random.choice(["--mau", "--month", "--driver"]), random.choice(table.rows[0])[:1000]]
    # Drivers that look back need months before the first figure.
    if any(word in option for option in options for word in ("lag(", "almon(", "shiller(", "change(")) and len(table.rows) > 9 \
            and table.rows[9] and random.random() < 0.7:
        options += ["--from", table.rows[9][0][:20]]
    elif random.random() < 0.06:
        options += [random.choice(["--from", "--to"]), mutations.any_month(random)]
    choice = random.random()
    if choice < 0.1:
        named = ["--mau", users] if users != "mau" and random.random() < 0.5 else []
        steps = [Step(["inspect"] + data + named + form)]
        if random.random() < 0.3:
            steps = [Step(["scenario", "new"] + data + named + ["--out", "new.yaml"]), Step(["scenario", "check", "new.yaml"])]
    elif choice < 0.45:
        steps = [Step(["fit"] + data + options + form)]
    elif choice < 0.53:
        steps = [Step(["fit", "-"] + options + form, stdin="data.csv")]
    elif choice < 0.65:
        steps = [Step(["fit"] + data + options + ["--out", "fit.json"]),
                 Step(["forecast", "fit.json", "--months", "3", "--draws", "100"] + form)]
    elif choice < 0.72:
        steps = [Step(["backtest"] + data + options + ["--months", "3", "--every", "9"] + form)]
    elif choice < 0.82:
        files["fit.json"] = seeds.fits["drivers.json"]
        steps = [Step(["forecast", "fit.json", "--future", "data.csv", "--months", random.choice(["1", "4"]), "--draws",
            "100"] + form)]
    elif choice < 0.9:
        steps = [Step(["report"] + data + options + ["--months", "3", "--out", random.choice(["page.html", "page.md"])])]
    else:
        files["scenario.yaml"] = b"base: {data: data.csv}\ngrowth: 0.1\ndrivers: {outages: {reference: 2, effect: 0.004}}\n" \
            b"horizon: 2024-12\ndraws: 100\nscenarios: {calm: {}, storm: {outages: {table: {data: data.csv, column: outages}}}}\n"
        if random.random() < 0.5:
            files["scenario.yaml"] = b"base: {data: data.csv}\nmodel: {drivers: {outages: {reference: 2}}}\n" \
                b"horizon: 2026-12\ndraws: 100\nscenarios: {calm: {}, storm: {outages: forecast}}\n"
        steps = [Step(["scenario", random.choice(["run", "attribute", "price", "tornado"]), "scenario.yaml"] + form)]
    return Case("csv_data", files, [ends(random, step) for step in steps])
