package dev.ninestep.app.bench.population;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// All that happens in one flow: it connects and is used for hours, or is refused on the way, or is
/// given up.
final class Life {

  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example.com/mcp");
  private static final Scope SCOPE = Scope.of("mcp:read", "mcp:write");
  private static final CodeChallenge CHALLENGE =
      new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

  private static final Duration ACCESS = Duration.ofHours(1);
  private static final Duration IDLE = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int MOST_HOURS = 12;
  private static final int MOST_CALLS = 6;

  private static final int REFUSED = 25;
  private static final int GIVEN_UP = 10;
  private static final int REVOKED = 15;

  private final Person person;
  private final SplittableRandom chance;
  private final List<Happening> happenings = new ArrayList<>();
  private Instant now;

  /// Something of a flow.
  ///
  /// @param at when, in the log's time
  /// @param isNamed whether the server knows by then which client it is
  /// @param event what
  record Happening(Instant at, boolean isNamed, Event event) {}

  private Life(Person person, SplittableRandom chance, Instant began) {
    this.person = person;
    this.chance = chance;
    this.now = began;
  }

  /// What happens, in order.
  ///
  /// @param person whose flow it is
  /// @param chance decides how it goes
  /// @param began when it begins
  static List<Happening> of(Person person, SplittableRandom chance, Instant began) {
    var life = new Life(person, chance, began);
    var die = chance.nextInt(100);
    if (die < REFUSED) {
      life.beRefused();
    } else {
      life.connect(die < REFUSED + GIVEN_UP ? Step.CONSENT : Step.CALL);
    }
    return life.happenings;
  }

  private void beRefused() {
    var all = Refusal.values();
    var refusal = all[chance.nextInt(all.length)];
    connect(refusal.step());
    after(3_000);
    var isNamed = refusal.step().compareTo(Step.AUTHORIZATION) >= 0;
    add(isNamed, refused(refusal, isNamed));
  }

  private Event refused(Refusal refusal, boolean isNamed) {
    var client = Optional.of(person.client()).filter(_ -> isNamed);
    var evidence = Evidence.asked("what the client sent, which is seldom longer than this");
    return refusal.step() == Step.CALL
        ? new CallRefused(
            refusal,
            client,
            Optional.of(person.account()),
            RESOURCE,
            "POST",
            1,
            evidence,
            person.caller())
        : new StepRefused(refusal.step(), refusal, client, evidence, person.caller());
  }

  /// Goes on as far as a step, which does not come.
  private void connect(Step as) {
    discover(as);
    authorize(as);
    if (as.compareTo(Step.TOKEN) > 0) {
      redeem();
      use(as);
    }
  }

  private void discover(Step as) {
    add(false, new ResourceChallenged(RESOURCE, "POST", person.caller()));
    if (as.compareTo(Step.CHALLENGE) > 0) {
      after(200);
      var own = "/.well-known/oauth-protected-resource/mcp";
      add(false, new MetadataServed(MetadataServed.PROTECTED_RESOURCE, own, person.caller()));
    }
    if (as.compareTo(Step.REGISTRATION) > 0 && person.kind().registers()) {
      after(200);
      add(true, registration());
    }
    if (as.compareTo(Step.METADATA) > 0) {
      after(200);
      var path = "/.well-known/oauth-authorization-server";
      add(false, new MetadataServed("authorization-server", path, person.caller()));
    }
  }

  private Event registration() {
    return new ClientRegistered(
        person.client(),
        new ClientName(person.kind().agent()),
        List.of(redirect()),
        ClientAuthMethod.NONE,
        Optional.empty(),
        List.of("authorization_code", "refresh_token"),
        SCOPE,
        person.caller());
  }

  private RedirectUri redirect() {
    return new RedirectUri(person.kind().redirect());
  }

  private void authorize(Step as) {
    if (as.compareTo(Step.AUTHORIZATION) > 0) {
      after(1_500);
      add(
          true,
          new AuthorizationRequested(
              person.client(),
              redirect(),
              SCOPE,
              RESOURCE,
              CHALLENGE,
              Optional.of(CHALLENGE.value()),
              person.caller()));
      after(9_000);
      add(true, new UserSignedIn(person.account(), "pwd", person.caller()));
      after(500);
      add(
          true,
          new ConsentShown(
              person.client(), person.account(), SCOPE, RESOURCE, Duration.ofMinutes(10)));
    }
    if (as.compareTo(Step.CONSENT) > 0) {
      after(7_000);
      add(
          true,
          new ConsentGranted(
              attempt(),
              person.client(),
              person.account(),
              redirect(),
              SCOPE,
              RESOURCE,
              now.plus(Duration.ofMinutes(10)),
              Duration.ofMinutes(1),
              IDLE,
              LONGEST));
    }
  }

  private void redeem() {
    after(700);
    add(true, new CodePresented(attempt(), person.client(), now.plusSeconds(3), person.caller()));
    issued(1);
  }

  /// Hour by hour a new access token, and calls with it.
  private void use(Step as) {
    var hours = as == Step.CALL ? 1 + chance.nextInt(MOST_HOURS) : 1;
    for (var hour = 1; hour <= hours; hour++) {
      call();
      if (hour < hours) {
        after(2 * (int) ACCESS.toMillis());
        add(
            true,
            new RefreshPresented(
                attempt(), person.client(), hour, now.plusSeconds(3), person.caller()));
        issued(hour + 1);
      }
    }
    if (chance.nextInt(100) < REVOKED) {
      after(60_000);
      add(true, new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(person.account())));
    }
  }

  private void issued(int generation) {
    after(5);
    add(
        true,
        new TokensIssued(attempt(), person.client(), generation, jti(), SCOPE, now.plus(ACCESS)));
  }

  private void call() {
    after(900);
    add(
        true,
        new CallAdmitted(
            person.client(),
            person.account(),
            RESOURCE,
            jti(),
            "POST",
            Optional.of("tools/call"),
            person.caller()));
    for (var i = chance.nextInt(MOST_CALLS); i > 0; i--) {
      after(30_000);
      add(
          true,
          new CallsMetered(
              person.client(),
              person.account(),
              RESOURCE,
              now,
              1 + chance.nextInt(9),
              Amount.ZERO));
    }
  }

  private String jti() {
    return new FlowId(chance.nextLong(), chance.nextLong()).toString().substring(0, 22);
  }

  private AttemptId attempt() {
    return new AttemptId(chance.nextLong() | 1);
  }

  /// Lets some time pass.
  private void after(int millis) {
    now = now.plusMillis(1 + chance.nextInt(millis));
  }

  private void add(boolean isNamed, Event event) {
    happenings.add(new Happening(now, isNamed, event));
  }
}
