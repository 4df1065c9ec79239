import Foundation
import SeriesIO

/// What a browser may do with a page: apply its style, run its script, and nothing else. Both are named by their hashes, so
/// that nothing that came into a page from a file could ever run.
enum PagePolicy {
  /// The content security policy of a page with this style and script.
  ///
  /// - Parameters:
  ///   - style: the exact text between the tags.
  ///   - script: the exact text between the tags.
  /// - Returns: the directives.
  static func text(style: String, script: String) -> String {
    "default-src 'none'; style-src \(source(style)); script-src \(source(script)); base-uri 'none'; form-action 'none'"
  }

  /// The SHA-256 of a text as a source of a policy.
  private static func source(_ text: String) -> String {
    let fingerprint = Fingerprint()
    fingerprint.add(Array(text.utf8)[...])
    return "'sha256-\(Data(fingerprint.value).base64EncodedString())'"
  }
}
