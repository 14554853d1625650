package dev.ninestep.projection;

import dev.ninestep.fold.Consented;
import dev.ninestep.fold.Credit;
import dev.ninestep.fold.EndedSession;
import dev.ninestep.fold.Taken;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.TillId;
import java.time.Instant;

/// What is remembered with an account, as elements of arrays of text: the parts with spaces
/// between, of which only a scope has any, and it comes last.
final class MemoryText {

  private static final int PARTS = 5;

  private MemoryText() {}

  static String of(Consented consent) {
    return String.join(
        " ",
        consent.client().value(),
        consent.redirectUri().value(),
        consent.resource().value(),
        consent.clientVersion(),
        consent.scope().toString());
  }

  static Consented consent(String text) {
    var parts = text.split(" ", PARTS);
    return new Consented(
        new ClientId(parts[0]),
        new RedirectUri(parts[1]),
        new ResourceUri(parts[2]),
        Scope.parse(parts[4]).orElseThrow(),
        parts[3]);
  }

  static String of(EndedSession session) {
    return session.id() + " " + session.until();
  }

  static EndedSession ended(String text) {
    var parts = text.split(" ", 2);
    return new EndedSession(parts[0], Instant.parse(parts[1]));
  }

  static String of(Credit credit) {
    return "%s %d %s".formatted(credit.key(), credit.amount().micros(), credit.attempt());
  }

  static Credit credit(String text) {
    var parts = text.split(" ", 3);
    return new Credit(
        new CreditKey(parts[0]), amount(parts[1]), AttemptId.parse(parts[2]).orElseThrow());
  }

  static String of(Taken taken) {
    return "%s %d".formatted(taken.till(), taken.total().micros());
  }

  static Taken taken(String text) {
    var parts = text.split(" ", 2);
    return new Taken(TillId.parse(parts[0]).orElseThrow(), amount(parts[1]));
  }

  private static Amount amount(String micros) {
    return new Amount(Long.parseLong(micros));
  }
}
