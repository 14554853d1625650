package dev.ninestep.doctor;

import java.net.URI;
import java.time.Duration;

/// What it means that no answer came.
final class Unanswered {

  private Unanswered() {}

  static Verdict of(Answer.None none, URI uri, Duration patience) {
    var at = uri.getScheme() + "://" + uri.getRawAuthority();
    return switch (none.reason()) {
      case NO_SUCH_HOST ->
          new Verdict.Broken(
              "The name of " + at + " leads nowhere",
              "Publish it in DNS; hosted clients see public DNS only");
      case REFUSED ->
          new Verdict.Broken(
              "Nobody listens at " + at + " (" + none.words() + ")",
              "Start the server, or open the port in the firewall");
      case TLS ->
          new Verdict.Broken(
              "TLS to " + at + " was not agreed on (" + none.words() + ")",
              "Serve a certificate for this name, with its whole chain, that the public trusts");
      case TOO_SLOW ->
          new Verdict.Broken(
              "No answer from " + at + " within " + patience.toSeconds() + " s",
              "Find what it waits for; hosted clients give up after 10 s");
      case BROKEN_OFF ->
          new Verdict.Broken(
              at + " ends the connection without an answer (" + none.words() + ")",
              "Look into the logs of the server and of every proxy in between");
    };
  }
}
