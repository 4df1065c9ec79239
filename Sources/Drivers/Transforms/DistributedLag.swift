import RealModule
import Series

/// The effects of a driver over several months: Σ_j β_j x_{t−j} for j in a range.
public struct DistributedLag: Hashable, Sendable {
  /// The assumption about how the effects vary with the lag.
  public enum Shape: Hashable, Sendable {
    /// None: one coefficient per lag.
    case free
    /// β_j is a polynomial in j of this degree (S. Almon, Econometrica 33 (1965), 178).
    case almon(degree: Int)
    /// The second differences of β_j are about zero, with this standard deviation: a prior (R. J. Shiller,
    /// Econometrica 41 (1973), 775).
    case shiller(deviation: Double)
  }

  /// The lags, in months.
  public let lags: ClosedRange<Int>
  /// How the effects vary with the lag.
  public let shape: Shape

  /// Whether a prior holds the effects together.
  public var isShrunk: Bool { if case .shiller = shape { true } else { false } }

  /// Effects over a range of lags.
  ///
  /// - Parameters:
  ///   - lags: from 0 to 120 months.
  ///   - shape: how the effects vary with the lag; a polynomial has a degree below the number of lags.
  public init(_ lags: ClosedRange<Int>, shape: Shape = .free) {
    // Cannot trap: the parser refuses other lags.
    precondition(lags.lowerBound >= 0 && lags.upperBound <= 120, "lags must be between 0 and 120 months")
    if case .almon(let degree) = shape {
      // Cannot trap: the parser refuses other degrees.
      precondition((0..<lags.count).contains(degree), "the degree must be below the number of lags")
    }
    self.lags = lags
    self.shape = shape
  }

  /// Whether a column of a design is a combination of all lags; otherwise each is one of them.
  var isPolynomial: Bool { if case .almon = shape { true } else { false } }

  /// The number of columns in a design.
  public var columnCount: Int {
    if case .almon(let degree) = shape { degree + 1 } else { lags.count }
  }

  /// The suffix of a driver's name for each column.
  public var columnNames: [String] {
    if case .almon(let degree) = shape { (0...degree).map { "polynomial \($0)" } } else { lagNames }
  }

  /// The suffix of a driver's name for each lag.
  public var lagNames: [String] { lags.map { "lag \($0)" } }

  /// W, with β_j = Σ_m W_jm γ_m for the coefficients γ of the columns: rows are lags.
  ///
  /// For a polynomial, γ_m belongs to ((j − j₀)/L)^m with L the longest distance, which keeps the columns of similar
  /// size.
  public var weights: [[Double]] {
    lags.enumerated().map { index, _ in
      switch shape {
      case .almon(let degree):
        let position = lags.count > 1 ? Double(index) / Double(lags.count - 1) : 0
        return (0...degree).map { $0 == 0 ? 1 : .pow(position, $0) }
      case .free, .shiller: return lags.indices.map { lags[$0] - lags.lowerBound == index ? 1 : 0 }
      }
    }
  }

  func description(of inner: String) -> String {
    let range = "\(lags.lowerBound)...\(lags.upperBound)"
    return switch shape {
    case .free: "lag(\(inner), \(range))"
    case .almon(let degree): "almon(\(inner), \(range), \(degree))"
    case .shiller(let deviation): "shiller(\(inner), \(range), \(deviation))"
    }
  }

  /// Why lags cannot be read.
  struct Problem: Error { let text: String }

  init(function: String, range: String, shape: String?) throws(Problem) {
    let ends = range.split(separator: ".", omittingEmptySubsequences: true).map { Int($0) }
    guard range.contains("..."), ends.count == 2, let first = ends[0], let last = ends[1], first >= 0, first < last,
      last <= 120
    else {
      throw Problem(text: "\"\(range)\" is not a range of months such as 0...3 (at most 120)")
    }
    let count = last - first + 1
    switch function {
    case "almon":
      guard let degree = shape.flatMap({ Int($0) }), (0..<count).contains(degree), degree <= 6 else {
        throw Problem(text: "\"\(shape ?? "")\" is not a degree from 0 to \(min(6, count - 1))")
      }
      self.init(first...last, shape: .almon(degree: degree))
    case "shiller":
      guard let deviation = shape.flatMap({ Double($0) }), deviation > 0, NumberRange.contains(deviation) else {
        throw Problem(text: "\"\(shape ?? "")\" is not a standard deviation above 0")
      }
      self.init(first...last, shape: .shiller(deviation: deviation))
    default: self.init(first...last)
    }
  }
}
