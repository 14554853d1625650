package dev.ninestep.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every refusal is complete, and fit for every way it may travel.
class RefusalTest {

  /// The characters of `error_description`: RFC 6749 §5.2.
  private static final Pattern DESCRIPTION =
      Pattern.compile("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  private static final Pattern SPECIFICATION =
      Pattern.compile("(RFC [0-9]+|OAuth 2\\.1|OpenID .+) §.+|OWASP ASVS [0-9.]+|MCP .+");

  /// The registered codes, and those of HTTP refusals that have no registered one.
  private static final Set<String> ERRORS =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "invalid_scope",
          "invalid_target",
          "invalid_token",
          "invalid_dpop_proof",
          "insufficient_scope",
          "unauthorized_client",
          "unsupported_grant_type",
          "unsupported_response_type",
          "request_not_supported",
          "access_denied",
          "server_error",
          "login_required",
          "consent_required",
          "temporarily_unavailable",
          "invalid_redirect_uri",
          "invalid_client_metadata",
          "invalid_software_statement");

  // TK-23
  @ParameterizedTest
  @EnumSource
  void aDescriptionHasTheCharactersTheStandardAllows(Refusal refusal) {
    assertThat(refusal.description()).matches(DESCRIPTION).hasSizeLessThanOrEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLeftUnsaid(Refusal refusal) {
    assertThat(refusal.cause()).endsWith(".").hasSizeGreaterThan(10);
    assertThat(refusal.fix()).endsWith(".").hasSizeGreaterThan(10);
    assertThat(refusal.specification()).matches(SPECIFICATION);
    assertThat(refusal.step()).isNotNull();
    assertThat(refusal.owner()).isNotNull();
    assertThat(Arrays.stream(Face.values())).anyMatch(refusal::mayTravelBy);
  }

  @ParameterizedTest
  @EnumSource
  void aStatusIsAnErrorOfTheRightKind(Refusal refusal) {
    var faults = refusal.status() >= 500 ? EnumSet.of(Owner.OPERATOR) : EnumSet.allOf(Owner.class);
    if (refusal != Refusal.CONSENT_DENIED) {
      assertThat(refusal.status()).isBetween(400, 599);
    }
    assertThat(faults).contains(refusal.owner());
  }

  @Test
  void aDenialIsTheRedirectTheUserAskedFor() {
    assertThat(Refusal.CONSENT_DENIED.status()).isEqualTo(303);
    assertThat(Refusal.CONSENT_DENIED.mayTravelBy(Face.REDIRECT)).isTrue();
  }

  @Test
  void slugsAreUniqueAndFitForAUrl() {
    assertThat(Arrays.stream(Refusal.values()).map(Refusal::slug))
        .doesNotHaveDuplicates()
        .allMatch(slug -> slug.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    assertThat(Refusal.CODE_VERIFIER_IS_CHALLENGE.slug()).isEqualTo("code-verifier-is-challenge");
  }

  @Test
  void onlyTheFirstChallengeCarriesNoErrorCode() {
    assertThat(Arrays.stream(Refusal.values()).filter(refusal -> refusal.error().isEmpty()))
        .containsExactly(Refusal.TOKEN_MISSING);
  }

  @ParameterizedTest
  @EnumSource
  void whatClientsReadIsARegisteredCode(Refusal refusal) {
    if (refusal.mayTravelBy(Face.REDIRECT)
        || refusal.error().filter(e -> e.startsWith("invalid")).isPresent()) {
      assertThat(ERRORS).contains(refusal.error().orElseThrow());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnauthorizedAnswerIsAChallengeOrInvalidClient(Refusal refusal) {
    if (refusal.status() == 401) {
      assertThat(
              refusal.mayTravelBy(Face.BEARER)
                  || refusal.error().filter("invalid_client"::equals).isPresent()
                  || refusal.mayTravelBy(Face.PAGE))
          .isTrue();
    }
    if (refusal.error().filter("invalid_token"::equals).isPresent()) {
      assertThat(refusal.status()).isEqualTo(401);
      assertThat(refusal.mayTravelBy(Face.BEARER)).isTrue();
    }
    if (refusal.error().filter("insufficient_scope"::equals).isPresent()) {
      assertThat(refusal.status()).isEqualTo(403);
    }
    if (refusal.error().filter("invalid_grant"::equals).isPresent()) {
      assertThat(refusal.status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBusyServerSaysSo(Refusal refusal) {
    assertThat(refusal.status() == 503)
        .isEqualTo(refusal.error().filter("temporarily_unavailable"::equals).isPresent());
  }
}
