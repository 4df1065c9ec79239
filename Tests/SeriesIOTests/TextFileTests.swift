import Foundation
import SeriesIO
import Testing

@Suite("Text file")
struct TextFileTests {
  @Test("A file is written complete, replaced, and nothing else is left in its folder")
  func writing() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "fit.json").path()
    try TextFile.write("old", to: path)
    try TextFile.write("\u{FEFF}new ü\n", to: path)
    #expect(try TextFile.text(of: path) == "new ü\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["fit.json"])
  }

  @Test("Missing input and impossible output are told apart")
  func failures() {
    let missing = #expect(throws: SeriesIOError.self) { try TextFile.bytes(of: "/nowhere/data.csv") }
    #expect(missing?.kind == .inputNotFound)
    #expect(missing?.description == "/nowhere/data.csv: cannot be read: No such file or directory.")
    let folder = #expect(throws: SeriesIOError.self) { try TextFile.bytes(of: "/") }
    #expect(folder?.kind == .inputNotFound)
    let unwritable = #expect(throws: SeriesIOError.self) { try TextFile.write("x", to: "/nowhere/fit.json") }
    #expect(unwritable?.kind == .outputNotWritable)
  }
}
