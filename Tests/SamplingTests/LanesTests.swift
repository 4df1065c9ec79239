import ChurnForecast
import RealModule
import Testing

@Suite("Eight draws side by side")
struct LanesTests {
  @Test("Exponentials are within a unit in the last place of the system's")
  func exponentials() {
    var worst = 0.0
    for step in 0..<40_000 {
      // All sizes, and the neighbourhood of every half of ln 2, where one range reduction changes to the next.
      let x = step < 20_000 ? Double(step - 10_000) * 0.0703 : Double(step - 30_000) / 128 * .log(2) / 2
      var lanes = Lanes()
      for lane in 0..<8 { lanes[lane] = x + Double(lane) * 1e-13 }
      let found = Lanes.exp(lanes)
      for lane in 0..<8 {
        let right = Double.exp(lanes[lane])
        if right.isNormal { worst = max(worst, abs(found[lane] - right) / right.ulp) }
      }
    }
    #expect(worst <= 1)
  }

  @Test("Exponentials of large, small and NaN values")
  func extremes() {
    let found = Lanes.exp(Lanes(710, -800, .infinity, -.infinity, .nan, 0, -0.0, 1))
    #expect(found[0] == .infinity && found[1] == 0 && found[2] == .infinity && found[3] == 0 && found[4].isNaN)
    #expect(found[5] == 1 && found[6] == 1 && found[7] == .exp(1))
  }

  @Test("The draws of a pair are opposites in adjacent lanes")
  func pairs() {
    #expect(Lanes(pairs: 1, -2, 3, 0) == Lanes(1, -1, -2, 2, 3, -3, 0, 0))
  }
}
