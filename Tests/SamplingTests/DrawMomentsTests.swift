import ChurnForecast
import Testing

@Suite("Moments of draws, by hand")
struct DrawMomentsTests {
  @Test("1 … 8 have the variance 6; unused lanes are ignored")
  func variance() {
    var moments = DrawMoments()
    #expect(moments.variance == 0)
    moments.add(Lanes(1, 2, 3, 4, 5, 6, 7, 8), 8)
    #expect(moments.variance == 6)
    var few = DrawMoments()
    few.add(Lanes(1, 2, 3, 100, 100, 100, 100, 100), 3)
    #expect(few.variance == 1)
  }

  @Test("Within a bin the share grows in proportion")
  func share() {
    var sample = DrawSample(capacity: 8)
    // The first eight draws make bins of 1.75 from −3.5 on: two draws of each packet are between 1.75 and 3.5.
    for _ in 0..<2 { sample.add(Lanes(0, 1, 2, 3, 4, 5, 6, 7), 8) }
    #expect(sample.share(below: 1.75) == 0.25 && sample.share(below: 3.5) == 0.5)
    #expect(sample.share(below: 2.625) == 0.375)
  }
}
