extension Advice {
  private static let files = [
    "data.csv": plain, "s.yaml": storm,
    "truth.yaml": """
    drivers: {outages: {reference: 2}}
    errors: independent
    simulate:
      coefficients: {baseline: 0.01, outages: 0.004}
      innovation: 0.01
      users: 10M
      start: 2018-01
      drivers: {outages: {process: poisson, rate: 2}}

    """,
  ]

  private init(_ advice: String, _ commands: [String], follow: [String]) {
    self.init(advice, Self.files, commands, follow: follow)
  }

  static let options: [Advice] = [
    Advice(
      "leave those options out", ["fit data.csv --model auto --baseline constant"],
      follow: ["fit data.csv --model auto"]),
    Advice("choose another file", [fit + " --out data.csv"], follow: [fit + " --out f.json"]),
    Advice("--out needs a file", [fit + " --out -"], follow: [fit + " --out f.json"]),
    Advice("which no --driver uses", [fit + " --missing x=zero"], follow: [fit + " --driver x --missing x=zero"]),
    Advice(
      "is the old name of --future; leave it out",
      [fit + " --driver x --out f.json", "forecast f.json --future data.csv --drivers data.csv"],
      follow: [fit + " --driver x --out f.json", "forecast f.json"]),
    Advice(
      "is the old name of --count; leave it out", ["simulate --model truth.yaml --count 2 --series 2"],
      follow: ["simulate --model truth.yaml --count 2"]),
    Advice(
      "Lower `--count` or `--months`", ["simulate --model truth.yaml --count 9000000 --months 1000"],
      follow: ["simulate --model truth.yaml --count 2"]),
    Advice(
      "Take fewer origins by `--every`", files.merging(["data.csv": rows(1200)]) { $1 },
      ["backtest data.csv --driver x --driver 'carryover(x, fit)' --errors auto --months 60"],
      follow: ["backtest data.csv --driver x --errors independent --baseline constant --months 6 --every 200"]),
    Advice("Did you mean `forecast`?", ["forcast data.csv"], follow: ["forecast data.csv"]),
    Advice(
      "run it by `churn-forecast scenario run`", ["forecast s.yaml"], follow: ["scenario run s.yaml"]),
    Advice(
      "leave out the options that describe them", [fit + " --out f.json", "forecast f.json --driver x"],
      follow: [fit + " --out f.json", "forecast f.json"]),
    // Reports.
    Advice("must end in .html or .md", ["report s.yaml --out r.pdf"], follow: ["report s.yaml --out r.md"]),
    Advice(
      "only --out, --open, --seed, --scenario, --value-per-user, --keep, --by and --with can be combined with it",
      ["report s.yaml --months 3 --out r.html"], follow: ["report s.yaml --seed 3 --value-per-user 2 --out r.html"]),
    Advice(
      "leave out the options that describe them", [fit + " --out f.json", "report f.json --driver x --out r.html"],
      follow: [fit + " --out f.json", "report f.json --out r.html"]),
    Advice(
      "are for scenario files", ["report data.csv --value-per-user 2 --out r.html"],
      follow: ["report s.yaml --value-per-user 2 --out r.html"]),
    Advice(
      "how many users, and by which driver", ["report s.yaml --keep 1M --out r.html"],
      follow: ["report s.yaml --keep 1M --with outages --out r.html"]),
  ]
}
