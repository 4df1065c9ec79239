import Foundation
import SeriesIO
import Testing

@Suite("Input files")
struct InputFileTests {
  @Test("Bytes arrive in pieces of the buffer's size, and then none")
  func pieces() throws {
    try withTemporaryFolder { folder in
      try TextFile.write("0123456789", to: folder + "/a")
      let file = try InputFile(path: folder + "/a")
      #expect(file.stamp?.size == 10 && file.name == folder + "/a")
      var buffer = [UInt8](repeating: 0, count: 4)
      var text = ""
      while case let count = try file.read(into: &buffer), count > 0 {
        text += String(decoding: buffer[..<count], as: UTF8.self) + "|"
      }
      #expect(text == "0123|4567|89|")
      #expect(try file.read(into: &buffer) == 0)
    }
  }

  @Test("A changed file is detected; anything but a regular file counts as unchanged")
  func changes() throws {
    try withTemporaryFolder { folder in
      try TextFile.write("old", to: folder + "/a")
      let file = try InputFile(path: folder + "/a")
      #expect(file.isUnchanged)
      let handle = try FileHandle(forWritingTo: URL(filePath: folder + "/a"))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("er".utf8))
      try handle.close()
      #expect(!file.isUnchanged)
      let device = try InputFile(path: "/dev/null")
      #expect(device.stamp == nil && device.isUnchanged)
    }
  }

  @Test("Errors say what cannot be opened or read")
  func failures() throws {
    let missing = #expect(throws: SeriesIOError.self) { try InputFile(path: "/nowhere/a.csv") }
    #expect(missing == .cannotRead(file: "/nowhere/a.csv", reason: "No such file or directory"))
    let folder = try InputFile(path: "/")
    var buffer = [UInt8](repeating: 0, count: 4)
    #expect(throws: SeriesIOError.cannotRead(file: "/", reason: "Is a directory")) { try folder.read(into: &buffer) }
  }

  @Test("A name with a zero byte does not stand for the file whose name ends there")
  func zeroBytes() throws {
    try withTemporaryFolder { folder in
      try TextFile.write("text", to: folder + "/a")
      let name = folder + "/a\0b"
      #expect(throws: SeriesIOError.cannotRead(file: name, reason: "the name has a zero byte")) {
        try TextFile.bytes(of: name)
      }
    }
  }
}
