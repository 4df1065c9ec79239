import ChurnModels
import Drivers

extension DriverForecastMethod {
  /// Reads the method of a forecast of a driver.
  init(_ node: SpecificationNode) throws {
    let word = try node.text()
    if word == "hold" {
      throw node.error(
        expected:
          "a method any more: for a random walk, its old meaning, write {forecast: random-walk}; to keep the last level as "
          + "certain, write hold")
    }
    guard let method = DriverForecastMethod(try node.word(among: Self.words)) else {
      throw node.error(expected: "a method")
    }
    self = method
  }
}
