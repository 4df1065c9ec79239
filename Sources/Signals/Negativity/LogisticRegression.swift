import RealModule

/// A logistic regression for several classes with a ridge, on sparse features (multinomial; classes have equal weight in all).
struct LogisticRegression: Sendable, Equatable {
  /// The coefficients: of every feature those of all classes, the intercepts last.
  let weights: [Double]
  let classes: Int
  let features: Int

  /// - Parameters:
  ///   - weights: of every feature the coefficients of all classes, the intercepts last.
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
    var counts = [Double](repeating: 0, count: classes)
    for label in labels { counts[label] += 1 }
    let weights = labels.map { Double(labels.count) / (Double(classes) * counts[$0]) }
    var minimizer = LimitedMemoryBFGS(size: classes * (features + 1))
    let found = minimizer.minimum { point, gradient in
      var loss = 0.0
      for place in point.indices {
        let isIntercept = place >= classes * features
        gradient[place] = isIntercept ? 0 : point[place]
        if !isIntercept { loss += 0.5 * point[place] * point[place] }
      }
      var odds = [Double](repeating: 0, count: classes)
      for (row, label) in zip(rows.indices, labels) {
        Self.probabilities(rows[row], point, &odds)
        loss -= weights[row] * Double.log(max(odds[label], 1e-300))
        odds[label] -= 1
        for `class` in odds.indices {
          odds[`class`] *= weights[row]
          gradient[classes * features + `class`] += odds[`class`]
        }
        rows[row].addOuter(odds, to: &gradient)
      }
      return loss
    }
    self.init(weights: found, classes: classes, features: features)
  }

  /// The probabilities of the classes.
  func probabilities(_ row: SparseRow) -> [Double] {
    var result = [Double](repeating: 0, count: classes)
    Self.probabilities(row, weights, &result)
    return result
  }

  private static func probabilities(_ row: SparseRow, _ weights: [Double], _ result: inout [Double]) {
    for `class` in result.indices { result[`class`] = weights[weights.count - result.count + `class`] }
    row.multiply(weights, &result)
    let largest = result.max() ?? 0
    var sum = 0.0
    for `class` in result.indices {
      result[`class`] = .exp(result[`class`] - largest)
      sum += result[`class`]
    }
    for `class` in result.indices { result[`class`] /= sum }
  }
}
