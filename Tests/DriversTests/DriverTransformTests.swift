import ChurnForecast
import RealModule
import Testing

/// Properties that every listed transform must have.
@Suite("Driver transforms")
struct DriverTransformTests {
  /// A transform of each kind, with arguments by their names.
  static let samples: [any DriverTransform] = {
    let values = ["level": "2.5", "months": "2", "decay": "0.6"]
    return DriverExpression.transforms.map { type in
      do {
        return try type.init(type.arguments.map { values[$0.name] ?? "1" })
      } catch {
        preconditionFailure("\(type): \(error)")
      }
    }
  }()

  private static let start = Month(year: 2019, month: 1)
  private static let series = (0..<40).map { 2.5 + Double.sin(Double($0)) + 0.02 * Double($0) }

  private func evaluated(_ expression: DriverExpression, _ values: [Double]) throws -> [Double] {
    let column = MonthlyColumn(name: "x", first: Self.start, values: values)
    let skipped = expression.description.contains("lag") ? 2 : expression.description.contains("change") ? 1 : 0
    return try DriverSpecification(expression, reference: 0, missing: .error).values(
      of: column, in: Self.start.advanced(by: skipped)..<Self.start.advanced(by: values.count), reference: 1,
      historyEnd: Self.start.advanced(by: values.count))
  }

  @Test("Its expression is read back the same, alone and in a model file", arguments: samples.indices)
  func roundTrip(_ index: Int) throws {
    let transform = Self.samples[index]
    let expression = DriverExpression.column("x").applying(transform)
    let again = try DriverExpression(parsing: expression.description)
    #expect(again == expression)
    let arguments = zip(type(of: transform).arguments, transform.writtenArguments).map { ", \($0.name): \($1)" }
    let yaml = "drivers: {x: {transform: \(type(of: transform).name)\(arguments.joined())}}"
    #expect(try ModelSpecification(file: "m.yaml", text: yaml).drivers[0].expression == expression)
    let usage = "\(type(of: transform).name)(x"
    #expect(DriverExpression.usages.contains { $0.hasPrefix(usage) })
  }

  @Test("A constant column settles at its steady state", arguments: samples.indices)
  func steadyState(_ index: Int) throws {
    let expression = DriverExpression.column("x").applying(Self.samples[index])
    for level in [0.5, 2.5, 4] {
      let values = try evaluated(expression, [Double](repeating: level, count: 20))
      let expected = expression.steadyState(at: level) - expression.steadyState(at: 1)
      #expect(values.allSatisfy { abs($0 - expected) < 1e-14 }, "\(expression) at \(level)")
    }
  }

  @Test("Draws are transformed in the same way as series, from any month on", arguments: samples.indices)
  func draws(_ index: Int) throws {
    let driver = DriverSpecification(DriverExpression.column("x").applying(Self.samples[index]), name: "d")
    let whole = MonthlyColumn(name: "x", first: Self.start, values: Self.series)
    for split in [3, 17, 39] {
      let first = Self.start.advanced(by: split)
      let expected = try driver.values(
        of: whole, in: first..<Self.start.advanced(by: 40), reference: 1.5, historyEnd: first)
      let kernel = try DriverKernel(
        driver, history: whole.clipped(to: Self.start..<first), first: first, historyEnd: first, reference: 1.5,
        decay: nil)
      // Other lanes carry other numbers.
      let raw = Self.series[split...].map { value in Lanes(value, 1, 2, 3, value, 5, 6, 7) }
      let found = kernel.columns(of: raw)[0]
      for (draw, right) in zip(found, expected) {
        #expect(abs(draw[0] - right) < 1e-13 && abs(draw[4] - right) < 1e-13, "\(driver.name) from \(split)")
      }
    }
  }

  @Test("Unknown values stay unknown and do not affect earlier ones", arguments: samples.indices)
  func unknown(_ index: Int) throws {
    let transform = Self.samples[index]
    var values = Self.series
    let memory = transform.initialMemory(of: values, historyEnd: 12, isEvent: false)
    transform.apply(toSeries: &values, from: 0, after: memory)
    var gap = Self.series
    gap[20] = .nan
    transform.apply(toSeries: &gap, from: 0, after: memory)
    for month in 0..<20 { #expect(gap[month] == values[month] || (gap[month].isNaN && values[month].isNaN)) }
    #expect(gap[20...22].contains { $0.isNaN })
  }

  @Test("Threshold and cap, by hand")
  func levels() throws {
    let values: [Double] = [1, 2.5, 4]
    #expect(try evaluated(.threshold(.column("x"), level: 2.5), values) == [0, 0, 1.5])
    #expect(try evaluated(DriverExpression(parsing: "cap(x, 2.5)"), values) == [0, 1.5, 1.5])
    let error = #expect(throws: DriverError.self) { try DriverExpression(parsing: "cap(x, high)") }
    #expect(error?.description == "driver `cap(x, high)`: \"high\" is not a level.")
    let event = #expect(throws: DriverError.self) { try DriverExpression(parsing: "cap(step(2020-01), 0.5)") }
    #expect(event?.description.contains("a step or pulse cannot be lagged, differenced or cut") == true)
  }

  @Test("A bad argument in a model file is named with its line and key")
  func badArgument() throws {
    let error = #expect(throws: SpecificationError.self) {
      try ModelSpecification(file: "m.yaml", text: "drivers:\n  x:\n    transform: carryover\n    decay: 1.5\n")
    }
    #expect(
      error?.description
        == "m.yaml:4: `decay`: \"1.5\" is not a decay from 0 to below 1, or `fit` to estimate it.")
    let word = #expect(throws: SpecificationError.self) {
      try ModelSpecification(file: "m.yaml", text: "drivers: {x: {transform: carry, decay: 0.5}}")
    }
    #expect(
      word?.description.contains("is not one of identity, log, log1p, lag, change, threshold, cap, carryover") == true)
  }
}
