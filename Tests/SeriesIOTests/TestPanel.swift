import Foundation
import Series
import SeriesIO

/// A panel whose bytes arrive in pieces of a given size.
func panel(
  _ bytes: [UInt8], size: Int = 4096, series: String = "series", sorted: Bool = false, runBytes: Int = 1 << 20
) throws(SeriesIOError) -> PanelReader {
  var rest = bytes[...]
  return try PanelReader(file: "panel.csv", series: series, sorted: sorted, runBytes: runBytes) {
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
}

/// A panel whose text arrives in pieces of a given size.
func panel(
  _ text: String, size: Int = 4096, series: String = "series", sorted: Bool = false, runBytes: Int = 1 << 20
) throws(SeriesIOError) -> PanelReader {
  try panel(Array(text.utf8), size: size, series: series, sorted: sorted, runBytes: runBytes)
}

/// A series as a decoder gives it: its rows as they are in the file.
struct DecodedSeries: Equatable {
  var name: String
  var months: [Month]
  /// Users and the driver `x` by row; nil where the cell is blank.
  var mau: [Double?]
  var x: [Double?]
  var lines: [Int]
  var error: SeriesIOError?
}

/// Decodes all series of a panel with the columns `mau` and `x`.
func decoded(_ reader: PanelReader) throws -> [DecodedSeries] {
  let decoder = PanelDecoder(try PanelLayout(reader, mau: "mau", drivers: ["x"]))
  func known(_ values: [Double]) -> [Double?] { values.map { $0.isNaN ? nil : $0 } }
  var result: [DecodedSeries] = []
  while let block = try reader.next() {
    for index in block.series.indices {
      do throws(SeriesIOError) {
        try decoder.decode(index, of: block)
        result.append(
          DecodedSeries(
            name: decoder.name, months: decoder.months.map { Month(ordinal: $0) }, mau: known(decoder.mau),
            x: known(decoder.driver(0)), lines: decoder.lines(of: index, in: block)))
      } catch {
        result.append(DecodedSeries(name: decoder.name, months: [], mau: [], x: [], lines: [], error: error))
      }
    }
  }
  return result
}

/// A folder that is removed after the test.
func withTemporaryFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "churn-forecast-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path())
}
