/// Minimises a smooth convex function of many variables (Nocedal and Wright 2006, algorithm 7.5, with halved steps).
struct LimitedMemoryBFGS {
  private let size: Int
  /// The number of steps that are remembered.
  private static let memory = 6
  private var steps: [[Double]] = []
  private var changes: [[Double]] = []

  /// - Parameter size: the number of variables.
  init(size: Int) { self.size = size }

  /// Starts at 0 and ends where no variable's slope is above a thousandth of the greatest one at the start, or after 200 steps.
  ///
  /// - Parameter function: gives the value at a point and writes the gradient.
  /// - Returns: the point.
  mutating func minimum(_ function: (_ point: [Double], _ gradient: inout [Double]) -> Double) -> [Double] {
    var point = [Double](repeating: 0, count: size)
    var gradient = point
    var value = function(point, &gradient)
    let first = Self.largest(gradient)
    for _ in 0..<200 where Self.largest(gradient) > 1e-3 * first {
      let direction = direction(gradient)
      let slope = Self.dot(direction, gradient)
      guard slope < 0 else { break }
      var length = steps.isEmpty ? min(1, 1 / max(first, 1e-12)) : 1.0
      var next = point
      var nextGradient = gradient
      var nextValue = value
      var isLower = false
      for _ in 0..<40 {
        for place in next.indices { next[place] = point[place] + length * direction[place] }
        nextValue = function(next, &nextGradient)
        isLower = nextValue <= value + 1e-4 * length * slope
        if isLower { break }
        length /= 2
      }
      guard isLower else { break }
      remember(point, next, gradient, nextGradient)
      (point, gradient, value) = (next, nextGradient, nextValue)
    }
    return point
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for place in left.indices { sum += left[place] * right[place] }
    return sum
  }

  private static func largest(_ vector: [Double]) -> Double { vector.reduce(0) { max($0, abs($1)) } }

  private mutating func remember(_ old: [Double], _ new: [Double], _ slope: [Double], _ newSlope: [Double]) {
    var (step, change) = (new, newSlope)
    for place in step.indices {
      step[place] -= old[place]
      change[place] -= slope[place]
    }
    guard Self.dot(step, change) > 1e-12 * Self.dot(step, step) else { return }
    if steps.count == Self.memory {
      steps.removeFirst()
      changes.removeFirst()
    }
    steps.append(step)
    changes.append(change)
  }

  /// The way down: the gradient times the inverse curvature that the remembered steps tell.
  private func direction(_ gradient: [Double]) -> [Double] {
    var result = gradient.map { -$0 }
    var factors: [Double] = []
    for place in steps.indices.reversed() {
      let factor = Self.dot(steps[place], result) / Self.dot(steps[place], changes[place])
      factors.append(factor)
      for index in result.indices { result[index] -= factor * changes[place][index] }
    }
    if let step = steps.last, let change = changes.last {
      let scale = Self.dot(step, change) / Self.dot(change, change)
      for index in result.indices { result[index] *= scale }
    }
    for place in steps.indices {
      let back = Self.dot(changes[place], result) / Self.dot(steps[place], changes[place])
      let factor = factors[steps.count - 1 - place] - back
      for index in result.indices { result[index] += factor * steps[place][index] }
    }
    return result
  }
}
