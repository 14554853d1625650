package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Step 3: a browser arrives with an authorization request.
///
/// The first table decides whether there is anybody to send an error to: until client and
/// redirect_uri are proven, every refusal stays on a page of ours. The second table's refusals may
/// travel by redirect.
///
/// @param parameters the request
/// @param client the client its client_id names
/// @param redirects where users may be sent back to, whatever was registered before it was so
/// @param resources what this server protects, the default one first
/// @param caller who called
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1 RFC 6749 §4.1.1
public record RequestAuthorization(
    Parameters parameters,
    Client client,
    RedirectPolicy redirects,
    List<ProtectedResource> resources,
    Caller caller) {

  /// The parameter that names the key a code is to be bound to.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc9449#section-10 RFC 9449 §10
  public static final String KEY = "dpop_jkt";

  private static final int LONGEST_STATE = 4_096;

  /// What becomes of the request.
  public sealed interface Result {

    /// It is valid: append this, then let the user sign in.
    ///
    /// @param event the fact to append
    /// @param state what goes back with the answer
    /// @param key the key the code is to be bound to, if any
    /// @param interaction how the user is to be dealt with, by the time the request arrived
    record Accepted(
        AuthorizationRequested event,
        Optional<String> state,
        Optional<KeyThumbprint> key,
        Function<Instant, Interaction> interaction)
        implements Result {}

    /// It is refused, and nobody can be told but the person at the browser.
    ///
    /// @param refused why
    record OnPage(Refused refused) implements Result {}

    /// It is refused, and the client may be told.
    ///
    /// @param refused why
    /// @param to where
    /// @param state what goes back with it
    record ByRedirect(Refused refused, RedirectUri to, Optional<String> state) implements Result {}
  }

  private static final List<Rule<RequestAuthorization>> BEFORE_TRUSTING_THE_REDIRECT =
      List.of(
          refuse(
              Refusal.PARAMETER_REPEATED,
              c -> c.isRepeated("client_id") || c.isRepeated("redirect_uri"),
              c -> Evidence.of(c.isRepeated("client_id") ? "client_id" : "redirect_uri")),
          refuse(Refusal.CLIENT_ID_MISSING, c -> clientOf(c.parameters).isEmpty()),
          refuse(
              Refusal.CLIENT_DEACTIVATED,
              c -> c.client instanceof Client.Deactivated,
              c -> Evidence.asked(c.get("client_id"))),
          refuse(
              Refusal.CLIENT_UNKNOWN,
              c -> c.registered().isEmpty(),
              c -> Evidence.asked(c.get("client_id"))),
          refuse(
              Refusal.REDIRECT_URI_MISSING,
              c -> !c.parameters.has("redirect_uri") && c.registeredUris().size() != 1),
          refuse(
              Refusal.REDIRECT_URI_MISMATCH,
              c -> c.redirectUri().isEmpty(),
              RequestAuthorization::redirectDifference),
          refuse(
              Refusal.REDIRECT_URI_NOT_ALLOWED,
              c -> c.redirectUri().filter(c.redirects::allows).isEmpty(),
              c -> Evidence.asked(c.redirectUri().map(RedirectUri::value).orElse(""))));

  private static final List<Rule<RequestAuthorization>> AFTER_TRUSTING_THE_REDIRECT =
      List.of(
          refuse(
              Refusal.PARAMETER_REPEATED,
              c -> c.parameters.repeated().isPresent(),
              c -> Evidence.of(c.parameters.repeated().orElse(""))),
          refuse(
              Refusal.REQUEST_OBJECT_UNSUPPORTED,
              c -> c.parameters.has("request") || c.parameters.has("request_uri")),
          refuse(Refusal.RESPONSE_TYPE_MISSING, c -> !c.parameters.has("response_type")),
          refuse(
              Refusal.RESPONSE_TYPE_UNSUPPORTED,
              c -> !c.get("response_type").equals("code"),
              c -> Evidence.asked(c.get("response_type"))),
          refuse(
              Refusal.RESPONSE_MODE_UNSUPPORTED,
              c -> c.parameters.has("response_mode") && !c.get("response_mode").equals("query"),
              c -> Evidence.asked(c.get("response_mode"))),
          refuse(Refusal.CODE_CHALLENGE_MISSING, c -> !c.parameters.has("code_challenge")),
          refuse(
              Refusal.CODE_CHALLENGE_PLAIN,
              c ->
                  !c.parameters.has("code_challenge_method")
                      || c.get("code_challenge_method").equals("plain")),
          refuse(
              Refusal.CODE_CHALLENGE_METHOD_UNKNOWN,
              c -> !c.get("code_challenge_method").equals("S256"),
              c -> Evidence.asked(c.get("code_challenge_method"))),
          refuse(
              Refusal.CODE_CHALLENGE_MALFORMED,
              c -> c.challenge().isEmpty(),
              c -> Evidence.of(c.get("code_challenge").length() + " characters")),
          refuse(
              Refusal.STATE_TOO_LONG,
              c -> c.get("state").length() > LONGEST_STATE,
              c -> Evidence.of(c.get("state").length() + " characters")),
          refuse(
              Refusal.RESOURCE_UNKNOWN,
              c -> c.resource().isEmpty(),
              c -> Evidence.asked(String.join(" ", c.parameters.all("resource")))),
          refuse(
              Refusal.SCOPE_MALFORMED,
              c -> c.parameters.has("scope") && Scope.parse(c.get("scope")).isEmpty()),
          refuse(Refusal.PROMPT_CONTRADICTORY, c -> Wishes.of(c.parameters).isContradictory()),
          refuse(Refusal.MAX_AGE_MALFORMED, c -> Wishes.of(c.parameters).isMaxAgeMalformed()),
          refuse(
              Refusal.KEY_THUMBPRINT_MALFORMED,
              c -> c.parameters.has(KEY) && c.key().isEmpty(),
              c -> Evidence.of(c.get(KEY).length() + " characters")));

  /// The client_id of a request.
  ///
  /// @param parameters the request
  /// @return the client_id, or empty when there is none of the form
  public static Optional<ClientId> clientOf(Parameters parameters) {
    return parameters.get("client_id").flatMap(ClientId::parse);
  }

  private String get(String name) {
    return parameters.get(name).orElse("");
  }

  private boolean isRepeated(String name) {
    return parameters.all(name).size() > 1;
  }

  private Optional<ClientRegistered> registered() {
    return client instanceof Client.Registered(var metadata, _, _)
        ? Optional.of(metadata)
        : Optional.empty();
  }

  private List<RedirectUri> registeredUris() {
    return registered().map(ClientRegistered::redirectUris).orElse(List.of());
  }

  /// The redirect_uri to use: the one asked for, if one of those registered admits it; the only one
  /// registered, if none was asked for.
  private Optional<RedirectUri> redirectUri() {
    return parameters.has("redirect_uri")
        ? RedirectUri.parse(get("redirect_uri"))
            .filter(asked -> registeredUris().stream().anyMatch(known -> known.admits(asked)))
        : registeredUris().stream().findFirst();
  }

  /// Shows the registered URI that is nearest to the one asked for.
  private Evidence redirectDifference() {
    var asked = get("redirect_uri");
    return registeredUris().stream()
        .map(known -> Evidence.difference(asked, known.value()))
        .max((a, b) -> Integer.compare(a.differsAt().orElse(0), b.differsAt().orElse(0)))
        .orElse(Evidence.asked(asked));
  }

  private Optional<CodeChallenge> challenge() {
    return CodeChallenge.parse(get("code_challenge"));
  }

  private Optional<KeyThumbprint> key() {
    return parameters.get(KEY).flatMap(KeyThumbprint::parse);
  }

  private Optional<ProtectedResource> resource() {
    var asked = parameters.all("resource");
    if (asked.isEmpty()) {
      return resources.stream().findFirst();
    }
    return asked.size() > 1
        ? Optional.empty()
        : ResourceUri.parse(asked.getFirst())
            .flatMap(uri -> resources.stream().filter(r -> r.uri().equals(uri)).findFirst());
  }

  /// What the user will be asked for: of what the client asks, that which exists; the default when
  /// nothing is left, since several clients ask for whatever they have seen anywhere.
  private Scope scope(ProtectedResource resource) {
    var asked = parameters.get("scope").flatMap(Scope::parse).orElse(Scope.NONE);
    var known = asked.and(resource.offered());
    return known.isEmpty() ? resource.byDefault() : known;
  }

  /// Decides.
  ///
  /// @return the fact to append, or the first rule broken and where it may travel
  public Result decide() {
    var onPage = Rule.firstBroken(BEFORE_TRUSTING_THE_REDIRECT, this);
    if (onPage.isPresent()) {
      return new Result.OnPage(onPage.get());
    }
    var to = redirectUri().orElseThrow();
    var byRedirect = Rule.firstBroken(AFTER_TRUSTING_THE_REDIRECT, this);
    if (byRedirect.isPresent()) {
      return new Result.ByRedirect(
          byRedirect.get(), to, parameters.get("state").filter(s -> s.length() <= LONGEST_STATE));
    }
    var resource = resource().orElseThrow();
    return new Result.Accepted(
        new AuthorizationRequested(
            clientOf(parameters).orElseThrow(),
            to,
            scope(resource),
            resource.uri(),
            challenge().orElseThrow(),
            parameters.get("state").map(Hashes::sha256),
            caller),
        parameters.get("state"),
        key(),
        Wishes.of(parameters)::at);
  }
}
