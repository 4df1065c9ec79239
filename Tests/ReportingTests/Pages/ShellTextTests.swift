import ChurnForecast
import Foundation
import TestSupport
import Testing

@Suite("Commands for a shell")
struct ShellTextTests {
  @Test("Arguments are quoted as a shell requires")
  func shell() {
    #expect(
      ShellText.command(["report", "a.csv", "--driver", "log(x)", "it's", ""])
        == "report a.csv --driver 'log(x)' 'it'\\''s' ''")
    #expect(ShellText.command(["'\u{301};x", "=x"]) == "''\\''\u{301};x' '=x'")
  }

  @Test("Hidden characters are written out")
  func hidden() {
    #expect(ShellText.command(["a\nb\t'\\\u{1B}1\u{202E}"]) == "$'a\\nb\\t\\'\\\\\\0331\\342\\200\\256'")
  }

  @Test("A shell reads the same arguments, and nothing in them is hidden")
  func same() throws {
    let arguments = HostileText.texts + ["$(x)", "a b", "~", "*", "\\'", "!"]
    let command = ShellText.command(arguments)
    #expect(VisibleText.line(command) == command)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-s"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data("printf '%s\\0' \(command)\n".utf8))
    try input.fileHandleForWriting.close()
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    let read = bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(read.count == arguments.count)
    for (one, argument) in zip(read, arguments) {
      #expect(Array(one) == Array(argument.utf8), "\(argument.debugDescription)")
    }
  }
}
