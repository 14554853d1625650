package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// MET-07, MET-08: nothing is advertised that does not work. Every member of every document has an
/// entry here that tries it, each value for itself; a member without one fails.
class MetadataContractTest {

  static final String SERVER = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";
  private static final String RESOURCE = "/.well-known/oauth-protected-resource/mcp";

  /// Tries one value of a member.
  interface Trial extends BiConsumer<AdvertisedTrials, Object> {}

  private static final Map<String, Trial> SERVER_TRIALS =
      Map.ofEntries(
          entry("issuer", (t, issuer) -> t.isTheIssuerOfRedirectsAndTokens(issuer)),
          entry("authorization_endpoint", (t, url) -> t.codeFrom(url)),
          entry("pushed_authorization_request_endpoint", (t, url) -> t.takesRequests(url)),
          entry("token_endpoint", (t, url) -> t.tokensFrom(url)),
          entry("registration_endpoint", (t, url) -> t.registers(url)),
          entry("jwks_uri", (t, url) -> t.holdsTheKeyOfATokenIssuedNow(url)),
          entry("scopes_supported", (t, scope) -> t.canBeGranted(scope)),
          entry("response_types_supported", (t, type) -> t.answersWith("response_type", type)),
          entry("response_modes_supported", (t, mode) -> t.answersWith("response_mode", mode)),
          entry("grant_types_supported", (t, type) -> t.issuesTokensFor(type)),
          entry("token_endpoint_auth_methods_supported", (t, way) -> t.connectsBy(way)),
          entry("revocation_endpoint", (t, url) -> t.revokes(url)),
          entry("revocation_endpoint_auth_methods_supported", (t, way) -> t.revokesBy(way)),
          entry("introspection_endpoint", (t, url) -> t.introspects(url)),
          entry("introspection_endpoint_auth_methods_supported", (t, way) -> t.introspectsBy(way)),
          entry("token_endpoint_auth_signing_alg_values_supported", (t, a) -> t.provesBy(a)),
          entry("revocation_endpoint_auth_signing_alg_values_supported", (t, a) -> t.provesBy(a)),
          entry(
              "introspection_endpoint_auth_signing_alg_values_supported", (t, a) -> t.provesBy(a)),
          entry("code_challenge_methods_supported", (t, way) -> t.provesPossession(way)),
          entry("dpop_signing_alg_values_supported", (t, alg) -> t.bindsTokensToKeys(alg)),
          entry("authorization_response_iss_parameter_supported", (t, yes) -> t.namesItself(yes)),
          entry("client_id_metadata_document_supported", (t, yes) -> t.readsDocuments(yes)),
          entry("authorization_grant_profiles_supported", (t, p) -> t.believesTheCompany(p)),
          entry("service_documentation", (t, url) -> t.isAPage(url)));

  private static final Map<String, Trial> OPENID_TRIALS =
      Map.of(
          "subject_types_supported", (t, type) -> t.isTheSameSubjectForAllClients(type),
          "id_token_signing_alg_values_supported", (t, alg) -> t.hasAKeyFor(alg),
          "request_uri_parameter_supported", (t, no) -> t.refusesRequestUris(no));

  private static final Map<String, Trial> RESOURCE_TRIALS =
      Map.of(
          "resource", (t, uri) -> t.isTheAudienceOfATokenFor(uri),
          "resource_name", (t, name) -> t.standsOnTheConsentPage(name),
          "authorization_servers", (t, issuer) -> t.hasMetadataOfItsOwn(issuer),
          "scopes_supported", (t, scope) -> t.canBeGranted(scope),
          // That the header works and the query does not is tried where the gateway is.
          "bearer_methods_supported", (_, way) -> assertThat(way).isEqualTo("header"),
          "dpop_signing_alg_values_supported", (t, alg) -> t.bindsTokensToKeys(alg),
          "dpop_bound_access_tokens_required", (t, no) -> t.bindsNoTokensUnasked(no),
          "resource_documentation", (t, url) -> t.isAPage(url));

  private final AdvertisedTrials trials = new AdvertisedTrials();

  @AfterEach
  void stop() {
    trials.close();
  }

  static Stream<Advertised> members() {
    try (var server = new TestServer()) {
      return Stream.of(
              Advertised.in(json(server.get(SERVER)), SERVER_TRIALS),
              Advertised.in(
                  json(server.get(OPENID)),
                  Stream.of(SERVER_TRIALS, OPENID_TRIALS)
                      .flatMap(trials -> trials.entrySet().stream())
                      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))),
              Advertised.in(json(server.get(RESOURCE)), RESOURCE_TRIALS))
          .flatMap(list -> list.stream())
          .distinct();
    }
  }

  /// A value of a member, and what tries it.
  record Advertised(String member, Object value, Trial trial) {

    static List<Advertised> in(JsonObject document, Map<String, Trial> trials) {
      assertThat(document.fieldNames())
          .as("every member is tried")
          .containsExactlyInAnyOrderElementsOf(trials.keySet());
      return document.stream()
          .flatMap(member ->
              values(member.getValue())
                  .map(v -> new Advertised(member.getKey(), v, trials.get(member.getKey()))))
          .toList();
    }

    private static Stream<?> values(Object value) {
      return value instanceof JsonArray array ? array.stream() : Stream.of(value);
    }

    @Override
    public String toString() {
      return member + ": " + value;
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void whatIsAdvertisedWorks(Advertised advertised) {
    advertised.trial.accept(trials, advertised.value);
  }

  @Test
  void whatIsNotAdvertisedIsRefused() {
    trials.takesNothingElse();
  }
}
