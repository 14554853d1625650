package dev.ninestep.trace;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Parameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/// The parameters of a search, read.
sealed interface SearchParameters {

  /// They make sense.
  record Read(FlowSearch.Query query) implements SearchParameters {}

  /// They do not.
  record Malformed(String why) implements SearchParameters {}

  int BY_DEFAULT = 20;
  int MOST = 100;

  /// A UTC time, accurate to the minute or better.
  DateTimeFormatter MINUTE =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .optionalEnd()
          .appendOffsetId()
          .toFormatter(java.util.Locale.ROOT);

  /// Reads the parameters.
  static SearchParameters of(Parameters parameters) {
    var client = parameters.get("client_id").map(String::strip);
    if (client.isPresent() && client.flatMap(ClientId::parse).isEmpty()) {
      return new Malformed("client_id: not of the form of a client_id");
    }
    var at = parameters.get("at").map(String::strip);
    if (at.isPresent() && at.flatMap(SearchParameters::minute).isEmpty()) {
      return new Malformed("at: not a UTC time such as 2026-11-21T14:03Z");
    }
    var error = parameters.get("error").map(ErrorHint::of);
    var limit =
        parameters.get("limit").map(SearchParameters::number).orElse(Optional.of(BY_DEFAULT));
    if (limit.isEmpty()) {
      return new Malformed("limit: not a number from 1 to " + MOST);
    }
    return client.isEmpty() && at.isEmpty() && error.isEmpty()
        ? new Malformed("give client_id, at or error")
        : new Read(
            new FlowSearch.Query(
                client.flatMap(ClientId::parse),
                at.flatMap(SearchParameters::minute),
                error,
                limit.get()));
  }

  private static Optional<Instant> minute(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, MINUTE).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text) {
    try {
      var number = Integer.parseInt(text);
      return number >= 1 && number <= MOST ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
