package dev.ninestep.signal;

import static java.util.Objects.requireNonNull;

import dev.ninestep.token.SecurityEvents;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hands events to one receiver, one at a time. Redirects are not followed, and what it says of an
/// event is read to a bound.
///
/// @spec https://www.rfc-editor.org/rfc/rfc8935#section-2 RFC 8935 §2
final class Push implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long ANSWER_SECONDS = 10;
  private static final int MOST_BYTES = 16 * 1_024;
  private static final int MOST_SHOWN = 200;

  private static final int ACCEPTED = 202;
  private static final int BAD_REQUEST = 400;

  /// What is wrong between the two of us rather than with an event: once somebody has mended it,
  /// the same event is taken.
  private static final Set<String> ARRANGEMENTS =
      Set.of(
          "authentication_failed",
          "access_denied",
          "invalid_key",
          "invalid_issuer",
          "invalid_audience");

  private final Receiver receiver;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();
  private volatile Optional<CompletableFuture<?>> underWay = Optional.empty();

  Push(Receiver receiver) {
    this.receiver = receiver;
  }

  /// What a receiver made of an event.
  sealed interface Answer {

    /// It has it.
    record Accepted() implements Answer {}

    /// It will never take it.
    ///
    /// @param error its code
    /// @param words its words, fit to be logged
    record Refused(String error, String words) implements Answer {}

    /// It may take it later.
    ///
    /// @param why in words fit to be logged
    /// @param after when it wants to be asked again, if it said so
    record Later(String why, Optional<Duration> after) implements Answer {}
  }

  /// Sends an event and waits for the answer.
  ///
  /// @param token the signed event
  Answer send(String token) {
    var request =
        HttpRequest.newBuilder(receiver.endpoint())
            .header("Content-Type", SecurityEvents.MEDIA_TYPE)
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(token));
    receiver.authorization().ifPresent(value -> request.header("Authorization", value));
    var response =
        http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    underWay = Optional.of(response);
    try {
      return read(response.get(ANSWER_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      response.cancel(true);
      return later("no answer within %d s".formatted(ANSWER_SECONDS));
    } catch (CancellationException e) {
      return later("this process ends");
    } catch (ExecutionException e) {
      return later(words(requireNonNull(e.getCause())));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a sender", e);
    } finally {
      underWay = Optional.empty();
    }
  }

  private static String words(Throwable failure) {
    if (!(failure instanceof IOException)) {
      throw new IllegalStateException("while pushing", failure);
    }
    return fit(failure.toString());
  }

  private static Answer later(String why) {
    return new Answer.Later(why, Optional.empty());
  }

  private static Answer read(HttpResponse<String> response) {
    var status = response.statusCode();
    if (status == ACCEPTED) {
      return new Answer.Accepted();
    }
    if (status == BAD_REQUEST) {
      return error(response.body());
    }
    return new Answer.Later("status " + status, retryAfter(response));
  }

  /// Only who names an error has looked at the event; any other 400 is of something in between.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc8935#section-2.3 RFC 8935 §2.3
  private static Answer error(String body) {
    try {
      var json = new JsonObject(body);
      var error = text(json, "err");
      var words = text(json, "description");
      if (error.isEmpty()) {
        return later("status 400 without an error");
      }
      return ARRANGEMENTS.contains(error)
          ? later(error + ": " + words)
          : new Answer.Refused(error, words);
    } catch (DecodeException e) {
      return later("status 400 without an error");
    }
  }

  private static String text(JsonObject json, String member) {
    return json.getValue(member) instanceof String text ? fit(text) : "";
  }

  private static String fit(String text) {
    var cut = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN);
    return cut.replaceAll("\\p{C}", "\uFFFD");
  }

  /// @spec https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 RFC 9110 §10.2.3
  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .flatMap(text -> text.matches("\\d{1,9}") ? seconds(text) : until(text))
        .filter(Duration::isPositive);
  }

  private static Optional<Duration> seconds(String text) {
    return Optional.of(Duration.ofSeconds(Integer.parseInt(text)));
  }

  private static Optional<Duration> until(String text) {
    try {
      var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(Instant.now(), at));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// Gives up the answer that is waited for, if one is. May be called by any thread.
  void abort() {
    underWay.ifPresent(response -> response.cancel(true));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
