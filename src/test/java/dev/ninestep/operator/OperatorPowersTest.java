package dev.ninestep.operator;

import static dev.ninestep.operator.MemoryGrants.FILES;
import static dev.ninestep.operator.OperatorServer.ANNA;
import static dev.ninestep.operator.OperatorServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.ClientActivated;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What operators cannot do, whichever of their entrances they take. (AD-05)
class OperatorPowersTest {

  /// A JWT, an opaque token of ours, or the answer of a token endpoint.
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[\\w-]{10}|access_token|refresh_token|id_token");

  /// All that an operator can make true.
  private static final Set<Class<? extends Event>> POWERS =
      Set.of(
          AccountCredited.class,
          AccountSuspended.class,
          AccountReinstated.class,
          ClientDeactivated.class,
          ClientActivated.class,
          GrantRevoked.class,
          ConsentForgotten.class);

  private final OperatorServer server = new OperatorServer(Optional.of(SECRET));
  private final String olga = server.session(Role.OPERATOR);
  private final Map<String, Supplier<HttpResponse<String>>> entrances = new TreeMap<>();

  @BeforeEach
  void connect() {
    server.grants.connect(ANNA, new ClientId("claude"), FILES);
    server.register(new ClientId("claude"));
    var reason = "{\"reason\":\"why\"}";
    var client = "{\"client_id\":\"claude\",\"reason\":\"why\"}";
    var account = "/operator/api/accounts/:account";
    entrances.put(
        "GET " + account + "/balance", () -> server.send(server.to("anna/balance", SECRET)));
    entrances.put(
        "GET " + account + "/grants", () -> server.send(server.to("anna/grants", SECRET)));
    entrances.put(
        "GET " + account + "/export", () -> server.send(server.to("anna/export", SECRET)));
    entrances.put("POST " + account + "/erasure", () -> server.accounts("bert/erasure", ""));
    entrances.put("POST " + account + "/credits", () -> server.credit("1.00", "payment-1"));
    entrances.put(
        "POST " + account + "/suspensions", () -> server.accounts("anna/suspensions", reason));
    entrances.put(
        "POST " + account + "/reinstatements", () -> server.accounts("anna/reinstatements", "{}"));
    entrances.put(
        "POST /operator/api/clients/activations",
        () -> server.clients("activations", "{\"client_id\":\"claude\"}"));
    entrances.put(
        "POST /operator/api/clients/deactivations", () -> server.clients("deactivations", client));
    entrances.put("POST /operator/api/revocations", () -> server.revoke("{\"account\":\"anna\"}"));
    entrances.put("GET /support/operator", () -> server.page("/support/operator", olga));
    entrances.put(
        "POST /support/operator/preview",
        () -> server.form("/support/operator/preview", olga, end()));
    entrances.put(
        "POST /support/operator/act", () -> server.form("/support/operator/act", olga, end()));
  }

  private static Map<String, String> end() {
    return Map.of("act", "end", "account", "anna", "reason", "why");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyEntranceThereIsIsLookedAt() {
    assertThat(server.paths()).containsExactlyInAnyOrderElementsOf(entrances.keySet());
  }

  /// Passwords are set by nobody: [OperatorServer] fails whoever tries.
  @Test
  void noneMintsATokenSetsAPasswordOrChangesWhatWasWritten() {
    entrances.forEach((entrance, enter) -> {
      var before = server.log.facts();
      var answer = enter.get();
      assertThat(answer.statusCode()).as("%s: %s", entrance, answer.body()).isBetween(200, 201);
      assertThat(answer.body()).as(entrance).doesNotContainPattern(TOKEN);
      assertThat(answer.headers().map())
          .as(entrance)
          .doesNotContainKeys("set-cookie", "Set-Cookie");
      var after = server.log.facts();
      assertThat(after.subList(0, before.size())).as(entrance).isEqualTo(before);
      Set<Class<? extends Event>> written =
          after.stream()
              .skip(before.size())
              .map(fact -> fact.event().getClass())
              .collect(Collectors.toSet());
      assertThat(POWERS).as(entrance).containsAll(written);
    });
  }

  /// What they write says who did it, and who does it in the name of a user says nothing else.
  @Test
  void whatIsEndedIsEndedAsAnOperatorAndNeverAsTheUser() {
    var _ = entrances.get("POST /operator/api/revocations").get();
    assertThat(server.log.events(GrantRevoked.class))
        .isNotEmpty()
        .allSatisfy(revoked -> assertThat(revoked.operator()).isPresent());
  }
}
