import Series
import SeriesIO

/// The negativity of posts by month: what is counted, and what is estimated from a labelled sample.
public struct NegativitySurvey: Sendable {
  /// What is asked for.
  public struct Options: Sendable {
    /// The names of columns that are not the usual ones.
    public var columns = SignalColumns()
    /// The zone of months.
    public var zone = ClockZone.utc
    /// The zone of times that state none; nil refuses them.
    public var statedZone: ClockZone?
    /// The language of all posts; nil where posts state it.
    public var language: ToneLanguage?
    /// A labelled sample.
    public var labels: String?
    /// The label of negative posts; nil for a usual one.
    public var negativeLabel: String?
    /// A trained classifier.
    public var classifier: ToneClassifier?
    /// Whether to train a classifier on the labels.
    public var trains = false
    /// How shares are estimated; nil for the method that suits.
    public var method: PrevalenceMethod?
    /// The score from which a post is counted as negative.
    public var threshold = 0.5
    /// The seed of the draws.
    public var seed: UInt64 = 1
    /// Where lexica are.
    public var lexica = LexiconSource(folders: [])

    /// The usual options.
    public init() {}
  }

  /// A month.
  public struct Row: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// The number of posts.
    public let posts: Int
    /// The share that is called negative.
    public let naive: Double
    /// The estimated share; nil without labels.
    public let estimate: Prevalence.Estimate?
    /// The share by labels of the month; nil where it has too few.
    public let labelled: LabelledMonth?
  }

  /// What posts were judged by.
  public enum Judge: Sendable, Equatable {
    case lexicon([ToneLanguage])
    case classifier(macroF1: Double, labels: Int)
    case ownScores
    case ownLabels
  }

  /// The months with posts, in order.
  public let rows: [Row]
  /// Draws of what the errors of all months have in common; empty without labels.
  public let draws: [[Double]]
  /// What posts were judged by.
  public let judge: Judge
  /// How shares were estimated; nil without labels.
  public let prevalence: Prevalence?
  /// The classes of labels; nil without labels.
  public let classes: LabelClasses?
  /// The smallest p-value of the tests that classes look alike in all months, and the number of tests; nil where none could be made.
  public let shift: (pValue: Double, tests: Int)?
  /// Posts without text or score, and where the first one is.
  public let blank: (count: Int, first: String?)
  /// When the first and the last post were written.
  public let times: ClosedRange<Instant>
  /// The number of posts in other languages than the one asked for.
  public let otherLanguages: Int
  /// The classifier that was used, to be saved; nil for others.
  public let classifier: ToneClassifier?

  /// Judges posts and estimates shares.
  ///
  /// - Parameters:
  ///   - files: posts (`time,text`), or scores (`time,score`) or labels (`time,label`) of a classifier.
  ///   - options: what is asked for.
  ///   - judged: is told of every post when it was written and what is said about it.
  /// - Throws: ``SignalError`` for the first problem.
  public init(
    _ files: [String], options: Options,
    judged: (_ post: JudgedPost) throws(SignalError) -> Void = { _ throws(SignalError) in }
  ) throws(SignalError) {
    let reading = PostReading(
      zone: options.statedZone, dates: options.columns.dates, language: options.language, threshold: options.threshold)
    let setting = try JudgeSetting(options, reading)
    var count = PostCount(setting, reading, options)
    for (place, path) in files.enumerated() {
      if let again = files[..<place].first(where: { TextFile.isSame($0, path) }) { throw .sameFile(path, again) }
      try count.take(path, judged)
    }
    guard !count.months.isEmpty, let times = count.times else {
      throw count.otherLanguages > 0 ? .otherLanguages(count.otherLanguages) : .noPosts(file: files.first ?? "")
    }
    self.times = Instant(seconds: times.lowerBound)...Instant(seconds: times.upperBound)
    try count.checkLabels()
    let months = count.months.keys.sorted()
    let scores = months.map { count.months[$0] ?? ScoreCounts() }
    let labels = setting.labels
    let isHard = count.kind == .labels
    let method = options.method ?? (isHard ? .adjustedCount : .plattEMQ)
    let prevalence = try labels.map { labels throws(SignalError) in
      try Prevalence(labels, method: method, seed: options.seed)
    }
    shift = try labels.flatMap { labels throws(SignalError) in
      method == .count ? nil : try Self.checkShift(months, scores, labels, method)
    }
    let found = prevalence?.estimates(scores)
    rows = months.indices.map { place in
      let own = labels?.posts.filter { post in
        post.time.map { options.zone.month(of: $0) == months[place] } ?? false
      }
      return Row(
        month: months[place], posts: scores[place].posts, naive: scores[place].naiveShare,
        estimate: found?.months[place], labelled: own.flatMap { LabelledMonth(scores[place], labels: $0) })
    }
    draws = found?.draws ?? []
    judge = setting.judge(count)
    self.prevalence = prevalence
    classes = setting.classes
    blank = (count.blanks, count.firstBlank?.description)
    otherLanguages = count.otherLanguages
    classifier = setting.classifier
  }

  /// Refuses months whose scores are no mixture of the labelled classes, and classes that changed between dates of labels.
  private static func checkShift(
    _ months: [Month], _ scores: [ScoreCounts], _ labels: LabelledScores, _ method: PrevalenceMethod
  ) throws(SignalError) -> (pValue: Double, tests: Int)? {
    var tests = ClassShift.dateTests(labels).map {
      ("The classifier's errors differ between the earlier and the later labels", $0)
    }
    if !method.isHard {
      tests += zip(months, scores).map {
        ("The scores of \($0) are no mixture of the labelled classes", ClassShift.mixtureTest($1, labels))
      }
    }
    guard let worst = tests.min(by: { $0.1 < $1.1 }) else { return nil }
    guard worst.1 * Double(tests.count) >= ClassShift.level else { throw .shiftedClasses(worst.0, pValue: worst.1) }
    return (worst.1, tests.count)
  }
}
