/// The readers of a column or a row of a result.
public struct ResultAudience: OptionSet, Sendable {
  /// A bit for each reader.
  public let rawValue: Int

  /// A set of readers.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Readers of a terminal.
  public static let text = ResultAudience(rawValue: 1)
  /// Readers of a page.
  public static let page = ResultAudience(rawValue: 2)
  /// Programs that read CSV.
  public static let csv = ResultAudience(rawValue: 4)
  /// Programs that read JSON.
  public static let json = ResultAudience(rawValue: 8)

  /// Terminal and page.
  public static let people: ResultAudience = [.text, .page]
  /// CSV and JSON.
  public static let machines: ResultAudience = [.csv, .json]
  /// All.
  public static let everyone: ResultAudience = [.people, .machines]
}
