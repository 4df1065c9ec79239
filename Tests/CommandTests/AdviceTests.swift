import Foundation
import Testing

/// A message with advice, an input that makes it appear, and the same with the advice followed.
struct Advice: Sendable, CustomTestStringConvertible {
  /// Files, and commands that are run one after another in their folder.
  struct Input: Sendable {
    var files: [String: String]
    var commands: [[String]]
    var encoding = String.Encoding.utf8
  }

  let advice: String
  let input: Input
  /// As the advice says; it must end well, and without the message.
  let followed: Input
  let testDescription: String

  init(_ advice: String, _ input: Input, followed: Input) {
    self.advice = advice
    self.input = input
    self.followed = followed
    testDescription = advice
  }

  /// A fit of the same table with other arguments.
  init(_ advice: String, _ csv: String, _ arguments: [String], follow: [String]) {
    func input(_ arguments: [String]) -> Input {
      Input(files: ["data.csv": csv], commands: [["fit", "data.csv"] + arguments])
    }
    self.init(advice, input(arguments), followed: input(follow))
  }

  /// A fit of another table with the same arguments.
  init(_ advice: String, _ csv: String, _ arguments: [String], repaired: String) {
    func input(_ csv: String) -> Input {
      Input(files: ["data.csv": csv], commands: [["fit", "data.csv"] + arguments])
    }
    self.init(advice, input(csv), followed: input(repaired))
  }

  /// Commands as they are typed, with other files or commands where the advice is followed.
  init(
    _ advice: String, _ files: [String: String], _ commands: [String], repaired: [String: String] = [:],
    follow: [String]? = nil
  ) {
    self.init(
      advice, Input(files: files, commands: commands.map(Self.words)),
      followed: Input(
        files: files.merging(repaired) { $1 }, commands: (follow ?? commands).map(Self.words)))
  }

  /// The words of a command; quotation marks keep blanks.
  private static func words(_ command: String) -> [String] {
    command.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }

  static let all = fits + models + scenarios + batches + options
}

@Suite("Advice")
struct AdviceTests {
  private func run(_ input: Advice.Input) throws -> (exitCode: Int32, text: String) {
    try withTemporaryFolder { folder in
      for (name, contents) in input.files {
        try #require(contents.data(using: input.encoding)).write(to: folder.appending(path: name))
      }
      for command in input.commands.dropLast() { #expect(try Program(command, in: folder).exitCode == 0) }
      let program = try Program(try #require(input.commands.last), in: folder)
      return (program.exitCode, program.standardOutput + program.standardError)
    }
  }

  @Test("Every message with advice appears, and the advice, followed, works", arguments: Advice.all)
  func advice(_ advice: Advice) throws {
    let before = try run(advice.input)
    #expect(before.text.contains(advice.advice), "\(before.text)")
    let after = try run(advice.followed)
    #expect(after.exitCode == 0, "\(after.text)")
    #expect(!after.text.contains(advice.advice), "\(after.text)")
  }
}
