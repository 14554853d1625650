package dev.ninestep.step;

import dev.ninestep.protocol.DocumentUrl;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

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
    question
        .offered()
        .tokens()
        .forEach(token -> meanings.put(token, settings.scopeMeanings().getOrDefault(token, token)));
    return meanings;
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
