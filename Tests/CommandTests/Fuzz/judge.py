"""Runs the program under limits and says what is wrong with what it did: a list of words, empty if all is well."""

import csv
import io
import json
import os
import re
import resource
import shutil
import signal
import time

ALLOWED = {0, 64, 65, 66, 73, 130, 143}
TRAPS = {-signal.SIGILL, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE}
LARGEST_READ = 8 << 20
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TRACE = re.compile(rb"Fatal error|Swift/|Program crashed|Stack dump|\.swift:\d|libc\+\+abi|malloc\(\)|free\(\)|corrupted")
SANITIZER = re.compile(rb"(ERROR|WARNING): [A-Za-z]*Sanitizer|runtime error:")
MARKUP = re.compile(r"<img src=x|<script>fuzz|href=.javascript:", re.I)
USAGE = re.compile(r"^(Error|Usage): ", re.M)
NUMBER = re.compile(r"^[+-]?[0-9.]")
# Columns of numbers; a name may well be `nan`.
NUMERIC = re.compile(r"^(mau|median|users|lower|upper|estimate|standardError|difference|change|share|value|low|high|swing|level|[0-9.]+)", re.I)
BATCH_FILES = re.compile(r"^(part-\d{5,}\.csv|coefficients|coefficients/part-\d{5,}\.csv|failures\.csv|manifest\.json|_SUCCESS|\.lock)$")


class Limits:
    def __init__(self, sanitizer=None):
        self.sanitizer = sanitizer
        self.processor = 10.0 if sanitizer is None else 300.0
        self.wall = 120.0 if sanitizer is None else 900.0
        self.memory = (1 << 30) if sanitizer is None else None
        # A sanitizer reserves terabytes of addresses; otherwise this protects the machine.
        self.addresses = (6 << 30) if sanitizer is None else None
        self.file = 1 << 30


class Outcome:
    """What one call did."""
    __slots__ = ("step", "code", "out", "err", "processor", "memory", "waited", "problems", "place", "fresh")


class Judge:
    """Runs cases in a folder of its own, one after another; changes the working folder of this process."""

    def __init__(self, program, folder, limits):
        self.program, self.limits = program, limits
        self.root = folder
        os.makedirs(folder, exist_ok=True)
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
            "TMPDIR": os.path.join(folder, "case", "tmp"),
        }
        for name in ("ASAN_OPTIONS", "TSAN_OPTIONS", "LD_LIBRARY_PATH"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.child = None
        self.waited = False
        signal.signal(signal.SIGALRM, self._too_long)

    def _too_long(self, *_):
        self.waited = True
        if self.child:
            os.kill(self.child, signal.SIGKILL)

    def run(self, case, traced=False):
        """Runs all steps of a case in a fresh folder; returns their outcomes. `traced`: with the place of a trap."""
        folder = os.path.join(self.root, "case")
        shutil.rmtree(folder, ignore_errors=True)
        place = os.path.join(folder, "place")
        os.makedirs(place)
        os.mkdir(os.path.join(folder, "tmp"))
        os.chdir(place)
        held = case.lay_out(place)
        outcomes = []
        try:
            for step in case.steps:
                if outcomes and outcomes[-1].code != 0 and len(step.arguments) > 1 \
                        and step.arguments[1] == _given(outcomes[-1].step.arguments) and not os.path.lexists(step.arguments[1]):
                    continue  # There is nothing to read.
                given = _given(step.arguments)
                before = _listing(folder)
                outcome = self._call(step, traced)
                after = _listing(folder)
                outcome.problems = self._problems(outcome)
                outcome.fresh = given is not None and "place/" + given not in before
                outcome.problems += _left_behind(outcome, given, before, after)
                # In a folder that was there before, damaged parts stay what they are.
                if outcome.code == 0 and given and (outcome.fresh or step.arguments[0] != "batch"):
                    outcome.problems += _written(given, step.arguments, before, after)
                outcomes.append(outcome)
            _refused(outcomes)
        finally:
            for descriptor in held:
                os.close(descriptor)
            os.chdir(self.root)
            shutil.rmtree(folder, ignore_errors=True)
        if not traced and any(outcome.code in TRAPS for outcome in outcomes):
            for outcome, again in zip(outcomes, self.run(case, traced=True)):
                outcome.place = again.place
        return outcomes

    def _call(self, step, traced):
        outcome = Outcome()
        outcome.step, outcome.place = step, ""
        out, err, trace = (os.path.join(self.root, name) for name in ("out", "err", "trace"))
        for path in (out, err, trace):
            open(path, "wb").close()
        environment = self.environment
        if traced:
            environment = dict(environment, SWIFT_BACKTRACE=(
                "enable=yes,color=no,interactive=no,threads=crashed,images=none,registers=none,limit=16,timeout=20s,output-to=" + trace))
        actions = []
        broken = None
        if step.stdin and os.path.exists(step.stdin):
            actions.append((os.POSIX_SPAWN_OPEN, 0, step.stdin, os.O_RDONLY, 0))
        else:
            actions.append((os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0))
        for descriptor, kind, path in ((1, step.stdout, out), (2, step.stderr, err)):
            if kind == "closed":
                actions.append((os.POSIX_SPAWN_CLOSE, descriptor))
            elif kind == "full":
                actions.append((os.POSIX_SPAWN_OPEN, descriptor, "/dev/full", os.O_WRONLY, 0))
            elif kind == "broken":
                reading, broken = os.pipe()
                os.close(reading)
                actions.append((os.POSIX_SPAWN_DUP2, broken, descriptor))
            else:
                actions.append((os.POSIX_SPAWN_OPEN, descriptor, path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        arguments = [os.fsencode("churn-forecast")] + [_encoded(argument) for argument in step.arguments]
        self.waited = False
        pid = os.posix_spawn(self.program, arguments, environment, file_actions=actions,
                             setsigdef=[signal.SIGPIPE, signal.SIGXFSZ, signal.SIGALRM, signal.SIGINT])
        self.child = pid
        signal.setitimer(signal.ITIMER_REAL, self.limits.wall)
        self._limit(pid)
        _, status, usage = os.wait4(pid, 0)
        self.child = None
        signal.setitimer(signal.ITIMER_REAL, 0)
        if broken is not None:
            os.close(broken)
        outcome.code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        outcome.processor = usage.ru_utime + usage.ru_stime
        outcome.memory = usage.ru_maxrss * 1024
        outcome.waited = self.waited
        with open(out, "rb") as file:
            outcome.out = file.read(LARGEST_READ)
        with open(err, "rb") as file:
            outcome.err = file.read(LARGEST_READ)
        if traced:
            with open(trace, encoding="utf-8", errors="replace") as file:
                outcome.place = _place(file.read())
        return outcome

    def _limit(self, pid):
        """Limits of the started process: set from outside, which needs no second program."""
        if not hasattr(resource, "prlimit"):
            return
        seconds = int(self.limits.processor) + 5
        try:
            resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds + 2))
            resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (self.limits.file, self.limits.file))
            if self.limits.addresses:
                resource.prlimit(pid, resource.RLIMIT_AS, (self.limits.addresses, self.limits.addresses))
        except (ProcessLookupError, PermissionError):
            pass  # Already over.

    def _problems(self, outcome):
        problems = []
        step, code, err = outcome.step, outcome.code, outcome.err
        if SANITIZER.search(err):
            problems.append("sanitizer")
        if outcome.waited and outcome.processor < self.limits.processor:
            problems.append("waits")
        elif outcome.waited or outcome.processor > self.limits.processor or code == -signal.SIGXCPU:
            # Whoever allows long work gets it.
            if "--allow-long" not in step.arguments:
                problems.append("slow")
        elif code in (-signal.SIGINT, -signal.SIGTERM):
            pass  # Whoever stops the fuzzing stops the program as well.
        elif code == -signal.SIGPIPE and "broken" in (step.stdout, step.stderr):
            pass
        elif code < 0:
            problems.append("signal-%d" % -code)
        elif code not in ALLOWED:
            problems.append("exit-%d" % code)
        if self.limits.memory and outcome.memory > self.limits.memory:
            problems.append("memory")
        if problems:
            return problems  # The rest follows from these.
        if TRACE.search(err):
            problems.append("trace")
        if code > 0 and step.stderr == "file" and code not in (130, 143):
            if not err.strip():
                problems.append("silent")
            elif not (b"churn-forecast: " in err or USAGE.search(err.decode("utf-8", "replace"))):
                problems.append("unsigned-message")
        if len(err) > 1 << 20:
            problems.append("stderr-huge")
        problems += _text_problems("stderr", err)
        if step.stdout == "file" and outcome.out:
            problems += _output_problems(step.arguments, code, outcome.out)
        return problems


def _place(trace):
    """What the trap was and the first function of the program's own sources, where the runtime can tell."""
    reason = re.search(r"(?:Swift runtime failure|Fatal error|Swift/[^ ]*): ([^\n*]*?)(?: in [^\n]*| \*|$)", trace, re.M)
    frame = re.search(r"^ *\d+ [^\n]*?0x[0-9a-f]+ ([^\n]*?) (?:\+ \d+ )?in [^\n]* at (?:[^\n]*/)?Sources/([^\n:]*)", trace, re.M)
    words = [reason.group(1).strip()] if reason else []
    if frame:
        words.append("%s (%s)" % (frame.group(2), frame.group(1)))
    return " at ".join(words)


def _encoded(argument):
    return argument.replace("\x00", "").encode("utf-8", "surrogateescape")


def _option(arguments, name):
    """The last value of an option, None without it."""
    value = None
    for index, argument in enumerate(arguments):
        if argument == name and index + 1 < len(arguments):
            value = arguments[index + 1]
        elif argument.startswith(name + "="):
            value = argument[len(name) + 1:]
    return value


# Options of raw signals that name files to be written, beside --out.
FURTHER_OUTPUTS = ["--events", "--draws-out", "--scored", "--classifier", "--page"]


def _given(arguments):
    """The path that the user gave for results, as it will be found in the working folder."""
    path = _option(arguments, "--out")
    return os.path.normpath(path.replace("\x00", "")) if path else None


def _listing(folder):
    """What stands in a folder, with size, time and identity of every file."""
    found = {}
    stack = [""]
    while stack:
        at = stack.pop()
        with os.scandir(os.path.join(folder, at) if at else folder) as entries:
            for entry in entries:
                path = at + entry.name
                if entry.is_dir(follow_symlinks=False):
                    found[path] = "folder"
                    stack.append(path + "/")
                else:
                    state = entry.stat(follow_symlinks=False)
                    found[path] = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_mode)
    return found


def _left_behind(outcome, given, before, after):
    """Files outside the given path that are new, changed or gone; in a finished batch also those that do not belong there."""
    mine = {"place/" + given} if given else set()
    for option in FURTHER_OUTPUTS:
        path = _option(outcome.step.arguments, option)
        if path:
            mine.add("place/" + os.path.normpath(path.replace("\x00", "")))
    if given and os.path.islink(given):
        mine.add("place/" + os.path.normpath(os.path.join(os.path.dirname(given), os.readlink(given))))
    # Folders on a way such as a/../b are made, too.
    raw = _option(outcome.step.arguments, "--out") or ""
    passed = {"place/" + raw[:index] for index in range(len(raw)) if raw[index] == "/"} if ".." in raw else set()
    problems = set()
    for path in before.keys() | after.keys():
        if before.get(path) == after.get(path) or (path in passed and after.get(path) == "folder"):
            continue
        if any(path == own or path.startswith(own + "/") or own.startswith(path + "/") for own in mine):
            rest = path[len("place/" + given) + 1:] if path.startswith("place/%s/" % given) else ""
            if rest and path not in before and outcome.code == 0 and outcome.step.arguments[:1] == ["batch"] \
                    and not BATCH_FILES.match(rest):
                problems.add("left-in-folder")
            continue
        # A page in Markdown has its charts beside it.
        if any(own.endswith(".md") and path.endswith(".svg") and path.startswith(own[:-3]) for own in mine):
            continue
        if outcome.code < 0:
            continue  # It had no chance to tidy up, and the signal is reported.
        problems.add("left-in-temporary" if path.startswith("tmp") else "changed-input" if path in before else "left-behind")
    return sorted(problems)


def _text_problems(name, content, table=True):
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(content) >= LARGEST_READ and error.start > len(content) - 8:
            text = content[:error.start].decode("utf-8")
        else:
            return [name + "-not-utf8"]
    return [name + "-control"] if table and CONTROL.search(text) else []


def _output_problems(arguments, code, content):
    """Standard output, judged by the format that was asked for."""
    if any(argument.startswith(("-h", "--help", "--version")) for argument in arguments):
        return _text_problems("stdout", content)
    form = _option(arguments, "--format")
    command = arguments[0] if arguments else ""
    if command in ("batch", "simulate"):
        form = "csv"
    if code == 0 and form == "json":
        return _json_problems(content)
    if form == "csv" and len(content) < LARGEST_READ:
        return _csv_problems(content) if code == 0 else _text_problems("stdout", content, table=False)
    return _text_problems("stdout", content, table=form in (None, "table"))


def _not_json(word):
    raise ValueError(word)


def _json_problems(content):
    try:
        json.loads(content.decode("utf-8"), parse_constant=_not_json)
    except (ValueError, RecursionError):
        return ["json-invalid"]
    return []


def _csv_problems(content):
    problems = _text_problems("csv", content, table=False)
    if problems:
        return problems
    text = content.decode("utf-8")
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = None
    try:
        for row in rows:
            if not row:
                continue
            header = header or row
            if len(row) != len(header):
                return ["csv-ragged"]
            for name, cell in zip(header, row):
                if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not NUMBER.match(cell):
                    return ["csv-formula"]
                if cell in ("nan", "inf", "-inf", "-nan") and NUMERIC.match(name):
                    return ["csv-not-finite"]
    except csv.Error:
        return ["csv-invalid"]
    return []


def _written(given, arguments, before, after):
    """The files that a call wrote at the given path."""
    problems = []
    paths = []
    if os.path.isdir(given) and arguments[:1] == ["batch"]:
        for at, _, names in os.walk(given):
            paths += [os.path.join(at, name) for name in names]
    elif os.path.isfile(given):
        paths = [given]
    for path in paths:
        seen = "place/" + os.path.normpath(path)
        if before.get(seen) == after.get(seen):
            continue
        if not os.path.isfile(path) or os.path.getsize(path) > LARGEST_READ:
            continue
        with open(path, "rb") as file:
            content = file.read()
        if arguments[0] in ("batch", "simulate") and not path.endswith((".json", "_SUCCESS", ".lock")):
            problems += _csv_problems(content)
        elif arguments[0] == "fit" or path.endswith("manifest.json"):
            problems += _json_problems(content)
        elif arguments[0] == "report":
            problems += _text_problems("page", content, table=False)
            if path.endswith(".html") and MARKUP.search(content.decode("utf-8", "replace")):
                problems.append("page-markup")
    return sorted(set(problems))


def _refused(outcomes):
    """What one call wrote, the next must be able to read."""
    for first, second in zip(outcomes, outcomes[1:]):
        wrote = _given(first.step.arguments)
        if first.code != 0 or not wrote or not first.fresh or second.code in (0, 64, 73) or len(second.step.arguments) < 2:
            continue
        if second.step.stderr != "file":
            continue  # Why it was refused is lost.
        if second.step.arguments[0] in ("report", "forecast") and second.step.arguments[1] == wrote:
            if first.step.arguments[0] == "batch" and second.code in (65, 66):
                second.problems.append("refuses-own-folder")
            elif first.step.arguments[0] == "fit" and second.code in (65, 66) and not any(
                text in second.err for text in (b"overflow", b"the last month that can be written")
            ):
                second.problems.append("refuses-own-fit")


def signature(outcomes):
    """The same for findings of the same kind: problems and the shape of the message, without numbers and names."""
    words = sorted({problem for outcome in outcomes for problem in outcome.problems})
    if not words:
        return None
    for outcome in outcomes:
        if any(word.startswith(("signal", "exit", "trace", "sanitizer", "refuses")) for word in outcome.problems):
            lines = outcome.err.decode("utf-8", "replace").strip().splitlines()
            line = next((line for line in lines if "Fatal" in line or "Sanitizer" in line), lines[0] if lines else "")
            if outcome.code in TRAPS:
                words.append(outcome.place or ("stderr is " + outcome.step.stderr if outcome.step.stderr != "file" else line[:80]))
                continue
            line = re.sub(r"\"[^\"]*\"|`[^`]*`|'[^']*'", "…", line)
            line = re.sub(r"^churn-forecast: [^ ]*:? ", "", line)
            words.append(re.sub(r"0x[0-9a-f]+|[-+]?[0-9.]+(e[-+]?[0-9]+)?", "9", line)[:160])
    if any(word.startswith("signal") for word in words):
        return " | ".join(words)
    commands = sorted({" ".join(outcome.step.arguments[:2 if outcome.step.arguments[:1] == ["scenario"] else 1])
                       for outcome in outcomes if outcome.problems})
    return " | ".join(words + commands)


def smaller(judge, case, wanted, tries=80, seconds=40):
    """A smaller case with the same finding: fewer steps, files, arguments, lines and shorter lines, as far as `tries` go."""
    end = time.monotonic() + seconds
    left = [tries if not wanted.startswith(("slow", "waits")) else 6]

    def same(candidate):
        if left[0] <= 0 or time.monotonic() > end:
            return False
        left[0] -= 1
        try:
            return signature(judge.run(candidate)) == wanted
        except OSError:
            return False

    def attempt(change):
        nonlocal case
        candidate = case.copy()
        if change(candidate) is False or not same(candidate):
            return False
        case = candidate
        return True

    for index in reversed(range(len(case.steps))):
        if len(case.steps) > 1:
            attempt(lambda candidate: candidate.steps.pop(index) and None)
    for path in list(case.files):
        attempt(lambda candidate: candidate.files.pop(path) and None)
    for number in range(len(case.steps)):
        index = len(case.steps[number].arguments) - 1
        while index > 0:
            for width in (2, 1):
                if index - width + 1 > 0 and attempt(lambda candidate: candidate.steps[number].arguments.__delitem__(
                        slice(index - width + 1, index + 1))):
                    index -= width - 1
                    break
            index -= 1
    for path in sorted(case.files, key=lambda name: -len(case.files[name])):
        if not isinstance(case.files[path], tuple):
            _fewer_lines(case, path, attempt, lambda: case)
    return case


def _fewer_lines(case, path, attempt, current):
    width = max(1, case.files[path].count(b"\n") // 2)
    while True:
        start = 0
        while start < current().files[path].count(b"\n") + 1:
            def drop(candidate):
                lines = candidate.files[path].split(b"\n")
                del lines[start:start + width]
                candidate.files[path] = b"\n".join(lines)
            if not attempt(drop):
                start += width
        if width == 1:
            break
        width //= 2
    for _ in range(12):
        longest = max(current().files[path].split(b"\n"), key=len, default=b"")
        if len(longest) < 200:
            break

        def shorten(candidate):
            middle = len(longest) // 2
            candidate.files[path] = candidate.files[path].replace(longest, longest[:middle // 2] + longest[-middle // 2:], 1)
        if not attempt(shorten):
            break
