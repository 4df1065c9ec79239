import ChurnModels
import Drivers

/// The keys of a scenario file, by the mapping they belong to. The JSON Schema has the same keys.
public enum ScenarioKeys {
  /// At the top.
  public static let top = [
    "title", "base", "fit", "model", "growth", "innovation", "drivers", "events", "upstream", "correlations", "horizon",
    "reference", "scenarios", "published", "calibrate", "thresholds", "levels", "draws", "seed",
  ]
  /// In `base`.
  public static let base = ["month", "users", "data", "mau"]
  /// In `growth`.
  public static let growth = ["perYear", "sd"]
  /// In a stated number with its uncertainty.
  public static let uncertain = ["value", "sd"]
  /// In a prior.
  public static let prior = ["mean", "sd"]
  /// In a stated driver.
  public static let driver =
    DriverSpecification.keys.filter { !["effect", "prior", "missing", "standardError"].contains($0) } + [
      "effect", "range", "unit",
    ]
  /// In an event.
  public static let event = DriverEvent.Kind.allCases.map(\.rawValue) + ["effect", "prior"]
  /// In an upstream quantity.
  public static let upstream = ["reference", "moves"]
  /// In a move of an upstream quantity.
  public static let move = ["elasticity", "sd"]
  /// In a correlation.
  public static let correlation = ["between", "value"]
  /// In a scenario, in addition to the names of drivers and upstream quantities.
  public static let scenario = ["extend", "events", "users", "reference"]
  /// In a change of a path.
  public static let change =
    levels + ["from", "until", "hold", "ramp", "table", "step", "distribution", "forecast"]
  /// The ways to state a level.
  public static let levels = ["to", "by", "multiply"]
  /// In a ramp.
  public static let ramp = levels + ["from", "until"]
  /// In a step.
  public static let step = levels + ["at"]
  /// In a table that is read from a data file.
  public static let table = ["data", "column"]
  /// In a distribution.
  public static let distribution = [
    "process", "rate", "size", "mean", "sd", "persistence", "lowest", "low", "mode", "high", "values", "block",
  ]
  /// In a published figure.
  public static let published = ["scenario", "source", "figures", "data", "column"]
  /// In `calibrate`.
  public static let calibrate = ["unknown", "unknowns", "scenario", "month", "tolerance", "points"]
  /// In an unknown.
  public static let unknown = [
    "effectScale", "scenarios", "effect", "growth", "carryover", "level", "scenario", "prior",
  ]
  /// In a point of a calibration.
  public static let point = ["scenario", "month", "tolerance"]
}
