package dev.ninestep.trace;

import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.FlowId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a user pasted as "the error": an OAuth error code, an `error_description` or part of one, a
/// whole `WWW-Authenticate` header, JSON body or callback URL, an HTTP status, an `error_uri`, or
/// the reference of a page. Case and white space do not matter.
///
/// @param refusals the refusals it may stand for, empty when it names none
/// @param references what it names outright: flows or exchanges
public record ErrorHint(Set<Refusal> refusals, Set<FlowId> references) {

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?<![0-9a-f])(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f])");
  private static final Pattern SLUG = Pattern.compile("/errors/([a-z-]+)");
  private static final Pattern STATUS =
      Pattern.compile("(?:^|status|http|code|error|got|a|:)\\W*(?:code\\W*)?([45]\\d\\d)(?!\\d)");
  private static final Pattern ESCAPE = Pattern.compile("%[0-9a-f]{2}");
  private static final int SHORTEST_DESCRIPTION = 3;

  /// The error codes there are, each with how people write it.
  private static final Map<String, Pattern> CODES =
      Arrays.stream(Refusal.values())
          .flatMap(refusal -> refusal.error().stream())
          .distinct()
          .collect(
              Collectors.toMap(
                  code -> code,
                  code ->
                      Pattern.compile(
                          "(?<![a-z_])" + code.replace("_", "[\\s_-]*") + "(?![a-z_])")));

  /// Copies the sets.
  public ErrorHint {
    refusals = refusals.isEmpty() ? Set.of() : EnumSet.copyOf(refusals);
    references = Set.copyOf(references);
  }

  /// Reads what was pasted.
  ///
  /// @param pasted any text
  /// @return what it stands for
  public static ErrorHint of(String pasted) {
    var text = plain(pasted);
    var references = new LinkedHashSet<FlowId>();
    REFERENCE
        .matcher(text)
        .results()
        .flatMap(found -> FlowId.parse(found.group().replace("-", "")).stream())
        .forEach(references::add);
    return new ErrorHint(refusalsIn(pasted, text), references);
  }

  /// Whether nothing in it can be looked for.
  ///
  /// @return true when it names neither a refusal nor a reference
  public boolean saysNothing() {
    return refusals.isEmpty() && references.isEmpty();
  }

  /// In lower case, unescaped, with single spaces.
  private static String plain(String pasted) {
    var text = pasted.toLowerCase(Locale.ROOT);
    if (ESCAPE.matcher(text).find() || text.contains("error_description=")) {
      text = Unescaped.url(text).toLowerCase(Locale.ROOT);
    }
    return text.replace("\\", "").replaceAll("[\\s\\h\\p{Cf}]+", " ").strip();
  }

  /// The narrowest reading that names anything: the refusal itself, its description, its error
  /// code, the status alone, the words.
  private static Set<Refusal> refusalsIn(String pasted, String text) {
    var itself = itself(pasted, text);
    if (!itself.isEmpty()) {
      return itself;
    }
    var coded = where(refusal -> refusal.error().filter(code -> isSaid(code, text)).isPresent());
    var described = where(refusal -> isDescribedBy(refusal, text));
    if (!described.isEmpty()) {
      return narrowed(described, coded);
    }
    var answered = ofStatus(text);
    if (!coded.isEmpty()) {
      return narrowed(coded, answered);
    }
    if (text.contains("resource_metadata")) {
      return EnumSet.of(Refusal.TOKEN_MISSING);
    }
    return answered.isEmpty() ? Words.of(text).likeliest() : answered;
  }

  /// An error page names it by its slug, and support by the constant, which is in capitals: in
  /// small letters several are codes that others bear as well.
  private static Set<Refusal> itself(String pasted, String text) {
    var slug = SLUG.matcher(text);
    var named = slug.find() ? slug.group(1) : "";
    var bySlug = where(refusal -> refusal.slug().equals(named));
    return bySlug.isEmpty()
        ? where(refusal -> isWord(refusal.name(), pasted) || isWholly(refusal, text))
        : bySlug;
  }

  private static boolean isWholly(Refusal refusal, String text) {
    return !CODES.containsKey(refusal.slug().replace('-', '_'))
        && text.replaceAll("[ _]", "-").equals(refusal.slug());
  }

  private static boolean isWord(String name, String pasted) {
    return Pattern.compile("(?<![A-Z_])" + name + "(?![A-Z_])").matcher(pasted).find();
  }

  private static Set<Refusal> ofStatus(String text) {
    var status = STATUS.matcher(text);
    if (!status.find()) {
      return Set.of();
    }
    var number = Integer.parseInt(status.group(1));
    return where(refusal -> refusal.status() == number);
  }

  /// What both say, unless they contradict each other.
  private static Set<Refusal> narrowed(Set<Refusal> one, Set<Refusal> other) {
    var both = where(refusal -> one.contains(refusal) && other.contains(refusal));
    return both.isEmpty() ? one : both;
  }

  private static boolean isDescribedBy(Refusal refusal, String text) {
    var description = plain(refusal.description());
    return text.contains(description)
        || (text.split(" ").length >= SHORTEST_DESCRIPTION && description.contains(text));
  }

  private static boolean isSaid(String code, String text) {
    return requireNonNull(CODES.get(code)).matcher(text).find();
  }

  private static Set<Refusal> where(Predicate<Refusal> matches) {
    var found = EnumSet.noneOf(Refusal.class);
    Arrays.stream(Refusal.values()).filter(matches).forEach(found::add);
    return found;
  }
}
