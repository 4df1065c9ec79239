import Foundation
import LeastSquares
import Testing

/// A box around, or beside, the certified solution, and the lowest sum of squares that boxes.py found in it.
private struct Box: Decodable, Sendable, CustomStringConvertible {
  let name: String
  let lower: [Double]
  let upper: [Double]
  let best: Double

  var description: String { name }

  static let all: [Box] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/boxes.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([Box].self, from: data)) ?? []
  }()
}

@Suite("NIST Statistical Reference Datasets within boxes that may cut off the solution")
struct NISTBoxTests {
  @Test(
    "Starts of NIST, moved into the box, with 16 more where they end at a bound, find the lowest sum of squares of scipy"
  )
  func boxes() throws {
    try #require(Box.all.count == 216)
    var misses = 0
    var solver = LevenbergMarquardt()
    solver.furtherStarts = 16
    for (index, box) in Box.all.enumerated() {
      let reference = try #require(NonlinearReference.all.first { $0.name == box.name }, "\(box.name)")
      let bounds = zip(box.lower, box.upper).map { $0...$1 }
      for start in reference.starts {
        let inside = zip(start, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) }
        let fit = solver.minimise(
          from: inside, count: reference.y.count, residuals: reference.residuals, jacobian: reference.jacobian,
          bounds: bounds)
        // Lanczos1 is fitted to rounding.
        let isLowest = fit.residualSumOfSquares <= box.best * (1 + 1e-6) + 1e-18
        if !isLowest { misses += 1 }
        let name = "\(box.name) \(index % 12)"
        #expect(isLowest, "\(name): \(fit.residualSumOfSquares / box.best - 1) above")
        #expect(fit.converged)
      }
    }
    print("Boxes: \(432 - misses) of 432 within 1e-6 of the lowest")
  }
}
