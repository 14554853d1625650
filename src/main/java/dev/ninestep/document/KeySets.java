package dev.ninestep.document;

import dev.ninestep.document.FetchBudget.Limits;
import dev.ninestep.protocol.KeySource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The public keys that others publish: clients at their `jwks_uri`, an identity provider at its
/// own. They are fetched when something signed with them has come, and never before, by the same
/// guarded fetch as documents. One instance serves the whole pod.
///
/// A set is kept as long as its server says. One in which the key is not found is fetched again
/// before that, since keys change without notice, but no sooner than after half a minute: whoever
/// sends signatures that nobody made gets refusals and no fetches.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7517#section-5 RFC 7517 §5
public final class KeySets {

  static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

  private static final int MOST_KEPT = 1_000;
  private static final int MOST_BYTES = 64 * 1_024;

  private final Vertx vertx;
  private final GuardedFetch fetch;
  private final FetchBudget budget;
  private final InstantSource clock;
  private final Map<String, Entry> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Future<Keys>> underWay = new ConcurrentHashMap<>();

  private record Entry(String jwks, Instant fetchedAt, Instant freshUntil, Instant usableUntil) {}

  KeySets(Vertx vertx, GuardedFetch fetch, FetchBudget budget, InstantSource clock) {
    this.vertx = vertx;
    this.fetch = fetch;
    this.budget = budget;
    this.clock = clock;
  }

  /// The key sets as one pod sees them.
  ///
  /// @param vertx fetches
  /// @return the key sets
  public static KeySets of(Vertx vertx) {
    var clock = InstantSource.system();
    return new KeySets(
        vertx,
        new GuardedFetch(
            vertx,
            new HttpClientOptions(),
            GuardedFetch.jdk(vertx),
            SpecialAddresses::isPublic,
            GuardedFetch.DEADLINE),
        new FetchBudget(Limits.USUAL, clock),
        clock);
  }

  /// What came of looking for keys.
  public sealed interface Keys {

    /// They are known; whether they suffice is another matter.
    ///
    /// @param jwks a JWK Set
    record Known(String jwks) implements Keys {}

    /// They could not be fetched.
    ///
    /// @param why for the log, never for whoever asked
    record Unknown(String why) implements Keys {}
  }

  /// Finds the keys of a signer.
  ///
  /// @param source where they are
  /// @param suffices whether a set holds the key that is looked for
  /// @return the keys, on the caller's own event loop; never failed
  public Future<Keys> find(KeySource source, Predicate<String> suffices) {
    return switch (source) {
      case KeySource.ByValue(var jwks) -> Future.succeededFuture(new Keys.Known(jwks));
      case KeySource.At(var url) -> find(url, suffices);
    };
  }

  private Future<Keys> find(String url, Predicate<String> suffices) {
    var now = clock.instant();
    return entry(url)
        .filter(entry -> !isDue(entry, suffices, now))
        .<Future<Keys>>map(entry -> Future.succeededFuture(new Keys.Known(entry.jwks)))
        .orElseGet(() -> hereAgain(shared(url)));
  }

  private static boolean isDue(Entry entry, Predicate<String> suffices, Instant now) {
    return !now.isBefore(entry.freshUntil)
        || (!now.isBefore(entry.fetchedAt.plus(BETWEEN_FETCHES)) && !suffices.test(entry.jwks));
  }

  private Optional<Entry> entry(String url) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(url));
    }
  }

  /// One fetch for all who wait for the same keys.
  private Future<Keys> shared(String url) {
    var mine = Promise.<Keys>promise();
    var others = underWay.putIfAbsent(url, mine.future());
    if (others != null) {
      return others;
    }
    fetched(url)
        .onComplete((keys, defect) -> {
          underWay.remove(url);
          mine.complete(keys, defect);
        });
    return mine.future();
  }

  private Future<Keys> fetched(String url) {
    var place = Place.of(URI.create(url));
    if (!budget.take(place.host())) {
      return Future.succeededFuture(standIn(url, "too many fetches"));
    }
    return fetch
        .fetch(place, MOST_BYTES)
        .onComplete(_ -> budget.done())
        .map(answer -> read(url, answer));
  }

  private Keys read(String url, Fetched answer) {
    return switch (answer) {
      case Fetched.Body(var body, var cacheControl) when DocumentReader.isKeySet(body.getBytes()) ->
          keep(url, body.toString(), cacheControl);
      case Fetched.Body _ -> new Keys.Unknown("what is there is no JWK Set");
      case Fetched.Nothing(var refused) ->
          standIn(url, refused.evidence().detail().orElseGet(refused.refusal()::description));
    };
  }

  private Keys keep(String url, String jwks, String cacheControl) {
    var now = clock.instant();
    var fresh = now.plus(Freshness.of(cacheControl).orElse(Freshness.SHORTEST));
    synchronized (kept) {
      kept.put(url, new Entry(jwks, now, fresh, now.plus(Freshness.LONGEST)));
      if (kept.size() > MOST_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return new Keys.Known(jwks);
  }

  /// A host that is away for an hour takes no client with it: keys that were read within a day
  /// still stand.
  private Keys standIn(String url, String why) {
    return entry(url)
        .filter(entry -> clock.instant().isBefore(entry.usableUntil))
        .<Keys>map(entry -> new Keys.Known(entry.jwks))
        .orElseGet(() -> new Keys.Unknown(why));
  }

  /// Brings what another event loop completes back to the caller's.
  private <T> Future<T> hereAgain(Future<T> elsewhere) {
    var context = vertx.getOrCreateContext();
    var here = Promise.<T>promise();
    elsewhere.onComplete(
        (value, defect) -> context.runOnContext(_ -> here.complete(value, defect)));
    return here.future();
  }
}
