internal import CSVParser

extension PanelBlock {
  /// The name of a series, from its first row.
  func name(_ series: Int, separator: UInt8, nameIndex: Int) -> String {
    let row = bytes[self.series[series].range].prefix { $0 != UInt8(CSV_LF) }
    let cells = (try? CSVDocument.parse("", Array(row) + [UInt8(CSV_LF)]))?.first?.cells ?? []
    return nameIndex < cells.count ? cells[nameIndex] : ""
  }
}
