import ArgumentParser
import ChurnForecast

/// Two ends, written `low,high`.
struct RangeOption {
  let range: ClosedRange<Double>

  init(_ argument: String) throws {
    let ends = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low < high,
      [low, high].allSatisfy(NumberRange.contains)
    else {
      throw ValidationError("expected two numbers, low,high, the lower one first; each must be \(NumberRange.words).")
    }
    range = low...high
  }
}
