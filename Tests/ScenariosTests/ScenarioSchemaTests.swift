import ChurnForecast
import Foundation
import Testing

@Suite("The schema of scenario files")
struct ScenarioSchemaTests {
  private static func schema() throws -> [String: Any] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../notebooks-docs/scenario.schema.json").standardized
    return try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  private static let mappings: [(String, [String])] = [
    ("base", ScenarioKeys.base), ("growth", ScenarioKeys.growth), ("uncertain", ScenarioKeys.uncertain),
    ("prior", ScenarioKeys.prior), ("driver", ScenarioKeys.driver), ("event", ScenarioKeys.event),
    ("upstream", ScenarioKeys.upstream), ("move", ScenarioKeys.move), ("correlation", ScenarioKeys.correlation),
    ("scenario", ScenarioKeys.scenario), ("change", ScenarioKeys.change), ("ramp", ScenarioKeys.ramp),
    ("step", ScenarioKeys.step), ("table", ScenarioKeys.table), ("distribution", ScenarioKeys.distribution),
    ("published", ScenarioKeys.published), ("calibrate", ScenarioKeys.calibrate), ("unknown", ScenarioKeys.unknown),
    ("point", ScenarioKeys.point),
  ]

  @Test("It has exactly the keys of the program")
  func keys() throws {
    let schema = try Self.schema()
    let top = try #require(schema["properties"] as? [String: Any])
    #expect(Set(top.keys) == Set(ScenarioKeys.top))
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    for (name, keys) in Self.mappings {
      let properties = try #require(definitions[name]?["properties"] as? [String: Any], "\(name)")
      #expect(Set(properties.keys) == Set(keys), "\(name)")
    }
  }

  @Test("It has the transforms of the program")
  func transforms() throws {
    let definitions = try #require(try Self.schema()["$defs"] as? [String: [String: Any]])
    let properties = try #require(definitions["driver"]?["properties"] as? [String: [String: Any]])
    let words = try #require(properties["transform"]?["enum"] as? [String])
    #expect(Set(words) == Set(["identity"] + DriverExpression.functions))
  }

  @Test("It has the baselines, seasons, robust weights and standard errors of the program")
  func words() throws {
    let definitions = try #require(try Self.schema()["$defs"] as? [String: [String: Any]])
    let model = try #require(definitions["model"]?["properties"] as? [String: [String: Any]])
    for (key, words) in [
      ("baseline", Baseline.allCases.map(\.rawValue)), ("seasonality", Seasonality.allCases.map(\.rawValue)),
      ("robust", Robustness.allCases.map(\.rawValue)), ("standardErrors", StandardErrors.allCases.map(\.rawValue)),
    ] {
      #expect(try Set(#require(model[key]?["enum"] as? [String], "\(key)")) == Set(words), "\(key)")
    }
  }
}
