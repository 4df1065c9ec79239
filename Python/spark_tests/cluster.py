"""Runs the package on a standalone cluster of Spark, kills a worker in the middle of a job, and checks the results."""

from __future__ import annotations

import hashlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from typing import Any

import churnforecast as cf
import churnforecast.spark
import pyarrow
import pyspark
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

SERIES = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
MONTHS = 60
MODEL = cf.NetGrowth(baseline="saturating", errors="independent", drivers=["outages", "negativity"])
OPTIONS: dict[str, Any] = {"h": 24, "driver_forecast": "hold"}
HOST = "127.0.0.1"


class Cluster:
    """A master and two workers with one core each, in processes of their own."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "SPARK_NO_DAEMONIZE": "1",
            "SPARK_LOCAL_IP": HOST,
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_WORKER_DIR": str(folder / "work"),
        }
        self.spark_class = pathlib.Path(pyspark.__file__).parent / "bin/spark-class"
        deploy = "org.apache.spark.deploy"
        self.processes = [
            self._start("master", f"{deploy}.master.Master", "--host", HOST, "--port", "17077", "--webui-port", "18080")
        ]
        for number in (1, 2):
            port = str(18080 + number)
            self.processes.append(
                self._start(
                    f"worker{number}", f"{deploy}.worker.Worker", "--host", HOST, "--cores", "1", "--memory", "2g",
                    "--webui-port", port, f"spark://{HOST}:17077",
                )
            )
        self._wait()

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{name}.log").open("wb")
        return subprocess.Popen(
            [str(self.spark_class), *arguments], env=self.environment, stdout=log, stderr=log, start_new_session=True
        )

    def _wait(self) -> None:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"http://{HOST}:18080/json/", timeout=5) as answer:
                    if json.load(answer)["aliveworkers"] == 2:
                        return
            except OSError:
                pass
            time.sleep(0.5)
        raise SystemExit("the cluster did not start; see " + str(self.folder))

    def session(self) -> SparkSession:
        """A session whose driver has no engine of its own in the path of the workers."""
        os.environ.update(self.environment)
        return (
            SparkSession.builder.master(f"spark://{HOST}:17077")
            .appName("churnforecast")
            .config("spark.driver.host", HOST)
            .config("spark.executor.memory", "1g")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "50000")
            .getOrCreate()
        )

    def kill_worker(self) -> None:
        """Kills the second worker with its executor, as a machine that fails."""
        worker = self.processes[2].pid
        for line in subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True).stdout.splitlines()[1:]:
            pid, parent = map(int, line.split())
            if parent == worker:
                os.kill(pid, signal.SIGKILL)
        os.killpg(worker, signal.SIGKILL)

    def stop(self) -> None:
        """Ends all processes."""
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


def panel(spark: SparkSession, count: int) -> DataFrame:
    """A panel made on the cluster: users that grow, less what outages and negativity take."""
    rows = spark.range(count * MONTHS, numPartitions=8)
    series = (f.col("id") / MONTHS).cast("long")
    month = (f.col("id") % MONTHS).cast("int")
    noise = (f.abs(f.hash("id")) % 1000) / 1000.0 - 0.5
    return rows.select(
        f.concat(f.lit("series"), series).alias("unique_id"),
        f.add_months(f.to_date(f.lit("2018-01-01")), month).alias("ds"),
        (600_000 * (2 - f.exp(-month / 20.0)) * (1 + 0.02 * noise)).alias("y"),
        (f.abs(f.hash("id", f.lit(1))) % 5).cast("double").alias("outages"),
        ((f.abs(f.hash("id", f.lit(2))) % 100) / 300.0).alias("negativity"),
    )


def digest(table: pyarrow.Table) -> str:
    """The hash of sorted content."""
    text = hashlib.sha256()
    for row in sorted(table.to_pylist(), key=lambda row: str(row["unique_id"])):
        text.update(repr(row).encode())
    return text.hexdigest()


def written(path: pathlib.Path) -> pyarrow.Table:
    """What a job wrote."""
    import pyarrow.parquet

    assert (path / "_SUCCESS").exists(), "there is no _SUCCESS"
    return pyarrow.parquet.read_table(path)


def check(name: str, condition: bool) -> None:
    """Says what was checked, and ends where it does not hold."""
    print(("ok   " if condition else "FAIL ") + name, flush=True)
    if not condition:
        raise SystemExit(1)


def timed(name: str, work: Any) -> float:
    """Seconds of some work."""
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    print(f"     {name}: {seconds:.2f} s", flush=True)
    return seconds


def main() -> None:
    """The test."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="churnforecast-spark-"))
    cluster = Cluster(folder)
    try:
        spark = cluster.session()
        spark.sparkContext.setLogLevel("ERROR")
        run(spark, cluster, folder)
        spark.stop()
    finally:
        cluster.stop()


def run(spark: SparkSession, cluster: Cluster, folder: pathlib.Path) -> None:
    """The checks, one after another."""
    panel(spark, SERIES).write.mode("overwrite").parquet(str(folder / "panel"))
    df = spark.read.parquet(str(folder / "panel"))

    # Local equals Spark bit for bit.
    small = df.where("unique_id in ('series1', 'series22', 'series333', 'series4')")
    local = cf.forecast(pyarrow.table(small.toArrow()), MODEL, **OPTIONS)
    remote = cf.spark.forecast(small, MODEL, partitions=3, **OPTIONS)
    keys = ("unique_id", "ds")
    expected = sorted(local.forecasts.to_pylist(), key=lambda row: tuple(str(row[key]) for key in keys))
    found = sorted(remote.forecasts.toArrow().to_pylist(), key=lambda row: tuple(str(row[key]) for key in keys))
    check("Spark equals the local forecast bit for bit", [dict(row) for row in found] == expected)
    names = sorted(map(repr, local.coefficients.to_pylist()))
    check("and so do the coefficients", sorted(map(repr, remote.coefficients.toArrow().to_pylist())) == names)
    drawn = [
        cf.spark.forecast(small, MODEL, partitions=count, h=3, draws=200).forecasts.toArrow().to_pylist()
        for count in (1, 4)
    ]
    check("draws follow from the name", sorted(map(repr, drawn[0])) == sorted(map(repr, drawn[1])))

    # Later drivers, failures, numbers as names, timestamps.
    later = small.select("unique_id").distinct().crossJoin(
        spark.sql("select date'2023-01-01' as ds, 9.0D as outages, 0.2D as negativity union all "
                  "select date'2023-02-01', 9.0D, 0.2D")
    )
    bad = small.withColumn("y", f.when(f.col("unique_id") == "series4", -1.0).otherwise(f.col("y")))
    stormy = cf.spark.forecast(bad, MODEL, h=2, X_df=later)
    near = cf.forecast(pyarrow.table(bad.toArrow()), MODEL, h=2, X_df=pyarrow.table(later.toArrow()))
    pairs = [sorted(map(repr, part.to_pylist())) for part in (stormy.forecasts.toArrow(), near.forecasts)]
    check("later drivers as in the local forecast", pairs[0] == pairs[1] and len(pairs[0]) == 6)
    failures = stormy.failures.toArrow().to_pylist()
    check("a failure is a row", [row["reason"] for row in failures] == ["bad-users"])
    numbered = small.withColumn("unique_id", f.regexp_extract("unique_id", r"\d+", 0).cast("int"))
    numbered = numbered.withColumn("ds", f.col("ds").cast("timestamp"))
    made = cf.spark.forecast(numbered, MODEL, **OPTIONS).nested.toArrow()
    check("numbers stay numbers", sorted(made["unique_id"].to_pylist()) == [1, 4, 22, 333])

    # Effects that borrow from one another: sums of every partition, one pool.
    some = df.where("hash(unique_id) % 20 = 0 or unique_id in ('series1', 'series22')")
    near = cf.forecast(pyarrow.table(some.toArrow()), MODEL, pool=True, **OPTIONS)
    far = cf.spark.forecast(some, MODEL, pool=True, partitions=5, **OPTIONS)
    pooled = [{(row["unique_id"], row["coefficient"]): row["estimate"] for row in table.to_pylist()}
              for table in (near.coefficients, far.coefficients.toArrow())]
    close = all(abs(pooled[1][key] - value) <= 1e-9 * abs(value) + 1e-12 for key, value in pooled[0].items())
    check(f"pooled effects of {far.pooling[0].series} series as in the local forecast",
          close and len(pooled[0]) == len(pooled[1]) and any(key[1] == "outages (pooled)" for key in pooled[1]))

    # The job itself, undisturbed and with a worker that dies.
    job = cf.spark.forecast(df, MODEL, partitions=24, **OPTIONS)
    shuffled = df.repartition(24, "unique_id").sortWithinPartitions("unique_id", "ds")
    timed("shuffle and sort alone", lambda: shuffled.write.format("noop").mode("overwrite").save())
    timed("with the engine", lambda: job.nested.write.format("noop").mode("overwrite").save())
    calm = timed("and Parquet", lambda: job.write(str(folder / "calm")))
    first = written(folder / "calm")
    check(f"one row a series, {SERIES}", first.num_rows == SERIES and len(set(first["unique_id"].to_pylist())) == SERIES)
    check("nothing failed", first["reason"].null_count == SERIES)

    import threading

    killer = threading.Timer(calm / 3, cluster.kill_worker)
    killer.start()
    hurt = timed("Parquet with a worker killed in mid-job", lambda: job.write(str(folder / "hurt")))
    killer.join()
    second = written(folder / "hurt")
    check("the same rows after a worker died", digest(second) == digest(first))
    print(f"     {hurt / calm:.2f} times as long", flush=True)

    # What is missing is made by another run.
    half = df.where("hash(unique_id) % 2 = 0")
    cf.spark.forecast(half, MODEL, **OPTIONS).write(str(folder / "parts"))
    rest = cf.spark.remaining(df, str(folder / "parts"))
    cf.spark.forecast(rest, MODEL, **OPTIONS).write(str(folder / "parts"), mode="append")
    check("a second run makes what is missing", digest(written(folder / "parts")) == digest(first))


if __name__ == "__main__":
    main()
