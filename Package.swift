// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house, in the order the data walks through them. A target may depend only on targets above it;
// `scripts/check-layers` compares this table with the `import` lines of the sources.

/// The settings that every Swift target of this package is compiled with.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let shims: [Target] = [
  .target(
    name: "CLAPACK",
    cSettings: [.treatAllWarnings(as: .error)],
    linkerSettings: [.linkedLibrary("lapacke"), .linkedLibrary("lapack"), .linkedLibrary("blas")]),
  .target(
    name: "CDistributions",
    cxxSettings: [
      .define("BOOST_MATH_NO_LONG_DOUBLE_MATH_FUNCTIONS"),
      .treatAllWarnings(as: .error),
    ],
    linkerSettings: [.linkedLibrary("m")]),
  .target(
    name: "CHash",
    cSettings: [.treatAllWarnings(as: .error)],
    linkerSettings: [.linkedLibrary("crypto")]),
  // The header of libyaml is that of the copy inside Yams.
  .target(name: "CYAMLEvents", dependencies: [yams], cSettings: [.treatAllWarnings(as: .error)]),
  .target(name: "CArrow", cSettings: [.treatAllWarnings(as: .error)]),
  .systemLibrary(name: "CSVParser", providers: [.apt(["libcsv-dev"])]),
]

/// What the umbrella re-exports. Whoever imports the umbrella names these too: the package manager rebuilds a target only
/// when a module that it names has changed.
let library: [Target.Dependency] = [
  "LeastSquares", "Parallel", "Sampling", "Series", "SeriesIO", "Signals", "Drivers", "Univariate", "ChurnModels",
  "Forecasting", "Evaluation", "Models", "Scenarios", "Reporting", "Batch", "Workbench",
]

let rooms: [Target] = [
  .target(name: "LeastSquares", dependencies: ["CLAPACK", "CDistributions", realModule]),
  .target(name: "Parallel"),
  .target(name: "Sampling", dependencies: ["LeastSquares", realModule]),
  .target(name: "Series", dependencies: [realModule]),
  .target(name: "SeriesIO", dependencies: ["Series", "CSVParser", "CHash", "CYAMLEvents"]),
  .target(name: "Signals", dependencies: ["LeastSquares", "Parallel", "Sampling", "SeriesIO", "Series", realModule]),
  .target(name: "Drivers", dependencies: ["LeastSquares", "Sampling", "Series", realModule]),
  .target(name: "Univariate", dependencies: ["Drivers", "LeastSquares", "Sampling", "Series", realModule]),
  .target(
    name: "ChurnModels",
    dependencies: ["Drivers", "LeastSquares", "Sampling", "SeriesIO", "Series", "Univariate", realModule, yams]),
  .target(
    name: "Forecasting",
    dependencies: ["ChurnModels", "Drivers", "LeastSquares", "Sampling", "Series", "Univariate", realModule]),
  .target(
    name: "Evaluation",
    dependencies: [
      "Forecasting", "ChurnModels", "Drivers", "LeastSquares", "Parallel", "Series", "Univariate", realModule,
    ]),
  .target(name: "Models", dependencies: ["Evaluation", "Forecasting", "ChurnModels", "Series", "Univariate"]),
  .target(
    name: "Scenarios",
    dependencies: [
      "Models", "Forecasting", "ChurnModels", "Drivers", "LeastSquares", "Parallel", "Sampling", "Series", "Univariate",
      realModule,
    ]),
  .target(
    name: "Reporting",
    dependencies: [
      "Scenarios", "Evaluation", "Forecasting", "ChurnModels", "Drivers", "LeastSquares", "Sampling", "SeriesIO",
      "Series", "Signals", "Univariate", mustache,
    ]),
  .target(
    name: "Batch",
    dependencies: [
      "Reporting", "Scenarios", "Models", "Evaluation", "Forecasting", "ChurnModels", "Drivers", "LeastSquares",
      "Parallel", "Sampling", "SeriesIO", "Series", "Univariate", realModule,
    ]),
  .target(
    name: "Workbench",
    dependencies: [
      "Batch", "Reporting", "Scenarios", "Models", "Evaluation", "Forecasting", "ChurnModels", "Drivers",
      "LeastSquares", "SeriesIO", "Series", "Signals", "Univariate",
    ]),
  .target(name: "ChurnForecast", dependencies: library),
  .target(
    name: "Commands", dependencies: ["ChurnForecast", argumentParser] + library,
    resources: [.embedInCode("scenario.schema.json")]),
  .target(
    name: "ChurnForecastC",
    dependencies: [
      "CArrow", "Batch", "ChurnModels", "Commands", "Drivers", "Evaluation", "Forecasting", "LeastSquares", "Models",
      "Parallel",
      "Reporting", "Series", "SeriesIO", "Univariate", "Workbench",
    ]),
  .executableTarget(name: "churn-forecast", dependencies: ["Commands"]),
  .executableTarget(name: "churn-benchmarks", dependencies: ["ChurnForecast", argumentParser] + library),
]

/// A test target of a room; `Reference` holds the scripts and files that its reference values come from.
func tests(of room: String, hasReference: Bool = false) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: ["ChurnForecast", "TestSupport", realModule] + library,
    exclude: hasReference ? ["Reference"] : [])
}

let tests: [Target] = [
  .target(name: "TestSupport", dependencies: ["ChurnForecast", realModule] + library, path: "Tests/TestSupport"),
  .testTarget(name: "LeastSquaresTests", dependencies: ["LeastSquares", realModule], exclude: ["Reference"]),
  tests(of: "Series"),
  .testTarget(name: "SeriesIOTests", dependencies: ["SeriesIO", "Series"]),
  .testTarget(name: "ParallelTests", dependencies: ["Parallel"]), tests(of: "Sampling"), tests(of: "Drivers"),
  tests(of: "Univariate", hasReference: true),
  tests(of: "ChurnModels", hasReference: true), tests(of: "Forecasting"), tests(of: "Evaluation", hasReference: true),
  .testTarget(
    name: "SignalsTests", dependencies: ["Signals", "Sampling", "SeriesIO", "Series", realModule],
    exclude: ["Reference"]),
  tests(of: "Models"), tests(of: "Scenarios", hasReference: true), tests(of: "Reporting"), tests(of: "Batch"),
  tests(of: "Workbench"),
  .testTarget(
    name: "CommandTests", dependencies: ["churn-forecast", "Commands"], exclude: ["Fuzz", "Golden", "GoldenInput"]),
]

for target in rooms + tests { target.swiftSettings = strict }

let package = Package(
  name: "churn-forecast",
  products: [
    .library(name: "ChurnForecast", targets: ["ChurnForecast"]),
    .library(name: "LeastSquares", targets: ["LeastSquares"]),
    .library(name: "churnforecast", type: .dynamic, targets: ["ChurnForecastC"]),
    .executable(name: "churn-forecast", targets: ["churn-forecast"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: shims + rooms + tests,
  cxxLanguageStandard: .cxx17
)
