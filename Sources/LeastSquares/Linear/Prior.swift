import RealModule

/// A prior distribution of coefficients: Σ w_k β_k ~ N(mean, standardDeviation²).
public struct Prior: Sendable, Equatable {
  /// A column k and its weight w_k.
  public struct Term: Sendable, Equatable {
    /// The column k.
    public let column: Int
    /// w_k.
    public let weight: Double

    /// A term.
    public init(column: Int, weight: Double) {
      self.column = column
      self.weight = weight
    }
  }

  /// The terms of the combination, one per column.
  public let terms: [Term]
  /// The mean.
  public let mean: Double
  /// The standard deviation, above 0.
  public let standardDeviation: Double

  /// A prior of a combination of coefficients.
  ///
  /// - Parameters:
  ///   - terms: columns and their weights, at most one per column.
  ///   - mean: the mean of the combination.
  ///   - standardDeviation: above 0, finite.
  public init(_ terms: [Term], mean: Double = 0, standardDeviation: Double) {
    // Cannot trap: model files and saved fits are checked where they are read.
    precondition(standardDeviation > 0 && standardDeviation.isFinite, "a prior needs a standard deviation above 0")
    self.terms = terms
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// A prior of one coefficient.
  public init(column: Int, mean: Double = 0, standardDeviation: Double) {
    self.init([Term(column: column, weight: 1)], mean: mean, standardDeviation: standardDeviation)
  }

  /// Ridge regression with penalty λ Σ β_k² is the prior N(0, σ²/λ) on the columns.
  ///
  /// - Parameters:
  ///   - penalty: λ > 0.
  ///   - columns: which coefficients are shrunk.
  ///   - sigma: σ, the standard deviation of an error.
  /// - Returns: one prior per column.
  public static func ridge(penalty: Double, columns: some Sequence<Int>, sigma: Double) -> [Prior] {
    // Cannot trap: the one caller has a fixed penalty and a variance above 0.
    precondition(penalty > 0 && sigma > 0, "penalty and σ must be above 0")
    return columns.map { Prior(column: $0, standardDeviation: sigma / .sqrt(penalty)) }
  }

  /// The column of a prior of one coefficient; nil for one of several.
  public var column: Int? { terms.count == 1 ? terms[0].column : nil }
}
