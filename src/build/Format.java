import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds every Java file below a directory to google-java-format: `check` names the files that
/// differ and fails, `write` rewrites them. Run by the build on JDK 25, whatever Java Maven runs
/// on: the formatter reads only the language of the Java it runs on.
void main(String[] args) throws IOException {
  var write = args[0].equals("write");
  var formatter = new Formatter();
  var wrong = 0;
  try (var files = Files.walk(Path.of(args[1]))) {
    for (var file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
      var before = Files.readString(file);
      try {
        var after = formatter.formatSourceAndFixImports(before);
        if (after.equals(before)) {
          continue;
        }
        if (write) {
          Files.writeString(file, after);
          IO.println("formatted " + file);
        } else {
          IO.println("not formatted: " + file);
          wrong++;
        }
      } catch (FormatterException e) {
        IO.println("not Java: " + file + ": " + e.getMessage());
        wrong++;
      }
    }
  }
  if (wrong > 0) {
    IO.println("To format: mvn -o -q -Pformat validate");
    System.exit(1);
  }
}
