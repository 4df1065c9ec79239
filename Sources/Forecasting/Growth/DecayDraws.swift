import ChurnModels
import Drivers
import Sampling
import Series
import Univariate

/// What the future columns of drivers change by draws of estimated decays.
///
/// A recursion that does not follow decays has the columns at the estimates; here they are evaluated anew, from the first month of the
/// history, because what a carryover does is far from a straight line in its decay.
struct DecayDraws {
  private struct Driver {
    let kernel: DriverKernel
    let path: [Lanes]
    let decay: Int
    let positions: Range<Int>
    /// The columns at the estimate.
    let centre: [[Double]]
  }

  /// The decays of draws, which are Gaussian, are moved into this range, as in fits.
  static let range = 0.0...0.99

  private let drivers: [Driver]
  private let timing: Timing
  private let months: Int

  /// The drivers of a fit whose decay is estimated; nil if there are none.
  ///
  /// - Throws: ``ForecastError/driver(_:)``.
  init?(_ fit: FittedNetGrowth, _ recursion: GrowthRecursion, _ future: FutureDrivers) throws(ForecastError) {
    guard !fit.decays.isEmpty else { return nil }
    months = recursion.months.count
    timing = recursion.timing
    var positions = Array(fit.specification.decayIndices)[...]
    var estimates = fit.decays[...]
    var drivers: [Driver] = []
    for (index, driver) in fit.specification.drivers.enumerated() where driver.expression.hasFittedDecay {
      guard let column = future.columns[index], let position = positions.popFirst(), let decay = estimates.popFirst()
      else { continue }
      do throws(DriverError) {
        let kernel = try DriverKernel(
          driver, history: column, first: recursion.months.lowerBound, historyEnd: recursion.months.lowerBound,
          reference: fit.references[index], decay: decay, variesDecay: true)
        drivers.append(
          Driver(
            kernel: kernel, path: recursion.months.map { Lanes(repeating: column[$0] ?? .nan) }, decay: position,
            positions: fit.specification.indices(ofDriver: index),
            centre: try driver.columns(
              of: column, in: recursion.months, reference: fit.references[index],
              historyEnd: recursion.months.lowerBound, decay: decay)))
      } catch {
        throw .driver(error)
      }
    }
    self.drivers = drivers
  }

  /// Adds the change to the drifts of a packet of draws.
  func add(_ parameters: [Lanes], to drifts: inout [Lanes]) {
    for driver in drivers {
      let decay = parameters[driver.decay].raised(to: Self.range.lowerBound).lowered(to: Self.range.upperBound)
      let columns = driver.kernel.columns(of: driver.path, decay: decay)
      for (index, position) in driver.positions.enumerated() {
        let changes = timing.entering((0..<months).map { columns[index][$0] - driver.centre[index][$0] })
        for month in 0..<months { drifts[month] -= parameters[position] * changes[month] }
      }
    }
  }
}
