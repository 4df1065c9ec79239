import Commands

/// The program: hands its arguments to the commands.
@main
enum ChurnForecastProgram {
  static func main() { Program.run(Array(CommandLine.arguments.dropFirst())) }
}
