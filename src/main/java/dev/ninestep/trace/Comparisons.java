package dev.ninestep.trace;

import dev.ninestep.event.AuthorizationPushed;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ClientUpdated;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Event;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks through what happened and holds what is asked in each step against what is known by then:
/// the registration, the challenge, the request, the user's decision. Of what is asked several
/// times in one step, the last is told.
final class Comparisons {

  private final Map<Step, Map<String, Comparison>> found = new EnumMap<>(Step.class);
  private Optional<ClientRegistered> registered = Optional.empty();
  private Optional<ResourceUri> challenged = Optional.empty();
  private Optional<AuthorizationRequested> request = Optional.empty();
  private Optional<ConsentGranted> allowed = Optional.empty();

  private Comparisons() {}

  /// Compares.
  ///
  /// @param records the flow's own records and those of its surroundings, in the order in which
  ///   they happened
  static Comparisons in(List<Logged.Known> records) {
    var comparisons = new Comparisons();
    records.forEach(record -> comparisons.look(record.fact().event()));
    return comparisons;
  }

  /// What was asked in a step.
  List<Comparison> of(Step step) {
    return List.copyOf(found.getOrDefault(step, Map.of()).values());
  }

  private void look(Event event) {
    switch (event) {
      case ClientRegistered e -> registered = Optional.of(e);
      case ClientUpdated e -> registered = Optional.of(e.to());
      case ResourceChallenged e -> challenged = Optional.of(e.resource());
      case AuthorizationPushed e -> redirect(e.redirectUri());
      case AuthorizationRequested e -> requested(e);
      case ConsentGranted e -> decided(e);
      case CodePresented _ -> grantType(Step.TOKEN, "authorization_code");
      case RefreshPresented _ -> grantType(Step.REFRESH, "refresh_token");
      case TokensIssued e -> issued(e);
      case CallAdmitted e ->
          allowed.ifPresent(
              grant -> resource(Step.CONNECTION, e.resource(), "allowed", grant.resource()));
      case Event _ -> {}
    }
  }

  private void requested(AuthorizationRequested e) {
    request = Optional.of(e);
    redirect(e.redirectUri());
    registered
        .map(ClientRegistered::scope)
        .filter(scope -> !scope.isEmpty())
        .ifPresent(scope -> scope(Step.AUTHORIZATION, e.scope(), "registered", scope));
    challenged.ifPresent(
        resource -> resource(Step.AUTHORIZATION, e.resource(), "challenged", resource));
  }

  /// Held against the registered one that is most like it.
  private void redirect(RedirectUri asked) {
    registered
        .flatMap(client ->
            client.redirectUris().stream()
                .max(Comparator.comparingInt(uri -> asked.differsAt(uri).orElse(Integer.MAX_VALUE)))
                .map(closest -> redirect(asked, closest)))
        .ifPresent(comparison -> put(Step.AUTHORIZATION, comparison));
  }

  private static Comparison redirect(RedirectUri asked, RedirectUri closest) {
    var compared = Comparison.ofBytes("redirect_uri", asked.value(), "registered", closest.value());
    return compared.isSame() || !closest.admits(asked)
        ? compared
        : compared.excusedBy("the port of a loopback address is free");
  }

  private void decided(ConsentGranted e) {
    allowed = Optional.of(e);
    request.ifPresent(asked -> {
      scope(Step.CONSENT, asked.scope(), "allowed", e.scope());
      resource(Step.CONSENT, asked.resource(), "allowed", e.resource());
    });
  }

  private void issued(TokensIssued e) {
    allowed.ifPresent(grant -> scope(e.step(), e.scope(), "allowed", grant.scope()));
  }

  /// One of several that are registered is enough.
  private void grantType(Step step, String asked) {
    registered.ifPresent(client -> {
      var types = client.grantTypes();
      var known = types.contains(asked) ? asked : String.join(" ", types);
      put(step, Comparison.ofSets("grant_type", asked, "registered", known));
    });
  }

  private void scope(Step step, Scope asked, String against, Scope known) {
    put(step, Comparison.ofSets("scope", asked.toString(), against, known.toString()));
  }

  private void resource(Step step, ResourceUri asked, String against, ResourceUri known) {
    put(step, Comparison.ofBytes("resource", asked.value(), against, known.value()));
  }

  private void put(Step step, Comparison comparison) {
    found.computeIfAbsent(step, _ -> new LinkedHashMap<>()).put(comparison.what(), comparison);
  }
}
