import Synchronization

/// The requests of the last calls: a caller that fits many series asks for the same again, and reading takes longer than a fit.
enum RequestCache {
  private static let known = Mutex<[String: EngineRequest]>([:])
  private static let most = 64

  /// A request.
  ///
  /// - Parameter text: a mapping.
  /// - Returns: what it asks for.
  /// - Throws: as ``EngineRequest/init(_:)``.
  static func request(_ text: String) throws -> EngineRequest {
    if let request = known.withLock({ $0[text] }) { return request }
    let request = try EngineRequest(text)
    known.withLock { known in
      if known.count >= most { known.removeAll() }
      known[text] = request
    }
    return request
  }
}
