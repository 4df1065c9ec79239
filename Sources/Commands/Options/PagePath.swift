import ArgumentParser
import ChurnForecast

/// The file of a page as an option.
struct PagePath: ExpressibleByArgument {
  let file: PageFile

  init?(argument: String) {
    guard let file = PageFile(path: argument) else { return nil }
    self.file = file
  }

  /// Writes a page with the command that reproduces it.
  func write(_ page: (ReportPage.Reproduction) -> ReportPage) throws {
    try file.write(page(ChurnForecastCommand.reproduction))
  }
}
