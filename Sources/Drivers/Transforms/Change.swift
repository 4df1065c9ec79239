import Series

/// zₜ = xₜ − xₜ₋₁.
package struct Change: DriverTransform {
  package static let name = "change"
  package static let isLinear = true

  package init(_ arguments: [String] = []) {}

  package func apply<Value: DriverValue>(
    to values: inout [Value], from start: Int, after memory: [Value], parameter: Value?
  ) {
    for index in (min(start, values.count)..<values.count).reversed() {
      values[index] = values[index].minus(index > start ? values[index - 1] : memory[0])
    }
  }

  package func steadyState(at level: Double) -> Double { 0 }

  package func initialMemory(of values: [Double], historyEnd: Int, isEvent: Bool) -> [Double] { [.nan] }

  package func memory(of values: [Double], giving results: [Double], steadyState: Double) -> [Double] {
    [values.last ?? .nan]
  }

  package func cause(_ month: Month, _ raw: MonthlyColumn?) -> Month {
    raw?[month] == nil ? month : month.advanced(by: -1)
  }
}

extension DriverExpression {
  /// The change of an expression since the month before.
  public static func change(_ inner: DriverExpression) -> DriverExpression { inner.applying(Change()) }
}
