import Series
import SeriesIO

/// Reads counts of reports from CSV, row by row, and sorts them by country and part.
struct ReportTable {
  /// The rows of one country and part.
  private struct Rows {
    let country: String?
    let part: String?
    var times: [Int] = []
    var counts: [Double] = []
    var lines: [Int32] = []
  }

  /// Counts by country and part, in the order of the file.
  let counts: [ReportCounts]

  /// - Parameters:
  ///   - reader: a file at its first row.
  ///   - columns: the names of its columns.
  ///   - zone: the zone of times that state none.
  /// - Throws: ``SignalError`` for the first problem.
  init(_ reader: RecordReader, columns: SignalColumns, zone: ClockZone?) throws(SignalError) {
    let header = reader.header
    func index(_ role: SignalColumns.Role) -> Int? { header.firstIndex(of: columns.name(role)) }
    guard let time = index(.time), let reports = index(.reports) else {
      throw .file(
        .noSuchColumn(
          columns.name(index(.time) == nil ? .time : .reports), files: [reader.file], columns: header))
    }
    let (country, part) = (index(.country), index(.part))
    var groups = Groups()
    let file = reader.file
    try reader.forEach(as: SignalError.file) { batch, rows throws(SignalError) in
      for row in rows {
        func cell(_ column: Int) -> CellPlace {
          CellPlace(file: file, line: batch.line(row), column: header[column])
        }
        groups.select(batch, row, country, part)
        let seconds = try Self.seconds(batch.cell(row, time), zone, columns.dates) { cell(time) }
        if let before = groups.open.times.last, seconds <= before {
          let value = batch.text(row, time) ?? ""
          throw seconds == before
            ? .repeatedTime(cell(time), value: value)
            : .outOfOrder(cell(time), value: value, earlierLine: Int(groups.open.lines.last ?? 0))
        }
        let bytes = batch.cell(row, reports)
        guard let count = bytes.isEmpty ? .nan : Self.number(bytes), count.isNaN || Self.isCount(count) else {
          throw .badCount(cell(reports), value: String(decoding: bytes, as: UTF8.self))
        }
        groups.open.times.append(seconds)
        groups.open.counts.append(count)
        groups.open.lines.append(Int32(clamping: batch.line(row)))
      }
    }
    let all = groups.closed()
    guard !all.isEmpty else { throw .noRows(file: file) }
    counts = try all.map { rows throws(SignalError) in
      try Self.regular(country: rows.country, part: rows.part, times: rows.times, counts: rows.counts) { row in
        CellPlace(file: file, line: Int(rows.lines[row]), column: header[time])
      }
    }
  }

  /// Rows by country and part; those that are being read are taken out, so that nothing is copied.
  private struct Groups {
    var open = Rows(country: nil, part: nil)
    private var all: [Rows] = []
    private var places: [[UInt8]: [[UInt8]: Int]] = [:]
    private var last: (country: [UInt8], part: [UInt8], place: Int)?

    /// Opens the rows of a row's country and part.
    mutating func select(_ batch: RecordBatch, _ row: Int, _ country: Int?, _ part: Int?) {
      if let last, country.map({ batch.isCell(row, $0, last.country) }) ?? true,
        part.map({ batch.isCell(row, $0, last.part) }) ?? true
      {
        return
      }
      let keys = (country.map { Array(batch.cell(row, $0)) } ?? [], part.map { Array(batch.cell(row, $0)) } ?? [])
      let place = places[keys.0]?[keys.1] ?? all.count
      if place == all.count {
        func name(_ bytes: [UInt8]) -> String? { bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
        all.append(Rows(country: name(keys.0), part: name(keys.1)))
        places[keys.0, default: [:]][keys.1] = place
      }
      if let last { all[last.place] = open }
      open = all[place]
      all[place] = Rows(country: nil, part: nil)
      last = (keys.0, keys.1, place)
    }

    /// All of them, in the order of the file.
    mutating func closed() -> [Rows] {
      if let last { all[last.place] = open }
      return all
    }
  }

  /// The moment of a cell.
  static func seconds(
    _ bytes: ArraySlice<UInt8>, _ zone: ClockZone?, _ dates: SignalDates?, _ place: () -> CellPlace
  ) throws(SignalError) -> Int {
    switch TimeText(bytes, dates: dates) {
    case .absolute(let seconds): return seconds
    case .local(let seconds):
      guard let zone else { throw .noZone(place(), value: String(decoding: bytes, as: UTF8.self)) }
      return zone.seconds(local: seconds)
    case nil where dates == nil && TimeText(bytes, dates: .dmy) ?? TimeText(bytes, dates: .mdy) != nil:
      throw .unclearDate(place(), value: String(decoding: bytes, as: UTF8.self))
    case nil: throw .badTime(place(), value: String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Whether a number can be that of reports: one that is counted, and that whole numbers hold.
  static func isCount(_ number: Double) -> Bool { number >= 0 && number < 1e15 }

  /// A decimal number of at most fifteen digits, or what the standard library reads.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    if bytes.count <= 15, bytes.allSatisfy({ $0 &- 48 < 10 }) {
      return Double(bytes.reduce(0) { $0 &* 10 &+ Int($1 &- 48) })
    }
    return Double(String(decoding: bytes, as: UTF8.self)).flatMap { isCount($0) ? $0 : nil }
  }

  /// Rows as steps of equal length, the shortest distance of two rows; steps without a row have no count.
  static func regular(
    country: String?, part: String?, times: [Int], counts: [Double], _ place: (Int) -> CellPlace
  ) throws(SignalError) -> ReportCounts {
    var step = 604_800
    for (first, second) in zip(times, times.dropFirst()) { step = min(step, second - first) }
    let start = times[0]
    let span = times[times.count - 1] - start
    // Nobody counts for longer; a wrong year would need the memory of a million years.
    guard step >= 60, span / step < max(100_000, 50 * times.count) else {
      // The row after the longest gap.
      var (row, longest) = (0, 0)
      for index in times.indices.dropFirst() where times[index] - times[index - 1] > longest {
        (row, longest) = (index, times[index] - times[index - 1])
      }
      throw .unevenTime(place(row), value: Instant(seconds: times[row]).description, step: words(step))
    }
    var steps = [Double](repeating: .nan, count: span / step + 1)
    for (row, time) in times.enumerated() {
      guard (time - start) % step == 0 else {
        throw .unevenTime(place(row), value: Instant(seconds: time).description, step: words(step))
      }
      steps[(time - start) / step] = counts[row]
    }
    return ReportCounts(country: country, part: part, start: Instant(seconds: start), step: step, counts: steps)
  }

  /// A length of time such as `15 minutes`.
  static func words(_ seconds: Int) -> String {
    let units = [(86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
    let unit = units.first { seconds % $0.0 == 0 } ?? (1, "second")
    let count = seconds / unit.0
    return "\(count) \(unit.1)\(count == 1 ? "" : "s")"
  }
}
