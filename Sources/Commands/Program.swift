/// The program `churn-forecast`, whoever starts it: itself, or a launcher of the library.
public enum Program {
  /// Runs the command that the arguments name, and ends the process with its exit code.
  ///
  /// - Parameter arguments: without the name of the program.
  public static func run(_ arguments: [String]) -> Never { ChurnForecastCommand.run(arguments) }
}
