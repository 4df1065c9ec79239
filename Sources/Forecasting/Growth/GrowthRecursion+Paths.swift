import ChurnModels
import Drivers
import LeastSquares
import RealModule
import Sampling

extension GrowthRecursion {
  /// offset + row·p for every month.
  ///
  /// - Parameters:
  ///   - parameters: p; elements after the coefficients of the recursion are ignored.
  ///   - result: one value per month.
  public func drifts(_ parameters: [Lanes], into result: inout [Lanes]) {
    let count = rows.rows
    for month in 0..<count { result[month] = Lanes(repeating: offsets[month]) }
    for column in filledColumns {
      let parameter = parameters[column]
      let start = column * count
      for month in 0..<count { result[month] += rows.elements[start + month] * parameter }
    }
  }

  /// The next level according to the baseline, without drift.
  @inline(__always)
  public func carried(_ level: Lanes, _ parameters: [Lanes]) -> Lanes {
    switch saturation {
    case .constant: level
    case .gompertz(let index): (1 - parameters[index]) * level
    case .logistic(let index, let size): level - parameters[index] * .exp(level) / size
    }
  }

  /// offset + row·p for every month.
  func drifts(_ parameters: [Double], into result: inout [Double]) {
    let count = rows.rows
    for month in 0..<count { result[month] = offsets[month] }
    for column in 0..<rows.columns {
      let parameter = parameters[column]
      if parameter == 0 { continue }
      let start = column * count
      for month in 0..<count { result[month] += rows.elements[start + month] * parameter }
    }
  }

  func drifts(_ parameters: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: months.count)
    drifts(parameters, into: &result)
    return result
  }

  /// The next level according to the baseline, without drift.
  func carried(_ level: Double, _ parameters: [Double]) -> Double {
    switch saturation {
    case .constant: level
    case .gompertz(let index): (1 - parameters[index]) * level
    case .logistic(let index, let size): level - parameters[index] * .exp(level) / size
    }
  }

  /// ∂yₜ/∂yₜ₋₁ of every month, along the path without innovations.
  func slopes(_ parameters: [Double]) -> [Double] {
    let path = path(parameters)
    return path.indices.map { month in
      switch saturation {
      case .constant: 1
      case .gompertz(let kappa): 1 - parameters[kappa]
      case .logistic(let kappa, let size):
        1 - parameters[kappa] * .exp(month > 0 ? path[month - 1] : start) / size
      }
    }
  }

  /// ln U without innovations.
  public func path(_ parameters: [Double]) -> [Double] {
    var path = drifts(parameters)
    var level = start
    for month in path.indices {
      level = carried(level, parameters) + path[month]
      path[month] = level
    }
    return path
  }
}
