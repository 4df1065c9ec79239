/// Names of rows and series that are sums or means of others.
public enum TotalName {
  /// Whether a name begins with a word for a sum or a mean, in one of the languages in which months are read.
  ///
  /// - Parameter name: the name of a row or a series.
  /// - Returns: whether it should be asked if it is one of many or all together.
  public static func isTotal(_ name: String) -> Bool {
    words.contains(String(name.lowercased().drop { $0 == " " }.prefix { $0.isLetter }))
  }

  private static let words: Set<String> = [
    "total", "totals", "sum", "sums", "subtotal", "average", "avg", "mean", "median", "grand", "overall", "worldwide",
    "totaux", "somme", "moyenne", "gesamt", "gesamtsumme", "summe", "zwischensumme", "durchschnitt", "mittelwert",
    "totales", "suma", "promedio", "totais", "soma", "média", "totale", "totali", "somma", "totaal",
    "gemiddelde",
  ]
}
