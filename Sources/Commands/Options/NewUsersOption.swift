import ArgumentParser
import ChurnForecast

/// How many new users come: mean, trend, none, or a number a month.
enum NewUsersOption: Equatable {
  case mean
  case trend
  case none
  case number(Double)

  init(_ argument: String) throws {
    switch argument {
    case "mean": self = .mean
    case "trend": self = .trend
    case "none": self = .none
    default:
      guard let users = UserCountOption(argument: argument)?.users else {
        throw ValidationError(
          "\"\(argument)\" is not a number of new users; expected mean, trend, none or a number such as 1.2M.")
      }
      self = .number(users)
    }
  }

  /// The assumption for the months after a table.
  func acquisition(after table: CohortTable, months: Int) -> CohortAcquisition {
    switch self {
    case .mean: .recentMean()
    case .trend: .trend()
    case .none: .none
    case .number(let users):
      .stated(
        MonthlyColumn(
          name: "new users", first: (table.lastMonth ?? Month(year: 2000, month: 1)).advanced(by: 1),
          values: [Double?](repeating: users, count: max(1, months)), file: "--new-users"))
    }
  }
}
