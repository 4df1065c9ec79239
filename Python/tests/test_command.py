"""The command that comes with the package, scenarios and signals."""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys
import warnings

import churnforecast as cf
import pytest

DATA = pathlib.Path(__file__).parents[2] / "data"


def test_version_and_exit_codes() -> None:
    """The launcher prints what the program prints and ends with its codes."""
    launcher = pathlib.Path(sys.executable).with_name("churn-forecast")
    run = subprocess.run([launcher, "--version"], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == cf.version()
    assert subprocess.run([launcher, "forcast"], capture_output=True).returncode == 64
    assert subprocess.run([launcher, "fit", "nothing.csv"], capture_output=True).returncode == 66
    assert re.search(r"cf_|libchurn", "\n".join(os.listdir(pathlib.Path(cf.__file__).parent)))


def test_library_needs_no_swift() -> None:
    """The library loads nothing but the C and C++ libraries and libcsv."""
    library = next(pathlib.Path(cf.__file__).parent.glob("libchurnforecast.so"))
    needed = subprocess.run(["ldd", library], capture_output=True, text=True, check=True).stdout
    names = {line.split()[0].split("/")[-1].split(".")[0].split("-")[0] for line in needed.splitlines()}
    assert names <= {"linux", "libc", "libm", "libstdc++", "libgcc_s", "libcsv", "ld", "libdl", "libpthread"}


def test_scenarios(tmp_path: pathlib.Path) -> None:
    """The founding scenario, and the questions to it."""
    scenario = cf.Scenario(DATA / "twitter/insider-intelligence.yaml")
    run = scenario.run()
    assert "335.7" in str(run) and run.plot().get_ylabel() == "users"
    assert "outages" in str(scenario.attribute())
    assert "outages" in str(scenario.price(value_per_user=10))
    assert scenario.goal(keep="360M", using="outages").data
    assert scenario.tornado().data and "scenario" in scenario.check()
    assert "<svg" in scenario.report(tmp_path / "page.html") and "<iframe" in scenario._repr_html_()
    with pytest.raises(cf.DataError, match="no scenario|Did you mean"):
        scenario.attribute(scenario="nothing")


def test_outages() -> None:
    """Raw reports become a driver with its errors, in clocks of any zone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = cf.outages(DATA / "signals/made-up-reports.csv", zone="America/New_York")
        both = cf.outages(DATA / "signals/made-up-reports.csv", DATA / "signals/made-up-incidents.json")
    assert found.events and "start" in found.events
    assert len(both.months["outages"]) == len(both.months["outages_se"]) > 0


def test_outages_of_a_frame() -> None:
    """A frame is as good as a file."""
    import polars

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = polars.read_csv(DATA / "signals/made-up-reports.csv")
        made = cf.outages(frame)
        assert isinstance(made.months, polars.DataFrame)
        assert made.months["outages"].to_list() == cf.outages(DATA / "signals/made-up-reports.csv").months["outages"]


def test_negativity() -> None:
    """Posts become a share, by the word lists in the wheel."""
    lexica = pathlib.Path(cf.__file__).parent / "lexica"
    if not lexica.exists():
        pytest.skip("the set-up could not fetch the word lists")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = cf.negativity(
            DATA / "signals/made-up-posts.csv", language="en", labels=DATA / "signals/made-up-sample.csv"
        )
    assert made.months["month"][0] == "2022-07"
    shares = made.months["negativity"]
    assert abs(sum(shares[:4]) / 4 - 0.22) < 0.08 and abs(sum(shares[5:]) / len(shares[5:]) - 0.45) < 0.08


def test_remarks_are_warnings(tmp_path: pathlib.Path) -> None:
    """What had to be decided in reading is told."""
    (tmp_path / "x.csv").write_text("month,mau\n" + "".join(f"Jan {2000 + i},{100 + i}\n" for i in range(20)))
    with pytest.warns(UserWarning, match="name YYYY|months"):
        cf.command(["forecast", str(tmp_path / "x.csv")])
    assert "mau" in cf.inspect(tmp_path / "x.csv")


def test_exports() -> None:
    """The library shows the functions of its interface, and nothing else."""
    library = next(pathlib.Path(cf.__file__).parent.glob("libchurnforecast.so"))
    listed = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
    shown = [line.split()[2] for line in listed.splitlines() if line.split()[1] in "TDBRWV"]
    header = (DATA.parent / "Python/native/churnforecast.h").read_text()
    assert shown and all(re.search(rf"\b{name}\(", header) for name in shown)
