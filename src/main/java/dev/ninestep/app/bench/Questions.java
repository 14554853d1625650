package dev.ninestep.app.bench;

import dev.ninestep.app.bench.population.Complaint;
import dev.ninestep.projection.Overviews;
import dev.ninestep.trace.Answer;
import dev.ninestep.trace.Reader;
import dev.ninestep.trace.SupportDesk;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// What a support team asks, one question after the other.
final class Questions {

  private static final Reader TEAM = new Reader.Support();
  private static final int WAYS = 6;
  private static final int HALF = 3;
  private static final int SLOWEST = 5;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final int DIGITS = 3;

  private final List<Complaint> complaints;

  /// @param complaints what they were told
  Questions(List<Complaint> complaints) {
    this.complaints = List.copyOf(complaints);
  }

  /// What came of it.
  ///
  /// @param right how many of a hundred searches named the right flow first
  /// @param took what each took, in microseconds, in the order in which they were asked
  record Asked(double right, List<Long> took) {

    /// All of them together.
    Histogram histogram() {
      var histogram = new Histogram(LONGEST_MICROS, DIGITS);
      took.forEach(histogram::recordValue);
      return histogram;
    }

    /// The places of those that took the longest, from one, longest first.
    List<Integer> slowest() {
      return IntStream.range(0, took.size())
          .boxed()
          .sorted(Comparator.comparing(took::get).reversed())
          .limit(SLOWEST)
          .map(place -> place + 1)
          .toList();
    }
  }

  /// Looks for the flow of each complaint, by what its author would know: half of them by
  /// client_id, minute and error code, the others by the reference, by account and minute, or by
  /// the host they came from and the minute.
  Asked searches(SupportDesk desk) {
    var took = new ArrayList<Long>();
    var right =
        IntStream.range(0, complaints.size())
            .filter(i -> {
              var complaint = complaints.get(i);
              var answer = timed(took::add, () -> desk.search(known(complaint, i % WAYS), TEAM));
              return first(answer).equals(Optional.of(complaint.flow().toString()));
            })
            .count();
    return new Asked(100.0 * right / complaints.size(), List.copyOf(took));
  }

  /// Asks for the story of each.
  Histogram stories(SupportDesk desk) {
    var took = new Histogram(LONGEST_MICROS, DIGITS);
    complaints.forEach(complaint ->
        timed(
            took::recordValue,
            () -> desk.story(complaint.flow().toString(), Optional.empty(), TEAM)));
    return took;
  }

  /// Asks how connecting went in each hour.
  ///
  /// @param hours their ends
  static Histogram overviews(Overviews overviews, List<Instant> hours) {
    var took = new Histogram(LONGEST_MICROS, DIGITS);
    hours.forEach(until -> timed(took::recordValue, () -> overviews.before(until)));
    return took;
  }

  private static <T> T timed(LongConsumer took, Supplier<Future<T>> question) {
    var began = System.nanoTime();
    var answer = question.get().await();
    took.accept(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
    if (answer instanceof Answer.Turned(var why)) {
      throw new IllegalStateException("a question was turned away: " + why);
    }
    return answer;
  }

  private static Map<String, String> known(Complaint complaint, int way) {
    var at = complaint.at().truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
    var code = complaint.refusal().error().orElse("401");
    if (way < HALF) {
      return Map.of("client_id", complaint.client().value(), "at", at, "error", code);
    }
    if (way == HALF) {
      return Map.of("account", complaint.account().toString(), "at", at);
    }
    return way == HALF + 1 && !complaint.host().isEmpty()
        ? Map.of("redirect_host", complaint.host(), "at", at, "error", code)
        : Map.of("error", complaint.flow().toString());
  }

  private static Optional<String> first(Answer answer) {
    return Optional.of(answer)
        .flatMap(
            a -> a instanceof Answer.Given given ? Optional.of(given.json()) : Optional.empty())
        .map(json -> json.getJsonArray("flows"))
        .filter(flows -> !flows.isEmpty())
        .map(flows -> flows.getJsonObject(0))
        .map(name("flow"));
  }

  private static Function<JsonObject, String> name(String member) {
    return json -> json.getString(member);
  }
}
