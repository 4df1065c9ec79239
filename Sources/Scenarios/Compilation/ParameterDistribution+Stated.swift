import Forecasting
import LeastSquares

extension ParameterDistribution {
  /// Independent normal beliefs.
  init(stated: [ScenarioFile.Uncertain], innovation: Double) {
    var factor = Matrix(rows: stated.count, columns: stated.count)
    for (index, parameter) in stated.enumerated() { factor[index, index] = parameter.standardDeviation }
    self.init(
      mean: stated.map(\.value), factor: factor, estimated: stated.map { _ in false }, degreesOfFreedom: .infinity,
      innovation: innovation, innovationEstimated: false)
  }

  /// Stated parameters inserted among others, independent of them.
  func inserting(_ stated: [ScenarioFile.Uncertain], at position: Int) -> ParameterDistribution {
    guard !stated.isEmpty else { return self }
    let p = mean.count
    let r = factor.columns
    // What is certain needs no random number.
    let uncertain = stated.indices.filter { stated[$0].standardDeviation > 0 }
    var joined = Matrix(rows: p + stated.count, columns: r + uncertain.count)
    for row in 0..<p {
      for column in 0..<r { joined[row < position ? row : row + stated.count, column] = factor[row, column] }
    }
    for (column, index) in uncertain.enumerated() {
      joined[position + index, r + column] = stated[index].standardDeviation
    }
    var mean = mean
    mean.insert(contentsOf: stated.map(\.value), at: position)
    var estimated = estimated
    estimated.insert(contentsOf: stated.map { _ in false }, at: position)
    return ParameterDistribution(
      mean: mean, factor: joined, estimated: estimated, degreesOfFreedom: degreesOfFreedom, innovation: innovation,
      innovationEstimated: innovationEstimated)
  }

  /// The distribution with stated values in place of some parameters, independent of the others.
  func stating(_ replaced: [(Int, ScenarioFile.Uncertain)]) -> ParameterDistribution {
    guard !replaced.isEmpty else { return self }
    var mean = mean
    var estimated = estimated
    var wide = Matrix(rows: factor.rows, columns: factor.columns + replaced.count)
    for column in 0..<factor.columns { for row in 0..<factor.rows { wide[row, column] = factor[row, column] } }
    for (index, (position, value)) in replaced.enumerated() {
      mean[position] = value.value
      estimated[position] = false
      for column in 0..<factor.columns { wide[position, column] = 0 }
      wide[position, factor.columns + index] = value.standardDeviation
    }
    return ParameterDistribution(
      mean: mean, factor: wide, estimated: estimated, degreesOfFreedom: degreesOfFreedom, innovation: innovation,
      innovationEstimated: innovationEstimated)
  }
}
