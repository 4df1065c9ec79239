"""Entry point: replays what was found before, then makes inputs of all kinds in turn until the time or the number is over."""

import argparse
import glob
import hashlib
import importlib
import multiprocessing
import os
import queue
import random
import shutil
import signal
import sys
import tempfile
import time

import judge
from cases import Case
from seeds import Seeds

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.normpath(os.path.join(HERE, "../../.."))
KINDS = ["csv_data", "panel", "yaml_scenario", "yaml_model", "saved_fit", "batch_folder", "signals", "past", "option_values"]


class Tally:
    """What is printed about one kind."""

    def __init__(self):
        self.inputs, self.codes, self.findings = 0, {}, {}
        self.slowest, self.largest = (0.0, ""), (0, "")

    def add(self, outcomes, number):
        self.inputs += 1
        for outcome in outcomes:
            self.codes[outcome.code] = self.codes.get(outcome.code, 0) + 1
            call = "%d: %s" % (number, " ".join(outcome.step.arguments)[:60].encode("unicode_escape").decode())
            self.slowest = max(self.slowest, (outcome.processor, call))
            self.largest = max(self.largest, (outcome.memory, call))

    def merge(self, other):
        self.inputs += other.inputs
        for mine, theirs in ((self.codes, other.codes), (self.findings, other.findings)):
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count
        self.slowest = max(self.slowest, other.slowest)
        self.largest = max(self.largest, other.largest)

    def lines(self, kind):
        codes = " ".join("%d×%d" % (code, count) for code, count in sorted(self.codes.items()))
        yield "%-14s %6d inputs  exits %s" % (kind, self.inputs, codes)
        yield "%-14s slowest %.2f s (%s)" % ("", self.slowest[0], self.slowest[1])
        yield "%-14s largest %d MiB (%s)" % ("", self.largest[0] >> 20, self.largest[1])
        for words, count in sorted(self.findings.items(), key=lambda item: -item[1]):
            yield "%-14s FINDING %d × %s" % ("", count, words)


def make(kind, seed, number, seeds):
    """The input with this number: it depends on the seed and the number only."""
    return importlib.import_module(kind).generate(random.Random("%d/%s/%d" % (seed, kind, number)), seeds)


def crash_path(folder, kind, words):
    return os.path.join(folder, "%s-%s.json" % (kind, hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12]))


def shown(outcomes):
    """What was found, for people."""
    return [{"problems": outcome.problems, "code": outcome.code, "place": outcome.place, "processor": round(outcome.processor, 2),
        "mebibytes": outcome.memory >> 20,
             "stderr": outcome.err[:600].decode("utf-8", "replace")} for outcome in outcomes]


def work(index, options, kinds, seeds, folder, counter, end, results):
    """One of the processes that make and run inputs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The parent ends the run and prints what was done.
    sys.setrecursionlimit(1_000_000)  # Trees that are nested very deeply are written by recursion.
    runner = judge.Judge(options.program, os.path.join(folder, "worker%d" % index), judge.Limits(options.sanitizer))
    tallies = {kind: Tally() for kind in kinds}
    while True:
        with counter.get_lock():
            number = counter.value
            counter.value += 1
        if number >= (sys.maxsize // 2 if options.count is None else options.count) or (end is not None and time.monotonic() >= end):
            break
        kind = kinds[number % len(kinds)]
        case = make(kind, options.seed, number, seeds)
        try:
            outcomes = runner.run(case)
        except OSError as error:
            if error.errno not in (7, 36, 20, 17, 22):  # Names and arguments that the system itself refuses.
                raise
            continue
        tallies[kind].add(outcomes, number)
        words = judge.signature(outcomes)
        if words is None:
            continue
        tallies[kind].findings[words] = tallies[kind].findings.get(words, 0) + 1
        path = crash_path(options.crashes, kind, words)
        # One record is enough, whichever kind of input found it.
        if not glob.glob(os.path.join(glob.escape(options.crashes), "*-" + path.rpartition("-")[2])):
            if options.sanitizer is None:
                case = judge.smaller(runner, case, words)
                outcomes = runner.run(case)
            os.makedirs(options.crashes, exist_ok=True)
            case.write(path, shown(outcomes))
            print("found: %s\n       %s" % (words, path), flush=True)
            if options.sanitizer:
                for outcome in outcomes:
                    print(outcome.err.decode("utf-8", "replace"), flush=True)
                counter.value = sys.maxsize // 2  # A sanitizer's report ends the run.
    results.put(tallies)


def replay(options, paths, folder):
    """Runs cases of files; returns the number of those with a finding."""
    runner = judge.Judge(options.program, os.path.join(folder, "replay"), judge.Limits(options.sanitizer))
    bad = 0
    for path in paths:
        outcomes = runner.run(Case.read(path))
        words = judge.signature(outcomes)
        if words is not None:
            bad += 1
            print("replay: %s: %s" % (os.path.basename(path), words))
            for outcome in outcomes:
                print("        exit %d, %.2f s, %d MiB: %r" % (outcome.code, outcome.processor, outcome.memory >> 20,
                    outcome.err[:300]))
        elif options.replay:
            print("replay: %s: clean" % os.path.basename(path))
    return bad


def fuzz(options, folder):
    seeds = Seeds(PROJECT, options.program, os.path.join(folder, "seeds"))
    kinds = [options.only] if options.only else KINDS
    context = multiprocessing.get_context("fork")
    counter, results = context.Value("q", options.start), context.Queue()
    begin = time.monotonic()
    end = begin + options.minutes * 60 if options.minutes is not None else None
    workers = [context.Process(daemon=True, target=work, args=(index, options, kinds, seeds, folder, counter, end,
        results)) for index in range(options.jobs)]
    for worker in workers:
        worker.start()
    tallies = {kind: Tally() for kind in kinds}
    lost = 0
    done = 0
    while done < len(workers):
        try:
            part = results.get(timeout=1)
        except queue.Empty:
            if all(not worker.is_alive() for worker in workers) and results.empty():
                lost = len(workers) - done
                break
            continue
        except KeyboardInterrupt:
            counter.value = sys.maxsize // 2
            continue
        done += 1
        for kind, tally in part.items():
            tallies[kind].merge(tally)
    for worker in workers:
        worker.join()
    seconds = time.monotonic() - begin
    inputs = sum(tally.inputs for tally in tallies.values())
    for kind in kinds:
        for line in tallies[kind].lines(kind):
            print(line)
    print("%d inputs in %.0f s (%.0f a second), seed %d" % (inputs, seconds, inputs / max(seconds, 0.001), options.seed))
    if lost:
        print("fuzz: %d of the fuzzing processes ended early" % lost, file=sys.stderr)
    return lost or any(tally.findings for tally in tallies.values())


def main():
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description="Runs the program on damaged and hostile inputs.")
    parser.add_argument("minutes", nargs="?", type=float, help="how long (default: 5, or until --count)")
    parser.add_argument("--program", required=True, help="the program to run")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same inputs (default: 1)")
    parser.add_argument("--jobs", type=int, default=2, help="inputs at a time (default: 2)")
    parser.add_argument("--only", choices=KINDS, help="one kind of inputs only")
    parser.add_argument("--replay", metavar="FILE", help="run one recorded case and nothing else")
    parser.add_argument("--replay-only", action="store_true", help="run all recorded cases and nothing else")
    parser.add_argument("--count", type=int, help="stop after this number of inputs")
    parser.add_argument("--start", type=int, default=0, help="the number of the first input (default: 0)")
    parser.add_argument("--crashes", default=os.path.join(HERE, "Crashes"), help="the folder of recorded cases")
    parser.add_argument("--recorded", help="the folder of cases to replay first, if another")
    parser.add_argument("--no-replay", action="store_true", help="go on although recorded cases are not clean")
    parser.add_argument("--sanitizer", choices=["address", "thread"],
        help="the program was built with this sanitizer: no limit of memory, more time")
    options = parser.parse_args()
    if options.minutes is None and options.count is None:
        options.minutes = 5
    if options.count is not None:
        options.count += options.start
    options.program = os.path.abspath(options.program)
    options.crashes = os.path.abspath(options.crashes)
    recorded = os.path.abspath(options.recorded) if options.recorded else options.crashes
    if not os.access(options.program, os.X_OK):
        parser.error("%s: not a program" % options.program)
    # Thousands of small files are made and removed: in memory, where that is possible.
    memory = "/dev/shm" if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK) else None
    folder = tempfile.mkdtemp(prefix="churn-forecast-fuzz-", dir=memory)
    try:
        if options.replay:
            paths = [os.path.abspath(options.replay)]
        else:
            paths = [] if options.no_replay or not os.path.isdir(recorded) else \
                sorted(os.path.join(recorded, name) for name in os.listdir(recorded) if name.endswith(".json"))
        bad = replay(options, paths, folder)
        if paths and not options.replay:
            print("%d recorded cases replayed, %d not clean" % (len(paths), bad))
        if options.replay or options.replay_only or bad:
            return 1 if bad else 0
        return 1 if fuzz(options, folder) else 0
    finally:
        os.chdir("/")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
