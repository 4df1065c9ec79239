import ArgumentParser
import ChurnForecast

extension OutputFormat: ExpressibleByArgument {}

extension Baseline: ExpressibleByArgument {}

extension Seasonality: ExpressibleByArgument {}

extension StandardErrors: ExpressibleByArgument {}

extension Timing: ExpressibleByArgument {}

extension Robustness: ExpressibleByArgument {}

extension ErrorProcess: ExpressibleByArgument {
  /// A process as an option.
  public init?(argument: String) { self.init(argument) }
}

extension PrevalenceMethod: ExpressibleByArgument {}

extension SignalDates: ExpressibleByArgument {}

extension Month: ExpressibleByArgument {
  /// A month as an option.
  public init?(argument: String) { self.init(parsing: argument) }
}
