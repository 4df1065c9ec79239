import Forecasting
import RealModule
import Series

/// A common factor of all effects, found from one published figure.
///
/// Given α, κ and the season, ln U of a month is linear in the factor s: y(s) = y(0) + s (y(1) − y(0)), so that
/// s = (ln U_published − y(0)) / (y(1) − y(0)) meets the figure exactly. Each draw of the other parameters has its own s:
/// what is assumed about them makes s uncertain, and in the month of the figure the calibrated path keeps the uncertainty
/// of the innovations only.
struct EffectScale {
  let simulation: GrowthSimulation
  /// The outlook of the scenario that is calibrated.
  let outlook: Int
  /// The row of the month of the figure.
  let row: Int
  /// U_published.
  let published: Double
  /// The positions of the effects among the parameters.
  let effects: Range<Int>

  /// s for given parameters; nil where the effects do not move the path.
  func scale(for parameters: [Double]) -> Double? {
    var without = parameters
    for index in effects { without[index] = 0 }
    let zero = simulation.path(outlook, parameters: without)[row]
    let one = simulation.path(outlook, parameters: parameters)[row]
    let scale = (.log(published) - zero) / (one - zero)
    return abs(one - zero) > 1e-12 && scale.isFinite ? scale : nil
  }

  /// Multiplies the effects by s.
  func apply(to parameters: inout [Double]) -> Double? {
    guard let scale = scale(for: parameters) else { return nil }
    for index in effects { parameters[index] *= scale }
    return scale
  }
}
