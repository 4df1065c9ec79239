/// What a reader of a fit should know.
public enum RetentionNote: Sendable, Equatable, Codable, CustomStringConvertible {
  /// There is one cohort: drivers are told apart from age only because age is taken to be smooth.
  case ageIsCalendar([String])
  /// Effects of the calendar rest on all cohorts having the same curve by age.
  case sameCurve
  /// Ages from one on share one level.
  case pooledAges(from: Int)
  /// Losses vary more than independent users would, by this factor, within a month or beside a smooth curve.
  case overdispersed(Double)
  /// Shocks of neighbouring months are correlated, which errors do not allow for.
  case correlatedShocks(Double)
  /// Users do not seem to differ, so that the parameters run off together.
  case alike
  /// Cells with more users than before, which count as nobody leaving.
  case growth(cells: Int)
  /// Fewer months than needed for trustworthy errors.
  case fewMonths(Int)
  /// The search did not end at a maximum.
  case notConverged

  /// The note as a sentence.
  public var description: String {
    switch self {
    case .ageIsCalendar(let names):
      "There is only one cohort, so age and calendar time are the same thing: the effect of \(names.joined(separator: ", ")) is what departs "
        + "from a smooth curve of age, and cannot be told apart from an effect of age itself."
    case .sameCurve:
      "Effects of calendar months rest on all cohorts having the same curve by age: age, month and cohort cannot all be told apart, since "
        + "the month is the cohort's first month plus the age."
    case .pooledAges(let age): "Ages from \(age) on share one hazard, which also continues the curve."
    case .overdispersed(let factor):
      "Losses vary \((factor * 10).rounded() / 10) times as much as those of independent users of one kind would; errors and forecasts allow for it."
    case .correlatedShocks(let correlation):
      "What months have in common beyond the model goes on from month to month (correlation \((correlation * 100).rounded() / 100)): errors of drivers "
        + "that change slowly, and intervals of forecasts, are too narrow."
    case .alike:
      "Users do not seem to differ in how readily they leave: alpha and beta are large, and only their ratio is estimated."
    case .growth(let cells):
      "In \(cells) cell\(cells == 1 ? "" : "s") a cohort grows; \(cells == 1 ? "it counts" : "they count") as nobody leaving, so that retention is overstated."
    case .fewMonths(let months):
      "There are \(months) calendar months; with fewer than 12, how much months differ is hardly known, and errors are rough."
    case .notConverged: "The search for parameters did not end at a maximum; do not use this fit."
    }
  }
}
