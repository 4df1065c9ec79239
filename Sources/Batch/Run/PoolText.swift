import ChurnModels
import Foundation

/// Sums of effects and pools as texts, for passes over panels that lie on several machines.
public enum PoolText {
  /// What `fit` tells of a pool.
  private struct Answer: Encodable {
    let pool: String
    let effects: [PoolingRow]
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return encoder
  }

  private static func decoded<Value: Decodable>(_ text: Substring) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(Value.self, from: Data(text.utf8))
  }

  /// The sums of a part of a panel, in one line.
  public static func text(of sums: PoolSums) throws -> String {
    String(decoding: try encoder.encode(sums), as: UTF8.self)
  }

  /// Fits the pool of all parts.
  ///
  /// - Parameters:
  ///   - lines: the sums of the parts, one a line, merged in their order.
  ///   - options: the options of the forecasts, with their model.
  /// - Returns: JSON of `pool`, a text for ``pool(_:)``, and `effects`, a row for each.
  /// - Throws: ``BatchError/notPooled(_:)``, `DecodingError`.
  public static func fit(_ lines: String, _ options: PanelForecaster.Options) throws -> String {
    let names = try options.pooledDrivers()
    var sums = PoolSums()
    for line in lines.split(separator: "\n") { try sums.merge(decoded(line)) }
    let pools = try EffectPools(["": sums], by: nil)
    guard let pool = pools[""], pool.effects.count == names.count else {
      throw BatchError.notPooled("the sums are those of another model.")
    }
    let text = String(decoding: try encoder.encode(pool), as: UTF8.self)
    return String(
      decoding: try encoder.encode(Answer(pool: text, effects: PoolingRow.rows(pool, names))), as: UTF8.self)
  }

  /// Reads a pool.
  ///
  /// - Parameter text: that of ``fit(_:_:)``.
  /// - Returns: the distribution of the effects.
  /// - Throws: `DecodingError`.
  public static func pool(_ text: String) throws -> FittedPool { try decoded(text[...]) }
}
