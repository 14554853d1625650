package dev.ninestep.protocol;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A set of scope tokens, kept sorted so that equal sets are equal texts.
///
/// @param tokens the tokens, sorted, each once
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-3.3 RFC 6749 §3.3
public record Scope(List<String> tokens) {

  /// No scope at all.
  public static final Scope NONE = new Scope(List.of());

  private static final int LONGEST = 1_000;

  /// Sorts the tokens and drops repeats.
  ///
  /// @throws IllegalArgumentException when a token has a character RFC 6749 does not allow
  public Scope {
    tokens = List.copyOf(new TreeSet<>(tokens));
    if (!tokens.stream().allMatch(Scope::isToken)) {
      throw new IllegalArgumentException("not a scope");
    }
  }

  /// The set of the given tokens.
  ///
  /// @param tokens scope tokens in any order
  /// @return the scope
  public static Scope of(String... tokens) {
    return new Scope(List.of(tokens));
  }

  /// Reads a `scope` parameter: tokens with spaces between.
  ///
  /// @param text the parameter's value, at most 1,000 characters
  /// @return the scope, or empty when it is too long or a token is ill-formed
  public static Optional<Scope> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var tokens = Arrays.stream(text.split(" ")).filter(token -> !token.isEmpty()).toList();
    return tokens.stream().allMatch(Scope::isToken)
        ? Optional.of(new Scope(tokens))
        : Optional.empty();
  }

  /// Whether a text may be one token of a scope.
  ///
  /// @param token the text
  /// @return true when RFC 6749 §3.3 allows all of its characters
  public static boolean isToken(String token) {
    return !token.isEmpty()
        && token
            .chars()
            .allMatch(c -> c == 0x21 || (c >= 0x23 && c <= 0x5b) || (c >= 0x5d && c <= 0x7e));
  }

  /// Whether every token of the other scope is in this one.
  ///
  /// @param other the narrower scope
  /// @return true when nothing of `other` is missing here
  public boolean covers(Scope other) {
    return tokens.containsAll(other.tokens);
  }

  /// The tokens both scopes have.
  ///
  /// @param other the other scope
  /// @return the intersection
  public Scope and(Scope other) {
    return new Scope(tokens.stream().filter(other.tokens::contains).toList());
  }

  /// The tokens of this scope that the other one has not.
  ///
  /// @param other the other scope
  /// @return the difference
  public Scope without(Scope other) {
    return new Scope(tokens.stream().filter(token -> !other.tokens.contains(token)).toList());
  }

  /// Whether the set holds a token.
  ///
  /// @param token one scope token
  /// @return true when it is in the set
  public boolean has(String token) {
    return tokens.contains(token);
  }

  /// The set of all the given tokens.
  ///
  /// @param tokens scope tokens in any order
  /// @return the scope
  public static Scope of(Collection<String> tokens) {
    return new Scope(List.copyOf(tokens));
  }

  /// Whether the set is empty.
  ///
  /// @return true when there is no token
  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  @Override
  public String toString() {
    return String.join(" ", tokens);
  }
}
