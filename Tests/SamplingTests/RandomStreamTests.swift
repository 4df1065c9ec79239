import ChurnForecast
import RealModule
import Testing

@Suite("Random stream")
struct RandomStreamTests {
  @Test("Normal deviates are those of Box and Muller")
  func normals() {
    for index in 0..<20_000 {
      var stream = RandomStream(seed: 7, index: index)
      var uniform = stream
      let normals = (stream.normal(), stream.normal())
      let radius = Double.sqrt(-2 * .log(uniform.uniform()))
      let angle = 2 * Double.pi * uniform.uniform()
      #expect(abs(normals.0 - radius * .cos(angle)) < 1e-14 && abs(normals.1 - radius * .sin(angle)) < 1e-14)
    }
  }

  @Test("A stream depends on seed and index only")
  func reproducible() {
    func first(_ seed: UInt64, _ index: Int) -> [Double] {
      var stream = RandomStream(seed: seed, index: index)
      return (0..<5).map { _ in stream.normal() }
    }
    #expect(first(1, 7) == first(1, 7))
    #expect(first(1, 7) != first(1, 8))
    #expect(first(1, 7) != first(2, 7))
  }

  @Test("Moments and independence of neighbouring streams")
  func moments() {
    let count = 100_000
    var uniforms: [Double] = []
    var normals: [Double] = []
    for index in 0..<count {
      var stream = RandomStream(seed: 42, index: index)
      uniforms.append(stream.uniform())
      normals.append(stream.normal())
    }
    let mean = { (values: [Double]) in values.reduce(0, +) / Double(count) }
    // Five standard errors.
    #expect(abs(mean(uniforms) - 0.5) < 5 * .sqrt(1.0 / 12 / Double(count)))
    #expect(abs(mean(normals)) < 5 / .sqrt(Double(count)))
    #expect(abs(mean(normals.map { $0 * $0 }) - 1) < 5 * .sqrt(2 / Double(count)))
    let products = zip(normals, normals.dropFirst()).map { $0 * $1 }
    #expect(abs(products.reduce(0, +) / Double(count)) < 5 / .sqrt(Double(count)))
    #expect(uniforms.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test("√(ν/χ²) turns normal deviates into t deviates")
  func student() {
    let draws = (0..<200_000).map { index in
      var stream = RandomStream(seed: 3, index: index)
      let scale = stream.studentScale(degreesOfFreedom: 5)
      return scale * stream.normal()
    }
    let ends = quantiles(of: draws, probabilities: [0.025, 0.5, 0.975])
    let expected = StudentT(degreesOfFreedom: 5).quantile(0.975)
    #expect(abs(ends[2] - expected) < 0.05 && abs(ends[0] + expected) < 0.05 && abs(ends[1]) < 0.02)
  }

  @Test("Counts have a rate of any size", arguments: [0, 1e-300, 999, 1e19, 1e100, 1e308, .infinity])
  func counts(rate: Double) {
    var stream = RandomStream(seed: 1, index: 0)
    let count = stream.poisson(rate)
    #expect(count == rate || (count >= 0 && abs(count - rate) <= 10 * rate.squareRoot()))
  }
}
