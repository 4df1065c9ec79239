import Series
import SeriesIO

/// A problem with raw signals. The description is one message: where, what, what was expected, what to do.
public enum SignalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A problem with a file.
  case file(SeriesIOError)
  /// No zone has the name.
  case unknownZone(String, nearest: String?)
  /// A time that cannot be read.
  case badTime(CellPlace, value: String)
  /// A date of which it is not clear which number is the day.
  case unclearDate(CellPlace, value: String)
  /// Times without a zone, and none is stated.
  case noZone(CellPlace, value: String)
  /// A step that comes before the one above it.
  case outOfOrder(CellPlace, value: String, earlierLine: Int)
  /// A step that occurs twice.
  case repeatedTime(CellPlace, value: String)
  /// A time that is not a whole number of steps after the first.
  case unevenTime(CellPlace, value: String, step: String)
  /// A number of reports below 0, or none.
  case badCount(CellPlace, value: String)
  /// Too few steps to tell what is usual.
  case tooFewCounts(Int, needed: Int)
  /// An incident that ends before it begins.
  case endsBeforeStart(CellPlace, value: String, start: String)
  /// A word for the severity of an incident that is not known.
  case unknownSeverity(CellPlace?, value: String, known: [String])
  /// A file of which no kind is recognised.
  case unknownKind(file: String, columns: [String], needed: String)
  /// A text that is no JSON, or not of the form that is expected.
  case badJSON(file: String, line: Int?, reason: String)
  /// A weight that is not a number from 0 to 1.
  case badWeight(String, value: String)
  /// A country or part without a weight where others have one.
  case noWeight(String, name: String, known: [String])
  /// Counts of several files in steps of other lengths.
  case otherStep(String, String)
  /// Counts of several files about the same time.
  case overlap(String, at: String)
  /// A time of an option that cannot be read.
  case badOption(String, value: String)
  /// No month is covered as a whole.
  case noWholeMonth
  /// Signals of an implausible length.
  case tooLong(from: String, until: String)
  /// A file with the words of a language that is not there.
  case noLexicon(file: String)
  /// A line of a lexicon that has no word and number.
  case badLexicon(file: String, line: Int, value: String)
  /// Fewer labelled posts of a class than are needed.
  case tooFewLabels(negative: Int, other: Int, needed: Int)
  /// A classifier that does not tell the classes apart.
  case uselessClassifier(difference: Double, standardError: Double)
  /// Scores that do not tell the classes apart.
  case uselessScores(distance: Double)
  /// A score that is no probability, where a method needs them.
  case noProbability(Double)
  /// Posts of a class do not look alike in all months.
  case shiftedClasses(String, pValue: Double)
  /// Labels of which it is not clear which are negative.
  case unknownLabels([String], stated: String?)
  /// A file of posts of which no kind is recognised.
  case unknownPosts(file: String, columns: [String])
  /// A post whose language is not stated.
  case noLanguage(CellPlace, known: [String])
  /// A language without a lexicon.
  case unknownLanguage(CellPlace?, value: String, known: [String])
  /// Texts in several languages, where one classifier is to be trained.
  case severalLanguages
  /// Bytes that are no UTF-8.
  case badEncoding(CellPlace)
  /// A score that is no number.
  case badScore(CellPlace, value: String)
  /// A labelled post without its label.
  case noLabel(CellPlace)
  /// A labelled post without a text, score or predicted label.
  case noText(CellPlace)
  /// A label that the labelled sample does not have.
  case otherLabel(CellPlace, value: String, known: [String])
  /// Texts and scores in one survey.
  case mixedPosts(file: String, line: Int?)
  /// A labelled sample of another kind than the posts.
  case otherSample(file: String)
  /// Posts in other languages alone.
  case otherLanguages(Int)
  /// A file without posts.
  case noPosts(file: String)
  /// A file that is given twice.
  case sameFile(String, String)
  /// A classifier is to be trained, but there are no texts.
  case trainedScores(file: String)
  /// A classifier of another language than the one asked for.
  case otherClassifier(language: String, trained: String)
  /// A file that is no saved classifier.
  case badClassifier(file: String, reason: String)
  /// Nothing to count.
  case noRows(file: String)

  /// Does something with a file.
  static func wrap<Value>(_ body: () throws(SeriesIOError) -> Value) throws(SignalError) -> Value {
    do {
      return try body()
    } catch {
      throw .file(error)
    }
  }

  /// Whether a file could not be found or written.
  public var fileError: SeriesIOError? { if case .file(let error) = self { error } else { nil } }

  /// The message for users.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .unknownZone(let name, let nearest):
      "There is no time zone `\(name)`; expected a name such as Europe/Paris or UTC"
        + (nearest.map { ". Did you mean \($0)?" } ?? ".")
    case .badTime(let place, let value):
      "\(place): \"\(value)\" is not a time; expected ISO 8601 such as 2023-03-01T10:45:00Z or 2023-03-01 10:45, or seconds since 1970."
    case .unclearDate(let place, let value):
      "\(place): \"\(value)\" does not tell which number is the day. State it by --dates dmy or --dates mdy."
    case .noZone(let place, let value):
      "\(place): \"\(value)\" does not say its time zone. State the zone of the file by --zone, such as --zone UTC or --zone Europe/Paris."
    case .outOfOrder(let place, let value, let line):
      "\(place): \"\(value)\" is before the time in line \(line). Sort the rows of every country and part by time."
    case .repeatedTime(let place, let value):
      "\(place): \"\(value)\" occurs twice. Keep one row per time, country and part; name their columns by --columns, such as --columns country=region."
    case .unevenTime(let place, let value, let step):
      "\(place): \"\(value)\" is not a whole number of steps of \(step) after the first time. Bring the counts to steps of one length."
    case .badCount(let place, let value):
      "\(place): \"\(value)\" is not a number of reports; expected 0 or more. Leave the cell blank if it is not known."
    case .tooFewCounts(let count, let needed):
      "\(count) counts are too few to tell what is usual; at least \(needed) steps are needed."
    case .endsBeforeStart(let place, let value, let start):
      "\(place): \"\(value)\" is before the start of the incident, \(start). Correct one of the times."
    case .unknownSeverity(let place, let value, let known):
      "\(place.map { "\($0): " } ?? "")\"\(value)\" is not a known severity; known are \(known.joined(separator: ", ")). State its weight by --weights severity=\(value):0.5."
    case .unknownKind(let file, let columns, let needed):
      "\(file): neither counts of reports nor incidents are recognised; there are \(columns.map { "`\($0)`" }.joined(separator: ", ")). Needed are \(needed)."
    case .badJSON(let file, let line, let reason): "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)."
    case .badWeight(let name, let value):
      "The weight of `\(name)`, \"\(value)\", is not a number from 0 to 1."
    case .noWeight(let kind, let name, let known):
      "The \(kind) `\(name)` has no weight; there are weights for \(known.map { "`\($0)`" }.joined(separator: ", ")). Give it one, 0 to leave it out."
    case .otherStep(let name, let step):
      "Files about \(name) have counts in other steps than \(step). Bring them to steps of one length."
    case .overlap(let name, let time):
      "Several files have counts of \(name) for \(time). Keep one of them, or name countries and parts by --columns."
    case .badOption(let option, let value):
      "\(option): \"\(value)\" is not a time; expected ISO 8601 such as 2023-03-31T24:00 or 2023-03-01T10:45:00Z."
    case .noWholeMonth:
      "Signals cover no month as a whole, so that there is no driver to write. Leave out --out, or add signals."
    case .tooLong(let from, let until):
      "Signals reach from \(from) to \(until), longer than fifty years. Look for a year that is mistyped."
    case .noLexicon(let file):
      "\(file): there is no such file. `scripts/setup` and `scripts/install` fetch the lexica from PyPI (vaderSentiment 3.3.2, vaderSentiment_fr 1.3.4); state another file by --lexicon, or a folder by the environment variable CHURN_FORECAST_LEXICA."
    case .badLexicon(let file, let line, let value):
      "\(file):\(line): \"\(value)\" is not a word and a valence; expected them separated by a tabulator."
    case .tooFewLabels(let negative, let other, let needed):
      "The labelled sample has \(negative) negative posts and \(other) others; at least \(needed) of each are needed to learn what the classifier gets wrong."
    case .uselessClassifier(let difference, let error):
      "The classifier does not tell negative posts from others: it calls \(Self.percent(difference)) more of the negative ones negative, with a standard error of \(Self.percent(error)). At least three standard errors are needed; label more posts, or take another classifier."
    case .uselessScores(let distance):
      "The scores do not tell negative posts from others: their means differ by \(Self.rounded(abs(distance), 1)) standard errors. At least three are needed; label more posts, or take another classifier."
    case .noProbability(let score):
      "A score of \(score) is no probability. --method platt-emq takes scores of any kind."
    case .shiftedClasses(let what, let p):
      "\(what) (p \(p < 1e-6 ? "< 0.000001" : "= \(Self.rounded(p, 6))")): posts of a class do not look alike in all months, so that no share can be learnt from these labels. Label posts of those months too; --method count shows the bare count."
    case .unknownLabels(let labels, let stated):
      "\(stated.map { "No post has the label `\($0)`" } ?? "It is not clear which label is that of negative posts"); there are \(labels.prefix(10).map { "`\($0)`" }.joined(separator: ", ")). State it by --negative-label, with at least one other label in the sample."
    case .unknownPosts(let file, let columns):
      "\(file): neither posts nor scores are recognised; there are \(columns.map { "`\($0)`" }.joined(separator: ", ")). Needed are `time` and `text`, `score` or `label`; name others by --columns, such as --columns time=date,text=message."
    case .noLanguage(let place, let known):
      "\(place): the language of the post is not stated. State it by --language (\(known.joined(separator: ", "))), or add a column `language`."
    case .unknownLanguage(let place, let value, let known):
      if let place {
        "\(place): there is no lexicon for the language \"\(value)\"; there are lexica for \(known.joined(separator: ", ")). Leave these posts out by --language, or bring scores of your own classifier (columns time and score)."
      } else {
        "--language: there is no lexicon for \"\(value)\"; there are lexica for \(known.joined(separator: ", ")). For other languages, bring scores of your own classifier (columns time and score)."
      }
    case .severalLanguages:
      "The labelled posts are in several languages; one classifier is trained for one language. State it by --language."
    case .badEncoding(let place):
      "\(place): the text is not in UTF-8. Convert the whole file, such as with iconv -f LATIN1 -t UTF-8."
    case .badScore(let place, let value): "\(place): \"\(value)\" is not a number; expected a score such as 0.83."
    case .noLabel(let place): "\(place): the post has no label. Label it, or take it out of the sample."
    case .noText(let place): "\(place): the post has no text. Take it out of the sample."
    case .otherLabel(let place, let value, let known):
      "\(place): the labelled sample has no label \"\(value)\"; it has \(known.map { "`\($0)`" }.joined(separator: ", "))."
    case .mixedPosts(let file, let line):
      "\(file)\(line.map { ":\($0)" } ?? ""): texts and scores are mixed. Judge them in separate runs."
    case .otherSample(let file):
      "\(file): the labelled sample must have what the posts have: `text`, or `score`, or `predicted` beside labels of a classifier."
    case .otherLanguages(let count):
      "All \(count) posts are in other languages than the one that --language states."
    case .noPosts(let file): "\(file): there are no posts in it."
    case .sameFile(let path, let again):
      path == again ? "\(path) is given twice." : "\(path) and \(again) are the same file. Give it once."
    case .trainedScores(let file):
      "\(file): there are no texts for a classifier; leave out --train and --classifier, or state posts with their `text`."
    case .otherClassifier(let language, let trained):
      "The classifier was trained on posts in \(trained), but --language is \(language)."
    case .badClassifier(let file, let reason): "\(file): \(reason)."
    case .noRows(let file): "\(file): there is nothing in it to count."
    }
  }

  private static func rounded(_ value: Double, _ digits: Int) -> Double {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    return (value * scale).rounded() / scale
  }

  private static func percent(_ share: Double) -> String { "\(rounded(share * 100, 1)) %" }
}
