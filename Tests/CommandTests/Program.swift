import Foundation

/// Runs the built program as a user would.
struct Program {
  let standardOutput: String
  let standardError: String
  let exitCode: Int32

  /// The project's folder.
  static let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  /// Whether the set-up could fetch the word lists of `negativity`.
  static let hasLexica = FileManager.default.fileExists(
    atPath: project.appending(path: ".build/share/churn-forecast/lexica/fr_lexicon.txt").path())

  /// Next to the test bundle.
  private static let executable: URL = {
    let arguments =
      CommandLine.arguments.filter { $0.hasSuffix(".xctest") } + [Bundle.main.bundlePath, CommandLine.arguments[0]]
    let folders = arguments.flatMap { path in
      [URL(filePath: path).deletingLastPathComponent(), URL(filePath: path)]
    }
    return folders.map { $0.appending(path: "churn-forecast") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path()) } ?? URL(filePath: "/churn-forecast-not-built")
  }()

  /// - Parameters:
  ///   - arguments: what follows the name of the program.
  ///   - folder: where it runs; the project's folder if nil.
  ///   - input: standard input.
  /// - Throws: when the program cannot be started.
  init(_ arguments: [String], in folder: URL? = nil, input: String = "") throws {
    try self.init(Self.executable, arguments, in: folder, input: input)
  }

  /// Runs the program through shell commands, which find it as `$0` and by its name.
  static func shell(_ commands: String, _ arguments: [String], in folder: URL? = nil) throws -> Program {
    try Program(URL(filePath: "/bin/sh"), ["-c", commands, executable.path()] + arguments, in: folder, input: "")
  }

  /// Starts the program and kills it after a while, as a power cut would.
  ///
  /// - Returns: whether it was still running.
  static func killed(_ arguments: [String], in folder: URL, after seconds: Double) throws -> Bool {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(UInt32(seconds * 1e6))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// Starts the program, sends it a signal once a file exists, and waits for its end.
  ///
  /// - Returns: its exit code, negative for the signal that ended it, and its standard error.
  static func signalled(
    _ signal: Int32, once file: String, _ arguments: [String], in folder: URL, input: URL? = nil
  ) throws -> (exitCode: Int32, standardError: String) {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    if let input { process.standardInput = try FileHandle(forReadingFrom: input) }
    let error = Pipe()
    process.standardError = error
    try process.run()
    while process.isRunning, !FileManager.default.fileExists(atPath: folder.appending(path: file).path()) {
      usleep(1000)
    }
    kill(process.processIdentifier, signal)
    let text = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus, text)
  }

  private init(_ executable: URL, _ arguments: [String], in folder: URL?, input: String) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? Self.project
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(Self.executable.deletingLastPathComponent().path()):\(environment["PATH"] ?? "")"
    process.environment = environment
    let output = Pipe()
    let error = Pipe()
    let inputPipe = Pipe()
    process.standardOutput = output
    process.standardError = error
    process.standardInput = inputPipe
    try process.run()
    // In parallel with the reading, since the capacity of a pipe is limited; the program may end before it has read
    // everything.
    signal(SIGPIPE, SIG_IGN)
    let writing = inputPipe.fileHandleForWriting
    DispatchQueue.global().async {
      try? writing.write(contentsOf: Data(input.utf8))
      try? writing.close()
    }
    standardOutput = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    standardError = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    exitCode = process.terminationStatus
  }
}

/// A folder that is removed after the test.
func withTemporaryFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "churn-forecast-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
