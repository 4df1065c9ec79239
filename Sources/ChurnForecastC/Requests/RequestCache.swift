import ChurnModels
import Synchronization

/// The requests of the last calls: a caller that fits many series asks for the same again, and reading takes longer than a fit.
enum RequestCache {
  private static let known = Mutex<[String: EngineRequest]>([:])
  private static let most = 64

  /// Reads a request; what is wrong with it is the caller's mistake, and no one's data.
  private static func read(_ text: String) throws -> EngineRequest {
    do {
      return try EngineRequest(text)
    } catch let error as SpecificationError {
      // The place in the request says nothing to a caller who gave arguments.
      let message = "\(error)"
      let place = message.prefix { $0 != " " }
      throw InterfaceError.badRequest(
        place.hasPrefix("options:") ? String(message.dropFirst(place.count + 1)) : message)
    }
  }

  /// A request.
  ///
  /// - Parameter text: a mapping.
  /// - Returns: what it asks for.
  /// - Throws: as ``EngineRequest/init(_:)``.
  static func request(_ text: String) throws -> EngineRequest {
    if let request = known.withLock({ $0[text] }) { return request }
    let request = try read(text)
    known.withLock { known in
      if known.count >= most { known.removeAll() }
      known[text] = request
    }
    return request
  }
}
