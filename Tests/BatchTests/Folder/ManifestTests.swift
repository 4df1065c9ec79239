import ChurnForecast
import Foundation
import Testing

@Suite("Manifests of batches")
struct ManifestTests {
  private static let input = Manifest.Input(file: "panel.csv", bytes: 10, sha256: "aa")

  private static func manifest(
    _ input: Manifest.Input = input, drivers: Manifest.Input? = nil, _ change: (inout BatchOptions) -> Void = { _ in }
  ) -> Manifest {
    var options = BatchOptions(panel: "panel.csv", model: NetGrowth(TestBatch.specification))
    options.arguments = ["batch", "panel.csv"]
    change(&options)
    return Manifest(options, input: input, drivers: drivers)
  }

  @Test("What is written is what is read")
  func reading() throws {
    let manifest = Self.manifest(drivers: .init(file: "later.csv", bytes: 3, sha256: "bb")) { $0.forecasts.seed = .max }
    let text = String(decoding: try manifest.bytes, as: UTF8.self)
    #expect(Manifest(text) == manifest)
    #expect(manifest.seed == .max && manifest.arguments == ["batch", "panel.csv"] && manifest.counts == nil)
    #expect(manifest.identity.drivers?.file == "later.csv" && manifest.times.finished == nil)
    #expect(text.hasSuffix("}\n") && text.contains("\"sha256\" : \"aa\"") && !text.contains("\"parts\""))
  }

  @Test(
    "Counts that cannot be are not those of a batch",
    arguments: [
      "{\"series\":-1,\"fallbacks\":0,\"failures\":{}}", "{\"series\":3,\"fallbacks\":4,\"failures\":{}}",
      "{\"series\":9223372036854775807,\"fallbacks\":0,\"failures\":{\"a\":{\"count\":9223372036854775807,\"series\":\"\",\"message\":\"\"},\"b\":{\"count\":9223372036854775807,\"series\":\"\",\"message\":\"\"}}}",
      "{\"series\":3,\"fallbacks\":0,\"failures\":{\"a\":{\"count\":-9223372036854775808,\"series\":\"\",\"message\":\"\"}}}",
      "{\"series\":99999999999999999999,\"fallbacks\":0,\"failures\":{}}",
    ])
  func impossibleCounts(counts: String) throws {
    let text = String(decoding: try Self.manifest().bytes, as: UTF8.self)
    let end = try #require(text.lastIndex(of: "}"))
    #expect(Manifest(text[..<end] + ",\"counts\":{\"series\":3,\"fallbacks\":1,\"failures\":{}}}") != nil)
    #expect(Manifest(text[..<end] + ",\"counts\":\(counts)}") == nil)
  }

  @Test("The manifest has the version of the program, whoever runs the batch")
  func version() {
    #expect(Self.manifest().identity.version == ProgramVersion.current && !ProgramVersion.current.isEmpty)
  }

  @Test("The manifest has all options that affect the output")
  func options() {
    #expect(
      Self.manifest().identity.options == [
        "series": "series", "mau": "mau", "month": "", "months": "24", "levels": "0.8,0.95", "draws": "", "seed": "1",
        "driverForecast": "\(DriverContinuation.forecast)", "sort": "false", "partSize": "10000",
      ])
    // Options that change no byte are not in it.
    let other = Self.manifest {
      $0.jobs = 7
      $0.folder = "elsewhere"
      $0.arguments = []
    }
    #expect(other.identity == Self.manifest().identity)
  }

  @Test("Every difference from an earlier batch is reported, and nothing else")
  func differences() {
    func difference(_ later: Manifest, _ earlier: Manifest = Self.manifest()) -> String? {
      later.identity.difference(from: earlier.identity)
    }
    let later = Manifest.Input(file: "later.csv", bytes: 10, sha256: "bb")
    #expect(difference(Self.manifest()) == nil)
    #expect(difference(Self.manifest(.init(file: "copy.csv", bytes: 10, sha256: "aa"))) == nil)
    #expect(difference(Self.manifest(.init(file: "panel.csv", bytes: 11, sha256: "aa"))) == "panel.csv changed")
    #expect(difference(Self.manifest(.init(file: "panel.csv", bytes: 10, sha256: "ab"))) == "panel.csv changed")
    let withLater = Self.manifest(drivers: later)
    #expect(difference(withLater, withLater) == nil)
    for other in [nil, Manifest.Input(file: "later.csv", bytes: 10, sha256: "cc")] {
      #expect(difference(Self.manifest(drivers: other), withLater) == "the file of future drivers changed")
      #expect(difference(withLater, Self.manifest(drivers: other)) == "the file of future drivers changed")
    }
    #expect(difference(Self.manifest { $0.version = "9.0.0" })?.hasSuffix("to 9.0.0") == true)
    #expect(difference(Self.manifest { $0.modelText = "baseline: constant" }) == "the model changed")
    #expect(
      difference(Self.manifest { $0.forecasts.model = AutomaticModel(TestBatch.specification) }) == "the model changed")
    #expect(difference(Self.manifest { $0.forecasts.model = Benchmark.naive }) == "the model changed")
  }

  @Test("A changed option is reported with both values")
  func changedOption() {
    let changes: [((inout BatchOptions) -> Void, String)] = [
      ({ $0.series = "region" }, "series changed from series to region"),
      ({ $0.mau = "users" }, "mau changed from mau to users"), ({ $0.month = "when" }, "month changed from  to when"),
      ({ $0.forecasts.months = 12 }, "months changed from 24 to 12"),
      ({ $0.forecasts.coverages = [0.5] }, "levels changed from 0.8,0.95 to 0.5"),
      ({ $0.forecasts.draws = 100 }, "draws changed from  to 100"),
      ({ $0.forecasts.seed = 2 }, "seed changed from 1 to 2"),
      ({ $0.isSorted = true }, "sort changed from false to true"),
      ({ $0.partSize = 5 }, "partSize changed from 10000 to 5"),
      ({ $0.forecasts.drivers = .hold }, "driverForecast changed from \(DriverContinuation.forecast) to hold"),
    ]
    for (change, message) in changes {
      let later = Self.manifest(Self.input, drivers: nil, change)
      #expect(later.identity.difference(from: Self.manifest().identity) == "the option \(message)")
    }
  }

  @Test("The fingerprint of a file is its size and SHA-256, however large it is")
  func fingerprint() async throws {
    try await withFolder { folder in
      try TextFile.write("abc", to: "\(folder)/a")
      let small = try Manifest.Input(fingerprintOf: "\(folder)/a")
      #expect(small.bytes == 3 && small.file == "\(folder)/a")
      #expect(small.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      try TextFile.write(String(repeating: "a", count: 3_000_000), to: "\(folder)/a")
      let large = try Manifest.Input(fingerprintOf: "\(folder)/a")
      let whole = Fingerprint()
      whole.add([UInt8](repeating: UInt8(ascii: "a"), count: 3_000_000)[...])
      #expect(large.bytes == 3_000_000 && large.sha256 == whole.text)
      #expect(throws: SeriesIOError.self) { try Manifest.Input(fingerprintOf: "\(folder)/none") }
    }
  }
}
