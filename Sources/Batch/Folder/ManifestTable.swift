import Foundation
import Reporting

/// What a batch says of how it was made, as far as a page shows it.
public struct BatchManifest: Sendable {
  private struct Document: Decodable {
    struct Input: Decodable {
      let file: String?
      let bytes: Int?
      let sha256: String?
    }
    struct Identity: Decodable {
      let version: String?
      let input: Input?
      let drivers: Input?
      let model: String?
    }
    struct Times: Decodable {
      let started: String?
      let finished: String?
      let seconds: Double?
    }

    let identity: Identity?
    let arguments: [String]?
    let seed: UInt64?
    let times: Times?
  }

  private let document: Document

  /// The seed of its simulations; nil where none is said.
  public var seed: UInt64? { document.seed }

  /// Reads the text of `manifest.json`; nil results from what is no manifest.
  public init?(_ text: String) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(text.utf8)) else { return nil }
    self.document = document
  }

  /// What is known, a row each.
  var table: ResultTable {
    let identity = document.identity
    func input(_ input: Document.Input?) -> String? {
      guard let input else { return nil }
      return [
        input.file, input.bytes.map { "\($0) bytes" }, input.sha256.map { "SHA-256 \($0)" },
      ].compactMap { $0 }.joined(separator: ", ")
    }
    let rows: [(String, String?)] = [
      ("command", document.arguments.map { "churn-forecast " + ShellText.command($0) }),
      ("version", identity?.version), ("model", identity?.model), ("input", input(identity?.input)),
      ("later drivers", input(identity?.drivers)), ("seed", document.seed.map { "\($0)" }),
      ("started", document.times?.started), ("finished", document.times?.finished),
      ("seconds", document.times?.seconds.map { NumberText.significant($0) }),
    ]
    return ResultTable(
      caption: "manifest.json", columns: [ResultColumn("what"), ResultColumn("value")],
      rows: rows.compactMap { name, value in value.map { [ResultCell(name), ResultCell($0)] } })
  }
}
