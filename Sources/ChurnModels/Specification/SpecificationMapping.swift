import Series
internal import Yams

/// The entries of a mapping, by key.
public struct SpecificationMapping {
  /// The mapping itself.
  public let node: SpecificationNode
  /// Its entries in their order.
  public let entries: [SpecificationNode]

  /// The mapping without some keys.
  ///
  /// - Parameter keys: the keys to leave out.
  /// - Returns: the other entries in their order.
  public func without(_ keys: [String]) -> SpecificationMapping {
    SpecificationMapping(node: node, entries: entries.filter { !keys.contains($0.key) })
  }

  /// The value of a key; nil if the key is missing.
  public subscript(key: String) -> SpecificationNode? { entries.first { $0.key == key } }

  /// The value of a required key.
  ///
  /// - Parameter key: the key.
  /// - Returns: its value.
  /// - Throws: ``SpecificationError/missingKey(file:line:key:within:)``.
  public func required(_ key: String) throws(SpecificationError) -> SpecificationNode {
    guard let value = self[key] else {
      throw .missingKey(file: node.file, line: node.line, key: key, within: node.key)
    }
    return value
  }
}
