"""Folders that batch wrote, finished or stopped: changed files, more files, fewer, others; report and --resume read them."""

import json

import mutations
from cases import FOLDER, LINK, Case, Step
from csv_data import Table, changed, ends, written
from saved_fit import any_value, as_text


def change(random, files):
    """One change of the folder's contents."""
    path = random.choice(sorted(files))
    content = files[path]
    choice = random.randrange(12)
    if isinstance(content, tuple):
        choice = 6
    if choice <= 3 and path.endswith("manifest.json"):
        _change_manifest(random, files, path)
    elif choice <= 3 and path.endswith(".csv"):
        files[path] = written(random, changed(random, Table.read(content)), plain=0.85)
    elif choice == 4 or choice <= 3:
        files[path] = mutations.changed_bytes(random, content)
    elif choice == 5:
        del files[path]
    elif choice == 6:
        files[path] = random.choice([(FOLDER,), (LINK, "../other.txt"), (LINK, "part-00000.csv"), (LINK, path.split("/")[-1]),
            (LINK, "nowhere"), (LINK, ".."), b""])
    elif choice == 7:
        name = random.choice(["part-00001.csv", "part-00009.csv", "part-99999.csv", "part-100000.csv", "part-0.csv", "part-.csv",
            "part--0001.csv", "part-00000.csv.gz", "PART-00000.csv",
                              "part-99999999999999999999.csv", "coefficients/part-00007.csv", "coefficients/x", "_SUCCESS",
                              ".lock", ".progress/x", ".progress/part-00000.json", "x\u0301.csv", ".part-00000.csv.tmp"])
        if not any(name == other or other.startswith(name + "/") or name.startswith(other + "/") for other in files):
            files[name] = random.choice([content, b"", b"\x00" * 100])
    elif choice == 8:
        other = random.choice(sorted(files))
        files[path], files[other] = files[other], files[path]
    elif choice == 9:
        files[path] = content[:random.randrange(len(content) + 1)]
    elif choice == 10 and "manifest.json" in files:
        _change_manifest(random, files, "manifest.json")
    else:
        files[path] = content * random.choice([2, 3])


def _change_manifest(random, files, path):
    if isinstance(files[path], tuple):
        return
    try:
        tree = json.loads(files[path])
    except ValueError:
        return
    files[path] = as_text(random, mutations.changed_tree(random, tree, any_value)).encode("utf-8", "surrogatepass")


def generate(random, seeds):
    arguments, folder = seeds.folders[random.choice(sorted(seeds.folders))]
    folder = dict(folder)
    for _ in range(random.choice([0, 1, 1, 1, 2, 3])):
        if folder:
            change(random, folder)
    files = {"out/" + path: content for path, content in folder.items()}
    files = {path: content for path,
        content in files.items() if not any(path.startswith(other + "/") for other in files if other != path)}
    files.setdefault("out", (FOLDER,)) if not files else None
    files["other.txt"] = b"not to be touched\n"
    panel = arguments[0]
    files[panel] = seeds.files[panel]
    if random.random() < 0.1:
        files[panel] = written(random, changed(random, Table.read(files[panel])))
    if random.random() < 0.5:
        steps = [Step(["report", "out", "--out", random.choice(["page.html", "page.md"])])]
    else:
        call = ["batch"] + arguments + ["--quiet", "--resume", "--out", "out"]
        steps = [Step(call)]
        if random.random() < 0.5:
            steps.append(Step(["report", "out", "--out", "page.html"]))
    return Case("batch_folder", files, [ends(random, step) for step in steps])
