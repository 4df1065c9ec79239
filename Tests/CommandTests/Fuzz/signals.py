"""Raw signals: damaged and hostile counts of reports, incident logs, posts, labelled samples and classifiers, read by outages and negativity."""

import csv
import io
import json

import mutations
from cases import Case, Step

WORDS = ["bad", "good", "great", "awful", "but", "not", "NOT", ":)", "<p>", "</p>", "<br>", "&amp;", "&#39;", "@user", "http://x", "!!", "??", "\U0001f600",
         "panne", "tr\u00e8s", "\u00a0", "\u2028", "", "x" * 300]
TIMES = ["2023-03-01T10:00:00Z", "2023-03-01 10:00", "2023-03-01T10:00:00+01:00", "1677664800", "1677664800000", "2023-03-01", "0001-01-01T00:00:00Z",
         "9999-12-31T23:59:59Z", "2023-02-30T00:00:00Z", "24:00", "1969-12-31T23:59:59Z", "Wed Mar 01 10:00:00 +0000 2023"]
SEVERITIES = ["major", "minor", "critical", "maintenance", "none", "awful", ""]
LABELS = ["negative", "neutral", "positive", "0", "1", "2", "toxic", ""]


def table(rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


# How often a cell is not as usual: often enough in some files, never in others.
RATES = [0, 0, 0, 0.003, 0.05]


def time(random, index, rate=0):
    if random.random() < rate:
        return random.choice(TIMES + mutations.MONTHS[:10])
    day, hour = divmod(index, 24)
    month, day = divmod(day, 28)
    return "2023-%02d-%02dT%02d:00:00Z" % (month % 12 + 1, day + 1, hour)


def cell(random, usual, rate):
    if random.random() >= rate:
        return usual
    return random.choice(mutations.NUMBERS if random.random() < 0.6 else mutations.NAMES)


def reports(random):
    count = random.choice([0, 1, 30, 96, 400, 800])
    rate = random.choice(RATES)
    rows = [["time", "reports", "country"][: random.randint(2, 3)]]
    for index in range(count):
        row = [time(random, index, rate), cell(random, str(random.choice([0, 1, 5, 20, 2000])), rate), cell(random, "US", rate)]
        rows.append(row[: len(rows[0])])
    return table(rows)


def incidents(random):
    keys = random.choice([("start", "end", "severity"), ("started_at", "resolved_at", "impact"), ("startsAt", "endsAt", "severity")])
    found, rate = [], random.choice(RATES)
    for index in range(random.randint(0, 30)):
        start = random.randint(0, 2000)
        end = start + random.randint(0, 9) if random.random() >= rate else start - 1
        found.append({keys[0]: time(random, start, rate), keys[1]: time(random, end, rate),
                      keys[2]: random.choice(SEVERITIES[:5]) if random.random() >= rate else random.choice(SEVERITIES),
                      "components": [{"name": random.choice(mutations.NAMES)}]})
    chance = random.random()
    if chance < 0.4:
        return json.dumps({"incidents": found}).encode()
    if chance < 0.7:
        return "\n".join(json.dumps(row) for row in found).encode()
    return table([["start", "end", "severity"]] + [[row[key] for key in keys] for row in found])


def text(random):
    return " ".join(random.choice(WORDS) for _ in range(random.choice([0, 1, 5, 12, 12, 3000])))


def posts(random, labelled=False):
    kind = random.choice(["text", "text", "text", "score", "label"])
    names = ["time", kind] + (["label"] if labelled and kind != "label" else []) + (["language"] if random.random() < 0.3 else [])
    rows, rate = [names], random.choice(RATES)
    for index in range(random.choice([0, 1, 90, 200, 400])):
        label = random.choice(LABELS[:3]) if random.random() >= rate else random.choice(LABELS)
        tone = {"negative": "bad ", "positive": "good "}.get(label, "")
        values = {"time": time(random, index * 7, rate), "text": cell(random, tone + text(random), rate), "label": label,
                  "score": cell(random, "%.3f" % (random.random() * (1 if label == "negative" else 0.8)), rate),
                  "language": random.choice(["en", "fr", "en-GB"]) if random.random() >= rate else random.choice(["de", ""])}
        rows.append([values[name] for name in names])
    if random.random() < 0.3:
        return "\n".join(json.dumps(dict(zip(names, row))) for row in rows[1:]).encode("utf-8", "replace")
    return table(rows)


def generate(random, seeds):
    def damaged(content):
        return mutations.changed_bytes(random, content) if random.random() < 0.25 else content

    files = {"lexicon.txt": damaged(b"bad\t-2.5\ngood\t1.9\ngreat\t3.1\nawful\t-2\npanne->-2\n:)\t2\n")}
    if random.random() < 0.45:
        files["reports.csv"] = damaged(reports(random) if random.random() < 0.6 else incidents(random))
        files["log.json"] = damaged(incidents(random))
        inputs = ["reports.csv"] + (["log.json"] if random.random() < 0.4 else [])
        arguments = ["outages"] + inputs + ["--out", "out.csv", "--events", "events.csv"]
        if random.random() < 0.3:
            arguments += ["--zone", random.choice(["Europe/Paris", "UTC", "America/New_York", "Mars"])]
        if random.random() < 0.2:
            arguments += [random.choice(["--since", "--until"]), random.choice(TIMES)]
        if random.random() < 0.2:
            arguments += ["--page", random.choice(["page.html", "page.md"])]
        if random.random() < 0.2:
            arguments += ["--late", "--draws-out", "draws.csv"]
        return Case("signals", files, [Step(arguments)])
    files["posts.csv"] = damaged(posts(random))
    files["sample.csv"] = damaged(posts(random, labelled=True))
    arguments = ["negativity", "posts.csv", "--lexicon", "lexicon.txt", "--out", "out.csv", "--scored", "scored.csv"]
    if random.random() < 0.9:
        arguments += ["--language", random.choice(["en", "en", "en", "en", "fr", "de", ""])]
    if random.random() < 0.6:
        arguments += ["--labels", "sample.csv"] + (["--train", "--classifier", "tone.bin"] if random.random() < 0.15 else [])
    if random.random() < 0.3:
        arguments += ["--method", random.choice(["count", "adjusted-count", "adjusted-scores", "emq", "platt-emq", "x"])]
    if random.random() < 0.2:
        arguments += ["--negative-label", random.choice(LABELS), "--examples", random.choice(["0", "2", "-1", "1001"])]
    if random.random() < 0.2:
        arguments += ["--page", "page.html", "--columns", random.choice(["time=time", "text=label", "x=y", "text=", "score=none"])]
    return Case("signals", files, [Step(arguments)])
