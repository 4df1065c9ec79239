import Foundation

/// The series and results of Reference/ets.R and Reference/theta.py.
struct PeerSeries: Decodable, Sendable {
  struct Criterion: Decodable, Sendable {
    let aicc: Double
    let loglik: Double
  }
  let name: String
  let period: Int
  let values: [Double]
  let method: String
  let aicc: Double
  let loglik: Double
  let alpha: Double
  let beta: Double?
  let gamma: Double?
  let phi: Double?
  let sigma2: Double
  let forecast: [Double]
  let lower95: [Double]
  let upper95: [Double]
  let all: [String: Criterion?]?

  static let all: [PeerSeries] = load("ets.json")
}

/// The results of statsforecast for the same series.
struct PeerTheta: Decodable, Sendable {
  struct Model: Decodable, Sendable {
    let alpha: Double
    let theta: Double
    let initialLevel: Double
    let objective: Double
    let forecast: [Double]
  }
  let name: String
  let seasonalityTest: Double
  let deseasonalised: Bool
  let seasonal: [Double]?
  let dotm: Model
  let stm: Model

  static let all: [PeerTheta] = load("theta.json")
}

private struct Document<Item: Decodable>: Decodable { let series: [Item] }

private func load<Item: Decodable>(_ file: String) -> [Item] {
  let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/\(file)")
  do {
    return try JSONDecoder().decode(Document<Item>.self, from: Data(contentsOf: url)).series
  } catch {
    fatalError("\(file): \(error)")
  }
}

/// The results of Reference/local_trends.py.
struct LocalTrendReference: Decodable, Sendable {
  let z: [Double]
  let mean: [Double]
  let variance: [Double]
  let fourth: [Double]

  static let all: [LocalTrendReference] = load("local_trends.json")
}

/// The results of Reference/evolving_season.py.
struct SeasonReference: Decodable, Sendable {
  let period: Int
  let logs: [Double]
  let indices: [Double]
  let last: [Double]
  let variance: Double
  let parameters: Double

  static let all: [SeasonReference] = load("evolving_season.json")
}
