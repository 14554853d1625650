package dev.ninestep;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the table of the packages: which may import which. A better arrow changes the table here,
/// with a note that says why.
class ArrowsTest {

  private static final String ROOT = "dev.ninestep.";

  private static final Map<String, String> MAY_IMPORT =
      Map.ofEntries(
          entry("protocol", ""),
          entry("event", "protocol"),
          entry("fold", "event protocol"),
          entry("decision", "fold event protocol"),
          entry("token", "protocol"),
          entry("log", "event protocol"),
          entry("exchange", "log event protocol"),
          entry("projection", "log fold event protocol"),
          entry("document", "decision fold event protocol"),
          entry("step", "document exchange decision log token fold event protocol"),
          entry("gateway", "exchange decision log token fold event protocol"),
          entry("account", "exchange projection decision log token fold event protocol"),
          entry("settings", "exchange projection log token fold event protocol"),
          entry("operator", "exchange projection decision log token fold event protocol"),
          entry("trace", "exchange projection log fold event protocol"),
          entry("signal", "projection log token fold event protocol"),
          entry("console", "trace exchange projection log event protocol"),
          entry("mcp", "trace projection token exchange fold event protocol"),
          entry("doctor", "protocol"),
          entry("embedded", ""),
          entry("page", "*"),
          entry("boot", ""),
          entry(
              "app",
              "protocol event fold decision token log exchange projection document step gateway"
                  + " account settings operator trace signal console mcp doctor embedded page"));

  /// See only the JDK.
  private static final String[] CORE = {
    ROOT + "protocol..", ROOT + "event..", ROOT + "fold..", ROOT + "decision.."
  };

  /// The only package that may name the classes of target/lib-dev.
  private static final String[] ONLY_EMBEDDED = {
    "io.zonky..", "kafka..", "scala..", "org.apache.kafka.server..", "org.apache.kafka.metadata.."
  };

  private static JavaClasses ours;

  @BeforeAll
  static void read() {
    ours =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.ninestep");
  }

  static Stream<String> packages() {
    return MAY_IMPORT.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsOnlyWhatTheTableAllows(String name) {
    var allowed = MAY_IMPORT.get(name);
    if (allowed.equals("*")) {
      return;
    }
    var names = Stream.of((name + " " + allowed).trim().split(" "));
    var inside = names.map(n -> ROOT + n + "..").toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should(
            onlyDependOnClassesThat(
                not(resideInAPackage("dev.ninestep..")).or(resideInAnyPackage(inside))))
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void everyPackageIsInTheTable() {
    var found = new TreeSet<String>();
    for (var type : ours) {
      found.add(type.getPackageName().substring(ROOT.length()).split("\\.")[0]);
    }
    assertThat(MAY_IMPORT.keySet()).containsAll(found);
  }

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching("dev.ninestep.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void theCoreSeesOnlyTheJdk() {
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("dev.ninestep..", "java..", "javax.crypto..", "org.jspecify.."))
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void theCoreHasNoClockNoChanceAndNoLog() {
    var clocks = Set.of("currentTimeMillis", "nanoTime", "now", "randomUUID", "random");
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.util.logging..", "java.util.random..")
                .or(
                    describe(
                        "clocks and sources of chance",
                        type ->
                            Set.of(
                                    "java.time.Clock",
                                    "java.time.InstantSource",
                                    "java.util.Random",
                                    "java.util.SplittableRandom",
                                    "java.util.concurrent.ThreadLocalRandom",
                                    "java.security.SecureRandom",
                                    "java.lang.System$Logger")
                                .contains(type.getName()))))
        .orShould()
        .callMethodWhere(
            describe(
                "it asks for the time or for chance",
                call ->
                    clocks.contains(call.getName())
                        && call.getTargetOwner().getPackageName().startsWith("java.")))
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void onlyEmbeddedNamesTheClassesOfTheDevelopmentClassPath() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ONLY_EMBEDDED)
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(packagesOfOurs())
        .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class)).as(p.getName()).isTrue());
  }

  /// All but the launcher, which has nothing but Java 17, and the pages, which are generated.
  private static List<JavaPackage> packagesOfOurs() {
    var unmarked = Set.of(ROOT + "boot", ROOT + "page");
    return ours.stream()
        .map(JavaClass::getPackage)
        .distinct()
        .filter(p -> unmarked.stream().noneMatch(u -> p.getName().startsWith(u)))
        .toList();
  }
}
