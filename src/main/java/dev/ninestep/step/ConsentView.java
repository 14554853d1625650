package dev.ninestep.step;

import static java.util.stream.Collectors.joining;

import dev.ninestep.protocol.DocumentUrl;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a consent page says, in words for the user: who asks, what for, where the answer goes and
/// for how long.
///
/// @param settings what the operator decided
/// @param question what is asked
/// @param before what the user has allowed this client before
record ConsentView(Settings settings, ConsentQuestion question, Scope before) {

  Map<String, Object> parameters(String sealedNonce) {
    var redirectUri = question.request().redirectUri();
    return Map.ofEntries(
        Map.entry("client", question.client().name().value()),
        Map.entry("service", settings.name()),
        Map.entry("host", redirectUri.host()),
        Map.entry("describedAt", documentHost()),
        Map.entry("isLoopback", redirectUri.isLoopback()),
        Map.entry("scopes", scopes()),
        Map.entry("includes", includes()),
        Map.entry("included", included()),
        Map.entry("before", before),
        Map.entry("resource", question.request().resource().value()),
        Map.entry("longest", words(settings.grant().grant())),
        Map.entry("idle", words(settings.grant().refreshIdle())),
        Map.entry("action", settings.path("/consent")),
        Map.entry("request", question.pending().text()),
        Map.entry("nonce", sealedNonce),
        Map.entry("reference", question.request().flow().toString()));
  }

  /// Who describes a client whose id is a URL; empty for others.
  private String documentHost() {
    return DocumentUrl.of(question.request().client()).map(DocumentUrl::host).orElse("");
  }

  /// The meaning of each scope, by its name.
  private Map<String, String> scopes() {
    var meanings = new LinkedHashMap<String, String>();
    question.offered().tokens().forEach(token -> meanings.put(token, meaning(token)));
    return meanings;
  }

  private String meaning(String token) {
    return settings.scopeMeanings().getOrDefault(token, token);
  }

  /// What comes with each scope that implies others, in words, by its name.
  private Map<String, String> includes() {
    var hierarchy = hierarchy();
    var all = new HashMap<String, String>();
    for (var token : question.offered().tokens()) {
      var under = hierarchy.under(token).tokens();
      if (!under.isEmpty()) {
        all.put(token, under.stream().map(this::meaning).collect(joining("; ")));
      }
    }
    return all;
  }

  /// Those of the scopes that come with another of them.
  private Scope included() {
    return question.offered().without(hierarchy().least(question.offered()));
  }

  private ScopeHierarchy hierarchy() {
    return settings.hierarchy(Optional.of(question.request().resource()));
  }

  private static String words(Duration duration) {
    if (duration.toDays() > 0) {
      return count(duration.toDays(), "day");
    }
    return duration.toHours() > 0
        ? count(duration.toHours(), "hour")
        : count(duration.toMinutes(), "minute");
  }

  private static String count(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
