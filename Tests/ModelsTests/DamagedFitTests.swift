import ChurnForecast
import Foundation
import TestSupport
import Testing

/// A saved fit in which one value is replaced.
private struct SavedDocument {
  private let root: Any

  init(_ fit: any FittedModel) throws {
    root = try JSONSerialization.jsonObject(with: Data(SavedFit.text(of: fit).utf8))
  }

  /// The places of all values; of long lists, the first, second and last element.
  var places: [[String]] { Self.places(root) }

  private static func places(_ value: Any) -> [[String]] {
    if let record = value as? [String: Any] {
      return record.keys.sorted().flatMap { key in
        [[key]] + places(record[key] ?? NSNull()).map { [key] + $0 }
      }
    }
    guard let list = value as? [Any], !list.isEmpty else { return [] }
    return Set([0, 1, list.count - 1]).filter { $0 < list.count }.sorted().flatMap { index in
      [["\(index)"]] + places(list[index]).map { ["\(index)"] + $0 }
    }
  }

  /// The text with another value at a place; nil removes it.
  func text(_ place: [String], _ value: Any?) throws -> String {
    String(
      decoding: try JSONSerialization.data(withJSONObject: Self.replacing(root, place[...], value)), as: UTF8.self)
  }

  private static func replacing(_ whole: Any, _ place: ArraySlice<String>, _ value: Any?) -> Any {
    guard let key = place.first else { return value ?? NSNull() }
    let rest = place.dropFirst()
    if var record = whole as? [String: Any] {
      record[key] = rest.isEmpty ? value : replacing(record[key] ?? NSNull(), rest, value)
      return record
    }
    guard var list = whole as? [Any], let index = Int(key) else { return whole }
    if rest.isEmpty, value == nil { list.remove(at: index) } else { list[index] = replacing(list[index], rest, value) }
    return list
  }
}

@Suite("Damaged fits: an error or a result, never the end of the program")
struct DamagedFitTests {
  private static func fit(_ kind: String) throws -> any FittedModel {
    let driver = DriverSpecification(.column("x"), prior: EffectPrior(mean: 0, standardDeviation: 1))
    let decaying = DriverSpecification(try DriverExpression(parsing: "carryover(x, fit)"))
    switch kind {
    case "saturating":
      return try NetGrowth(ModelSpecification(baseline: .saturating, drivers: [driver])).fit(TestSeries.table())
    case "correlated":
      return try NetGrowth(
        ModelSpecification(
          timing: .quarterAverage, baseline: .logistic, drivers: [decaying], errors: .arma(p: 1, q: 0))
      ).fit(TestSeries.table(months: stride(from: 2, to: 60, by: 3)))
    case "hazard":
      return try ChurnHazard(ModelSpecification(drivers: [DriverSpecification(.column("x"))], flows: Flows())).fit(
        TestSeries.table())
    default:
      return try AutomaticModel(ModelSpecification(drivers: [driver])).fit(TestSeries.table(months: 30..<60))
    }
  }

  private static var values: [Any?] {
    [
      nil, NSNull(), 1e308, -1e308, 1e-308, -1, 0, 1, 7, Int.max, Int.min, 0.999, "", "0000-01", "9999-12",
      "carryover(x, fit)",
      "lag(x, 0...3)", "log(x)", "arma(3,3)", "auto", "logistic", "quarter-average", [Int](),
      [Double](repeating: 1e308, count: 4),
      [String: Int](),
    ]
  }

  @Test("Any value of a saved fit may be any other", arguments: ["saturating", "correlated", "hazard", "auto"])
  func everyPlace(kind: String) throws {
    let document = try SavedDocument(Self.fit(kind))
    var options = ForecastOptions()
    options.draws = 100
    var read = 0
    for place in document.places {
      for (number, value) in Self.values.enumerated() {
        // A tenth of all pairs for the model whose reading is a search of its own.
        if kind == "auto", (number + place.joined().utf8.count) % 10 != 0 { continue }
        let text = try document.text(place, value)
        guard let fit = try? SavedFit.read(text, file: "fit.json") else { continue }
        read += 1
        for (continuation, innovations) in [
          (DriverContinuation.hold, ForecastOptions.Innovations.gaussian), (.method(.process(.poisson)), .bootstrap),
        ] {
          options.drivers = continuation
          options.innovations = innovations
          if let forecast = try? fit.forecast(months: 30, drivers: [], options: options) {
            #expect(forecast.months.allSatisfy { Month.calendar.contains($0.month) && $0.median.isFinite })
          }
        }
        if kind != "correlated" { #expect(!FittedModelReport(fit).rendered(as: .json).isEmpty) }
      }
    }
    #expect(read > 0)
  }

  private func refuses(_ kind: String, _ place: String, _ value: Any?) throws -> Bool {
    let text = try SavedDocument(Self.fit(kind)).text(place.split(separator: ".").map(String.init), value)
    do {
      _ = try SavedFit.read(text, file: "fit.json")
      return false
    } catch {
      return "\(error)".hasPrefix("fit.json: the saved fit is damaged: ")
    }
  }

  @Test("What cannot come from a fit is refused")
  func refusals() throws {
    #expect(try refuses("saturating", "netGrowth.estimate.degreesOfFreedom", 1e-308))
    #expect(try refuses("saturating", "netGrowth.estimate.factor.elements.0", 1e200))
    #expect(try refuses("saturating", "netGrowth.innovations.0", -1e308))
    #expect(try refuses("saturating", "netGrowth.references.0", 1e308))
    #expect(try refuses("saturating", "netGrowth.data.mau.first", "9999-01"))
    #expect(try refuses("saturating", "netGrowth.data.drivers.0.values.0", 1e308))
    #expect(try refuses("saturating", "netGrowth.specification.drivers.0.prior.standardDeviation", -1))
    // Five coefficients: the fourth is the decay.
    #expect(try refuses("correlated", "netGrowth.estimate.values.3", 1))
    #expect(try refuses("correlated", "netGrowth.estimate.values.3", -0.1))
    #expect(try refuses("hazard", "churnHazard.situation", "churnedKnown"))
    #expect(try refuses("hazard", "churnHazard.specification.drivers.0.expression", "carryover(x, fit)"))
    #expect(try refuses("hazard", "churnHazard.specification.drivers.0.expression", "lag(x, 0...3)"))
    #expect(try refuses("hazard", "churnHazard.innovations", [Double]()))
    #expect(try refuses("auto", "automatic.specification.drivers.0.prior.standardDeviation", 0))
  }

  @Test("A forecast beyond the year 9999 is an error")
  func calendar() throws {
    for kind in ["saturating", "hazard", "auto"] {
      let document = try SavedDocument(Self.fit(kind))
      let place = try #require(document.places.first { $0.suffix(2) == ["mau", "first"] })
      let first = Month.calendar.upperBound.advanced(by: -61)
      var text = try document.text(place, "\(first)")
      // Drivers go with the users.
      let again = try #require(document.places.first { $0.suffix(3) == ["drivers", "0", "first"] })
      text = try SavedDocument.again(text, again, "\(first)")
      let fit = try SavedFit.read(text, file: "fit.json")
      #expect(try fit.forecast(months: 2, drivers: [], options: ForecastOptions()).months.count == 2)
      let error = #expect(throws: ForecastError.self) {
        try fit.forecast(months: 3, drivers: [], options: ForecastOptions())
      }
      #expect(error?.description.contains("3 months after 9999-10 go beyond 9999-12") == true)
    }
  }
}

extension SavedDocument {
  /// Another replacement in a text.
  fileprivate static func again(_ text: String, _ place: [String], _ value: Any?) throws -> String {
    let root = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return String(
      decoding: try JSONSerialization.data(withJSONObject: replacing(root, place[...], value)), as: UTF8.self)
  }
}
