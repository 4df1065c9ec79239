import Series

/// The value n months earlier, n from 0 to 120.
package struct Lag: DriverTransform {
  package static let name = "lag"
  package static let isLinear = true
  package static let keepsBounds = true
  package static let arguments = [
    TransformArgument(name: "months", expected: "a number of months from 0 to 120, or a range such as 0...3")
  ]
  /// n.
  package let months: Int

  /// The value a number of months earlier.
  package init(months: Int) {
    // Cannot trap: the parser refuses other lags.
    precondition((0...120).contains(months), "a lag must be between 0 and 120 months")
    self.months = months
  }

  package init(_ arguments: [String]) throws(BadTransformArgument) {
    // A model file may write 3 as 3.0.
    let isMonths = { (months: Double) in (0...120).contains(months) && months == months.rounded() }
    // Cannot trap: a whole number from 0 to 120.
    self.init(months: Int(try Self.arguments[0].number(arguments[0], where: isMonths)))
  }

  package var writtenArguments: [String] { ["\(months)"] }

  package func apply<Value: DriverValue>(
    to values: inout [Value], from start: Int, after memory: [Value], parameter: Value?
  ) {
    guard months > 0 else { return }
    for index in (min(start, values.count)..<values.count).reversed() {
      values[index] = index - start >= months ? values[index - months] : memory[index - start]
    }
  }

  package func steadyState(at level: Double) -> Double { level }

  package func initialMemory(of values: [Double], historyEnd: Int, isEvent: Bool) -> [Double] {
    [Double](repeating: .nan, count: months)
  }

  package func memory(of values: [Double], giving results: [Double], steadyState: Double) -> [Double] {
    [Double](repeating: .nan, count: max(0, months - values.count)) + values.suffix(months)
  }

  package func cause(_ month: Month, _ raw: MonthlyColumn?) -> Month { month.advanced(by: -months) }
}

extension DriverExpression {
  /// An expression a number of months earlier, from 0 to 120.
  public static func lag(_ inner: DriverExpression, months: Int) -> DriverExpression {
    inner.applying(Lag(months: months))
  }
}
