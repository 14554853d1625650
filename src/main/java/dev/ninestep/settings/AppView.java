package dev.ninestep.settings;

import dev.ninestep.projection.ConnectedApp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A connected app as the page shows it.
///
/// @param grant names the connection
/// @param client its client_id
/// @param name what it calls itself, or its client_id
/// @param kind how it came to have a client_id
/// @param host where its code was sent
/// @param allowed what it may do, in words
/// @param resource at which audience
/// @param connected when it was connected
/// @param lastUsed when it was last used
/// @param ends when it ends unless it is used before, empty when it has ended
/// @param status how it stands, in words
/// @param week its calls
/// @param cost what they cost, empty when they cost nothing
public record AppView(
    String grant,
    String client,
    String name,
    String kind,
    String host,
    List<String> allowed,
    String resource,
    String connected,
    String lastUsed,
    String ends,
    String status,
    Week week,
    String cost) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// Copies the list.
  public AppView {
    allowed = List.copyOf(allowed);
  }

  /// @param meanings what scopes allow, in words
  /// @param currency what costs are shown in
  static AppView of(ConnectedApp app, Map<String, String> meanings, String currency, Instant now) {
    return new AppView(
        app.grant().toString(),
        app.client().value(),
        app.name().orElse(app.client().value()),
        kind(app),
        app.host().orElse(""),
        app.scope().tokens().stream().map(s -> meanings.getOrDefault(s, s)).toList(),
        app.resource().value(),
        MINUTE.format(app.connectedAt()),
        MINUTE.format(app.lastUsedAt()),
        Optional.of(app)
            .filter(a -> a.isActive(now))
            .flatMap(ConnectedApp::endsAt)
            .map(MINUTE::format)
            .orElse(""),
        app.status(now),
        Week.of(app, now),
        app.cost().isPositive() ? app.cost() + " " + currency : "");
  }

  private static String kind(ConnectedApp app) {
    return app.client().isUrl() ? "described by its own address" : "registered itself here";
  }
}
