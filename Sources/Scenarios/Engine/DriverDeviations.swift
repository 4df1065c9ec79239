import Sampling

/// By how much the columns of a driver in the design differ from those without any change: z less z of the unchanged path.
struct DriverDeviations: Sendable {
  /// By coefficient, then by month; no coefficients for an event that does not happen.
  let byCoefficient: [[Lanes]]

  /// Nothing differs.
  static let none = DriverDeviations(byCoefficient: [])

  /// Takes what the driver costs from the growth of every month.
  ///
  /// - Parameters:
  ///   - growth: a value a month.
  ///   - effects: all quantities.
  ///   - positions: those of the driver's coefficients.
  func subtract(from growth: inout [Lanes], effects: [Lanes], at positions: Range<Int>) {
    for (position, deviation) in zip(positions, byCoefficient) {
      let effect = effects[position]
      for month in growth.indices { growth[month] -= effect * deviation[month] }
    }
  }
}
