package dev.ninestep.app;

import dev.ninestep.operator.ProjectedGrants;
import dev.ninestep.operator.Revocation;
import dev.ninestep.operator.Revocations;
import dev.ninestep.projection.StoredGrant;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.token.Mint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What is connected.
@Command(
    name = "grants",
    mixinStandardHelpOptions = true,
    description =
        "Lists and ends connections: of a client, an account, a resource, or a single one.")
final class GrantsCommand extends CommandGroup {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// How many are asked for at a time.
  private static final int AT_ONCE = 500;

  /// Some 200 connections are ended within a tenth of a second.
  private static final long LONGEST_SECONDS = 3_600;

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description =
          "Ends the connections of which everything is true that is named, on every pod, and says"
              + " how many there were. Users have to allow the apps anew. Needs a running"
              + " projector.")
  void revoke(
      @Mixin NamedGrants named,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              description = "Why, for whoever looks into it later; users are not told.")
          Optional<String> reason,
      @Option(names = "--dry-run", description = "Says how many there are, and ends none.")
          boolean isDry)
      throws CannotStart {
    if (reason.isPresent() && !Revocation.isReason(reason.get())) {
      throw new ParameterException(
          spec().commandLine(), "--reason: 1 to 200 characters without controls");
    }
    var desk = named.desk();
    var which = named.filter(desk);
    var log = OpenLog.prepare(desk.configuration());
    var grants = new ProjectedGrants(desk.projection().grants(), log.end(desk.vertx()), PATIENCE);
    var revocations = new Revocations(desk.vertx(), grants, Instant::now);
    var revocation = new Revocation(which, Desk.operator(), reason, isDry);
    var ender = new AppendedEnder(desk.vertx(), log, new Mint());
    say(Desk.await(revocations.run(revocation, ender), LONGEST_SECONDS), isDry);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Lists the connections of which everything is true that is named, a line each: reference,"
              + " client, account, scope, resource, when it was allowed and last won tokens.")
  void list(@Mixin NamedGrants named) throws CannotStart {
    var desk = named.desk();
    var which = named.filter(desk);
    var last = Optional.<FlowId>empty();
    List<StoredGrant> some;
    do {
      some = Desk.await(desk.projection().grants().live(which, Instant.now(), last, AT_ONCE));
      some.stream().map(GrantsCommand::line).forEach(spec().commandLine().getOut()::println);
      last = some.stream().map(StoredGrant::flow).reduce((_, next) -> next);
    } while (some.size() == AT_ONCE);
  }

  private static String line(StoredGrant grant) {
    return String.join(
        "  ",
        grant.flow().toString(),
        grant.client().value(),
        grant.account().toString(),
        grant.scope().toString(),
        grant.resource().value(),
        grant.openedAt().toString(),
        grant.lastUsedAt().map(Instant::toString).orElse("never"));
  }

  private void say(Revocations.Outcome outcome, boolean isDry) throws CannotStart {
    switch (outcome) {
      case Revocations.Outcome.Done(var grants) ->
          spec().commandLine().getOut().println(grants + (isDry ? " would be ended" : " ended"));
      case Revocations.Outcome.NotDone(var refused) ->
          throw new CannotStart(CannotStart.UNAVAILABLE, refused.refusal().description());
    }
  }
}
