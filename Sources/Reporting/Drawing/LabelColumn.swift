/// Labels in a column next to the ends of lines.
public enum LabelColumn {
  /// Moves overlapping labels apart, as little as possible.
  ///
  /// - Parameters:
  ///   - wanted: the preferred position of each label.
  ///   - gap: the least distance between two labels.
  ///   - range: the allowed positions; where it is too narrow for all labels, they are spread evenly.
  /// - Returns: one position per label, in the order of `wanted`.
  public static func spread(_ wanted: [Double], gap: Double, within range: ClosedRange<Double>) -> [Double] {
    guard !wanted.isEmpty else { return [] }
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let room = range.upperBound - range.lowerBound
    let gap = min(gap, wanted.count > 1 ? room / Double(wanted.count - 1) : gap)
    // Pool neighbours that are too near (as in isotonic regression): each block is centred on its mean.
    var blocks: [(sum: Double, count: Int)] = []
    func start(_ block: (sum: Double, count: Int)) -> Double {
      let half = Double(block.count - 1) * gap / 2
      let centre = block.sum / Double(block.count)
      return min(max(centre - half, range.lowerBound), range.upperBound - 2 * half)
    }
    for index in order {
      blocks.append((wanted[index], 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let before = blocks[blocks.count - 2]
        guard start(last) < start(before) + Double(before.count) * gap - 1e-9 else { break }
        blocks.removeLast()
        blocks[blocks.count - 1] = (before.sum + last.sum, before.count + last.count)
      }
    }
    var places = [Double](repeating: 0, count: wanted.count)
    var position = 0
    for block in blocks {
      for offset in 0..<block.count {
        places[order[position]] = start(block) + Double(offset) * gap
        position += 1
      }
    }
    return places
  }
}
