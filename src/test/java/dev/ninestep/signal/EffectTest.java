package dev.ninestep.signal;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.EventCodec;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.token.EventSubject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which records may mean something for tokens that are out in the world.
class EffectTest {

  private static final Path EXAMPLES = Path.of("schemas/event");
  private static final String ENDING = ".example.json";

  /// One of every event there is or was.
  private static List<Event> examples() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).map(EffectTest::read).toList();
    }
  }

  private static Event read(Path file) {
    try {
      var name = file.getFileName().toString();
      var data = new ObjectMapper().readTree(file.toFile()).get("data").toString();
      return EventCodec.read(
              "dev.ninestep." + name.substring(0, name.length() - ENDING.length()),
              data.getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Effect effect(Event event) {
    return Effect.of(Records.known(new Key.OfFlow(new FlowId(1, 2)), event, 0));
  }

  @Test
  void onlyWhatEndsSomethingHasAnEffect() throws IOException {
    assertThat(
            examples().stream()
                .filter(event -> !(effect(event) instanceof Effect.None))
                .map(Object::getClass)
                .collect(toSet()))
        .isEqualTo(
            Set.of(
                CodePresented.class,
                CodeTried.class,
                RefreshPresented.class,
                GrantRevoked.class,
                AccountSuspended.class,
                ClientDeactivated.class,
                ClientDeleted.class));
  }

  @Test
  void aSuspensionIsAboutTheUserAndADeactivationAboutTheClient() {
    var account = new AccountId(1, 2);
    assertThat(effect(new AccountSuspended(account, "otto", "stolen laptop")))
        .isEqualTo(new Effect.Ends(new EventSubject.User(account), Ending.SUSPENDED));
    var client = new ClientId("mcp_1");
    assertThat(effect(new ClientDeactivated(client, "otto", "key was leaked")))
        .isEqualTo(new Effect.Ends(new EventSubject.Application(client), Ending.DEACTIVATED));
  }

  @Test
  void whatCannotBeReadEndsWhatItCloses() {
    assertThat(Effect.of(unreadable(Optional.of(new Key.OfFlow(new FlowId(1, 2))))))
        .isEqualTo(new Effect.OnGrant(Grant.NO_ATTEMPT));
    assertThat(Effect.of(unreadable(Optional.of(new Key.OfAccount(new AccountId(1, 2))))))
        .isEqualTo(new Effect.Ends(new EventSubject.User(new AccountId(1, 2)), Ending.UNREADABLE));
    assertThat(Effect.of(unreadable(Optional.of(new Key.OfClient(new ClientId("c"))))))
        .isEqualTo(
            new Effect.Ends(new EventSubject.Application(new ClientId("c")), Ending.UNREADABLE));
    assertThat(Effect.of(unreadable(Key.parse("login/" + "x".repeat(43)))))
        .isEqualTo(new Effect.None());
    assertThat(Effect.of(unreadable(Optional.empty()))).isEqualTo(new Effect.None());
  }

  private static Logged unreadable(Optional<Key> key) {
    return new Logged.Unreadable(new Position(Topic.FLOW, 0, 7), Instant.EPOCH, key, "broken");
  }
}
