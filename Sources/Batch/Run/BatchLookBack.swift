import ChurnModels
import Forecasting
import LeastSquares
import Models
import Reporting
import Scenarios
import Series

/// What drivers have cost every series of a batch: the past of its fit, gone through again with other levels of drivers.
public struct BatchLookBack: Sendable {
  /// What would have been; empty for every driver at its reference level.
  public var changes: [PastChange] = []
  /// The first month that changes; nil for the month after the first figure of the series.
  public var since: Month?
  /// The last month that changes; nil for that of its last figure.
  public var until: Month?
  /// The number of draws of the estimates, even: a tenth of those of a single look back.
  public var draws = 1000
  /// Their seed.
  public var seed: UInt64 = 1

  /// Every driver at its reference level.
  public init() {}

  /// What is changed, for the identity of the batch.
  var description: String {
    let months = [since, until].map { $0?.description ?? "" }.joined(separator: "...")
    return "\(changes.map { "\($0.driver)=\($0.level)" }.joined(separator: ",")) \(months) \(draws) \(seed)"
  }

  /// The rows of a series.
  ///
  /// - Parameters:
  ///   - name: that of the series, as a cell.
  ///   - fit: its fit, or why there is none.
  /// - Returns: a row a driver and one of their total, or one that says why there is none.
  /// - Throws: errors that concern every series alike.
  func rows(_ name: [UInt8], _ fit: () throws -> any FittedModel) throws -> [UInt8] {
    do {
      let lookBack = try LookBack(
        PastModel(fit()).fit, changes, since: since, until: until, coverages: [Coverages.single], draws: draws,
        seed: seed)
      return LookBackRow.bytes(name, lookBack)
    } catch let error as LookBackError {
      switch error {
      case .noDrivers, .unknownDriver, .repeatedDriver: throw error
      default: return LookBackRow.bytes(name, "\(error)")
      }
    } catch let error as PastModelError {
      if case .notFitted = error { return LookBackRow.bytes(name, "\(error)") }
      throw error
    } catch {
      return LookBackRow.bytes(name, "\(error)")
    }
  }
}
