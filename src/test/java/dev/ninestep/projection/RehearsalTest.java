package dev.ninestep.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private final Set<String> asked = new HashSet<>();
  private final Set<Class<?>> clues = new HashSet<>();

  private final FlowIndex index =
      (FlowIndex)
          Proxy.newProxyInstance(
              FlowIndex.class.getClassLoader(),
              new Class<?>[] {FlowIndex.class},
              (_, method, arguments) -> answer(method, arguments));

  private Future<?> answer(Method method, Object[] arguments) {
    asked.add(method.getName());
    if (method.getName().equals("sightings")) {
      clues.add(arguments[0].getClass());
    }
    return Future.succeededFuture();
  }

  /// What the lookout asks once a minute nobody waits for.
  @Test
  void everyQuestionThatSomebodyWaitsForIsRehearsedWithEveryClue() {
    assertThat(Rehearsal.of(index).succeeded()).isTrue();
    assertThat(Arrays.stream(FlowIndex.class.getMethods()).map(Method::getName))
        .contains("quietened")
        .allMatch(name -> asked.contains(name) || name.equals("quietened"));
    assertThat(clues).containsExactlyInAnyOrder(Clue.class.getPermittedSubclasses());
  }
}
