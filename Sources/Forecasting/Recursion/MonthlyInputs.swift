import Sampling

/// Where an effect enters the recursion of a model.
public enum InputChannel: Sendable, Equatable {
  /// It is added to the growth of ln U.
  case growth
  /// It is added to minus the logit of the hazard of leaving.
  case retention
  /// It is added to the users who come.
  case acquisitions
}

/// What moves users in every month, in eight draws.
public struct MonthlyInputs: Sendable {
  /// What is added to ln U.
  public var growth: [Lanes]
  /// Minus the logit of the hazard of leaving; empty for a model of net growth.
  public var retention: [Lanes]
  /// The users who come; empty for a model of net growth, and where they follow from the users that there are.
  public var acquisitions: [Lanes]

  /// What moves users.
  public init(growth: [Lanes], retention: [Lanes] = [], acquisitions: [Lanes] = []) {
    self.growth = growth
    self.retention = retention
    self.acquisitions = acquisitions
  }

  /// What enters by a channel, one value per month.
  public subscript(_ channel: InputChannel) -> [Lanes] {
    switch channel {
    case .growth: growth
    case .retention: retention
    case .acquisitions: acquisitions
    }
  }

  /// Changes what enters by a channel.
  ///
  /// - Parameters:
  ///   - channel: a channel that the recursion has.
  ///   - change: receives one value per month.
  public mutating func change(_ channel: InputChannel, _ change: (inout [Lanes]) -> Void) {
    switch channel {
    case .growth: change(&growth)
    case .retention: change(&retention)
    case .acquisitions: change(&acquisitions)
    }
  }
}
