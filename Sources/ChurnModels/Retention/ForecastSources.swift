/// What varies in a drawn path.
struct ForecastSources: OptionSet {
  let rawValue: Int

  static let parameters = ForecastSources(rawValue: 1)
  static let shocks = ForecastSources(rawValue: 2)
  static let losses = ForecastSources(rawValue: 4)
  static let acquisition = ForecastSources(rawValue: 8)
  static let all: ForecastSources = [.parameters, .shocks, .losses, .acquisition]
}
