import ChurnModels
import Drivers
import Forecasting
import SeriesIO
import Univariate

/// The reason why a series has no forecast, as a word that can be counted.
public enum FailureReason: String, Sendable, Equatable, CaseIterable, Codable {
  case badRow = "bad-row"
  case notText = "not-text"
  case badMonth = "bad-month"
  case repeatedMonth = "repeated-month"
  case badUsers = "bad-users"
  case badNumber = "bad-number"
  case nameless
  case twoGroups = "two-groups"
  case tooLong = "too-long"
  case tooFewFigures = "too-few-figures"
  case inseparable
  case nothingLeft = "nothing-left"
  case unknownDriver = "unknown-driver"
  case driverTooUncertain = "driver-too-uncertain"
  case outsideDomain = "outside-domain"
  case noRobustErrors = "no-robust-errors"
  case seasonNotSeen = "season-not-seen"
  case badFlow = "bad-flow"
  case notFinite = "not-finite"
  case notForecast = "not-forecast"

  /// The reason of an error; nil for one that is the same for every series and stops the batch.
  package init?(_ error: any Error) {
    switch error {
    case let error as SeriesIOError:
      switch error {
      case .raggedRow, .badQuotes: self = .badRow
      case .notText: self = .notText
      case .badMonth: self = .badMonth
      case .repeatedMonth: self = .repeatedMonth
      case .badUsers: self = .badUsers
      case .badNumber: self = .badNumber
      case .namelessSeries: self = .nameless
      case .twoGroups: self = .twoGroups
      case .seriesTooLong, .lineTooLong, .nameTooLong: self = .tooLong
      default: return nil
      }
    case let error as ChurnModelError:
      switch error {
      case .tooFewObservations: self = .tooFewFigures
      case .inseparable: self = .inseparable
      case .nothingLeft, .figuresTooUncertain: self = .nothingLeft
      case .unknownError, .drawsWithoutMonth: self = .unknownDriver
      case .driverTooUncertain, .commonErrorTooLarge: self = .driverTooUncertain
      case .driver(let error): self.init(error)
      case .noRobustErrors: self = .noRobustErrors
      case .seasonNotSeen: self = .seasonNotSeen
      case .badFlow: self = .badFlow
      case .notFinite: self = .notFinite
      case .repeatedDriver, .noDriverColumn, .responseAsDriver, .badCombination, .badSavedFit: return nil
      }
    case let error as DriverError:
      switch error {
      case .unknownValue: self = .unknownDriver
      case .outsideDomain: self = .outsideDomain
      case .badExpression, .referenceOutsideDomain, .changeInThePast: return nil
      }
    case let error as ForecastError:
      switch error {
      case .driver(let error): self.init(error)
      case .drawsOutsideDomain: self = .outsideDomain
      case .notFinite: self = .notFinite
      case .notForecast, .shortHorizon, .tooFewOrigins, .tooFewErrors: self = .notForecast
      }
    default: return nil
    }
  }
}
