import ChurnForecast
import Foundation

/// The browser of the machine.
enum Browser {
  #if os(macOS)
    private static let opener = "open"
  #else
    private static let opener = "xdg-open"
  #endif

  /// Shows a file; says so where there is nothing to show it with.
  static func open(_ path: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let places = folders.map { "\($0)/\(opener)" }
    guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      return Hint.show("there is no \(opener) to show the page with; open \(path) in a browser.")
    }
    let process = Process()
    process.executableURL = URL(filePath: place)
    process.arguments = [URL(filePath: path).path(percentEncoded: false)]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { Hint.show("\(opener) could not be started; open \(path) in a browser.") }
  }
}
