import RealModule
import Testing
import Univariate

@Suite("Seasons that evolve")
struct EvolvingSeasonTests {
  @Test("Indices, their variance and parameters are those of dense matrices", arguments: SeasonReference.all.indices)
  func dense(index: Int) {
    let reference = SeasonReference.all[index]
    let season = EvolvingSeason(reference.logs, period: reference.period)
    let distances = zip(season.indices + season.last, reference.indices + reference.last).map { abs($0 - $1) }
    #expect(distances.allSatisfy { $0 < 1e-12 })
    #expect(abs(season.variance / reference.variance - 1) < 1e-9)
    #expect(abs(season.parameters / reference.parameters - 1) < 1e-9)
  }

  @Test("A season that grows is followed; one that lasts is not blurred")
  func change() {
    func season(_ growth: Double) -> EvolvingSeason {
      EvolvingSeason(
        (0..<120).map { (t: Int) -> Double in
          let size: Double = 0.05 + growth * Double(t)
          let noise: Double = 0.01 * Double.sin(12.9898 * Double(t * t))
          return 10 + size * Double.cos(2 * Double.pi * Double(t) / 12) + noise
        }, period: 12)
    }
    let (lasting, growing) = (season(0), season(0.002))
    // January against July: 0.54 at the end; fixed indices are 0.34 apart.
    #expect(abs(lasting.last[0] - lasting.last[6] - 0.1) < 0.01)
    #expect(growing.last[0] - growing.last[6] > 0.47 && growing.indices[0] - growing.indices[6] < 0.2)
    #expect(lasting.parameters < 18 && growing.parameters > 30)
  }
}
