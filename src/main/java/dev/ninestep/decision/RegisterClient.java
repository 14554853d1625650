package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Step 1: a client registers itself.
///
/// @param metadata what it asks to register
/// @param offeredScope every scope this server has
/// @param offeredGrants the grant types this server offers
/// @param redirects where users may be sent back to
/// @param isVouchedFor whether an operator lets it have tokens of its own, for no user
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-3.1 RFC 7591 §3.1
public record RegisterClient(
    ClientMetadata metadata,
    Scope offeredScope,
    List<String> offeredGrants,
    RedirectPolicy redirects,
    boolean isVouchedFor,
    Caller caller) {

  /// What a client may use that names nothing.
  private static final List<String> USUAL_GRANTS = List.of("authorization_code", "refresh_token");

  /// With which a client gets its first token without a user's browser.
  private static final List<String> WITHOUT_BROWSER =
      List.of(GrantToClient.GRANT_TYPE, GrantToIdentity.GRANT_TYPE);

  private static final int MOST_REDIRECT_URIS = 10;
  private static final String NAME_WHEN_NONE_IS_GIVEN = "Unnamed client";

  private static final List<Rule<RegisterClient>> RULES =
      List.of(
          refuse(Refusal.CLIENT_CREDENTIALS_NOT_OPEN, RegisterClient::wantsOnlyWhatIsNotOpen),
          refuse(
              Refusal.REDIRECT_URIS_MISSING,
              c -> c.metadata.redirectUris().isEmpty() && !c.needsNoBrowser()),
          refuse(
              Refusal.REGISTRATION_MALFORMED,
              c -> c.metadata.redirectUris().size() > MOST_REDIRECT_URIS,
              _ -> Evidence.of("redirect_uris: at most " + MOST_REDIRECT_URIS)),
          refuse(
              Refusal.REDIRECT_URI_NOT_ALLOWED,
              c -> c.redirectUriNotAllowed().isPresent(),
              c -> Evidence.asked(c.redirectUriNotAllowed().orElse(""))),
          refuse(
              Refusal.CLIENT_NAME_NOT_FIT,
              c -> c.metadata.clientName().filter(n -> ClientName.parse(n).isEmpty()).isPresent()),
          refuse(
              Refusal.GRANT_TYPE_NOT_OFFERED,
              c -> !c.grantTypes().contains("authorization_code") && !c.needsNoBrowser(),
              c -> Evidence.asked(String.join(" ", c.metadata.grantTypes()))),
          refuse(
              Refusal.RESPONSE_TYPE_NOT_OFFERED,
              c ->
                  !c.metadata.responseTypes().stream().allMatch("code"::equals)
                      || (c.needsNoBrowser() && !c.metadata.responseTypes().isEmpty()),
              c -> Evidence.asked(String.join(" ", c.metadata.responseTypes()))),
          refuse(
              Refusal.AUTH_METHOD_NOT_OFFERED,
              c -> c.authMethod().isEmpty(),
              c -> Evidence.asked(c.metadata.tokenEndpointAuthMethod().orElse(""))),
          refuse(
              Refusal.CLIENT_KEYS_NOT_FIT,
              c -> c.keysAreMissing() || c.keysComeTwice(),
              c ->
                  Evidence.of(
                      c.keysComeTwice() ? "jwks and jwks_uri" : "neither jwks nor jwks_uri")),
          refuse(
              Refusal.METADATA_URL_NOT_ALLOWED,
              c -> c.urlNotAllowed().isPresent(),
              c -> Evidence.of(c.urlNotAllowed().orElse(""))),
          refuse(
              Refusal.SOFTWARE_STATEMENT_NOT_TRUSTED,
              c -> c.metadata.softwareStatement().isPresent()),
          refuse(
              Refusal.SCOPE_MALFORMED,
              c -> c.metadata.scope().filter(s -> Scope.parse(s).isEmpty()).isPresent()));

  private Optional<String> redirectUriNotAllowed() {
    return metadata.redirectUris().stream()
        .filter(uri -> RedirectUri.parse(uri).filter(redirects::allows).isEmpty())
        .findFirst();
  }

  /// What the client may use of what it asked for; several clients list grants nobody offers.
  private List<String> grantTypes() {
    var asked = metadata.grantTypes().isEmpty() ? USUAL_GRANTS : metadata.grantTypes();
    return offeredGrants.stream()
        .filter(asked::contains)
        .filter(grant -> !isForItself(grant) || (isVouchedFor && keepsASecret()))
        .toList();
  }

  private static boolean isForItself(String grant) {
    return grant.equals(GrantToClient.GRANT_TYPE);
  }

  /// A client that asks for more besides gets that: several list all grants they have heard of.
  private boolean wantsOnlyWhatIsNotOpen() {
    return !isVouchedFor
        && offeredGrants.stream().anyMatch(RegisterClient::isForItself)
        && metadata.grantTypes().stream().anyMatch(RegisterClient::isForItself)
        && grantTypes().isEmpty();
  }

  private boolean keepsASecret() {
    return authMethod().filter(method -> method != ClientAuthMethod.NONE).isPresent();
  }

  /// Whether no user's browser will ever be sent to this client.
  private boolean needsNoBrowser() {
    return !grantTypes().contains("authorization_code")
        && grantTypes().stream().anyMatch(WITHOUT_BROWSER::contains);
  }

  private Optional<ClientAuthMethod> authMethod() {
    return ClientAuthMethod.parse(
        metadata.tokenEndpointAuthMethod().orElse(ClientAuthMethod.CLIENT_SECRET_BASIC.toString()));
  }

  private boolean keysAreMissing() {
    return authMethod().filter(method -> method == ClientAuthMethod.PRIVATE_KEY_JWT).isPresent()
        && metadata.jwks().isEmpty()
        && metadata.jwksUri().isEmpty();
  }

  private boolean keysComeTwice() {
    return metadata.jwks().isPresent() && metadata.jwksUri().isPresent();
  }

  private Optional<String> urlNotAllowed() {
    var urls = new TreeMap<>(metadata.pages());
    metadata.jwksUri().ifPresent(uri -> urls.put("jwks_uri", uri));
    return urls.entrySet().stream()
        .filter(url -> !PublicUrl.isFit(url.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Decides.
  ///
  /// @return the first rule broken, or empty when the client may register
  public Optional<Refused> refused() {
    return Rule.firstBroken(RULES, this);
  }

  /// What a client that breaks no rule is registered as: narrowed to what it may have.
  ///
  /// @param identity who it is from here on
  /// @return the registration
  public ClientRegistered registered(ClientIdentity identity) {
    var method = authMethod().orElseThrow();
    return new ClientRegistered(
        identity.id(),
        new ClientName(metadata.clientName().orElse(NAME_WHEN_NONE_IS_GIVEN)),
        metadata.redirectUris().stream().map(RedirectUri::new).toList(),
        method,
        method.hasSecret() ? Optional.of(identity.secretHash()) : Optional.empty(),
        grantTypes(),
        metadata.scope().flatMap(Scope::parse).orElse(Scope.NONE).and(offeredScope),
        metadata.jwks(),
        metadata.jwksUri(),
        identity.managementHash(),
        metadata.binding(),
        caller);
  }
}
