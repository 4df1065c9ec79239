import RealModule
import Sampling

/// Eight draws of the users of a scenario.
struct SimulatedUsers: Sendable {
  /// ln U by month.
  let logarithms: [Lanes]
  /// U by month.
  let users: [Lanes]
  /// The number of lanes that are draws.
  let count: Int

  init(_ logarithms: [Lanes], count: Int) {
    self.logarithms = logarithms
    users = logarithms.map { .exp($0) }
    self.count = count
  }
}
