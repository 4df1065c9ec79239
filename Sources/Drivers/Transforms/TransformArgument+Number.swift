extension TransformArgument {
  /// The number that an argument states.
  ///
  /// - Parameters:
  ///   - text: as it is written.
  ///   - condition: what must hold of it.
  /// - Returns: the number.
  /// - Throws: ``BadTransformArgument`` for anything else.
  public func number(_ text: String, where condition: (Double) -> Bool) throws(BadTransformArgument) -> Double {
    guard let value = Double(text), condition(value) else {
      throw BadTransformArgument(value: text, expected: expected)
    }
    return value
  }
}
