package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.DocumentUrl;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.TokenBinding;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Step 1, for a client whose id is a URL: what the document found there makes of it.
///
/// The document says of itself whose it is; everybody can read it, so it may hold no secret and
/// name no method that needs one. Where the client may send its users back to is held against the
/// same policy as every registration.
///
/// @param url where the document was found
/// @param document what it says
/// @param redirects where users may be sent back to
/// @spec
///   https://datatracker.ietf.org/doc/html/draft-ietf-oauth-client-id-metadata-document-01#section-4
///   Client ID Metadata Document §4
public record ReadClientDocument(
    DocumentUrl url, ClientDocument document, RedirectPolicy redirects) {

  private static final List<String> USUAL_GRANTS = List.of("authorization_code", "refresh_token");
  private static final List<String> OFFERED_GRANTS =
      List.of("authorization_code", "refresh_token", ExchangeToken.GRANT_TYPE);
  private static final int MOST_REDIRECT_URIS = 20;

  private static final List<Rule<ReadClientDocument>> RULES =
      List.of(
          refuse(
              Refusal.CLIENT_DOCUMENT_OF_ANOTHER,
              c -> !c.named().equals(c.url.client().value()),
              c -> Evidence.difference(c.named(), c.url.client().value())),
          refuse(
              Refusal.CLIENT_DOCUMENT_SECRET,
              c -> c.document.secret().isPresent(),
              c -> Evidence.of(c.document.secret().orElse(""))),
          refuse(
              Refusal.CLIENT_DOCUMENT_SECRET,
              c -> c.method().startsWith("client_secret_"),
              c -> Evidence.of("token_endpoint_auth_method " + c.method())),
          malformed(c -> c.authMethod().isEmpty(), "token_endpoint_auth_method"),
          malformed(c -> c.needsKeys() && c.hasNoKeys(), "neither jwks nor jwks_uri"),
          malformed(
              c -> c.document.jwks().isPresent() && c.document.jwksUri().isPresent(),
              "jwks and jwks_uri"),
          malformed(
              c -> c.document.jwksUri().filter(uri -> !PublicUrl.isFit(uri)).isPresent(),
              "jwks_uri"),
          malformed(c -> c.name().isEmpty(), "client_name"),
          malformed(
              c ->
                  c.document.redirectUris().isEmpty()
                      || c.document.redirectUris().size() > MOST_REDIRECT_URIS,
              "redirect_uris: between 1 and " + MOST_REDIRECT_URIS),
          refuse(
              Refusal.CLIENT_DOCUMENT_MALFORMED,
              c -> c.redirectUriNotAllowed().isPresent(),
              c -> Evidence.of("redirect_uris: " + c.redirectUriNotAllowed().orElse(""))),
          malformed(c -> !c.grantTypes().contains("authorization_code"), "grant_types"),
          malformed(
              c -> !c.document.responseTypes().stream().allMatch("code"::equals), "response_types"),
          malformed(c -> c.scope().isEmpty(), "scope"));

  private static Rule<ReadClientDocument> malformed(
      Predicate<ReadClientDocument> isBroken, String member) {
    return refuse(Refusal.CLIENT_DOCUMENT_MALFORMED, isBroken, _ -> Evidence.of(member));
  }

  private String named() {
    return document.clientId().orElse("");
  }

  /// What RFC 7591 takes for granted, `client_secret_basic`, cannot be meant here.
  private String method() {
    return document.tokenEndpointAuthMethod().orElse(ClientAuthMethod.NONE.toString());
  }

  private Optional<ClientAuthMethod> authMethod() {
    return ClientAuthMethod.parse(method());
  }

  private boolean needsKeys() {
    return authMethod().filter(method -> method == ClientAuthMethod.PRIVATE_KEY_JWT).isPresent();
  }

  private boolean hasNoKeys() {
    return document.jwks().isEmpty() && document.jwksUri().isEmpty();
  }

  private Optional<ClientName> name() {
    return document.clientName().flatMap(ClientName::parse);
  }

  private Optional<String> redirectUriNotAllowed() {
    return document.redirectUris().stream()
        .filter(uri -> RedirectUri.parse(uri).filter(redirects::allows).isEmpty())
        .findFirst();
  }

  private List<String> grantTypes() {
    return document.grantTypes().isEmpty()
        ? USUAL_GRANTS
        : OFFERED_GRANTS.stream().filter(document.grantTypes()::contains).toList();
  }

  private Optional<Scope> scope() {
    return Scope.parse(document.scope().orElse(""));
  }

  /// Decides.
  ///
  /// @return the first rule broken, or empty when the document describes a client
  public Optional<Refused> decide() {
    return Rule.firstBroken(RULES, this);
  }

  /// What a document that breaks no rule amounts to.
  ///
  /// @param caller whose request made us read it
  /// @return the registration to append
  public ClientRegistered registered(Caller caller) {
    return new ClientRegistered(
        url.client(),
        name().orElseThrow(),
        document.redirectUris().stream().map(RedirectUri::new).toList(),
        authMethod().orElseThrow(),
        Optional.empty(),
        grantTypes(),
        scope().orElseThrow(),
        document.jwks(),
        document.jwksUri(),
        Optional.empty(),
        document.dpopBoundAccessTokens() ? Optional.of(TokenBinding.DPOP) : Optional.empty(),
        caller);
  }
}
