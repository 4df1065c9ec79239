import ChurnForecast
import Testing

@Suite("Commands for a shell")
struct ShellTextTests {
  @Test("Arguments are quoted as a shell requires")
  func shell() {
    #expect(
      ShellText.command(["report", "a.csv", "--driver", "log(x)", "it's", ""])
        == "report a.csv --driver 'log(x)' 'it'\\''s' ''")
  }
}
