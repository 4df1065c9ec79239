import ChurnModels
import Models
import Scenarios
import SeriesIO

extension ScenarioInputs {
  /// Reads the files that a scenario file names, relative to it.
  ///
  /// - Parameter file: the scenario file; the other files are relative to its folder.
  public init(besides file: String) {
    func beside(_ name: String) -> String { PathText.path(of: name, besides: file) }
    self.init(
      table: { files, mau, drivers in
        try readTable(files.map { try SeriesFile(path: beside($0)) }, mau: mau, drivers: drivers)
      },
      fit: { file in
        let saved = try SavedFit.read(TextFile.text(of: beside(file)), file: beside(file))
        guard let fit = saved as? FittedNetGrowth else {
          throw ChurnModelError.badSavedFit(
            file: beside(file), problem: "scenarios need a fit of net growth, but this is another model")
        }
        return fit
      },
      column: { name, file in try SeriesFile(path: beside(file)).column(name, content: .number) })
  }
}
