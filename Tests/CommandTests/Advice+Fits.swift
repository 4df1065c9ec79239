import Foundation

extension Advice {
  static func month(_ index: Int) -> String { String(format: "%d-%02d", 2018 + index / 12, index % 12 + 1) }

  /// 60 months whose growth is 1 % with pseudo-noise of 1 %; columns x (0 … 4) and y (twice x).
  static func rows(
    _ count: Int = 60, _ change: (Int, Double) -> String = { _, users in "\(Int(users))" },
    x: (Int) -> String = { "\(($0 * $0) % 5)" }, y: (Int) -> String = { "\(2 * (($0 * $0) % 5))" }
  ) -> String {
    var level = 15.0
    return "month,mau,x,y\n"
      + (0..<count).map { index in
        level += 0.01 + 0.01 * sin(12.9898 * Double(index * index)) - 0.004 * Double((index * index) % 5)
        return "\(month(index)),\(change(index, exp(level))),\(x(index)),\(y(index))\n"
      }.joined()
  }

  static func users(_ value: Double) -> String { "\(Int(value))" }
  static let plain = rows()
  static let fit = "fit data.csv --baseline constant --errors independent"
  static let constant = ["--baseline", "constant", "--errors", "independent"]

  static let fits: [Advice] = [
    // What is unlike the rest.
    Advice(
      "a blank cell leaves it out", rows { $0 == 30 ? users($1 * 1.6) : users($1) }, constant,
      repaired: rows { $0 == 30 ? "" : users($1) }),
    Advice(
      "--robust tukey", rows { $0 == 30 ? users($1 * 1.6) : users($1) }, constant,
      follow: ["--baseline", "constant", "--robust", "tukey"]),
    Advice(
      "--driver 'pulse(2020-07)' takes it out", rows { $0 >= 30 ? users($1 * 0.6) : users($1) }, constant,
      follow: constant + ["--driver", "pulse(2020-07)"]),
    Advice(
      "check the unit", rows { (20...22).contains($0) ? users($1 / 1000) : users($1) }, constant,
      repaired: plain),
    Advice(
      "leave it out (--to 2022-11)", rows { $0 == 59 ? users($1 * 0.5) : users($1) }, constant,
      follow: constant + ["--to", "2022-11"]),
    Advice(
      "leave it out (--to 2022-12)", plain + "2202-12,5000000,1,2\n", constant,
      follow: constant + ["--to", "2022-12"]),
    // Drivers and their data.
    Advice(
      "(--from 2018-05)", rows(x: { $0 < 5 ? "" : "\(($0 * $0) % 5)" }), constant + ["--driver", "x"],
      follow: constant + ["--driver", "x", "--from", "2018-05"]),
    Advice(
      "(--from 2018-07)", rows(x: { $0 < 5 ? "" : "\(($0 * $0) % 5)" }), constant + ["--driver", "lag(x, 2)"],
      follow: constant + ["--driver", "lag(x, 2)", "--from", "2018-07"]),
    Advice(
      "(--to 2022-10)", rows(x: { $0 > 57 ? "" : "\(($0 * $0) % 5)" }), constant + ["--driver", "x"],
      follow: constant + ["--driver", "x", "--to", "2022-10"]),
    Advice(
      "or the rule `carry`", rows(x: { $0 > 57 ? "" : "\(($0 * $0) % 5)" }), constant + ["--driver", "x"],
      follow: constant + ["--driver", "x", "--missing", "x=carry"]),
    Advice(
      "state a rule for missing values", rows(x: { $0 == 20 ? "" : "\(($0 * $0) % 5)" }),
      constant + ["--driver", "x"], follow: constant + ["--driver", "x", "--missing", "x=interpolate"]),
    Advice(
      "Leave out one of them", plain, constant + ["--driver", "x", "--driver", "y"],
      follow: constant + ["--driver", "x"]),
    Advice(
      "Leave it out, or use other months", rows(x: { $0 > 50 ? "1" : "0" }),
      constant + ["--driver", "x", "--to", "2021-12"], follow: constant + ["--driver", "x"]),
    Advice(
      "Leave one out", plain, constant + ["--driver", "x", "--driver", "x"], follow: constant + ["--driver", "x"]),
    Advice(
      "Use log1p(…)", plain, constant + ["--driver", "log(x)"], follow: constant + ["--driver", "log1p(x)"]),
    Advice("Choose another column", plain, constant + ["--driver", "mau"], follow: constant + ["--driver", "x"]),
    // Models.
    Advice(
      "Use fewer drivers, no seasonality or more months", rows(14),
      constant + ["--driver", "x", "--seasonality", "monthly"], follow: constant + ["--driver", "x"]),
    Advice(
      "use fewer drivers, no season, or more figures", rows(16),
      constant + ["--driver", "x", "--seasonality", "monthly"], follow: constant + ["--driver", "x"]),
    Advice(
      "Use seasonality none", rows { $0 % 3 == 2 ? users($1) : "" }, constant + ["--seasonality", "monthly"],
      follow: constant),
    Advice(
      "Use baseline constant", rows { index, _ in users(1e6 * exp(0.02 * Double(index) + 0.01 * Double(index % 2))) },
      ["--baseline", "decaying", "--errors", "independent"], follow: constant),
    Advice(
      "Use `robust` none or `errors` independent", plain, ["--robust", "huber", "--errors", "ar(1)"],
      follow: ["--robust", "huber", "--errors", "independent"]),
    Advice(
      "Use `robust` none or `baseline` constant", plain, ["--robust", "huber", "--baseline", "drifting"],
      follow: ["--robust", "huber", "--baseline", "constant"]),
    Advice(
      "Use `errors` independent or `baseline` constant", plain, ["--errors", "ar(1)", "--baseline", "drifting"],
      follow: ["--errors", "ar(1)", "--baseline", "constant"]),
    Advice(
      "Use standard errors newey-west",
      rows { index, _ in users(4e6 * exp(0.01 * Double(index) + 0.3 * sin(Double(index) / 4))) },
      ["--baseline", "constant", "--robust", "huber"],
      follow: ["--baseline", "constant", "--standard-errors", "newey-west"]),
    Advice(
      "Leave the errors to the program (errors choose)",
      rows { index, _ in users(4e6 * exp(0.01 * Double(index) + 0.3 * sin(Double(index) / 4))) }, constant,
      follow: ["--baseline", "constant", "--errors", "choose"]),
    Advice(
      "errors auto looks for others",
      rows { index, _ in users(4e6 * exp(0.01 * Double(index) + 0.3 * sin(Double(index) / 4))) },
      ["--baseline", "constant", "--errors", "ar(1)"], follow: ["--baseline", "constant", "--errors", "auto"]),
    Advice(
      "Errors auto leaves such orders out",
      rows { index, _ in
        users(
          4e6 * exp(0.01 * Double(index) + 0.02 * sin(12.9898 * Double(index * index * index) + 78.233 * Double(index)))
        )
      },
      ["--baseline", "constant", "--errors", "ma(1)"], follow: ["--baseline", "constant", "--errors", "auto"]),
    Advice(
      "(standard errors classical)", plain,
      constant + ["--driver", "x", "--driver", "pulse(2020-01)", "--standard-errors", "hc3"],
      follow: constant + ["--driver", "x", "--driver", "pulse(2020-01)", "--standard-errors", "classical"]),
    Advice("Check the column", rows { _, _ in "5000000" }, constant, repaired: plain),
    // Files.
    Advice(
      "Name the column of months with --month", ["panel.csv": panel.replacing("month,", with: "when,")], [batch],
      follow: [batch + " --month when"]),
    Advice(
      "--month names another", ["data.csv": plain.replacing("month,", with: "when,")], [fit],
      follow: [fit + " --month when"]),
    Advice("Did you mean `mau`?", plain, ["--mau", "maus"] + constant, follow: ["--mau", "mau"] + constant),
    Advice(
      "Quote cells that contain the separator", plain.replacing("2018-03,", with: "2018-03,1,"), constant,
      repaired: plain),
    Advice(
      "or leave out the file", ["data.csv": plain, "m.yaml": "baseline: constant\n"],
      ["fit data.csv --model m.yaml --driver x"], follow: ["fit data.csv --model m.yaml"]),
    Advice(
      "Use a shorter horizon",
      [
        "data.csv": rows { index, _ in
          users(1e3 * exp(0.5 * Double(index) + 0.1 * sin(12.9898 * Double(index * index))))
        }
      ], [fit + " --out f.json", "forecast f.json --months 600"],
      follow: [fit + " --out f.json", "forecast f.json --months 24"]),
    Advice(
      "Use fewer coefficients, or an earlier", ["data.csv": rows(5)],
      ["backtest data.csv --driver x --months 1 --baseline constant --errors independent"],
      repaired: ["data.csv": plain]),
  ]
}
