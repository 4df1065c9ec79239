"""What inputs are made from: files of the project, and fits and batch folders that the program itself makes before a run."""

import os
import re
import signal
import subprocess
import time

FITS = {
    "growth.json": ["monthly.csv", "--baseline", "constant"],
    "drivers.json": ["monthly.csv", "--driver", "outages", "--driver", "carryover(negativity, 0.8)"],
    "seasonal.json": ["monthly.csv", "--driver", "outages", "--seasonality", "monthly", "--errors", "ar(1)"],
    "saturating.json": ["mau-quarterly.csv", "--baseline", "saturating"],
    "drifting.json": ["monthly.csv", "--driver", "outages", "--baseline", "drifting"],
    "logistic.json": ["monthly.csv", "--baseline", "logistic"],
    "carryover.json": ["monthly.csv", "--model", "carryover.yaml"],
    "lags.json": ["monthly.csv", "--model", "lags.yaml", "--from", "2018-07"],
    "robust.json": ["monthly.csv", "--driver", "outages", "--robust", "huber", "--standard-errors", "hc3"],
    "flows.json": ["flows.csv", "--model", "flows-lost.yaml"],
    "auto.json": ["monthly.csv"],
}
FOLDERS = {
    "model": ["panel.csv", "--driver", "outages", "--baseline", "saturating", "--months", "3", "--part-size", "3"],
    "benchmark": ["panel.csv", "--benchmark", "naive", "--months", "2", "--part-size", "2"],
    "draws": ["panel.csv", "--driver", "outages", "--months", "2", "--draws", "100"],
}


class Seeds:
    """`files`: name to bytes; `fits`: name to bytes; `folders`: name to (arguments, files); `options`: command to options."""

    def __init__(self, project, program, folder):
        self.program, self.folder = program, folder
        self.files = {}
        for place in ("data/twitter", "data/simulated", "Tests/CommandTests/GoldenInput"):
            for name in sorted(os.listdir(os.path.join(project, place))):
                if name.endswith((".csv", ".yaml", ".json")) and not (place == "data/simulated" and name == "truth.yaml"):
                    with open(os.path.join(project, place, name), "rb") as file:
                        self.files[name] = file.read()
        os.makedirs(folder)
        for name, content in self.files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        self.fits = {name: content for name, content in self.files.items() if name.startswith("earlier-")}
        for name, arguments in FITS.items():
            self._run(["fit"] + arguments + ["--out", name])
            with open(os.path.join(folder, name), "rb") as file:
                self.fits[name] = file.read()
        self.folders = {}
        for name, arguments in FOLDERS.items():
            self._run(["batch"] + arguments + ["--quiet", "--out", name])
            self.folders[name] = (arguments, self._folder(name))
        self._interrupted()
        self.options = {}
        self._discover([])

    def _run(self, arguments):
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
        result = subprocess.run([self.program] + arguments, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                                capture_output=True, check=False)
        if result.returncode != 0:
            raise SystemExit("fuzz: the program cannot make its own seeds: %s\n%s" % (
                " ".join(arguments), result.stderr.decode("utf-8", "replace")))
        return result.stdout.decode("utf-8", "replace")

    def _folder(self, name):
        files = {}
        root = os.path.join(self.folder, name)
        for at, _, names in os.walk(root):
            for file_name in sorted(names):
                path = os.path.join(at, file_name)
                with open(path, "rb") as file:
                    files[os.path.relpath(path, root)] = file.read()
        return files

    def _interrupted(self):
        """A run that was killed when its first parts were complete, for --resume."""
        rows = self.files["panel.csv"].decode().splitlines()
        one = [row for row in rows[1:] if row.startswith("Brazil,")]
        panel = [rows[0]] + ["s%d%s" % (number, row[len("Brazil"):]) for number in range(30) for row in one]
        with open(os.path.join(self.folder, "many.csv"), "w", encoding="utf-8") as file:
            file.write("\n".join(panel) + "\n")
        self.files["many.csv"] = ("\n".join(panel) + "\n").encode()
        arguments = ["many.csv", "--benchmark", "combination", "--months", "2", "--part-size", "1", "--draws", "20000"]
        process = subprocess.Popen([self.program, "batch"] + arguments + ["--quiet", "--jobs", "1", "--out", "stopped"],
                                   cwd=self.folder, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < end:
            if os.path.exists(os.path.join(self.folder, "stopped", "part-00001.csv")):
                break
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        files = self._folder("stopped")
        if files:
            self.folders["stopped"] = (arguments, files)

    def _discover(self, command):
        """Options of a command and its subcommands: {"batch": {"--out": "folder", …}}; flags have None."""
        text = self._run(command + ["--help"])
        options = {}
        for match in re.finditer(r"^  (?:-\w, )?(--[a-z][a-z-]*)(?: <([^>]*)>)?", text, re.M):
            options[match.group(1)] = match.group(2)
        subcommands = text.partition("SUBCOMMANDS:")[2]
        names = [name for name in re.findall(r"^  ([a-z]+)\b", subcommands, re.M) if name != "help"]
        for name in names:
            self._discover(command + [name])
        if not names:
            self.options[" ".join(command)] = options
