import Foundation
import Testing

/// A command of a document and the lines that it prints there; "…" stands for lines that are left out.
struct DocumentedCommand {
  let command: String
  let output: [String]

  /// Whether it needs the word lists that the set-up fetches.
  var needsLexica: Bool { command.contains("negativity") || command.contains("signals-to-scenario") }

  /// The commands of a document: lines that begin with `$` in blocks of code, each with the lines below.
  static func all(of document: String) throws -> [DocumentedCommand] {
    let text = try String(contentsOf: Program.project.appending(path: document), encoding: .utf8)
    var commands: [DocumentedCommand] = []
    var command: String?
    var output: [String] = []
    var isCode = false
    func finish() {
      if let command { commands.append(DocumentedCommand(command: command, output: output)) }
      (command, output) = (nil, [])
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        finish()
        isCode.toggle()
      } else if isCode, line.hasPrefix("$ ") {
        finish()
        command = String(line.dropFirst(2))
      } else if command != nil, !line.isEmpty {
        output.append(line)
      }
    }
    finish()
    return commands
  }

  /// The first line of the document that the program does not print, or not there; nil where all are as printed.
  func difference(from printed: [String]) -> String? {
    var rest = printed.filter { !$0.isEmpty }[...]
    var mayMiss = false
    for line in output {
      if line == "…" {
        mayMiss = true
      } else if mayMiss {
        guard let place = rest.firstIndex(of: line) else { return line }
        rest = rest[(place + 1)...]
        mayMiss = false
      } else {
        guard rest.first == line else { return line }
        rest = rest.dropFirst()
      }
    }
    return mayMiss || output.isEmpty ? nil : rest.first
  }
}

@Suite("Documents")
struct DocumentTests {
  @Test(
    "Every command can be typed as it is printed, one after the other, and prints what the document says",
    arguments: [
      ("README.md", 8), ("notebooks-docs/tutorial.md", 8), ("notebooks-docs/signals.md", 3),
      ("notebooks-docs/lookback.md", 5),
    ])
  func commands(document: String, least: Int) throws {
    try withTemporaryFolder { folder in
      for name in ["data", "notebooks-docs"] {
        try FileManager.default.createSymbolicLink(
          at: folder.appending(path: name), withDestinationURL: Program.project.appending(path: name))
      }
      let commands = try DocumentedCommand.all(of: document)
      #expect(commands.count >= least)
      for item in commands where Program.hasLexica || !item.needsLexica {
        let run = try Program.shell(item.command, [], in: folder)
        #expect(run.exitCode == 0, "\(item.command)\n\(run.standardError)")
        let printed = (run.standardOutput + run.standardError).split(separator: "\n").map(String.init)
        if let line = item.difference(from: printed) {
          Issue.record(
            "\(document): \(item.command) does not print, here:\n\(line)\nbut:\n\(run.standardOutput)")
        }
      }
    }
  }

  @Test("The picture of the README is what the program draws")
  func picture() throws {
    try withTemporaryFolder { folder in
      let page = "\(folder.path())/twitter.md"
      let run = try Program(["report", "data/twitter/insider-intelligence.yaml", "--out", page])
      #expect(run.exitCode == 0, "\(run.standardError)")
      let drawn = try String(contentsOf: folder.appending(path: "twitter-1.svg"), encoding: .utf8)
      let shown = Program.project.appending(path: "notebooks-docs/pictures/twitter.svg")
      #expect(try drawn == String(contentsOf: shown, encoding: .utf8))
    }
  }
}
