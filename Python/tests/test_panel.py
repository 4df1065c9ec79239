"""Panels: the same numbers from every table, in any order, on any number of threads, and from the command."""

from __future__ import annotations

import csv
import io
import os
import pathlib
import threading
from typing import Any

import churnforecast as cf
import pytest

MODEL = cf.NetGrowth(baseline="saturating", errors="independent", drivers=["outages"], fallback="naive")


def sorted_rows(made: cf.PanelForecast) -> list[tuple[Any, ...]]:
    """The rows of the forecasts, whatever their order."""
    return sorted(zip(*made.forecasts.values()))


def test_order_and_threads(many: dict[str, list[Any]]) -> None:
    """Neither the order of rows nor the number of threads nor the pieces of a table change a digit."""
    import pyarrow

    expected = sorted_rows(cf.forecast(many, MODEL, h=6, n_jobs=1))
    assert len(expected) == 60
    rows = list(zip(*many.values()))
    rows.sort(key=lambda row: (row[1], row[0]))
    mixed = dict(zip(many, map(list, zip(*rows))))
    assert sorted_rows(cf.forecast(mixed, MODEL, h=6, n_jobs=4)) == expected
    assert sorted_rows(cf.forecast(many, MODEL, h=6, grouped=True)) == expected
    table = pyarrow.table(many)
    pieces = pyarrow.Table.from_batches(table.to_batches(max_chunksize=7))
    assert sorted(zip(*cf.forecast(pieces, MODEL, h=6, grouped=True).forecasts.to_pydict().values())) == expected
    sliced = pyarrow.table({name: ["x" if name == "unique_id" else None, *values] for name, values in many.items()})
    assert sorted(zip(*cf.forecast(sliced.slice(1), MODEL, h=6).forecasts.to_pydict().values())) == expected
    with pytest.raises(cf.DataError, match="comes again after another one"):
        cf.forecast(mixed, MODEL, grouped=True)


def test_same_as_the_command(many: dict[str, list[Any]], tmp_path: pathlib.Path) -> None:
    """The command gives the same forecasts to its rounding, also by simulation: draws follow from the name."""
    path = tmp_path / "panel.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["series", "month", "mau", "outages"])
        writer.writerows(zip(many["unique_id"], many["ds"], map(repr, many["y"]), many["outages"]))
    for draws, flags in ((None, []), (500, ["--draws", "500"])):
        text = cf.command(
            ["batch", str(path), "--driver", "outages", "--baseline", "saturating", "--errors", "independent"]
            + ["--months", "6", "--quiet", *flags]
        )
        theirs = [[row[0], row[1], *map(float, row[2:7])] for row in list(csv.reader(io.StringIO(text)))[1:]]
        ours = sorted_rows(cf.forecast(many, MODEL, h=6, draws=draws))
        assert [[row[0], row[1], *map(round, row[2:7])] for row in ours] == sorted(theirs)


def test_pooling(many: dict[str, list[Any]], tmp_path: pathlib.Path) -> None:
    """Effects that borrow from one another are those of the command, in any order and on any number of threads."""
    import pyarrow

    rows = []
    for index in range(12):
        level = 12.0
        for month in range(20):
            outages = (index * 5 + month * 7) % 4
            level += 0.004 - (0.01 + 0.001 * (index % 5)) * (outages - 1) + 0.01 * ((index * 31 + month * 17) % 11 - 5) / 5
            rows.append((f"s{index:02}", f"20{20 + month // 12}-{month % 12 + 1:02}", round(2.718281828**level), outages))
    frame = pyarrow.table(dict(zip(["unique_id", "ds", "y", "outages"], map(list, zip(*rows)))))
    model = cf.NetGrowth(baseline="constant", errors="independent", drivers=["outages"])
    made = cf.forecast(frame, model, h=6, pool=True)
    assert cf.forecast(frame, model, h=6, pool=True, n_jobs=1).forecasts.equals(made.forecasts)
    (effect,) = made.pooling
    assert effect.effect == "outages" and effect.series == 12 and 0.005 < (effect.mean or 0) < 0.02
    assert made.forecasts["model"].unique().to_pylist() == ["net-growth (pooled)"]
    names = made.coefficients["coefficient"].to_pylist()
    assert names.count("outages (pooled)") == 12 and names.count("outages") == 12
    assert cf.forecast(frame, model, h=6).pooling == ()
    path, out = tmp_path / "panel.csv", tmp_path / "out"
    path.write_text("series,month,mau,outages\n" + "".join(f"{a},{b},{c},{d}\n" for a, b, c, d in rows))
    options = ["--driver", "outages", "--baseline", "constant", "--errors", "independent", "--months", "6", "--pool", "--quiet"]
    cf.command(["batch", str(path), "--out", str(out), *options])
    (row,) = csv.DictReader((out / "pooling.csv").open())
    assert float(row["mean"]) == pytest.approx(effect.mean, rel=1e-9)
    assert float(row["newLower"]) == pytest.approx(effect.new_lower95, rel=1e-9)
    theirs = {
        (one["series"], one["coefficient"]): float(one["estimate"])
        for one in csv.DictReader((out / "coefficients" / "part-00000.csv").open())
    }
    columns = made.coefficients.to_pydict()
    for series, name, estimate in zip(columns["unique_id"], columns["coefficient"], columns["estimate"]):
        assert theirs[series, name] == pytest.approx(estimate, rel=1e-8)
    assert cf.forecast(frame.to_reader(), model, h=6, pool=True).forecasts.equals(made.forecasts)
    with pytest.raises(cf.DataError, match="cannot be pooled"):
        cf.forecast(frame.slice(0, 20), model, pool=True)
    with pytest.raises(cf.DataError, match="cannot be pooled"):
        cf.forecast(many, cf.Auto(), pool=True)


def test_names(many: dict[str, list[Any]]) -> None:
    """Names come back as they are: whole numbers of any width, texts, categories."""
    import pandas
    import polars

    frame = polars.DataFrame(many)
    for kind in (polars.Int8, polars.UInt32, polars.Int64, polars.UInt64):
        numbered = frame.with_columns(polars.col("unique_id").str.slice(1).cast(kind))
        made = cf.forecast(numbered, MODEL, h=1).forecasts
        assert made["unique_id"].dtype == kind and made["unique_id"].to_list() == list(range(10))
    large = frame.with_columns(unique_id=polars.lit(2**64 - 1, dtype=polars.UInt64)).head(40)
    assert cf.forecast(large, MODEL, h=1).forecasts["unique_id"].to_list() == [2**64 - 1]
    categories = pandas.DataFrame(many).astype({"unique_id": "category"})
    assert str(cf.forecast(categories, MODEL, h=1).forecasts["unique_id"].dtype) == "category"
    strange = frame.with_columns(unique_id=polars.lit("=1+1, \"a\"\n€")).head(40)
    assert cf.forecast(strange, MODEL, h=1).forecasts["unique_id"].to_list() == ["=1+1, \"a\"\n€"]


def test_duckdb(many: dict[str, list[Any]]) -> None:
    """A relation of DuckDB goes in and comes out, with its decimals."""
    import duckdb
    import pyarrow

    relation = duckdb.from_arrow(pyarrow.table(many)).project("unique_id, ds, y, outages * 1.0 as outages")
    made = cf.forecast(relation, MODEL, h=2)
    assert isinstance(made.forecasts, duckdb.DuckDBPyRelation)
    assert made.forecasts.aggregate("count(*)").fetchall() == [(20,)]
    assert made.failures.fetchall() == []


def test_failures(many: dict[str, list[Any]]) -> None:
    """A faulty series is a row of the failures and stops nothing; short ones have the fallback."""
    rows = list(zip(*many.values()))
    rows += [("zero", f"2020-{month:02d}", 0.0 if month == 5 else 10.0, 1) for month in range(1, 13)]
    rows += [("twice", "2020-01", 5.0, 1), ("twice", "2020-01", 6.0, 1)]
    rows += [("wild", "2020-01", 5.0, float("inf")), (None, "2020-01", 5.0, 1.0)]
    rows += [("when", "January", 5.0, 1.0), ("short", "2020-01", 5.0, 1.0), ("short", "2020-02", 6.0, 1.0)]
    columns = dict(zip(many, map(list, zip(*rows))))
    columns["outages"] = list(map(float, columns["outages"]))
    made = cf.forecast(columns, MODEL, h=2)
    reasons = dict(zip(made.failures["unique_id"], made.failures["reason"]))
    assert reasons == {
        "zero": "bad-users", "twice": "repeated-month", "wild": "bad-number", None: "nameless", "when": "bad-month"
    }
    messages = dict(zip(made.failures["unique_id"], made.failures["message"]))
    assert messages["zero"].startswith("column `y`, row 404 (counted from 0): 0.0 users.")
    assert '"January" is no month' in messages["when"] and "rows 412 and 413" in messages["twice"]
    models = dict(zip(made.forecasts["unique_id"], made.forecasts["model"]))
    assert models["short"] == "naive" and models["s0"] == "net-growth"


def test_later_drivers(many: dict[str, list[Any]]) -> None:
    """Later values are those of each series; a series without them goes on by itself."""
    names = [f"s{index}" for index in range(5)]
    later = {
        "unique_id": [name for name in names for _ in range(2)],
        "ds": ["2021-05", "2021-06"] * 5,
        "outages": [0, 0] * 5,
    }
    plain = dict(zip(*(cf.forecast(many, MODEL, h=2).forecasts[key] for key in ("unique_id", "NetGrowth"))))
    calm = dict(zip(*(cf.forecast(many, MODEL, h=2, X_df=later).forecasts[key] for key in ("unique_id", "NetGrowth"))))
    assert all((calm[name] > plain[name]) == (name in names) for name in plain)


def test_progress_and_benchmarks(many: dict[str, list[Any]], capsys: pytest.CaptureFixture[str]) -> None:
    """Progress is told; benchmarks are forecasters too."""
    seen: list[tuple[int, int]] = []
    made = cf.forecast(many, cf.Benchmark("theta"), h=2, progress=lambda series, failed: seen.append((series, failed)))
    assert seen == [(10, 0)] and "theta" in made.forecasts and len(made.coefficients["estimate"]) == 0
    cf.forecast(many, cf.Benchmark("naive"), h=2, progress=True)


def test_threads_and_fork(many: dict[str, list[Any]]) -> None:
    """Four threads at once, and a child of a fork, get what the parent gets."""
    expected = sorted_rows(cf.forecast(many, MODEL, h=3))
    found: list[Any] = []
    threads = [
        threading.Thread(target=lambda: found.append(sorted_rows(cf.forecast(many, MODEL, h=3)))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4
    child = os.fork()
    if child == 0:
        os._exit(0 if sorted_rows(cf.forecast(many, MODEL, h=3)) == expected else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_interrupt(tmp_path: pathlib.Path) -> None:
    """An interrupt ends a forecast between two steps, and the interpreter goes on."""
    import signal
    import subprocess
    import sys
    import time

    script = tmp_path / "long.py"
    script.write_text(
        "import churnforecast as cf\n"
        "months = [f'{2018 + i // 12}-{i % 12 + 1:02d}' for i in range(60)]\n"
        "rows = {'unique_id': [f's{i}' for i in range(8192) for _ in months], 'ds': months * 8192,\n"
        "        'y': [1000 + (i * 7919) % 97 for i in range(60 * 8192)]}\n"
        "try:\n"
        "    cf.forecast(rows, cf.Auto(), h=12, progress=lambda series, failed: print(series, flush=True))\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted', cf.version(), flush=True)\n"
    )
    run = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None and int(run.stdout.readline()) < 8192
    time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    assert run.stdout.read().splitlines()[-1].startswith("interrupted")
    assert run.wait(timeout=60) == 0


def test_names_that_look_alike(many: dict[str, list[Any]]) -> None:
    """Names are equal only if all their bytes are."""
    rows = {name: list(values[:80]) for name, values in many.items()}
    rows["unique_id"] = ["\u00e9"] * 40 + ["e\u0301"] * 40
    for grouped in (False, True):
        made = cf.forecast(rows, MODEL, h=1, grouped=grouped)
        assert made.forecasts["unique_id"] == ["\u00e9", "e\u0301"]


def test_names_in_the_index(many: dict[str, list[Any]]) -> None:
    """A frame of pandas may have series and months in its index."""
    import pandas

    frame = pandas.DataFrame(many)
    expected = cf.forecast(frame, MODEL, h=1).forecasts
    for index in ("unique_id", ["unique_id", "ds"]):
        assert cf.forecast(frame.set_index(index), MODEL, h=1).forecasts.equals(expected)


def test_nothing_known(many: dict[str, list[Any]]) -> None:
    """A column without any value is unknown in every month."""
    import polars

    frame = polars.DataFrame(many).with_columns(nothing=polars.lit(None))
    made = cf.forecast(frame, cf.NetGrowth(drivers={"nothing": cf.Driver(missing="zero")}), h=1)
    assert set(made.failures["reason"]) <= {"unknown-driver", "inseparable", "nothing-left"}
