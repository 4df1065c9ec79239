import RealModule

/// A logistic regression for several classes with a ridge, on sparse features (multinomial; classes have equal weight in all).
struct LogisticRegression: Sendable, Equatable {
  /// The coefficients of every class one after another, the intercept last.
  let weights: [Double]
  let classes: Int
  let features: Int

  /// - Parameters:
  ///   - weights: coefficients class by class, the intercept last.
  ///   - classes: the number of classes.
  ///   - features: the number of features.
  init(weights: [Double], classes: Int, features: Int) {
    (self.weights, self.classes, self.features) = (weights, classes, features)
  }

  /// Maximises the likelihood less half the sum of squared coefficients.
  ///
  /// - Parameters:
  ///   - rows: the features of every post.
  ///   - labels: the class of every post.
  ///   - classes: the number of classes.
  ///   - features: the number of features.
  init(_ rows: [SparseRow], labels: [Int], classes: Int, features: Int) {
    let width = features + 1
    var counts = [Double](repeating: 0, count: classes)
    for label in labels { counts[label] += 1 }
    let weights = labels.map { Double(labels.count) / (Double(classes) * counts[$0]) }
    var minimizer = LimitedMemoryBFGS(size: classes * width)
    let found = minimizer.minimum { point, gradient in
      var loss = 0.0
      for place in point.indices {
        let isIntercept = place % width == features
        gradient[place] = isIntercept ? 0 : point[place]
        if !isIntercept { loss += 0.5 * point[place] * point[place] }
      }
      var odds = [Double](repeating: 0, count: classes)
      for (row, label) in zip(rows.indices, labels) {
        Self.probabilities(rows[row], point, width, &odds)
        loss -= weights[row] * Double.log(max(odds[label], 1e-300))
        for `class` in 0..<classes {
          let residual = weights[row] * (odds[`class`] - (`class` == label ? 1 : 0))
          rows[row].add(to: &gradient, from: `class` * width, times: residual)
          gradient[`class` * width + features] += residual
        }
      }
      return loss
    }
    self.init(weights: found, classes: classes, features: features)
  }

  /// The probabilities of the classes.
  func probabilities(_ row: SparseRow) -> [Double] {
    var result = [Double](repeating: 0, count: classes)
    Self.probabilities(row, weights, features + 1, &result)
    return result
  }

  private static func probabilities(_ row: SparseRow, _ weights: [Double], _ width: Int, _ result: inout [Double]) {
    for `class` in result.indices {
      result[`class`] = row.dot(weights, from: `class` * width) + weights[(`class` + 1) * width - 1]
    }
    let largest = result.max() ?? 0
    var sum = 0.0
    for `class` in result.indices {
      result[`class`] = .exp(result[`class`] - largest)
      sum += result[`class`]
    }
    for `class` in result.indices { result[`class`] /= sum }
  }
}
