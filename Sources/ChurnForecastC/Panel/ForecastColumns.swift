/// The columns of medians and intervals, named as forecasters name them: `NetGrowth`, `NetGrowth-lo-80`, `NetGrowth-hi-80`, ….
struct ForecastColumns {
  let names: [String]

  /// - Parameters:
  ///   - alias: the name of the column of medians.
  ///   - coverages: the probabilities of the intervals.
  init(alias: String, coverages: [Double]) {
    names =
      [alias]
      + coverages.flatMap { coverage in
        // 80 and not 80.0, 99.9 as it is.
        let level = "\((coverage * 1e6).rounded() / 1e4)"
        let text = level.hasSuffix(".0") ? String(level.dropLast(2)) : level
        return ["\(alias)-lo-\(text)", "\(alias)-hi-\(text)"]
      }
  }

  /// The columns.
  ///
  /// - Parameters:
  ///   - series: of each series by month the median and then the lower and upper end of every interval.
  ///   - months: the number of months of all of them.
  /// - Returns: one column each.
  func outputs(_ series: some Sequence<[Double]>, months: Int) -> [ArrowOutput] {
    let width = names.count
    var columns = names.map { _ in [Double]() }
    for place in columns.indices { columns[place].reserveCapacity(months) }
    for values in series {
      for place in columns.indices {
        for index in stride(from: place, to: values.count, by: width) { columns[place].append(values[index]) }
      }
    }
    return zip(names, columns).map { ArrowOutput($0, .doubles($1)) }
  }
}
