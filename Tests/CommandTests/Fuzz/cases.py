"""An input of the program: files, and one or more calls of the program, kept in memory or as a JSON file."""

import base64
import fcntl
import json
import os

LINK, FOLDER, PIPE = "link", "folder", "pipe"


class Step:
    """One call. `stdin` is the name of a file; `stdout` and `stderr` are file, closed, full or broken (a pipe without reader)."""

    def __init__(self, arguments, stdin=None, stdout="file", stderr="file"):
        self.arguments, self.stdin, self.stdout, self.stderr = arguments, stdin, stdout, stderr

    def as_tree(self):
        tree = {"arguments": self.arguments}
        for key in ("stdin", "stdout", "stderr"):
            if getattr(self, key) not in (None, "file"):
                tree[key] = getattr(self, key)
        return tree


class Case:
    """Files are bytes, (LINK, target), (FOLDER,) or (PIPE,), by their paths in the working folder."""

    def __init__(self, kind, files, steps):
        self.kind, self.files, self.steps = kind, files, steps

    def copy(self):
        return Case(self.kind, dict(self.files),
                    [Step(list(step.arguments), step.stdin, step.stdout, step.stderr) for step in self.steps])

    def as_tree(self):
        files = {}
        for path, content in self.files.items():
            if isinstance(content, tuple):
                files[path] = {content[0]: content[1] if len(content) > 1 else True}
            else:
                try:
                    files[path] = {"text": content.decode("utf-8")}
                except UnicodeDecodeError:
                    files[path] = {"base64": base64.b64encode(content).decode("ascii")}
        return {"kind": self.kind, "steps": [step.as_tree() for step in self.steps], "files": files}

    @staticmethod
    def from_tree(tree):
        files = {}
        for path, content in tree["files"].items():
            if "text" in content:
                files[path] = content["text"].encode("utf-8")
            elif "base64" in content:
                files[path] = base64.b64decode(content["base64"])
            elif LINK in content:
                files[path] = (LINK, content[LINK])
            else:
                files[path] = (FOLDER,) if FOLDER in content else (PIPE,)
        return Case(tree["kind"], files, [Step(**step) for step in tree["steps"]])

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as file:
            return Case.from_tree(json.load(file))

    def write(self, path, found):
        """Writes the case and, for people, what was found."""
        tree = self.as_tree()
        tree["found"] = found
        temporary = "%s.%d" % (path, os.getpid())
        with open(temporary, "w", encoding="utf-8") as file:
            json.dump(tree, file, indent=1, ensure_ascii=True)
            file.write("\n")
        os.replace(temporary, path)

    def lay_out(self, place):
        """Writes the files into an empty folder; returns the descriptors that keep pipes open."""
        held = []
        for path, content in self.files.items():
            target = os.path.join(place, path)
            if "/" in path:
                os.makedirs(os.path.dirname(target), exist_ok=True)
            if not isinstance(content, tuple):
                with open(target, "wb") as file:
                    file.write(content)
            elif content[0] == LINK:
                os.symlink(content[1], target)
            elif content[0] == FOLDER:
                os.makedirs(target, exist_ok=True)
            else:
                os.mkfifo(target)
                held.append(os.open(target, os.O_RDWR | os.O_NONBLOCK))
                # Nobody reads: a page must fit.
                fcntl.fcntl(held[-1], getattr(fcntl, "F_SETPIPE_SZ", 1031), 1 << 20)
        return held
