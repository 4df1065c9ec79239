import LeastSquares
import RealModule

/// The test of Clark and West for nested models: whether the larger one would forecast better if its coefficients were known.
///
/// The larger model has to estimate coefficients that are 0 if it adds nothing, and its squared errors are larger for that alone.
/// The test takes this off: f = e₁² − (e₂² − (ŷ₁ − ŷ₂)²) has mean 0 then, and a positive mean if the larger model adds
/// something. The variance of the mean is that of its first B = n/3 cosine transforms, so that the statistic is Student's t with B
/// degrees of freedom also where f is correlated over a few origins.
///
/// Source: T. E. Clark and K. D. West, *Approximately normal tests for equal predictive accuracy in nested models*, Journal of
/// Econometrics 138 (2007), 291; E. Lazarus, D. J. Lewis, J. H. Stock and M. W. Watson, *HAR inference: recommendations for
/// practice*, Journal of Business and Economic Statistics 36 (2018), 541.
public struct ClarkWest: Sendable, Equatable {
  /// The mean of f.
  public let mean: Double
  /// t; large where the larger model is better.
  public let statistic: Double
  /// One-sided, by Student's t with n/3 degrees of freedom.
  public let pValue: Double
  /// n.
  public let origins: Int

  /// The fewest origins.
  public static let fewest = 8

  /// Compares two forecasters.
  ///
  /// The result is nil for fewer than ``fewest`` origins, or if the forecasts do not differ.
  ///
  /// - Parameters:
  ///   - larger: the errors of the larger model, in the order of the origins.
  ///   - smaller: those of the smaller one, of the same origins.
  public init?(larger: [Double], smaller: [Double]) {
    let n = larger.count
    guard n == smaller.count, n >= Self.fewest else { return nil }
    let f = zip(larger, smaller).map { own, other in other * other - own * own + (own - other) * (own - other) }
    let mean = f.reduce(0, +) / Double(n)
    let terms = n / 3
    var variance = 0.0
    for term in 1...terms {
      var sum = 0.0
      for (index, value) in f.enumerated() {
        sum += value * Double.cos(.pi * Double(term) * (Double(index) + 0.5) / Double(n))
      }
      variance += 2 * sum * sum / Double(n) / Double(terms)
    }
    guard variance > 0 else { return nil }
    self.mean = mean
    statistic = mean / .sqrt(variance / Double(n))
    pValue = StudentT(degreesOfFreedom: Double(terms)).upperTail(statistic)
    origins = n
  }
}
