import Series

/// An incident as a log tells it.
public struct Incident: Sendable, Equatable {
  /// Its beginning.
  public let start: Instant
  /// Its end; nil while it is open.
  public let end: Instant?
  /// The severity in the words of the log.
  public let severity: String?
  /// The parts of the service that it concerns; empty for all.
  public let parts: [String]
  /// The country; nil for all.
  public let country: String?
  /// Where its severity stands in a file; nil where it comes from none.
  public let origin: CellPlace?

  /// An incident.
  public init(
    start: Instant, end: Instant?, severity: String? = nil, parts: [String] = [], country: String? = nil,
    origin: CellPlace? = nil
  ) {
    self.start = start
    self.end = end
    self.severity = severity
    self.parts = parts
    self.country = country
    self.origin = origin
  }

  /// Whether it is maintenance by its severity.
  public var isMaintenance: Bool { severity.map { SignalWeights.maintenance.contains($0.lowercased()) } ?? false }
  /// Whether the log says that nobody was hit.
  var isHarmless: Bool { severity.map { ["none", "operational", "info"].contains($0.lowercased()) } ?? false }
}
