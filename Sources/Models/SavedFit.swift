import ChurnModels
import Series

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A saved model as a JSON document: everything that a forecast needs, the data included.
///
/// Numbers are written with as many digits as bring back the same double.
public enum SavedFit {
  /// What the document calls itself.
  public static let format = "churn-forecast fit"
  /// The version of the layout that this program writes and reads.
  public static let version = 2

  /// The document of a model.
  ///
  /// - Parameter model: any.
  /// - Returns: JSON text, keys sorted.
  public static func text(of model: SavedModel) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(Document(model)), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("a fit has finite numbers only: \(error)")
    }
  }

  /// The model of a document.
  ///
  /// - Parameters:
  ///   - text: JSON text.
  ///   - file: how messages call it.
  /// - Returns: a model equal to the one that was saved.
  /// - Throws: ``ChurnModelError/badSavedFit(file:problem:)`` when it is not such a document, is of another version, or is
  ///   damaged.
  public static func read(_ text: String, file: String) throws(ChurnModelError) -> SavedModel {
    let bytes = Data(text.utf8)
    let decoder = JSONDecoder()
    guard let header = try? decoder.decode(Header.self, from: bytes), header.format == format else {
      throw .badSavedFit(
        file: file,
        problem: text.contains("\"\(format)\"")
          ? "the saved fit is damaged or incomplete. Fit the model again"
          : "this is not a saved fit; expected a file written by `churn-forecast fit --out`")
    }
    guard header.version == version else {
      throw .badSavedFit(
        file: file,
        problem: "the fit was saved in format version \(header.version); this program reads version \(version). "
          + "Fit the model again")
    }
    do {
      guard let model = try decoder.decode(Document.self, from: bytes).model else {
        throw ChurnModelError.badSavedFit(file: file, problem: "the saved fit is damaged: there is no model in it")
      }
      return model
    } catch let error as DecodingError {
      throw .badSavedFit(file: file, problem: "the saved fit is damaged: \(Self.problem(of: error))")
    } catch let error as ChurnModelError {
      throw error
    } catch {
      throw .badSavedFit(file: file, problem: "the saved fit is damaged: \(error)")
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

/// The layout of version 2: one of three models.
private struct Document: Codable {
  struct Automatic: Codable {
    let specification: ModelSpecification
    let data: MonthlyTable
  }

  let format: String
  let version: Int
  var netGrowth: FittedNetGrowth?
  var churnHazard: FittedChurnHazard?
  var automatic: Automatic?

  init(_ model: SavedModel) {
    format = SavedFit.format
    version = SavedFit.version
    switch model {
    case .netGrowth(let fit): netGrowth = fit
    case .churnHazard(let fit): churnHazard = fit
    case .automatic(let specification, let data): automatic = Automatic(specification: specification, data: data)
    }
  }

  var model: SavedModel? {
    if let netGrowth { return .netGrowth(netGrowth) }
    if let churnHazard { return .churnHazard(churnHazard) }
    guard let automatic, automatic.data.mau.values.allSatisfy({ $0.map { $0 > 0 } ?? true }) else { return nil }
    return .automatic(automatic.specification, automatic.data)
  }
}
