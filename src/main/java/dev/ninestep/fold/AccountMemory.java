package dev.ninestep.fold;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is remembered with an account. Both lists are short, however long the account lives.
///
/// @param consents what it has allowed, the latest first; one for each client and audience
/// @param ended sessions that were ended before their time, the latest first
/// @param sessionsFrom a sign-in before this counts no more
public record AccountMemory(
    List<Consented> consents, List<EndedSession> ended, Instant sessionsFrom) {

  /// Of an account to which nothing has happened.
  public static final AccountMemory NOTHING =
      new AccountMemory(List.of(), List.of(), Instant.EPOCH);

  private static final int MOST_CONSENTS = 16;
  private static final int MOST_ENDED = 64;

  /// Copies the lists.
  public AccountMemory {
    consents = List.copyOf(consents);
    ended = List.copyOf(ended);
  }

  AccountMemory with(Consented consent) {
    return new AccountMemory(
        first(consent, consents, c -> !c.isAbout(consent.client(), consent.resource()))
            .limit(MOST_CONSENTS)
            .toList(),
        ended,
        sessionsFrom);
  }

  AccountMemory without(ClientId client) {
    return new AccountMemory(
        consents.stream().filter(c -> !c.client().equals(client)).toList(), ended, sessionsFrom);
  }

  /// Forgets at the same time which sessions have expired by now.
  AccountMemory with(EndedSession session, Instant at) {
    return new AccountMemory(
        consents,
        first(session, ended, e -> e.until().isAfter(at) && !e.id().equals(session.id()))
            .limit(MOST_ENDED)
            .toList(),
        sessionsFrom);
  }

  /// Nobody who signed in before stays signed in.
  AccountMemory withSessionsFrom(Instant at) {
    return new AccountMemory(consents, ended, at);
  }

  private static <T> Stream<T> first(T head, List<T> tail, Predicate<T> stays) {
    var all = new ArrayList<T>(tail.size() + 1);
    all.add(head);
    tail.stream().filter(stays).forEach(all::add);
    return all.stream();
  }

  /// What the account allowed a client at an audience.
  ///
  /// @param client the client
  /// @param resource the audience
  /// @return the latest of it
  public Optional<Consented> consent(ClientId client, ResourceUri resource) {
    return consents.stream().filter(c -> c.isAbout(client, resource)).findFirst();
  }

  boolean hasEnded(Session session) {
    return session.signedInAt().isBefore(sessionsFrom)
        || ended.stream().anyMatch(e -> e.id().equals(session.id()));
  }
}
