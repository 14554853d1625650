package dev.ninestep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The two help pages that started the project, and what is quoted of them.
///
/// A test quotes a page in comments, each line of which begins with `>`, above what shows that it
/// is true of ours; a recipe for `curl` it runs is a quotation too. Blanks, line ends and backticks
/// do not count: in the pages as they came down to us they stand or are missing by chance.
///
/// @param pages the pages
/// @param quoted what tests quote
/// @param noClaims what is no claim about a server
record Seeds(List<Page> pages, List<Quotation> quoted, List<Reasoned> noClaims) {

  private static final Path RESOURCES = Path.of("src/test/resources/dev/ninestep/seeds");

  /// The list of what is no claim.
  static final Path NO_CLAIMS = RESOURCES.resolve("no-claims.txt");

  private static final Path SOURCES = Path.of("src/test/java");

  /// Lines of comment that follow each other and all begin so.
  private static final Pattern IN_COMMENTS = Pattern.compile("(?:[ \\t]*///? > [^\\n]*\\n)+");

  private static final Pattern MARKS = Pattern.compile("(?m)^[ \\t]*///? > ");
  private static final Pattern RECIPE =
      Pattern.compile("\"\"\"\\n\\s*(curl .*?)\"\"\"", Pattern.DOTALL);

  /// What stands between sentences and belongs to none.
  private static final Pattern BETWEEN = Pattern.compile("[-,\\s|`]*");

  /// A page.
  ///
  /// @param name its file
  /// @param text as it is
  /// @param squeezed without what does not count
  /// @param places where in the text each of those characters stands
  record Page(String name, String text, String squeezed, List<Integer> places) {

    static Page of(Path file) throws IOException {
      var text = Files.readString(file);
      var places = new ArrayList<Integer>();
      var squeezed = new StringBuilder();
      for (var i = 0; i < text.length(); i++) {
        if (counts(text.charAt(i))) {
          squeezed.append(text.charAt(i));
          places.add(i);
        }
      }
      return new Page(file.getFileName().toString(), text, squeezed.toString(), places);
    }

    /// The pieces of the page that nothing of some texts covers.
    List<String> without(List<String> texts) {
      var covered = new BitSet();
      for (var text : texts) {
        for (var at = squeezed.indexOf(text); at >= 0; at = squeezed.indexOf(text, at + 1)) {
          covered.set(at, at + text.length());
        }
      }
      var open = new ArrayList<String>();
      for (var from = covered.nextClearBit(0); from < squeezed.length(); ) {
        var set = covered.nextSetBit(from);
        var to = set < 0 ? squeezed.length() : set;
        var piece = text.substring(places.get(from), places.get(to - 1) + 1);
        if (!BETWEEN.matcher(piece).matches()) {
          open.add(name + ": " + piece);
        }
        from = covered.nextClearBit(to);
      }
      return open;
    }
  }

  /// What a test quotes.
  ///
  /// @param where the file of the test
  /// @param text what stands there
  record Quotation(String where, String text) {}

  /// A piece of a page that no test quotes.
  ///
  /// @param text the piece
  /// @param reason why
  record Reasoned(String text, String reason) {}

  static Seeds read() throws IOException {
    try (var pages = Files.list(RESOURCES);
        var tests = Files.walk(SOURCES)) {
      var all = new ArrayList<Page>();
      for (var file : pages.filter(path -> !path.equals(NO_CLAIMS)).sorted().toList()) {
        all.add(Page.of(file));
      }
      var quoted = new ArrayList<Quotation>();
      for (var file : tests.filter(path -> path.toString().endsWith("Test.java")).toList()) {
        quotations(Files.readString(file))
            .flatMap(text -> pieces(text, all))
            .forEach(text -> quoted.add(new Quotation(file.getFileName().toString(), text)));
      }
      return new Seeds(all, quoted, reasoned());
    }
  }

  private static Stream<String> quotations(String source) {
    var comments =
        IN_COMMENTS
            .matcher(source)
            .results()
            .map(found -> MARKS.matcher(found.group()).replaceAll("").strip());
    var recipes =
        RECIPE.matcher(source).results().map(found -> found.group(1).replace("\\\\", "\\").strip());
    return Stream.concat(comments, recipes);
  }

  /// What stands below each other need not do so in the page: a line that does not go on begins
  /// another quotation.
  private static Stream<String> pieces(String quoted, List<Page> pages) {
    var pieces = new ArrayList<String>();
    for (var line : quoted.lines().toList()) {
      var longer = pieces.isEmpty() ? line : pieces.getLast() + "\n" + line;
      if (!pieces.isEmpty() && say(pages, longer)) {
        pieces.removeLast();
        pieces.add(longer);
      } else {
        pieces.add(line);
      }
    }
    return pieces.stream();
  }

  private static List<Reasoned> reasoned() throws IOException {
    var all = new ArrayList<Reasoned>();
    for (var paragraph : Files.readString(NO_CLAIMS).split("\n\\s*\n")) {
      var lines = paragraph.lines().filter(line -> !line.startsWith("#")).toList();
      var reason =
          lines.stream()
              .filter(line -> line.startsWith(" "))
              .map(String::strip)
              .collect(Collectors.joining(" "));
      lines.stream()
          .filter(line -> !line.startsWith(" ") && !line.isBlank())
          .forEach(line -> all.add(new Reasoned(line, reason)));
    }
    return all;
  }

  /// A text without what does not count.
  static String squeezed(String text) {
    return text.chars()
        .filter(c -> counts((char) c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static boolean counts(char c) {
    return !Character.isWhitespace(c) && c != '`';
  }

  /// Whether some page says so.
  boolean say(String text) {
    return say(pages, text);
  }

  private static boolean say(List<Page> pages, String text) {
    return pages.stream().anyMatch(page -> page.squeezed().contains(squeezed(text)));
  }
}
