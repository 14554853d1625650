package dev.ninestep.doctor;

import java.util.ArrayList;
import java.util.regex.Pattern;

/// Prints requests as command lines that repeat them, with shell variables for what is secret.
///
/// @param secrets what is
record Curl(Secrets secrets) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,~-]+");
  private static final Pattern NEEDS_NO_ENCODING = Pattern.compile("[A-Za-z0-9_.~-]*");

  /// The command line.
  String line(Ask ask) {
    var words = new ArrayList<String>();
    words.add("curl");
    words.add(
        switch (ask.method()) {
          case "HEAD" -> "-I";
          case "GET", "POST" -> "-i";
          default -> "-i -X " + ask.method();
        });
    words.add(quoted(ask.uri().toString()));
    ask.headers()
        .forEach((name, value) -> {
          if (!isImplied(ask, name)) {
            words.add("-H " + quoted(name + ": " + value));
          }
        });
    switch (ask.content()) {
      case Ask.Content.None _ -> {
        if (ask.method().equals("POST")) {
          words.add("-X POST");
        }
      }
      case Ask.Content.Text(var text) -> words.add("-d " + quoted(text));
      case Ask.Content.Padded(var before, var zeros, var after) ->
          words.add("-d \"$(printf " + single(before + "%0" + zeros + "d" + after) + " 0)\"");
      case Ask.Content.Form(var fields) ->
          fields.forEach((name, value) -> words.add(field(name, value)));
    }
    return String.join(" ", words);
  }

  /// curl says itself that a form is one.
  private static boolean isImplied(Ask ask, String header) {
    return ask.content() instanceof Ask.Content.Form && header.equals("Content-Type");
  }

  private String field(String name, String value) {
    var option = NEEDS_NO_ENCODING.matcher(value).matches() ? "-d " : "--data-urlencode ";
    return option + quoted(name + "=" + value);
  }

  private String quoted(String word) {
    if (secrets.hide(word).equals(word)) {
      return PLAIN.matcher(word).matches() ? word : single(word);
    }
    var escaped = word.replaceAll("([\\\\\"$`])", "\\\\$1");
    return '"' + secrets.hide(escaped) + '"';
  }

  private static String single(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
