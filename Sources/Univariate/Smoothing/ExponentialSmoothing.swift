/// A fitted exponential smoothing model (ETS).
///
/// Maximum likelihood over smoothing parameters and initial states together, by Levenberg–Marquardt with exact derivatives.
/// Source: R. J. Hyndman et al., International Journal of Forecasting 18 (2002), 439.
public struct ExponentialSmoothing: Sendable, Equatable {
  /// The form.
  public let form: SmoothingForm
  /// Seasons a year.
  public let period: Int
  /// The number of figures.
  public let observations: Int
  /// α.
  public let alpha: Double
  /// β = αβ*; nil without trend.
  public let beta: Double?
  /// γ; nil without season.
  public let gamma: Double?
  /// φ; nil without damping.
  public let phi: Double?
  /// ln L up to constants: −½(n ln Σe² + 2Σ ln|μ|), the second sum for multiplicative errors.
  public let logLikelihood: Double
  /// The number of estimated parameters, σ included.
  public let parameterCount: Int
  /// σ² of the errors, Σe²/(n − parameters without σ).
  public let variance: Double
  /// One step ahead, in the units of the series.
  public let residuals: [Double]
  let level: Double
  let slope: Double
  /// The seasons of future periods, in order.
  let seasons: [Double]
  /// Whether the search ended at a solution.
  public let converged: Bool

  /// −2 ln L + 2k + 2k(k + 1)/(n − k − 1); ∞ where there are too few figures.
  public var aicc: Double {
    let k = Double(parameterCount)
    let rest = Double(observations) - k - 1
    return rest > 0 ? -2 * logLikelihood + 2 * k + 2 * k * (k + 1) / rest : .infinity
  }

  /// Fits one form.
  ///
  /// - Parameters:
  ///   - form: the form.
  ///   - values: y; above 0 for multiplicative forms.
  ///   - period: m, seasons a year.
  /// - Returns: nil if the form needs more figures, or positive ones.
  public static func fit(_ form: SmoothingForm, _ values: [Double], period: Int) -> ExponentialSmoothing? {
    guard let search = SmoothingSearch(form, values, period: period) else { return nil }
    // The likelihood may have several maxima: the search starts from slowly and from quickly adapting states.
    return [
      search, search.starting(alpha: 0.05), search.starting(alpha: 0.7), search.starting(alpha: 0.95, slope: 0.9),
    ].compactMap { $0.polished() }
      .max { $0.logLikelihood < $1.logLikelihood }
  }

  /// One form, fitted roughly, by a short search with seasons from the decomposition.
  ///
  /// - Parameters:
  ///   - form: the form.
  ///   - values: y; above 0 for multiplicative forms.
  ///   - period: m, seasons a year.
  /// - Returns: nil if the form needs more figures, or positive ones.
  static func rough(_ form: SmoothingForm, _ values: [Double], period: Int) -> ExponentialSmoothing? {
    SmoothingSearch(form, values, period: period)?.rough()
  }

  /// The form of least AICc.
  ///
  /// All forms are first fitted roughly, from simple starting values; those that may win are then fitted fully.
  ///
  /// - Parameters:
  ///   - values: y.
  ///   - period: m, seasons a year.
  ///   - forms: those to choose from.
  /// - Returns: nil if there are too few figures for any form.
  public static func best(
    _ values: [Double], period: Int, among forms: [SmoothingForm] = SmoothingForm.all
  ) -> ExponentialSmoothing? {
    candidates(values, period: period, among: forms).min { $0.aicc < $1.aicc }
  }

  /// The forms that may have the least AICc, fitted fully.
  private static func candidates(
    _ values: [Double], period: Int, among all: [SmoothingForm]
  ) -> [ExponentialSmoothing] {
    let positive = values.allSatisfy { $0 > 0 }
    let forms = all.filter { form in
      (form.season == .none || period > 1)
        && (positive || (form.error == .additive && form.season != .multiplicative))
    }
    var searches = forms.compactMap { SmoothingSearch($0, values, period: period) }
    for index in searches.indices {
      let form = searches[index].form
      let other = searches[..<index].first { $0.form.trend == form.trend && $0.form.season == form.season }
      searches[index].screen(from: other)
    }
    // Rough fits with the same kind of season have a similar remaining gain.
    let seasonal = searches.filter { $0.form.season != .none }.map(\.aicc).min() ?? .infinity
    let plain = searches.filter { $0.form.season == .none }.map(\.aicc).min() ?? .infinity
    return searches.filter { search in
      let own = search.form.season == .none ? plain : seasonal
      return search.aicc <= own + screeningMargin && own <= min(plain, seasonal) + crossMargin
    }.compactMap { $0.polished() }
  }

  /// Rough fits this far above the best one of their kind in AICc may still win when all is fitted.
  private static let screeningMargin = 4.0
  /// The same for kinds of season.
  private static let crossMargin = 25.0
}
