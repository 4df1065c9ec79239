import Series

/// Why retention cannot be fitted or forecast. The description is one message for users.
public enum RetentionError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A cohort has more users at an age than before, in this many cells.
  case growth(CohortGrowth, cells: Int)
  /// The ages are too few for the parameters of a model.
  case tooFewAges(RetentionKind, needed: Int, found: Int)
  /// The cells are too few for the coefficients of a hazard.
  case tooFewCells(Int, coefficients: [String])
  /// Nobody leaves.
  case noLosses
  /// Everybody has left after one period.
  case everyoneLost
  /// Drivers or seasons with a model that has none.
  case onlyHazard(RetentionKind, String)
  /// Drivers or seasons with cohorts that have no months.
  case undated(String)
  /// A driver is unknown in a month.
  case unknownDriver(CellPlace, Month)
  /// Two drivers have the same name, or later values are given for a driver that the fit does not have.
  case driverNames(String, isRepeated: Bool)
  /// There is one cohort, so that each age is one month.
  case ageIsCalendar([String])
  /// Coefficients that cannot be told apart.
  case inseparable(String, from: [String])
  /// Where a coefficient applies, nobody leaves or everybody does, so that its best value is infinite.
  case separated(String, everyoneLeaves: Bool)
  /// Numbers are too large to be fitted or forecast.
  case notFinite
  /// A number of months, draws or ages is outside what is allowed.
  case badCount(String, Int, allowed: ClosedRange<Int>)
  /// A coverage or a discount rate is outside what is allowed.
  case badShare(String, Double)
  /// Stated acquisition is unknown or below 0 in a month.
  case badAcquisition(CellPlace, Month, Double?)
  /// Too few cohorts for a trend of acquisition.
  case noTrend(cohorts: Int)
  /// A split of a backtest leaves nothing to fit or to score.
  case badSplit(String)

  /// The message for users.
  public var description: String {
    switch self {
    case .growth(let growth, let cells):
      "\(growth.description.dropLast())\(cells > 2 ? ", and \(cells - 1) other cells grow too" : cells == 2 ? ", and another cell grows too" : ""): users came back, or the cohort is not closed, "
        + "which no model of leaving explains. Count only users active without a break, or allow growth, which then counts as nobody leaving."
    case .tooFewAges(let kind, let needed, let found):
      "\(kind.rawValue) needs users at \(needed) ages after 0 with users left; there \(found == 1 ? "is" : "are") \(found). "
        + "Wait for later ages, or use a model with fewer parameters."
    case .tooFewCells(let cells, let coefficients):
      "\(cells) cell\(cells == 1 ? "" : "s") of cohort and age cannot determine \(coefficients.count) coefficients "
        + "(\(coefficients.joined(separator: ", "))) and their errors. Use smooth ages, fewer drivers or no season."
    case .noLosses:
      "nobody leaves in this table, so there is nothing to fit. Check that users still active are counted."
    case .everyoneLost: "nobody stays for a period in this table, so there is nothing to fit. Check the columns."
    case .onlyHazard(let kind, let part):
      "\(kind.rawValue) has no \(part): it knows ages only. Use the hazard model, or leave them out."
    case .undated(let part):
      "the cohorts have no months, so \(part) cannot be matched to them; expected cohorts named by their month (YYYY-MM). "
        + "Rename them, or leave \(part) out."
    case .unknownDriver(let place, let month):
      "\(place): blank in \(month), a month that the hazard needs. Unknown is not zero: fill in the value, or use other months."
    case .driverNames(let name, true): "the driver `\(VisibleText.line(name))` is given twice. Leave one out."
    case .driverNames(let name, false):
      "later values are given for `\(VisibleText.line(name))`, which is not a driver of this fit. Leave them out, or fit with it."
    case .ageIsCalendar(let names):
      "there is only one cohort, so that each age is one calendar month, and the effect of "
        + names.map { "`\(VisibleText.line($0))`" }.joined(separator: ", ")
        + " cannot be told apart from that of age. Add cohorts, or use smooth ages, with which what departs from a smooth curve counts as the effect."
    case .inseparable(let name, let from):
      from.isEmpty
        ? "`\(VisibleText.line(name))` never differs from its reference level in the months of the fit, so its effect cannot be estimated. "
          + "Leave it out, or use other months."
        : "`\(VisibleText.line(name))` cannot be told apart from \(from.map { "`\(VisibleText.line($0))`" }.joined(separator: ", ")): "
          + "in these cohorts they always move together. Leave one out."
    case .separated(let name, let all):
      "`\(VisibleText.line(name))` separates the data: where it applies, \(all ? "everybody" : "nobody") leaves, so that no finite coefficient is best. "
        + "Use smooth ages, leave it out, or use more cohorts."
    case .notFinite: "the numbers are too large or too small to be fitted. Check the columns."
    case .badCount(let name, let count, let allowed):
      "\(count) is not a valid number of \(name); expected \(allowed.lowerBound) to \(allowed.upperBound)."
    case .badShare(let name, let value): "\(value) is not a valid \(name); expected a number between 0 and 1."
    case .badAcquisition(let place, let month, let value):
      "\(place): \(value.map { "\($0)" } ?? "blank") in \(month) is not a number of new users; expected one of at least 0 for every month of the forecast."
    case .noTrend(let cohorts):
      "\(cohorts) cohort\(cohorts == 1 ? "" : "s") cannot show a trend of new users; expected at least 3. Use their mean, or state new users."
    case .badSplit(let text):
      "a backtest that fits on \(text) leaves nothing to fit or nothing to score. Choose a split within the table."
    }
  }
}
