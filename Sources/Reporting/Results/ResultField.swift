import Series

/// A value of a JSON document: a cell, or fields by key or in order.
package enum ResultField: Sendable, Equatable {
  case cell(ResultCell)
  /// The seed of a simulation, which may be beyond `Int`.
  case seed(UInt64)
  case list([ResultField])
  case record([String: ResultField])

  /// The rows of a table.
  package static func records(_ table: ResultTable) -> ResultField { list(table.records.map(record)) }

  package static func text(_ text: String?) -> ResultField { cell(.text(text)) }
  package static func texts(_ texts: [String]) -> ResultField { list(texts.map { text($0) }) }
  package static func number(_ value: Double?) -> ResultField { cell(.number(value)) }
  package static func numbers(_ values: [Double]) -> ResultField { list(values.map { number($0) }) }
  /// Whole users.
  package static func users(_ count: Double) -> ResultField { cell(.users(count)) }
  package static func count(_ count: Int) -> ResultField { cell(.count(count)) }
  package static func month(_ month: Month) -> ResultField { cell(.month(month)) }
  package static func flag(_ flag: Bool) -> ResultField { cell(.flag(flag)) }

  /// Whether there is nothing to write: no value, or a number that is not finite.
  var isMissing: Bool {
    guard case .cell(let cell) = self else { return false }
    return switch cell.content {
    case .missing: true
    case .number(let value, _): !value.isFinite
    case .text, .count, .month, .flag, .interval: false
    }
  }
}

extension ResultField: Encodable {
  /// Writes the value; a missing one is left out of records, and null in lists.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .cell(let cell):
      try Self.encode(cell, to: encoder)
    case .seed(let seed):
      var container = encoder.singleValueContainer()
      try container.encode(seed)
    case .list(let fields):
      var container = encoder.unkeyedContainer()
      for field in fields { try container.encode(field) }
    case .record(let fields):
      var container = encoder.container(keyedBy: JSONText.Key.self)
      for (key, field) in fields where !field.isMissing { try container.encode(field, forKey: .init(key)) }
    }
  }

  private static func encode(_ cell: ResultCell, to encoder: any Encoder) throws {
    if case .interval = cell.content { return try list(cell.parts.map(ResultField.cell)).encode(to: encoder) }
    var container = encoder.singleValueContainer()
    switch cell.content {
    case .missing, .interval: try container.encodeNil()
    case .text(let text): try container.encode(text)
    case .number(let value, let format):
      let exact = value.isFinite ? format.exact(value) : value
      if exact.isFinite { try container.encode(exact) } else { try container.encodeNil() }
    case .count(let count): try container.encode(count)
    case .month(let month): try container.encode(month)
    case .flag(let flag): try container.encode(flag)
    }
  }
}
