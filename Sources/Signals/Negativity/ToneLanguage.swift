/// A language that can be scored without training: which words negate, and which make what follows stronger or weaker.
///
/// English words and set phrases are those of VADER (Hutto and Gilbert 2014; MIT licence, see NOTICE). French words are our own; set phrases
/// and conjunctions stay those of VADER's rules.
public enum ToneLanguage: String, Sendable, CaseIterable {
  case english = "en"
  case french = "fr"

  /// The language of a code such as `fr`, `FR` or `fr-CA`; nil if it is not covered.
  public init?(code: String) {
    let base = code.lowercased().prefix { $0 != "-" && $0 != "_" }
    self.init(rawValue: String(base))
  }

  /// Words that turn around what follows.
  package var negations: [Substring] { words(self == .english ? Self.englishNegations : Self.frenchNegations) }

  /// Words and phrases that make what follows stronger.
  package var boosters: [Substring] { phrases(self == .english ? Self.englishBoosters : Self.frenchBoosters) }

  /// Words and phrases that make what follows weaker.
  package var dampeners: [Substring] { phrases(self == .english ? Self.englishDampeners : Self.frenchDampeners) }

  /// Phrases with a valence of their own.
  static let phrases: [(words: String, valence: Double)] = [
    ("the shit", 3), ("the bomb", 3), ("bad ass", 1.5), ("bus stop", 0), ("yeah right", -2), ("kiss of death", -1.5),
    ("to die for", 3), ("beating heart", 3.5),
  ]

  private func words(_ list: String) -> [Substring] { list.split(whereSeparator: \.isWhitespace) }

  /// Words separated by blanks; within phrases they are joined by underscores.
  private func phrases(_ list: String) -> [Substring] {
    words(list).map { $0.contains("_") ? Substring($0.map { $0 == "_" ? " " : String($0) }.joined()) : $0 }
  }

  private static let englishNegations = """
    aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't didn't doesn't dont hadnt hasnt havent isnt \
    mightnt mustnt neither don't hadn't hasn't haven't isn't mightn't mustn't neednt needn't never none nope nor not nothing nowhere \
    oughtnt shant shouldnt uhuh wasnt werent oughtn't shan't shouldn't uh-uh wasn't weren't without wont wouldnt won't wouldn't rarely \
    seldom despite
    """

  private static let englishBoosters = """
    absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous enormously entirely especially \
    exceptional exceptionally extreme extremely fabulously flipping flippin frackin fracking fricking frickin frigging friggin fully \
    fuckin fucking fuggin fugging greatly hella highly hugely incredible incredibly intensely major majorly more most particularly \
    purely quite really remarkably so substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter \
    utterly very
    """

  private static let englishDampeners = """
    almost barely hardly just_enough kind_of kinda kindof kind-of less little marginal marginally occasional occasionally partly scarce \
    scarcely slight slightly somewhat sort_of sorta sortof sort-of
    """

  private static let frenchNegations = """
    pas jamais rien aucun aucune aucunement nullement sans ni non guère point nul nulle malgré
    """

  private static let frenchBoosters = """
    très trop vraiment tellement si tant super hyper ultra méga archi extrêmement totalement complètement absolument particulièrement \
    fortement profondément terriblement incroyablement énormément vachement carrément franchement entièrement hautement parfaitement \
    sacrément grandement beaucoup bien tout_à_fait
    """

  private static let frenchDampeners = """
    peu moins presque assez plutôt légèrement quasi quasiment vaguement à_peine un_peu quelque_peu
    """
}
