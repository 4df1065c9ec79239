import ChurnModels
import RealModule
import Series

extension ScenarioFile {
  /// What users are when the scenarios begin.
  public enum Base: Sendable, Equatable {
    /// Stated in the file.
    case users(Double, Month)
    /// The figure of a month in a data file; nil for the last one.
    case data(files: [String], column: String?, month: Month?)
    /// The last figure of the saved fit.
    case fit
  }

  /// How growth and effects are known.
  public enum Model: Sendable, Equatable {
    /// Growth is assumed: ln(1 + growth per year)/12 a month.
    case stated(growthPerYear: Uncertain, innovation: Double)
    /// Fitted to the base data.
    case fitted(ModelSpecification)
    /// Read from a file.
    case saved(String)

    /// Whether the scenarios of such a model can begin there: a fit in its own data, a fit made here at their end.
    func accepts(_ base: Base) -> Bool {
      switch (self, base) {
      case (.stated, .users), (.stated, .data), (.fitted, .data(_, _, month: nil)), (.saved, .fit): true
      default: false
      }
    }
  }

  /// A stated number and how sure it is.
  public struct Uncertain: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// Its standard deviation; 0 for none.
    public let standardDeviation: Double

    /// A stated number.
    ///
    /// - Parameters:
    ///   - value: the number.
    ///   - standardDeviation: how sure it is, 0 or above.
    public init(value: Double, standardDeviation: Double = 0) {
      self.value = value
      self.standardDeviation = standardDeviation
    }

    /// Growth a month for growth a year: ln(1 + g)/12, its standard deviation by the slope 1/(12 (1 + g)).
    var growthPerMonth: Uncertain {
      .init(value: .log(onePlus: value) / 12, standardDeviation: standardDeviation / (12 * (1 + value)))
    }
  }
}
