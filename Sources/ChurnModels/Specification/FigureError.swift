import RealModule

/// How far published users are from the true ones, where that is known: they are sampled or rounded.
public enum FigureError: Sendable, Equatable, Codable {
  /// A standard error, as a fraction of users.
  case fraction(Double)
  /// Users are rounded to a multiple of this number.
  case rounding(Double)

  /// The variance of ln U about the truth; a rounded figure is off by up to half a unit, every error as likely as another.
  ///
  /// - Parameter users: the figure, above 0.
  /// - Returns: the variance.
  public func variance(of users: Double) -> Double {
    switch self {
    case .fraction(let error): return error * error
    case .rounding(let unit):
      let relative = unit / users
      return relative * relative / 12
    }
  }
}
