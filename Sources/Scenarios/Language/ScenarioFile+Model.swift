import ChurnModels
import RealModule
import Series

extension ScenarioFile {
  /// The number of users when the scenarios begin.
  public enum Base: Sendable, Equatable {
    /// Stated in the file.
    case users(Double, Month)
    /// The figure of a month in a data file; nil for the last one. A model that is fitted to the data may go through its past again
    /// from any month on.
    case data(files: [String], column: String?, month: Month?)
    /// The last figure of the saved fit, or a month of its past.
    case fit(month: Month?)
  }

  /// How growth and effects are known.
  public enum Model: Sendable, Equatable {
    /// Growth is assumed: ln(1 + growth per year)/12 per month.
    case stated(growthPerYear: Uncertain, innovation: Double)
    /// Fitted to the base data.
    case fitted(ModelSpecification)
    /// Read from a file.
    case saved(String)

    /// Whether the scenarios of this model can begin there: a saved fit needs its own data.
    func accepts(_ base: Base) -> Bool {
      switch (self, base) {
      case (.stated, .users), (.stated, .data), (.fitted, .data), (.saved, .fit): true
      default: false
      }
    }
  }

  /// A stated number and its uncertainty.
  public struct Uncertain: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// Its standard deviation; 0 for none.
    public let standardDeviation: Double

    /// A stated number.
    ///
    /// - Parameters:
    ///   - value: the number.
    ///   - standardDeviation: its uncertainty, at least 0.
    public init(value: Double, standardDeviation: Double = 0) {
      self.value = value
      self.standardDeviation = standardDeviation
    }

    /// Monthly growth for yearly growth g: ln(1 + g)/12; its standard deviation by the slope 1/(12 (1 + g)).
    var growthPerMonth: Uncertain {
      .init(value: .log(onePlus: value) / 12, standardDeviation: standardDeviation / (12 * (1 + value)))
    }
  }
}
