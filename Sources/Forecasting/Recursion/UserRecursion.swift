import ChurnModels
import LeastSquares
import Sampling
import Series

/// The equation that leads users from month to month, of any kind of model.
public enum UserRecursion: Sendable {
  /// Net growth.
  case growth(GrowthRecursion)
  /// Stock and flow.
  case stock(StockRecursion)

  /// The months after the base.
  public var months: Range<Month> {
    switch self {
    case .growth(let recursion): recursion.months
    case .stock(let recursion): recursion.months
    }
  }

  /// ln U in the month before.
  public var start: Double {
    switch self {
    case .growth(let recursion): recursion.start
    case .stock(let recursion): recursion.start
    }
  }

  /// The number of first months that are past: their innovations are known.
  public var known: Int {
    switch self {
    case .growth(let recursion): recursion.known
    case .stock(let recursion): recursion.known
    }
  }

  /// What forecasts measure.
  public var timing: Timing {
    switch self {
    case .growth(let recursion): recursion.timing
    case .stock: .monthEnd
    }
  }

  /// Where the effects of a fit's own drivers enter; those that are stated in addition act on growth.
  public var channel: InputChannel {
    switch self {
    case .growth: .growth
    case .stock: .retention
    }
  }

  /// ψ₀, ψ₁, …, as in ``GrowthRecursion/impulses``.
  var impulses: [[Double]] {
    switch self {
    case .growth(let recursion): recursion.impulses
    case .stock: [[1]]
    }
  }

  /// What the figures leave unknown of the last level, as in ``GrowthRecursion/noise``.
  var noise: Matrix {
    switch self {
    case .growth(let recursion): recursion.noise
    case .stock(let recursion): Matrix(rows: recursion.months.count, columns: 0)
    }
  }

  /// What moves users where nothing is changed.
  ///
  /// - Parameter parameters: all coefficients; what follows them is ignored.
  /// - Returns: one value per month and channel.
  public func inputs(_ parameters: [Lanes]) -> MonthlyInputs {
    switch self {
    case .growth(let recursion):
      var drifts = [Lanes](repeating: Lanes(repeating: 0), count: recursion.months.count)
      recursion.drifts(parameters, into: &drifts)
      return MonthlyInputs(growth: drifts)
    case .stock(let recursion): return recursion.inputs(parameters)
    }
  }

  /// ln U of every month.
  ///
  /// - Parameters:
  ///   - start: ln U in the month before; nil for ``start``.
  ///   - inputs: what moves users.
  ///   - parameters: all coefficients.
  ///   - errors: the errors of ln U by month.
  /// - Returns: one value per month.
  public func levels(
    from start: Double? = nil, _ inputs: consuming MonthlyInputs, _ parameters: [Lanes], _ errors: [Lanes]
  ) -> [Lanes] {
    var level = Lanes(repeating: start ?? self.start)
    var levels = inputs.growth
    switch self {
    case .growth(let recursion):
      for month in levels.indices {
        level = recursion.carried(level, parameters) + levels[month] + errors[month]
        levels[month] = level
      }
    case .stock(let recursion):
      for month in levels.indices {
        level = recursion.next(level, inputs, month, parameters) + levels[month] + errors[month]
        levels[month] = level
      }
    }
    return levels
  }

  /// The recursion with the columns of further effects on growth inserted, for those that are stated in addition to a fit.
  ///
  /// - Parameters:
  ///   - columns: rows of the months in their order, one array per effect.
  ///   - position: where to insert them among the coefficients.
  /// - Returns: a recursion with more coefficients.
  public func inserting(_ columns: [[Double]], at position: Int) -> UserRecursion {
    switch self {
    case .growth(let recursion): .growth(recursion.inserting(columns, at: position))
    case .stock(let recursion): .stock(recursion.inserting(columns, at: position))
    }
  }
}
