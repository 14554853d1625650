package dev.ninestep.trace;

import dev.ninestep.projection.FlowHit;
import dev.ninestep.projection.Sighting;
import dev.ninestep.protocol.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Puts the flows that were sighted in order, and says why each is there. Pure.
///
/// What weighs most is that the flow was named outright; then that it is the client's and was
/// refused in the way that was pasted; then how near the refusal was to the moment. When a flow
/// began says nothing: one that began in the minute may have failed an hour later.
final class Ranking {

  /// After every record.
  static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final SearchQuery query;
  private final Moment.Known at;
  private final Suspects clients;
  private final Set<String> registered;
  private final Sightings seen;
  private final Set<String> addresses = new HashSet<>();

  /// @param query what is known
  /// @param now the log's time
  /// @param clients who may be meant
  /// @param registered the addresses from which those registered
  /// @param seen what was sighted
  Ranking(
      SearchQuery query, Instant now, Suspects clients, Set<String> registered, Sightings seen) {
    this.query = query;
    this.at = query.at().orElse(new Moment.Known(now, Duration.ofMinutes(1)));
    this.clients = clients;
    this.registered = registered;
    this.seen = seen;
  }

  /// Takes more addresses for those of the clients.
  ///
  /// @return this
  Ranking alsoFrom(Set<String> more) {
    addresses.addAll(more);
    return this;
  }

  /// Whether no address could put another flow before the first: none counts, or that is the
  /// client's own and was refused in this time as was pasted.
  boolean isSettled(List<Ranked> best) {
    return clients.all().isEmpty()
        || best.stream()
            .limit(1)
            .anyMatch(first ->
                names(first.hit(), clients.all())
                    && first.meant().filter(this::isAsPasted).isPresent());
  }

  private boolean isAsPasted(Ranked.Meant meant) {
    return at.from(meant.at()).isZero()
        && query.error().map(ErrorHint::refusals).orElse(Set.of()).contains(meant.refusal());
  }

  /// The flows in order.
  List<Ranked> best(List<FlowHit> hits) {
    addresses.addAll(registered);
    hits.stream()
        .filter(hit -> names(hit, clients.all()))
        .forEach(hit -> addresses.addAll(hit.addresses()));
    return hits.stream()
        .filter(this::isOfNobodyElse)
        .map(this::rank)
        .sorted(
            Comparator.comparingInt(Ranked::score)
                .reversed()
                .thenComparing(this::distance)
                .thenComparing(ranked -> ranked.hit().last(), Comparator.reverseOrder())
                .thenComparing(ranked -> ranked.hit().flow()))
        .limit(query.limit())
        .toList();
  }

  /// What another client did is of no interest to somebody who knows their own.
  private boolean isOfNobodyElse(FlowHit hit) {
    return query.client().isEmpty()
        || hit.client().isEmpty()
        || names(hit, clients.all())
        || seen.named().contains(hit.flow());
  }

  private Duration distance(Ranked ranked) {
    return ranked
        .meant()
        .map(meant -> at.from(meant.at()))
        .or(() -> seen.nearest(ranked.hit().flow(), false, at).map(s -> at.from(s.at())))
        .orElse(Duration.ZERO);
  }

  private Ranked rank(FlowHit hit) {
    var reasons = new ArrayList<String>();
    var score = 0;
    if (seen.named().contains(hit.flow())) {
      score += 1_000;
      reasons.add("named by its reference");
    }
    score += forTheClient(hit, reasons);
    var meant =
        seen.nearest(hit.flow(), true, at)
            .flatMap(s -> s.refusal().map(refusal -> new Ranked.Meant(refusal, s.at())));
    score += forTheError(meant, reasons);
    score += forTheTime(hit, meant, reasons);
    score += forTheRest(hit, reasons);
    return new Ranked(hit, meant, reasons, score);
  }

  private int forTheClient(FlowHit hit, List<String> reasons) {
    var client = hit.client();
    if (names(hit, clients.exact())) {
      reasons.add("same client_id");
      return 40;
    }
    if (names(hit, clients.like())) {
      reasons.add("client_id begins like this: " + client.map(ClientId::value).orElse(""));
      return 32;
    }
    if (names(hit, clients.named()) || isNamedAlike(hit)) {
      reasons.add("client is called " + hit.clientName().orElse(""));
      return 30;
    }
    if (client.isEmpty() && hit.addresses().stream().anyMatch(addresses::contains)) {
      reasons.add("names no client, but came from an address of this one");
      return 34;
    }
    return 0;
  }

  private static boolean names(FlowHit hit, List<ClientId> clients) {
    return clients.stream().anyMatch(hit.clients()::contains);
  }

  private boolean isNamedAlike(FlowHit hit) {
    return query.clientName().isPresent()
        && hit.clientName()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(name -> name.startsWith(query.clientName().get().toLowerCase(Locale.ROOT)))
            .isPresent();
  }

  /// An error that stands for one refusal says more than one that stands for forty.
  private int forTheError(Optional<Ranked.Meant> meant, List<String> reasons) {
    if (meant.isEmpty()) {
      return 0;
    }
    var refusal = meant.get().refusal();
    var when = TIME.format(meant.get().at()) + "Z";
    reasons.add("refused for " + refusal + " at " + when);
    var wanted = query.error().map(ErrorHint::refusals).orElse(Set.of());
    if (!wanted.contains(refusal)) {
      return 10;
    }
    return wanted.size() == 1 ? 40 : 30;
  }

  private int forTheTime(FlowHit hit, Optional<Ranked.Meant> meant, List<String> reasons) {
    if (query.at().isEmpty()) {
      return 0;
    }
    var nearest =
        meant.map(Ranked.Meant::at).or(() -> seen.nearest(hit.flow(), false, at).map(Sighting::at));
    if (nearest.isEmpty()) {
      return 0;
    }
    var far = at.from(nearest.get());
    var within = Duration.ofMinutes(1).compareTo(at.lasts()) >= 0 ? "minute" : "time";
    reasons.add(far.isZero() ? "in this " + within : far(far, nearest.get().isBefore(at.from())));
    var points = far.isZero() ? 24 : (int) Math.max(2, 16 - 2 * far.toMinutes());
    return meant.isPresent() ? points : points / 3;
  }

  private static String far(Duration far, boolean before) {
    var said = far.toMinutes() == 0 ? far.toSeconds() + " s" : far.toMinutes() + " min";
    return said + (before ? " before" : " after") + " this time";
  }

  private int forTheRest(FlowHit hit, List<String> reasons) {
    var score = 0;
    if (query.account().filter(hit.accounts()::contains).isPresent()) {
      score += 40;
      reasons.add("same account");
    }
    if (query.redirectHost().filter(hit.hosts()::contains).isPresent()) {
      score += 20;
      reasons.add("sends the browser to this host");
    }
    if (query.pod().filter(hit.pods()::contains).isPresent()) {
      score += 10;
      reasons.add("answered by this pod");
    }
    return score;
  }
}
