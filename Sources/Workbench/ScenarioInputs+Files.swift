import ChurnModels
import Forecasting
import Models
import Scenarios
import SeriesIO
import Synchronization

extension ScenarioInputs {
  /// Reads the files that a scenario file names, relative to it.
  ///
  /// - Parameters:
  ///   - file: the scenario file; the other files are relative to its folder.
  ///   - limit: what reading a saved fit may take.
  public init(besides file: String, limit: WorkLimit = .none) {
    let read = FilesRead()
    func beside(_ name: String) -> String { PathText.path(of: name, besides: file) }
    self.init(
      table: { files, mau, drivers in
        try readTable(files.map { try read.file(beside($0)) }, mau: mau, drivers: drivers)
      },
      fit: { file in
        let saved = try SavedFit.read(TextFile.text(of: beside(file)), file: beside(file), limit: limit)
        guard let fit = saved as? any RecursiveFit else {
          throw ChurnModelError.badSavedFit(
            file: beside(file),
            problem: "scenarios need a fit of net growth or of stock and flow, but this is another model")
        }
        return fit
      },
      column: { name, file in try read.file(beside(file)).column(name, content: .number) },
      draws: { file, column in try CommonErrorFile.parts(beside(file), column: column) })
  }
}

/// The data files of a scenario file, each read once, however many paths come from it.
private final class FilesRead: Sendable {
  private let files = Mutex<[String: SeriesFile]>([:])

  /// A file.
  func file(_ path: String) throws -> SeriesFile {
    if let known = files.withLock({ $0[path] }) { return known }
    let file = try SeriesFile(path: path)
    files.withLock { $0[path] = file }
    return file
  }
}
