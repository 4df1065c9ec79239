import Drivers
import LeastSquares

/// The flows of a stock-and-flow model.
public struct Flows: Sendable, Equatable, Codable {
  /// The column of users acquired in each month; nil if it is not observed.
  public var acquired: String?
  /// The column of users lost in each month; nil if it is not observed.
  public var churned: String?
  /// How acquisitions evolve if they are not observed.
  public var acquisition: Acquisition

  /// Flows.
  public init(acquired: String? = nil, churned: String? = nil, acquisition: Acquisition = .constant) {
    self.acquired = acquired
    self.churned = churned
    self.acquisition = acquisition
  }

  /// The columns that are observed.
  public var columns: [String] { [acquired, churned].compactMap { $0 } }
}
