import ArgumentParser
import ChurnForecast

/// A number of users such as 368.4M.
struct UserCountOption: ExpressibleByArgument {
  let users: Double

  init?(argument: String) {
    guard let users = UserCount.parse(argument) else { return nil }
    self.users = users
  }
}
