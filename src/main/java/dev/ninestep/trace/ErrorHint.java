package dev.ninestep.trace;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.FlowId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a user pasted as "the error": an OAuth error code, an `error_description` or part of one, a
/// whole `WWW-Authenticate` header or JSON body, an `error_uri`, or the reference of a page.
///
/// @param refusals the refusals it may stand for, empty when it names none
/// @param reference the flow it names outright, if it does
public record ErrorHint(Set<Refusal> refusals, Optional<FlowId> reference) {

  private static final Pattern REFERENCE = Pattern.compile("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])");
  private static final Pattern SLUG = Pattern.compile("/errors/([a-z-]+)");
  private static final int SHORTEST_WORDS = 4;

  /// Copies the set.
  public ErrorHint {
    refusals = refusals.isEmpty() ? Set.of() : EnumSet.copyOf(refusals);
  }

  /// Reads what was pasted.
  ///
  /// @param pasted any text
  /// @return what it stands for
  public static ErrorHint of(String pasted) {
    var text = pasted.strip().toLowerCase(Locale.ROOT);
    var reference = REFERENCE.matcher(text);
    return new ErrorHint(
        refusalsIn(text), reference.find() ? FlowId.parse(reference.group()) : Optional.empty());
  }

  /// The narrowest reading that names anything: the refusal itself, its description, its error
  /// code.
  private static Set<Refusal> refusalsIn(String text) {
    var slug = SLUG.matcher(text);
    var named = slug.find() ? slug.group(1) : text.replace('_', '-');
    var bySlug = where(refusal -> refusal.slug().equals(named));
    if (!bySlug.isEmpty()) {
      return bySlug;
    }
    var byDescription = where(refusal -> isDescribedBy(refusal, text));
    if (!byDescription.isEmpty()) {
      return byDescription;
    }
    return where(refusal -> refusal.error().filter(code -> containsWord(text, code)).isPresent());
  }

  private static boolean isDescribedBy(Refusal refusal, String text) {
    var description = refusal.description().toLowerCase(Locale.ROOT);
    return text.contains(description)
        || (text.split("\\s+").length >= SHORTEST_WORDS && description.contains(text));
  }

  private static boolean containsWord(String text, String code) {
    return Pattern.compile("(?<![a-z_])" + Pattern.quote(code) + "(?![a-z_])").matcher(text).find();
  }

  private static Set<Refusal> where(java.util.function.Predicate<Refusal> matches) {
    var found = EnumSet.noneOf(Refusal.class);
    Arrays.stream(Refusal.values()).filter(matches).forEach(found::add);
    return found;
  }
}
