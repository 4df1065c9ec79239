import ChurnModels
import Evaluation
import Forecasting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A fit that can be saved.
public protocol SavableFit: FittedModel, Codable {
  /// Its key in the document.
  static var savedKey: String { get }
}

/// A fit as a JSON document: everything that a forecast needs, the data included.
///
/// Numbers are written with enough digits to restore the same double.
public enum SavedFit {
  /// The document's name for its format.
  public static let format = "churn-forecast fit"
  /// The version of the layout that this program writes and reads.
  public static let version = 2

  /// The document of a fit.
  ///
  /// - Parameter fit: one of ``ModelList``, all of whose models with a specification can be saved.
  /// - Returns: JSON text, keys sorted.
  /// - Throws: ``ChurnModelError/notFinite`` when a number of the fit is not finite.
  public static func text(of fit: any FittedModel) throws(ChurnModelError) -> String {
    // Cannot trap: every model that can be fitted to a table is in the list of those that can be saved.
    guard let fit = fit as? any SavableFit else { preconditionFailure("\(type(of: fit)) cannot be saved") }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(Document(fit: fit)), as: UTF8.self) + "\n"
    } catch {
      // JSON has no numbers that are not finite; nothing else can go wrong.
      throw .notFinite
    }
  }

  /// Reads a fit from a document.
  ///
  /// - Parameters:
  ///   - text: JSON text.
  ///   - file: its name in messages.
  ///   - limit: what its reading may take: the automatic choice is made again.
  /// - Returns: a fit equal to the one that was saved.
  /// - Throws: ``ChurnModelError/badSavedFit(file:problem:)`` when it is not such a document, has another version, or
  ///   is damaged; ``WorkError/tooMuch(_:)``.
  public static func read(
    _ text: String, file: String, limit: WorkLimit = .none
  ) throws -> any SavableFit {
    let bytes = Data(text.utf8)
    let decoder = JSONDecoder()
    if let key = WorkLimit.key { decoder.userInfo[key] = limit }
    guard let header = try? decoder.decode(Header.self, from: bytes), header.format == format else {
      throw ChurnModelError.badSavedFit(
        file: file,
        problem: text.contains("\"\(format)\"")
          ? "the saved fit is damaged or incomplete. Fit the model again"
          : "this is not a saved fit; expected a file written by `churn-forecast fit --out`")
    }
    guard header.version == version else {
      throw ChurnModelError.badSavedFit(
        file: file,
        problem: "the fit was saved in format version \(header.version); this program reads version \(version). "
          + "Fit the model again")
    }
    do {
      return try decoder.decode(Document.self, from: bytes).fit
    } catch let error as WorkError {
      throw error
    } catch let error as DecodingError {
      throw ChurnModelError.badSavedFit(file: file, problem: "the saved fit is damaged: \(Self.problem(of: error))")
    } catch {
      throw ChurnModelError.badSavedFit(file: file, problem: "the saved fit is damaged: \(error)")
    }
  }

  private static func problem(of error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "`\(key.stringValue)` is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      "`\(context.codingPath.map(\.stringValue).joined(separator: "."))`: \(context.debugDescription)"
    @unknown default: "\(error)"
    }
  }

  private struct Header: Decodable {
    let format: String
    let version: Int
  }
}

/// The layout of version 2: one fit under the key of its kind.
private struct Document: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  let fit: any SavableFit

  init(fit: any SavableFit) { self.fit = fit }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for kind in ModelList.savable where container.contains(Key(stringValue: kind.savedKey)) {
      fit = try kind.init(from: container.superDecoder(forKey: Key(stringValue: kind.savedKey)))
      return
    }
    throw DecodingError.keyNotFound(
      Key(stringValue: ModelList.savable.map { $0.savedKey }.joined(separator: "` or `")),
      DecodingError.Context(codingPath: [], debugDescription: "the document contains no fit"))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(SavedFit.format, forKey: Key(stringValue: "format"))
    try container.encode(SavedFit.version, forKey: Key(stringValue: "version"))
    try fit.encode(to: container.superEncoder(forKey: Key(stringValue: type(of: fit).savedKey)))
  }
}
