package dev.ninestep.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/// Sends one request at a time and reads the answer, within its patience. Redirects are answers.
final class Wire implements AutoCloseable {

  private static final int LONGEST_BODY = 1 << 20;

  private final HttpClient http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Duration patience;

  /// One that waits so long for each answer.
  Wire(Duration patience) {
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  Duration patience() {
    return patience;
  }

  /// Sends a request.
  Answer send(Ask ask) {
    var began = System.nanoTime();
    Callable<Answer> exchange =
        () -> read(ask, http.send(request(ask), BodyHandlers.ofInputStream()), began);
    var running = threads.submit(exchange);
    try {
      return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      running.cancel(true);
      return new Answer.None(Answer.Reason.TOO_SLOW, "");
    } catch (ExecutionException e) {
      return none(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.None(Answer.Reason.BROKEN_OFF, "interrupted");
    }
  }

  private static HttpRequest request(Ask ask) {
    var request = HttpRequest.newBuilder(ask.uri()).method(ask.method(), body(ask.content()));
    ask.headers().forEach(request::header);
    return request.build();
  }

  private static BodyPublisher body(Ask.Content content) {
    return switch (content) {
      case Ask.Content.None _ -> BodyPublishers.noBody();
      case Ask.Content.Text(var text) -> BodyPublishers.ofString(text);
      case Ask.Content.Padded(var before, var zeros, var after) ->
          BodyPublishers.ofString(before + "0".repeat(zeros) + after);
      case Ask.Content.Form(var fields) -> BodyPublishers.ofString(Query.of(fields));
    };
  }

  private static Response read(Ask ask, HttpResponse<InputStream> response, long began)
      throws IOException {
    var headers =
        response.headers().map().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    var head = new Response(response.statusCode(), headers, "", Duration.ZERO);
    try (var in = response.body()) {
      var body = head.isStream() ? events(ask, in) : text(in);
      return new Response(
          head.status(), headers, body, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
  }

  /// A stream that was asked for by GET may be silent for as long as it likes: that it began is
  /// enough. One that answers a request is read until it has.
  private static String events(Ask ask, InputStream in) throws IOException {
    if (ask.method().equals("GET")) {
      return "";
    }
    var events = new StringBuilder();
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      events.append(line).append('\n');
      if ((line.startsWith("data:") && line.contains("\"id\"")) || events.length() > LONGEST_BODY) {
        break;
      }
    }
    return events.toString();
  }

  private static Answer.None none(Throwable failure) {
    var words =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    var reason =
        switch (failure) {
          case ConnectException e when isUnresolved(e) -> Answer.Reason.NO_SUCH_HOST;
          case ConnectException _ -> Answer.Reason.REFUSED;
          case SSLException _ -> Answer.Reason.TLS;
          case IOException _ -> Answer.Reason.BROKEN_OFF;
          case RuntimeException e -> throw e;
          case Throwable other -> throw new IllegalStateException("while asking", other);
        };
    return new Answer.None(reason, words);
  }

  private static boolean isUnresolved(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  /// Ends every connection, also those on which somebody still talks.
  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
