import Series

extension TransformArgument {
  /// The number that an argument denotes.
  ///
  /// - Parameters:
  ///   - text: as it is written.
  ///   - condition: what must hold for it.
  /// - Returns: the number.
  /// - Throws: ``BadTransformArgument`` for anything else.
  public func number(_ text: String, where condition: (Double) -> Bool) throws(BadTransformArgument) -> Double {
    guard let value = Double(text), value.isFinite else { throw BadTransformArgument(value: text, expected: expected) }
    guard NumberRange.contains(value) else { throw BadTransformArgument(value: text, expected: NumberRange.words) }
    guard condition(value) else { throw BadTransformArgument(value: text, expected: expected) }
    return value
  }
}
