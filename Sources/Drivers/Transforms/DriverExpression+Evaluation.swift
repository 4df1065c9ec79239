import Series

extension DriverExpression {
  /// A value outside the domain of a transform.
  struct OutsideDomain: Error {
    let index: Int
    let value: Double
    let function: String
    let domain: TransformDomain
  }

  /// Replaces x by T(x), without distributed lags.
  ///
  /// - Parameters:
  ///   - values: x, one value per month, NaN where it is unknown; those of steps and pulses are not read.
  ///   - first: the month of the first value.
  ///   - historyEnd: the number of months from the start that may determine the initial value of a carryover.
  /// - Throws: ``OutsideDomain`` for the first value outside the domain of a transform.
  func evaluate(_ values: inout [Double], first: Month, historyEnd: Int) throws(OutsideDomain) {
    fillEvent(&values, first: first)
    for transform in transforms {
      _ = try Self.apply(transform, to: &values, historyEnd: historyEnd, isEvent: column == nil)
    }
  }

  /// The values of a step or pulse.
  func fillEvent(_ values: inout [Double], first: Month) {
    guard case .event(let event) = source else { return }
    for index in values.indices { values[index] = event.value(in: first.advanced(by: index)) }
  }

  /// Applies a transform to a series from its start.
  ///
  /// - Returns: the memory that represented the time before.
  static func apply(
    _ transform: any DriverTransform, to values: inout [Double], historyEnd: Int, isEvent: Bool
  ) throws(OutsideDomain) -> [Double] {
    let type = type(of: transform)
    if let domain = type.domain, let index = values.firstIndex(where: { $0 <= domain.above }) {
      throw OutsideDomain(index: index, value: values[index], function: type.name, domain: domain)
    }
    let memory = transform.initialMemory(of: values, historyEnd: historyEnd, isEvent: isEvent)
    transform.apply(toSeries: &values, from: values.firstIndex { !$0.isNaN } ?? values.count, after: memory)
    return memory
  }

  /// The month whose missing raw value makes the driver unknown in a given month.
  func cause(_ month: Month, _ raw: MonthlyColumn?) -> Month {
    transforms.reversed().reduce(month) { $1.cause($0, raw) }
  }
}
