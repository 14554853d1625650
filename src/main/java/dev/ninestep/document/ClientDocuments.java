package dev.ninestep.document;

import dev.ninestep.decision.ReadClientDocument;
import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.document.DocumentReader.Document;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.DocumentUrl;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The documents of clients whose id is a URL: those an operator has preset, those read a while
/// ago, and those that have to be fetched now. One instance serves the whole pod.
public final class ClientDocuments {

  static final int MOST_BYTES = 5 * 1_024;
  private static final int MOST_KEPT = 1_000;

  private final Vertx vertx;
  private final RedirectPolicy redirects;
  private final Map<ClientId, Reading> preset = new HashMap<>();
  private final GuardedFetch fetch;
  private final FetchBudget budget;
  private final DocumentCache cache;
  private final Map<ClientId, Future<Reading>> underWay = new ConcurrentHashMap<>();

  ClientDocuments(
      Vertx vertx,
      RedirectPolicy redirects,
      Map<ClientId, byte[]> preset,
      GuardedFetch fetch,
      FetchBudget budget,
      DocumentCache cache) {
    this.vertx = vertx;
    this.redirects = redirects;
    this.fetch = fetch;
    this.budget = budget;
    this.cache = cache;
    preset.forEach((client, bytes) -> this.preset.put(client, preset(client, bytes)));
  }

  /// The documents as one pod sees them.
  ///
  /// @param vertx fetches
  /// @param redirects where users may be sent back to
  /// @param preset documents that are never fetched, by the client they describe
  /// @return the documents
  public static ClientDocuments of(
      Vertx vertx, RedirectPolicy redirects, Map<ClientId, byte[]> preset) {
    var clock = InstantSource.system();
    return new ClientDocuments(
        vertx,
        redirects,
        preset,
        new GuardedFetch(
            vertx,
            new HttpClientOptions(),
            GuardedFetch.jdk(vertx),
            SpecialAddresses::isPublic,
            GuardedFetch.DEADLINE),
        new FetchBudget(FetchBudget.Limits.USUAL, clock),
        new DocumentCache(MOST_KEPT, clock));
  }

  /// What is wrong with the documents that were preset, for an operator to mend before any client
  /// comes.
  ///
  /// @return why each of them cannot be used, by the client it should describe
  public Map<ClientId, Refused> unusable() {
    var unusable = new HashMap<ClientId, Refused>();
    preset.forEach((client, reading) -> {
      switch (reading) {
        case Reading.Failed(var refused) -> unusable.put(client, refused);
        case Reading.Found _ -> {}
      }
    });
    return unusable;
  }

  /// Reads the document of a client.
  ///
  /// @param client a client_id that is a URL
  /// @return what came of it, on the caller's own event loop; never failed
  public Future<Reading> read(ClientId client) {
    var known = preset.get(client);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return DocumentUrl.of(client)
        .map(this::readUrl)
        .orElseGet(() -> Future.succeededFuture(notAUrl(client)));
  }

  private static Reading notAUrl(ClientId client) {
    var asked = Evidence.asked(client.value());
    return new Reading.Failed(new Refused(Refusal.CLIENT_ID_URL_MALFORMED, asked));
  }

  private Reading preset(ClientId client, byte[] bytes) {
    return DocumentUrl.of(client).map(url -> checked(url, bytes)).orElseGet(() -> notAUrl(client));
  }

  private Reading checked(DocumentUrl url, byte[] bytes) {
    return switch (DocumentReader.read(bytes)) {
      case Document.Malformed(var refused) -> new Reading.Failed(refused);
      case Document.WellFormed(var document) -> {
        var client = new ReadClientDocument(url, document, redirects);
        yield client
            .decide()
            .<Reading>map(Reading.Failed::new)
            .orElseGet(() -> new Reading.Found(client));
      }
    };
  }

  private Future<Reading> readUrl(DocumentUrl url) {
    return cache
        .fresh(url.client())
        .<Future<Reading>>map(client -> Future.succeededFuture(new Reading.Found(client)))
        .orElseGet(() -> hereAgain(shared(url)));
  }

  /// One fetch for all who wait for the same document.
  private Future<Reading> shared(DocumentUrl url) {
    var mine = Promise.<Reading>promise();
    var others = underWay.putIfAbsent(url.client(), mine.future());
    if (others != null) {
      return others;
    }
    fetched(url)
        .onComplete((reading, defect) -> {
          underWay.remove(url.client());
          mine.complete(reading, defect);
        });
    return mine.future();
  }

  private Future<Reading> fetched(DocumentUrl url) {
    if (!budget.take(url.host())) {
      var busy = Refused.of(Refusal.CLIENT_DOCUMENTS_BUSY, url.host());
      return Future.succeededFuture(standIn(url.client(), busy));
    }
    return fetch
        .fetch(Place.of(url.uri()), MOST_BYTES)
        .onComplete(_ -> budget.done())
        .map(fetched -> read(url, fetched));
  }

  private Reading read(DocumentUrl url, Fetched fetched) {
    return switch (fetched) {
      case Fetched.Body(var body, var cacheControl) -> {
        var reading = checked(url, body.getBytes());
        switch (reading) {
          case Reading.Found(var client) -> cache.keep(client, Freshness.of(cacheControl));
          case Reading.Failed _ -> cache.drop(url.client());
        }
        yield reading;
      }
      case Fetched.Nothing(var refused)
          when refused.refusal() == Refusal.CLIENT_DOCUMENT_UNREACHABLE ->
          standIn(url.client(), refused);
      case Fetched.Nothing(var refused) -> {
        cache.drop(url.client());
        yield new Reading.Failed(refused);
      }
    };
  }

  /// A host that is away for an hour takes no client with it: what was read of it within a day
  /// still stands. That it answers otherwise is another matter.
  private Reading standIn(ClientId client, Refused refused) {
    return cache
        .usable(client)
        .<Reading>map(Reading.Found::new)
        .orElseGet(() -> new Reading.Failed(refused));
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
