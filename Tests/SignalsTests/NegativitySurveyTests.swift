import Foundation
import Signals
import Testing

@Suite("The negativity of posts")
struct NegativitySurveyTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "negativity-\(UUID())")

  private func file(_ name: String, _ text: String) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: name).path()
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func options(_ change: (inout NegativitySurvey.Options) -> Void = { _ in }) throws -> NegativitySurvey.Options
  {
    var options = NegativitySurvey.Options()
    options.language = .english
    options.lexica = LexiconSource(folders: [], file: try file("lexicon.txt", "bad\t-2\ngood\t2\n"))
    change(&options)
    return options
  }

  /// The message of the refusal of posts; nil if they are taken.
  private func refusal(_ path: String, _ options: NegativitySurvey.Options) -> String? {
    do {
      _ = try NegativitySurvey([path], options: options)
      return nil
    } catch {
      return error.description
    }
  }

  private func labels(
    _ survey: String, _ change: (inout NegativitySurvey.Options) -> Void = { _ in }
  ) throws -> [String] {
    var labels: [String] = []
    let options = try options(change)
    _ = try NegativitySurvey([survey], options: options) { post throws(SignalError) in labels.append(post.label) }
    return labels
  }

  @Test("Posts are read from CSV, from an object a line, from lists, and from documents of networks")
  func formats() throws {
    let csv = try file("a.csv", "time,text\n2023-01-02T00:00:00Z,\"bad, very\nbad\"\n2023-01-03T00:00:00Z,good\n")
    #expect(try labels(csv) == ["negative", "positive"])
    let tabs = try file("b.tsv", "created_at\ttext\n2023-01-02T00:00:00Z\tbad\n")
    #expect(try labels(tabs) == ["negative"])
    let lines = try file(
      "c.ndjson",
      "{\"created_utc\":1672617600,\"body\":\"good\"}\n{\"created_utc\":1672617601,\"body\":\"bad \\u00e9\"}\n")
    #expect(try labels(lines) == ["positive", "negative"])
    let list = try file("d.json", "[{\"createdAt\":\"2023-01-02T00:00:00Z\",\"langs\":[\"en\"],\"text\":\"bad\"}]")
    #expect(try labels(list) == ["negative"])
    let document = try file(
      "e.json", "{\"data\":[\n{\"created_at\":\"2023-01-02T00:00:00Z\",\"text\":\"bad\",\"lang\":\"en\"}]}")
    #expect(try labels(document) == ["negative"])
  }

  @Test("Blank texts beside scores, posts with lists of their own, and posts without a text are no mixtures")
  func strangeRows() throws {
    let votes = try file("v.csv", "time,text,score\n2023-01-02T00:00:00Z,,3\n2023-01-02T00:00:00Z,bad,5\n")
    #expect(try labels(votes) == ["negative"])
    let lists = try file(
      "l.ndjson",
      "{\"time\":\"2023-01-02T00:00:00Z\",\"text\":\"bad\",\"data\":[1,2]}\n{\"time\":\"2023-01-02T00:00:00Z\"}\n")
    #expect(try labels(lists) == ["negative"])
  }

  @Test("HTML is read as text; what is no HTML stays")
  func html() throws {
    let html = try file(
      "a.csv", "time,text\n2023-01-02T00:00:00Z,<p>good<br>bad &amp; <a href='x'>don&#39;t</a> good</p>\n")
    #expect(try labels(html) == ["negative"])
    let heart = try file("b.csv", "time,text\n2023-01-02T00:00:00Z,I <3 it a<b bad\n")
    #expect(try labels(heart) == ["negative"])
  }

  @Test("Posts without text, and those in other languages, are left out and counted")
  func leftOut() throws {
    let path = try file(
      "a.csv",
      "time,text,language\n2023-01-02T00:00:00Z,bad,en\n2023-01-02T00:00:00Z,,en\n2023-02-02T00:00:00Z,mauvais,fr\n2023-02-02T00:00:00Z,good,en-GB\n"
    )
    let survey = try NegativitySurvey([path], options: options())
    #expect(survey.rows.map(\.posts) == [1, 1])
    #expect(survey.rows.map(\.naive) == [1, 0])
    #expect(survey.blank.count == 1)
    #expect(survey.blank.first?.contains("a.csv:3") == true)
    #expect(survey.otherLanguages == 1)
    #expect(survey.prevalence == nil && survey.draws.isEmpty)
  }

  @Test(
    "Bad posts get one message with their place",
    arguments: [
      (
        "time,text\n2023-01-02T00:00:00,bad\n",
        "a.csv:2: column `time`: \"2023-01-02T00:00:00\" does not say its time zone"
      ),
      ("time,text\nyesterday,bad\n", "a.csv:2: column `time`: \"yesterday\" is not a time"),
      ("time,text\n,bad\n", "a.csv:2: column `time`: \"\" is not a time"),
      (
        "time,message\n2023-01-02T00:00:00Z,bad\n",
        "neither posts nor scores are recognised; there are `time`, `message`"
      ),
      ("time,score\n2023-01-02T00:00:00Z,high\n", "a.csv:2: column `score`: \"high\" is not a number"),
      ("time,text\n2023-01-02T00:00:00Z\n", "a.csv:2"), ("time,text\n", "there are no posts in it"),
      (
        "time,label\n2023-01-02T00:00:00Z,blue\n",
        "It is not clear which label is that of negative posts; there are `blue`"
      ),
      (
        "time,label\n2023-01-02T00:00:00Z,1\n2023-01-02T00:00:00Z,0\n",
        "It is not clear which label is that of negative posts"
      ),
      ("{\"a\":1}\n", "neither posts nor scores are recognised"), ("{\"text\":\"bad\"}\n{\"text\":\n", "a.csv"),
    ])
  func messages(text: String, message: String) throws {
    let path = try file("a.csv", text)
    let options = try options()
    let error = refusal(path, options)
    #expect(error?.contains(message) == true, "\(error ?? "")")
  }

  @Test("Bytes that are no UTF-8 are named, and so is a language that is not covered or not stated")
  func encodingAndLanguage() throws {
    let path = try file("a.csv", "")
    try Data("time,text\n2023-01-02T00:00:00Z,ok\n2023-01-02T00:00:00Z,caf".utf8 + [0xE9, 0x0A]).write(
      to: URL(filePath: path))
    let options = try options()
    let encoding = refusal(path, options)
    #expect(encoding?.contains("a.csv:3: column `text`: the text is not in UTF-8") == true)
    let german = try file("b.csv", "time,text,language\n2023-01-02T00:00:00Z,gut,de\n")
    var open = options
    open.language = nil
    let other = refusal(german, open)
    #expect(other?.contains("b.csv:2: column `language`: there is no lexicon for the language \"de\"") == true)
    let silent = try file("c.csv", "time,text\n2023-01-02T00:00:00Z,bad\n")
    let none = refusal(silent, open)
    #expect(none?.contains("the language of the post is not stated") == true)
  }

  /// Scores between 0 and 1, and a sample of them with labels.
  private func scores() throws -> (posts: String, sample: String) {
    func score(_ number: Int, _ isNegative: Bool) -> Double {
      Double(((number * 7919 + 17) % 1000) + (isNegative ? 700 : 0)) / 1700
    }
    var posts = "time,score\n"
    for month in 1...3 {
      for number in 0..<300 {
        posts += "2023-0\(month)-\(10 + number % 18)T00:00:00Z,\(score(number + month, number % 10 < 2 * month))\n"
      }
    }
    var sample = "score,label\n"
    for number in 0..<200 { sample += "\(score(number * 3, number % 3 == 0)),\(number % 3 == 0 ? 1 : 0)\n" }
    return (try file("scores.csv", posts), try file("sample.csv", sample))
  }

  @Test("Scores with a labelled sample give the shares they were made with, the same for the same seed")
  func ownScores() throws {
    let (posts, sample) = try scores()
    let options = try options { $0.labels = sample }
    let survey = try NegativitySurvey([posts], options: options)
    for (row, share) in zip(survey.rows, [0.2, 0.4, 0.6]) {
      let estimate = try #require(row.estimate)
      #expect(estimate.lower95...estimate.upper95 ~= share)
      #expect(abs(estimate.share - share) < 0.08)
    }
    #expect(survey.shift?.tests == 3)
    #expect(try NegativitySurvey([posts], options: options).rows == survey.rows)
  }

  @Test("Samples of another kind, without labels or with unknown ones are refused")
  func samples() throws {
    let (posts, sample) = try scores()
    let texts = try file("t.csv", "time,text\n2023-01-02T00:00:00Z,bad\n")
    func message(_ file: String, _ sample: String) throws -> String {
      let options = try options { $0.labels = sample }
      return refusal(file, options) ?? ""
    }
    let kinds = try message(texts, sample)
    #expect(kinds.contains("the labelled sample must have what the posts have"))
    let unlabelled = try message(posts, file("u.csv", "score,label\n0.5,\n"))
    #expect(unlabelled.contains("u.csv:2: column `label`: the post has no label"))
    let few = try message(posts, file("v.csv", "score,label\n0.5,1\n0.2,0\n"))
    #expect(few.contains("at least 30 of each"))
  }

  @Test("A month that is no mixture of the labelled classes is refused")
  func shifted() throws {
    let (posts, sample) = try scores()
    var text = try String(contentsOfFile: posts, encoding: .utf8)
    for number in 0..<300 { text += "2023-04-10T00:00:00Z,\(0.45 + 0.0001 * Double(number))\n" }
    let path = try file("shifted.csv", text)
    let options = try options { $0.labels = sample }
    let error = refusal(path, options)
    #expect(error?.contains("The scores of 2023-04 are no mixture of the labelled classes") == true)
    var counted = options
    counted.method = .count
    #expect(try NegativitySurvey([path], options: counted).rows.count == 4)
  }
}
