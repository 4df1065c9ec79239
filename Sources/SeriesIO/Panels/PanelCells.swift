import Series

/// What libcsv's callbacks collect of one series.
struct PanelCells {
  /// The first problem found.
  struct Problem {
    enum Kind { case notText, split, ragged(cells: Int), month, users, driver(Int), group }
    let kind: Kind
    let row: Int
    let value: [UInt8]
  }

  let roles: [Int]
  var column = 0
  var row = 0
  /// Whether a carriage return ended the row before.
  var isAfterReturn = false
  var name: [UInt8] = []
  var group: [UInt8] = []
  var rows: SeriesRows
  var problem: Problem?

  init(_ layout: PanelLayout) {
    roles = layout.roles
    rows = SeriesRows(drivers: layout.drivers.count)
  }

  mutating func begin() {
    column = 0
    row = 0
    isAfterReturn = false
    name.removeAll(keepingCapacity: true)
    group.removeAll(keepingCapacity: true)
    rows.removeAll()
    problem = nil
  }

  /// Takes a cell. Bounded by the count of its bytes.
  @inline(__always)
  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    defer { column += 1 }
    guard column < roles.count else { return }
    let role = roles[column]
    if role >= 0 {
      let value = unsafe bytes.isEmpty ? .nan : DecimalNumber.parse(bytes)
      if value == nil { unsafe fail(.driver(role), bytes) }
      rows.drivers[role].append(value ?? .nan)
    } else if role == PanelLayout.mauRole {
      let value = unsafe bytes.isEmpty ? .nan : DecimalNumber.parse(bytes)
      if let value, value > 0 || value.isNaN { rows.mau.append(value) } else { unsafe fail(.users, bytes) }
    } else if role == PanelLayout.monthRole {
      if let month = unsafe PlainMonth.ordinal(bytes) { rows.months.append(month) } else { unsafe fail(.month, bytes) }
    } else if role == PanelLayout.groupRole {
      if row == 0 {
        unsafe group.append(contentsOf: bytes)
        if unsafe String(validating: bytes, as: UTF8.self) == nil { unsafe fail(.notText, bytes) }
      } else if unsafe !bytes.elementsEqual(group) {
        unsafe fail(.group, bytes)
      }
    } else if role == PanelLayout.seriesRole, isAfterReturn {
      // What a carriage return within a line begins may be the row of another series.
      if unsafe !bytes.elementsEqual(name) { unsafe fail(.split, bytes) }
    } else if role == PanelLayout.seriesRole, row == 0 {
      unsafe name.append(contentsOf: bytes)
      if unsafe String(validating: bytes, as: UTF8.self) == nil { unsafe fail(.notText, bytes) }
    }
  }

  mutating func endRow(afterReturn: Bool) {
    isAfterReturn = afterReturn
    // A row of another length has its cells in the wrong places, so its length is the error to report.
    if column != roles.count, problem.map({ $0.row == row }) ?? true {
      problem = Problem(kind: .ragged(cells: column), row: row, value: [])
    }
    row += 1
    column = 0
  }

  /// Keeps the first problem and a copy of its cell. Bounded by the count of the bytes.
  private mutating func fail(_ kind: Problem.Kind, _ bytes: UnsafeRawBufferPointer) {
    guard problem == nil else { return }
    let isText = unsafe String(validating: bytes, as: UTF8.self) != nil
    unsafe problem = Problem(kind: isText ? kind : .notText, row: row, value: Array(bytes))
  }
}

/// Called by libcsv at the end of a cell; `context` are ``PanelCells``.
func endOfPanelCell(_ text: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?) {
  // Bounded: libcsv states the count of bytes of the cell; the context is the cells that the decoder lends it.
  guard let context = unsafe context else { return }
  unsafe context.assumingMemoryBound(to: PanelCells.self).pointee.take(
    UnsafeRawBufferPointer(start: text, count: count))
}

/// Called by libcsv at the end of a row; `context` are ``PanelCells``.
func endOfPanelRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  // Bounded: the context is the cells that the decoder lends.
  guard let context = unsafe context else { return }
  unsafe context.assumingMemoryBound(to: PanelCells.self).pointee.endRow(afterReturn: terminator == 13)
}
