# A man page (roff) from what `churn-forecast --experimental-dump-help` prints: the texts of the help, and no others.

# A text in which nothing is a request or an escape of roff.
def plain: gsub("\\\\"; "\\e") | gsub("-"; "\\-") | gsub("(?m)^(?<c>[.'])"; "\\&\(.c)");

# The blocks of a discussion: indented lines, as examples are, stay as they are.
def discussion:
  if . == null then empty else
    split("\n\n")[] | split("\n") as $lines
    | if ($lines[1:] | length) > 0 and ($lines[1:] | all(startswith("  "))) then
        ".PP", ($lines[0] | plain), ".PP", ".nf", ".RS 4", ($lines[1:][] | ltrimstr("  ") | plain), ".RE", ".fi"
      else ".PP", ($lines[] | plain) end
  end;

def dashed: if .kind == "long" then "--\(.name)" else "-\(.name)" end;

def heading:
  ([.names[]? | dashed | "\\fB\(plain)\\fR"] | join(", ")) as $names
  | (if .kind == "flag" then "" else "\\fI\(.valueName // "value" | plain)\\fR" end) as $value
  | [$names, $value] | map(select(. != "")) | join(" ");

def argument:
  ".TP", heading, ((.abstract // "" | plain) + (if .defaultValue then " (default: \(.defaultValue | plain))" else "" end)),
  (if .allValues then "Values: \(.allValues | map(plain) | join(", "))." else empty end);

def shown: [.arguments[]? | select(.shouldDisplay)];

def synopsis($name):
  "\\fB\($name | plain)\\fR"
  + (if (.subcommands // [] | map(select(.shouldDisplay != false)) | length) > 0 then " \\fIcommand\\fR" else "" end)
  + ([shown[] | select(.kind == "positional") | " \\fI\(.valueName | plain)\\fR" + (if .isRepeating then " ..." else "" end)] | join(""))
  + (if (shown | map(select(.kind != "positional")) | length) > 0 then " [\\fIoptions\\fR]" else "" end);

def command($name):
  ".SS \"\($name | plain)\"", (.abstract // "" | plain), ".PP", synopsis($name), (.discussion | discussion), (shown[] | argument),
  (.subcommands[]? | select(.commandName != "help") | command("\($name) \(.commandName)"));

.command
| ".\\\" Made by scripts/manual from the texts of the help.",
  ".TH CHURN\\-FORECAST 1 \"\" \"churn\\-forecast \($version)\" \"User Commands\"",
  ".SH NAME", "churn\\-forecast \\- \(.abstract | plain)",
  ".SH SYNOPSIS", synopsis("churn-forecast"),
  ".SH DESCRIPTION", (.discussion | discussion),
  ".SH COMMANDS", (.subcommands[]? | select(.commandName != "help") | command("churn-forecast \(.commandName)"))
