package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.ClientAssertion;
import dev.ninestep.protocol.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Does a signed JWT prove a client, as far as can be said without knowing whether it came before?
///
/// @param assertion what it claims
/// @param client the client it names
/// @param issuer the only audience it may have: one that names the token endpoint, or anybody else
///   besides, could be replayed between servers
/// @param isSigned whether one of the client's keys signed it
/// @param now the log's time, as well as it is known
/// @spec https://www.rfc-editor.org/rfc/rfc7523#section-3 RFC 7523 §3
record JudgeAssertion(
    ClientAssertion assertion,
    ClientRegistered client,
    Issuer issuer,
    boolean isSigned,
    Instant now) {

  /// What has to be remembered of an assertion is remembered until it expires.
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private static final List<String> TYPES = List.of("JWT", "client-authentication+jwt");

  private static final List<Rule<JudgeAssertion>> RULES =
      List.of(
          refuse(
              Refusal.CLIENT_ASSERTION_WRONG,
              j -> j.assertion.type().filter(type -> !isOfAType(type)).isPresent(),
              j -> Evidence.of("typ is " + j.assertion.type().orElse(""))),
          refuse(
              Refusal.CLIENT_ASSERTION_WRONG,
              j -> !j.assertion.issuer().equals(j.client.client().value()),
              j -> Evidence.difference(j.assertion.issuer(), j.client.client().value())),
          refuse(
              Refusal.CLIENT_ASSERTION_WRONG_AUDIENCE,
              j -> !j.assertion.audience().equals(List.of(j.issuer.value())),
              j -> Evidence.difference(String.join(" ", j.assertion.audience()), j.issuer.value())),
          refuse(
              Refusal.CLIENT_ASSERTION_NOT_NOW,
              j -> !j.now.isBefore(j.assertion.expiresAt()),
              j -> Evidence.of("expired at " + j.assertion.expiresAt())),
          refuse(
              Refusal.CLIENT_ASSERTION_NOT_NOW,
              j -> j.assertion.expiresAt().isAfter(j.now.plus(LONGEST_LIFE).plus(CLOCKS_APART)),
              j -> Evidence.of("expires only at " + j.assertion.expiresAt())),
          refuse(
              Refusal.CLIENT_ASSERTION_NOT_NOW,
              j ->
                  j.assertion
                      .notBefore()
                      .filter(from -> from.isAfter(j.now.plus(CLOCKS_APART)))
                      .isPresent(),
              _ -> Evidence.of("it is not valid yet")),
          refuse(
              Refusal.CLIENT_ASSERTION_WRONG,
              j -> !j.isSigned,
              j ->
                  Evidence.of(
                      j.client.jwksUri().isPresent()
                          ? "not signed with a key at its jwks_uri"
                          : "not signed with a registered key")));

  private static boolean isOfAType(String type) {
    return TYPES.stream().anyMatch(type::equalsIgnoreCase);
  }

  /// Decides.
  ///
  /// @return the first rule broken, or empty when it proves the client, once
  Optional<Refused> decide() {
    return Rule.firstBroken(RULES, this);
  }
}
