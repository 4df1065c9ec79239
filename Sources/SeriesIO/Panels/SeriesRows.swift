import Series

/// The rows of one series of a panel, in any order.
public struct SeriesRows: Sendable {
  /// Their months, counted since January of year 0.
  public var months: [Int] = []
  /// Users by row; NaN where there is no figure. Empty where no users are read.
  public var mau: [Double] = []
  /// Raw drivers, each by row; NaN where the value is unknown.
  public var drivers: [[Double]]

  /// No rows yet.
  ///
  /// - Parameter drivers: the number of drivers.
  public init(drivers: Int) { self.drivers = [[Double]](repeating: [], count: drivers) }

  /// Takes all rows away and keeps their storage.
  public mutating func removeAll() {
    months.removeAll(keepingCapacity: true)
    mau.removeAll(keepingCapacity: true)
    for index in drivers.indices { drivers[index].removeAll(keepingCapacity: true) }
  }

  /// The first two rows of the same month; nil where every month comes once.
  public var repetition: (earlier: Int, later: Int)? {
    if (1..<max(1, months.count)).allSatisfy({ months[$0] > months[$0 - 1] }) { return nil }
    var rows: [Int: Int] = [:]
    for (row, month) in months.enumerated() {
      if let earlier = rows.updateValue(row, forKey: month) { return (earlier, row) }
    }
    return nil
  }

  /// Adds rows without figures for later months, whose drivers are known; of months that are there, drivers that are not.
  ///
  /// - Parameters:
  ///   - later: the rows.
  ///   - names: of their drivers.
  ///   - all: the names of the drivers here.
  public mutating func extend(by later: SeriesRows, _ names: [String], among all: [String]) {
    let places = names.map { name in all.firstIndex(of: name) }
    let known = Dictionary(zip(months, months.indices)) { first, _ in first }
    for (row, month) in later.months.enumerated() {
      let place = known[month] ?? months.count
      if place == months.count {
        months.append(month)
        mau.append(.nan)
        for driver in drivers.indices { drivers[driver].append(.nan) }
      }
      for (driver, target) in places.enumerated() {
        guard let target, drivers[target][place].isNaN else { continue }
        drivers[target][place] = later.drivers[driver][row]
      }
    }
  }

  /// The rows as columns by month, from the first month to the last.
  ///
  /// - Parameters:
  ///   - names: those of users and drivers.
  ///   - file: where the rows were read; empty for none.
  ///   - rowLines: the lines of the rows in it.
  /// - Returns: users, without a value where none are read, and drivers.
  public func columns(
    _ names: (mau: String, drivers: [String]), file: String = "", lines rowLines: [Int] = []
  ) -> (mau: MonthlyColumn, drivers: [MonthlyColumn]) {
    let first = months.min() ?? 0
    let count = (months.max() ?? first) - first + 1
    var lines = [Int?](repeating: nil, count: rowLines.isEmpty ? 0 : count)
    for (row, month) in months.enumerated() where row < rowLines.count { lines[month - first] = rowLines[row] }
    func column(_ name: String, _ values: [Double]) -> MonthlyColumn {
      var result = [Double?](repeating: nil, count: count)
      for (row, value) in values.enumerated() where !value.isNaN { result[months[row] - first] = value }
      return MonthlyColumn(name: name, first: Month(ordinal: first), values: result, file: file, lines: lines)
    }
    return (column(names.mau, mau), zip(names.drivers, drivers).map { column($0, $1) })
  }
}
