"""Times raw signals: counts of reports, posts against Python's VADER, memory by the number of rows.

Usage: signals.py PROGRAM FOLDER LEXICA. Inputs are made once and kept in the folder.
"""
import os
import random
import statistics
import subprocess
import sys
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

program, folder, lexica = sys.argv[1:4]
ROUNDS = 3


def counts(path):
    """50 countries, 12 months, every 15 minutes: 1.75 million rows."""
    if os.path.exists(path):
        return
    random.seed(1)
    with open(path + ".new", "w") as file:
        file.write("time,country,reports\n")
        for country in range(50):
            outages = {random.randrange(35040): random.randint(20, 200) for _ in range(30)}
            for step in range(35040):
                day, quarter = divmod(step, 96)
                moment = time.gmtime(1640995200 + step * 900)
                usual = 8 * (1.2 - abs(quarter - 60) / 80)
                count = max(0, round(random.gauss(usual, usual ** 0.5))) + outages.get(step, 0)
                file.write(time.strftime("%Y-%m-%dT%H:%M:%SZ", moment) + f",C{country},{count}\n")
    os.rename(path + ".new", path)


def posts(path, number, words):
    if os.path.exists(path):
        return
    random.seed(2)
    with open(path + ".new", "w") as file:
        file.write("time,text\n")
        for place in range(number):
            moment = time.gmtime(1640995200 + place * 31536000 // number)
            file.write(time.strftime("%Y-%m-%dT%H:%M:%SZ", moment) + "," + " ".join(random.choices(words, k=random.randint(5, 30))) + "\n")
    os.rename(path + ".new", path)


def run(arguments, cores):
    """Seconds, processor seconds and megabytes of one run."""
    began = time.perf_counter()
    process = subprocess.Popen(["taskset", "-c", cores, program, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"{arguments} ended with {status}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(arguments, cores):
    return min(run(arguments, cores) for _ in range(ROUNDS))


os.environ["CHURN_FORECAST_LEXICA"] = lexica
every = f"0-{(os.cpu_count() or 1) - 1}"
analyzer = SentimentIntensityAnalyzer()
common = "the a to and of in it is was for on that with my this you i we they not but so very really never just page service app".split()
words = [word for word in analyzer.lexicon if word.isalpha()][:3000] + common * 150
reports = os.path.join(folder, "reports.csv")
counts(reports)
seconds, _, memory = best(["outages", reports, "--format", "csv"], every)
print(f"1.75 million counts to outages: {seconds:.2f} s, {memory:.0f} MB")
sizes = {}
for number in (100_000, 1_000_000):
    path = os.path.join(folder, f"posts-{number}.csv")
    posts(path, number, words)
    sizes[number] = best(["negativity", path, "--language", "en", "--format", "csv"], every)
    print(f"{number:,} posts to monthly shares: {sizes[number][0]:.2f} s, {sizes[number][2]:.0f} MB")
with open(os.path.join(folder, "posts-100000.csv")) as file:
    texts = [line.rstrip("\n").split(",", 1)[1] for line in file.readlines()[1:20001]]
rates = []
for _ in range(ROUNDS):
    # The same core, by turns: the program with all it does besides scoring.
    began = time.perf_counter()
    for text in texts:
        analyzer.polarity_scores(text)
    peer = (time.perf_counter() - began) / len(texts)
    own = run(["negativity", os.path.join(folder, "posts-1000000.csv"), "--language", "en", "--format", "csv"], "0")[0] / 1_000_000
    rates.append((peer / own, 1 / peer, 1 / own))
ratio, peer, own = (statistics.median(column) for column in zip(*rates))
print(f"posts a second on one core: {own:,.0f}, Python's VADER {peer:,.0f}; ratio {ratio:.1f}")
