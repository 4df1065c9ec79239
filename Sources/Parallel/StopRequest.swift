import Synchronization

/// A wish to stop, seen by all who share it.
public final class StopRequest: Sendable {
  private let isMade = Atomic(false)

  /// Not made yet.
  public init() {}

  /// Makes it.
  public func make() { isMade.store(true, ordering: .relaxed) }

  /// Whether it was made.
  public var isRequested: Bool { isMade.load(ordering: .relaxed) }
}
