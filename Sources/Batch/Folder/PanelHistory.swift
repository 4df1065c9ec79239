import Reporting
import Series
import SeriesIO

/// The figures of some series before their forecasts, read again from the panel of a batch.
struct PanelHistory {
  /// The figures by series; those that were not found are not there.
  private(set) var columns: [ExactName: MonthlyColumn] = [:]

  /// A panel that was sorted for the batch is sorted again, up to this size.
  private static let largestSorted = 1 << 26

  /// Reads the panel up to the last of some series; nothing where it is no longer as it was, or cannot be read: a page shows
  /// forecasts without it.
  ///
  /// - Parameters:
  ///   - manifest: the batch.
  ///   - names: the series.
  init(_ manifest: Manifest, of names: [String]) {
    var missing = Set(names.map { ExactName($0) })
    do {
      let input = manifest.identity.input
      let options = manifest.identity.options
      let isSorted = options["sort"] == "true"
      guard let series = options["series"], let mau = options["mau"], let size = input.bytes,
        TextFile.isFile(input.file),
        !isSorted || size <= Self.largestSorted
      else { return }
      let file = try InputFile(path: input.file)
      guard file.stamp?.size == size else { return }
      let month = options["month"].flatMap { $0.isEmpty ? nil : $0 }
      var reading = ReadingOptions(month: month)
      reading.series = series
      reading.dates = options["dates"].flatMap(DateOrder.init)
      reading.decimal = options["decimal"].flatMap(DecimalSign.init)
      reading.usersUnit = options["usersIn"].flatMap(Double.init)
      let reader = try PanelReader(file, PanelColumns(reading, mau: mau, drivers: []), sorted: isSorted)
      let decoder = PanelDecoder(try PanelLayout(reader, month: month, mau: mau, drivers: []))
      while !missing.isEmpty, let block = try reader.next() {
        for index in block.series.indices {
          guard (try? decoder.decode(index, of: block)) != nil, missing.remove(ExactName(decoder.name)) != nil else {
            continue
          }
          columns[ExactName(decoder.name)] = decoder.columns(of: index, in: block).mau
        }
      }
    } catch {
      return
    }
  }
}
