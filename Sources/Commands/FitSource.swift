import ArgumentParser
import ChurnForecast

/// Where a fit comes from: a file, or data to which the options describe a model.
struct FitSource {
  let input: DataOptions
  let model: ModelOptions

  /// The saved fit, or a fit of the data.
  ///
  /// - Parameter limit: the work that is allowed.
  /// - Returns: the fit, and whether it was made now.
  /// - Throws: `ValidationError` for other files and for options that a saved fit has no use for; errors of files and models.
  func fit(limit: WorkLimit) throws -> (fit: any FittedModel, isFresh: Bool) {
    switch WorkbenchInput(input.data) {
    case .fit(let file):
      guard model.isSilent, input.mau == nil, input.from == nil, input.to == nil else {
        throw ValidationError("A saved fit includes its model and data; leave out the options that describe them.")
      }
      return (try SavedFit.read(TextFile.text(of: file), file: file, limit: limit), false)
    case .data:
      let request = try model.request()
      let table = try input.request.table(for: request.specification, remark: Hint.show)
      return (try request.fit(table, limit: limit), true)
    case .scenario(let file):
      throw ValidationError("\(file) is a scenario file; run it by `churn-forecast scenario run`.")
    case .batch(let folder):
      throw ValidationError("\(folder) is a batch, whose forecasts are made; `churn-forecast report` shows them.")
    }
  }
}
