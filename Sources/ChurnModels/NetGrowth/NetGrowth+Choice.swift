import Drivers
import LeastSquares
import Series

/// The choice of baseline and errors, where the model leaves them open.
extension NetGrowth {
  /// The model with baseline and errors decided, and its estimate.
  ///
  /// Constant baseline and independent errors, unless the figures show a sign of something else: growth that drifts, or AR(1)
  /// errors.
  ///
  /// - The baseline drifts where the restricted likelihood is highest at some drift, and not more than 1 below its maximum with
  ///   AR(1) errors. The margin is in favour of drift, since missing it makes intervals far too short.
  /// - Otherwise, errors are AR(1) where twice the logarithm of its likelihood ratio is above the median that it has where errors
  ///   are independent. A pretest at 50 %, not at 5 %: AR(1) errors that are not needed cost next to nothing, and those that are
  ///   missed make tests and intervals wrong.
  ///
  /// On the level of such pretests: T. B. Fomby and D. K. Guilkey, *On choosing the optimal level of significance for the Durbin–Watson test and the
  /// Bayesian alternative*, Journal of Econometrics 8 (1978), 203.
  ///
  /// - Parameters:
  ///   - mau: the figures.
  ///   - columns: the raw columns by driver.
  ///   - references: the reference level of each driver.
  /// - Returns: the chosen model.
  /// - Throws: as ``GrowthCandidate`` does, where the simplest model cannot be fitted.
  func chosen(
    _ mau: MonthlyColumn, _ columns: [MonthlyColumn?], _ references: [Double]
  ) throws -> GrowthCandidate {
    func fitted(_ specification: ModelSpecification) throws -> GrowthCandidate {
      try GrowthCandidate(specification, mau, columns, references)
    }
    var plain = specification
    if plain.baseline == .choice { plain.baseline = .constant }
    if plain.errors == .choice { plain.errors = .independent }
    let figures = mau.observedMonths.count
    if plain.errors == .automatic { return try Self.leastCriterion(plain, figures: figures, fitted) }
    let simplest = try fitted(plain)
    let (drifting, correlated) = (driftingAlternative(figures), correlatedAlternative(mau))
    // No search where a few evaluations show no sign.
    let drift = try drifting.flatMap { try GrowthCandidate.drifting($0, mau, columns, references) }
    let other = simplest.hasSignOfCorrelation ? correlated.flatMap { try? fitted($0) } : nil
    if let drift, drift.restrictedLogLikelihood() > simplest.restrictedLogLikelihood() {
      let margin = other.map { $0.restrictedLogLikelihood() - drift.restrictedLogLikelihood() } ?? 0
      if margin < 1 { return drift }
    }
    if let other {
      let ratio = 2 * (other.estimate.criteria.logLikelihood - simplest.estimate.criteria.logLikelihood)
      if ratio > Self.medianOfRatio { return other }
    }
    return simplest
  }

  /// The model with a baseline that drifts; nil where that is not open, or there are too few figures to see it.
  private func driftingAlternative(_ figures: Int) -> ModelSpecification? {
    guard specification.baseline == .choice, specification.errors == .choice || specification.errors == .independent,
      specification.robust == .none
    else { return nil }
    var candidate = specification
    candidate.baseline = .drifting
    candidate.errors = .independent
    let names = candidate.coefficientNames
    // A driver may have the name of the coefficient.
    return figures >= names.count + Self.fewestForPretest && names.firstIndex(of: "drift") == names.count - 1
      ? candidate : nil
  }

  /// The model with AR(1) errors; nil where that is not open, where months without figures are too many to see a correlation,
  /// and beside a baseline that drifts, robust weights and Newey–West errors, which have their own answer.
  private func correlatedAlternative(_ mau: MonthlyColumn) -> ModelSpecification? {
    let observed = mau.observedMonths
    let monthly = zip(observed, observed.dropFirst()).count { $0.distance(to: $1) == 1 }
    guard specification.errors == .choice, specification.baseline != .drifting, specification.robust == .none,
      specification.standardErrors != .neweyWest,
      monthly >= specification.coefficientNames.count + Self.fewestForPretest, 4 * monthly >= 3 * (observed.count - 1)
    else { return nil }
    var candidate = specification
    if candidate.baseline == .choice { candidate.baseline = .constant }
    candidate.errors = .arma(p: 1, q: 0)
    return candidate
  }

  /// Figures beyond the coefficients that are needed to see whether errors are correlated or the baseline drifts.
  private static let fewestForPretest = 8

  /// The median of χ² with one degree of freedom.
  static let medianOfRatio = 0.4549364

  /// The order of least AICc, with standard errors that allow for the choice; orders at the border of invertibility or that cannot be fitted are skipped, except the first, whose error is thrown.
  private static func leastCriterion(
    _ specification: ModelSpecification, figures: Int, _ fitted: (ModelSpecification) throws -> GrowthCandidate
  ) throws -> GrowthCandidate {
    var candidates: [GrowthCandidate] = []
    for p in 0...ErrorProcess.highestOrder {
      for q in 0...ErrorProcess.highestOrder {
        var candidate = specification
        candidate.errors = p + q == 0 ? .independent : .arma(p: p, q: q)
        guard figures >= candidate.coefficientNames.count + 3 else { continue }
        let fitted = try p + q == 0 ? fitted(candidate) : try? fitted(candidate)
        guard let fitted, !fitted.isAtBorderOfInvertibility else { continue }
        candidates.append(fitted)
      }
    }
    let best = candidates.min { $0.estimate.criteria.aicc < $1.estimate.criteria.aicc }
    return try best.map { $0.allowing(forChoiceAmong: candidates) } ?? fitted(specification)
  }
}
