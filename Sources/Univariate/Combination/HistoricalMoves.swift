import RealModule

/// How far a series has moved over a number of periods: the mean squares of z(t + h) − z(t).
///
/// The naive forecast would have had these errors. A forecast that claims to be less sure than that does not know the series, be
/// it a random walk, one that swings about a level, or one that grows; only where few such moves were seen may it be.
struct HistoricalMoves {
  /// By number of periods, the first for one period; never falling.
  private let squares: [Double]
  /// The largest growth over so many periods.
  private let growths: [Double]
  private let count: Double
  private let last: Double
  private let largest: Double

  init(_ season: ShrunkSeason) {
    let z = season.adjusted
    var squares: [Double] = []
    var growths: [Double] = []
    for periods in 1...max(1, z.count / 2) {
      var (sum, pairs, growth) = (0.0, 0.0, 0.0)
      for end in periods..<max(periods, z.count) {
        let move = z[end] - z[end - periods]
        guard !move.isNaN else { continue }
        sum += move * move
        pairs += 1
        growth = max(growth, move)
      }
      squares.append(max(squares.last ?? 0, pairs > 0 ? sum / pairs : 0))
      growths.append(max(growths.last ?? 0, growth))
    }
    (self.squares, self.growths) = (squares, growths)
    count = Double(z.count)
    last = z[z.count - 1]
    largest = season.logs.reduce(last) { max($0, $1) }
  }

  /// The largest variance of a forecast so many periods ahead: the mean square of the moves, larger where only few of them do not
  /// overlap, and in proportion to the periods beyond half of the series.
  func limit(_ periods: Int) -> Double {
    let seen = min(periods, squares.count)
    let square = squares[seen - 1] * Double(periods) / Double(seen)
    return square * (1 + 4 * Double(periods) / max(count - Double(periods), count / 2))
  }

  /// The largest ln y of an interval: ten times the largest figure, or where the largest growth of the past, continued, leads.
  func most(_ periods: Int) -> Double {
    let seen = min(periods, growths.count)
    return max(largest + .log(10), last + growths[seen - 1] * Double(periods) / Double(seen))
  }
}
