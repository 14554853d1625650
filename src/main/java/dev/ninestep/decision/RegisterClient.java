package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.Optional;

/// Step 1: a client registers itself.
///
/// @param id the client_id it will get
/// @param metadata what it asks to register
/// @param secretHash the hash of the secret it will get; used only when it registers as a
///   confidential client
/// @param offeredGrants the grant types this server offers
/// @param redirects where users may be sent back to
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-3.1 RFC 7591 §3.1
public record RegisterClient(
    ClientId id,
    ClientMetadata metadata,
    String secretHash,
    List<String> offeredGrants,
    RedirectPolicy redirects,
    Caller caller) {

  /// What a client may use that names nothing.
  private static final List<String> USUAL_GRANTS = List.of("authorization_code", "refresh_token");

  private static final int MOST_REDIRECT_URIS = 10;
  private static final String NAME_WHEN_NONE_IS_GIVEN = "Unnamed client";

  private static final List<Rule<RegisterClient>> RULES =
      List.of(
          refuse(
              Refusal.REDIRECT_URIS_MISSING,
              c -> c.metadata.redirectUris().isEmpty() && !c.isForItselfOnly()),
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
              c -> !c.grantTypes().contains("authorization_code") && !c.isForItselfOnly(),
              c -> Evidence.asked(String.join(" ", c.metadata.grantTypes()))),
          refuse(
              Refusal.RESPONSE_TYPE_NOT_OFFERED,
              c -> !c.metadata.responseTypes().stream().allMatch("code"::equals),
              c -> Evidence.asked(String.join(" ", c.metadata.responseTypes()))),
          refuse(
              Refusal.AUTH_METHOD_NOT_OFFERED,
              c -> c.authMethod().isEmpty(),
              c -> Evidence.asked(c.metadata.tokenEndpointAuthMethod().orElse(""))),
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
        .filter(grant -> !grant.equals(GrantToClient.GRANT_TYPE) || keepsASecret())
        .toList();
  }

  private boolean keepsASecret() {
    return authMethod().filter(method -> method != ClientAuthMethod.NONE).isPresent();
  }

  /// Whether no user will ever be sent to this client.
  private boolean isForItselfOnly() {
    return grantTypes().equals(List.of(GrantToClient.GRANT_TYPE));
  }

  private Optional<ClientAuthMethod> authMethod() {
    return ClientAuthMethod.parse(
        metadata.tokenEndpointAuthMethod().orElse(ClientAuthMethod.CLIENT_SECRET_BASIC.toString()));
  }

  /// Decides.
  ///
  /// @return the registration to append, or the first rule broken
  public Decision decide() {
    var refused = Rule.firstBroken(RULES, this);
    return refused.isPresent()
        ? new Decision.Refuse(refused.get())
        : new Decision.Append(registered());
  }

  private ClientRegistered registered() {
    var method = authMethod().orElseThrow();
    return new ClientRegistered(
        id,
        new ClientName(metadata.clientName().orElse(NAME_WHEN_NONE_IS_GIVEN)),
        metadata.redirectUris().stream().map(RedirectUri::new).toList(),
        method,
        method == ClientAuthMethod.NONE ? Optional.empty() : Optional.of(secretHash),
        grantTypes(),
        metadata.scope().flatMap(Scope::parse).orElse(Scope.NONE),
        caller);
  }
}
