package dev.ninestep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What every pod of ours is held to, in every overlay.
@ParameterizedClass
@MethodSource("dev.ninestep.cluster.Manifests#overlays")
class PolicyTest {

  private final Manifests manifests;

  PolicyTest(String overlay) {
    manifests = Manifests.of(overlay);
  }

  private List<Container> containers() {
    return manifests.deployments().stream()
        .flatMap(
            deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
        .toList();
  }

  private static Map<String, String> podLabels(Deployment deployment) {
    return deployment.getSpec().getTemplate().getMetadata().getLabels();
  }

  private static boolean selects(Map<String, String> selector, Deployment deployment) {
    return podLabels(deployment).entrySet().containsAll(selector.entrySet());
  }

  @Test
  void everyRoleHasADeployment() {
    assertThat(manifests.deployments())
        .extracting(deployment -> deployment.getMetadata().getName())
        .containsExactlyInAnyOrder(
            "ninestep-auth", "ninestep-gateway", "ninestep-projector", "ninestep-support");
    assertThat(containers())
        .extracting(container ->
            container.getEnv().stream()
                .filter(variable -> variable.getName().equals("NINESTEP_ROLES"))
                .findFirst()
                .orElseThrow()
                .getValue())
        .containsExactlyInAnyOrder("auth", "gateway", "projector", "support");
  }

  @Test
  void nobodyIsRootOrBecomesIt() {
    for (var deployment : manifests.deployments()) {
      var pod = deployment.getSpec().getTemplate().getSpec();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    }
    assertThat(containers())
        .allSatisfy(container -> {
          var context = container.getSecurityContext();
          assertThat(context.getAllowPrivilegeEscalation()).isFalse();
          assertThat(context.getReadOnlyRootFilesystem()).isTrue();
          assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
          assertThat(context.getCapabilities().getAdd()).isEmpty();
        });
  }

  @Test
  void everyPodHasItsMemoryAndNoMore() {
    assertThat(containers())
        .allSatisfy(container -> {
          var resources = container.getResources();
          assertThat(resources.getRequests()).containsKeys("cpu", "memory");
          assertThat(resources.getLimits().get("memory"))
              .isEqualTo(resources.getRequests().get("memory"));
        });
  }

  @Test
  void everyImageHasAVersion() {
    assertThat(containers())
        .extracting(Container::getImage)
        .allMatch(image -> image.matches("[^:]+:\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void probesAskWhereOperatorsDo() {
    assertThat(containers())
        .allSatisfy(container -> {
          assertThat(asked(container.getStartupProbe())).isEqualTo("management /health/ready");
          assertThat(asked(container.getReadinessProbe())).isEqualTo("management /health/ready");
          assertThat(asked(container.getLivenessProbe())).isEqualTo("management /health/live");
          assertThat(container.getPorts())
              .extracting(ContainerPort::getName)
              .containsExactlyInAnyOrder("http", "management");
        });
  }

  private static String asked(Probe probe) {
    return probe.getHttpGet().getPort().getStrVal() + " " + probe.getHttpGet().getPath();
  }

  @Test
  void aPodEndsBeforeItIsKilled() {
    for (var deployment : manifests.deployments()) {
      var pod = deployment.getSpec().getTemplate().getSpec();
      var waits = pod.getContainers().getFirst().getLifecycle().getPreStop().getSleep();
      // Six seconds of draining, a few for the log, the database and the rest.
      assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(waits.getSeconds() + 20);
    }
  }

  @Test
  void aDisruptionTakesOnePodOfARoleAtATime() {
    var budgets = manifests.typed("PodDisruptionBudget", PodDisruptionBudget.class);
    assertThat(manifests.deployments())
        .allSatisfy(deployment ->
            assertThat(budgets)
                .filteredOn(
                    budget -> selects(budget.getSpec().getSelector().getMatchLabels(), deployment))
                .singleElement()
                .satisfies(budget ->
                    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isOne()));
  }

  @Test
  void whoIsScaledHasNoNumberOfItsOwn() {
    var scaled =
        manifests.typed("HorizontalPodAutoscaler", HorizontalPodAutoscaler.class).stream()
            .map(scaler -> scaler.getSpec().getScaleTargetRef().getName())
            .toList();
    assertThat(scaled).containsExactlyInAnyOrder("ninestep-auth", "ninestep-gateway");
    assertThat(manifests.deployments())
        .allSatisfy(deployment ->
            assertThat(deployment.getSpec().getReplicas() == null)
                .isEqualTo(scaled.contains(deployment.getMetadata().getName())));
  }

  @Test
  void everyPathLeadsToPods() {
    var services = manifests.typed("Service", Service.class);
    var backends =
        manifests.typed("Ingress", Ingress.class).stream()
            .flatMap(ingress -> ingress.getSpec().getRules().stream())
            .flatMap(rule -> rule.getHttp().getPaths().stream())
            .map(path -> path.getBackend().getService())
            .toList();
    assertThat(backends)
        .hasSize(3)
        .allSatisfy(backend ->
            assertThat(services)
                .filteredOn(service -> service.getMetadata().getName().equals(backend.getName()))
                .singleElement()
                .satisfies(service -> {
                  assertThat(service.getSpec().getPorts().getFirst().getName())
                      .isEqualTo(backend.getPort().getName());
                  assertThat(manifests.deployments())
                      .filteredOn(
                          deployment -> selects(service.getSpec().getSelector(), deployment))
                      .hasSize(1);
                }));
  }

  @Test
  void whatNoPolicyAllowsIsDenied() {
    var policies = manifests.typed("NetworkPolicy", NetworkPolicy.class);
    assertThat(manifests.deployments())
        .allSatisfy(deployment ->
            assertThat(policies)
                .filteredOn(policy ->
                    policy.getSpec().getIngress().isEmpty()
                        && policy.getSpec().getEgress().isEmpty()
                        && policy
                            .getSpec()
                            .getPolicyTypes()
                            .containsAll(List.of("Ingress", "Egress")))
                .anyMatch(policy ->
                    selects(policy.getSpec().getPodSelector().getMatchLabels(), deployment)));
  }

  @Test
  void secretsComeFromFilesAlone() {
    assertThat(containers())
        .flatExtracting(Container::getEnv)
        .allMatch(variable -> variable.getValueFrom() == null);
    for (var deployment : manifests.deployments()) {
      var pod = deployment.getSpec().getTemplate().getSpec();
      var mounted =
          pod.getContainers().getFirst().getVolumeMounts().stream().map(m -> m.getName()).toList();
      assertThat(pod.getVolumes())
          .extracting(volume -> volume.getName())
          .containsExactlyInAnyOrderElementsOf(mounted);
      assertThat(pod.getVolumes().stream().flatMap(v -> Stream.ofNullable(v.getSecret())))
          .hasSize(pushes(deployment) ? 6 : 5)
          .allMatch(secret -> secret.getDefaultMode() == 0440);
    }
  }

  private static boolean pushes(Deployment deployment) {
    return deployment.getMetadata().getName().equals("ninestep-projector");
  }

  @Test
  void onlyTheProjectorHasWhatReceiversWantAndReachesThem() {
    for (var deployment : manifests.deployments()) {
      var pod = deployment.getSpec().getTemplate().getSpec();
      assertThat(pod.getVolumes().stream().flatMap(v -> Stream.ofNullable(v.getSecret())))
          .filteredOn(secret -> secret.getSecretName().equals("ninestep-signals"))
          .hasSize(pushes(deployment) ? 1 : 0)
          .allMatch(secret -> Boolean.TRUE.equals(secret.getOptional()));
      assertThat(pod.getContainers().getFirst().getVolumeMounts())
          .filteredOn(mount -> mount.getMountPath().equals("/etc/ninestep-secrets/signals"))
          .hasSize(pushes(deployment) ? 1 : 0)
          .allMatch(mount -> Boolean.TRUE.equals(mount.getReadOnly()));
    }
    assertThat(manifests.typed("NetworkPolicy", NetworkPolicy.class))
        .filteredOn(policy -> policy.getMetadata().getName().equals("ninestep-projector-signals"))
        .singleElement()
        .satisfies(policy -> {
          assertThat(manifests.deployments())
              .filteredOn(deployment ->
                  selects(policy.getSpec().getPodSelector().getMatchLabels(), deployment))
              .singleElement()
              .matches(PolicyTest::pushes);
          var egress = policy.getSpec().getEgress().getFirst();
          assertThat(egress.getPorts().getFirst().getPort().getIntVal()).isEqualTo(443);
          assertThat(egress.getTo().getFirst().getIpBlock().getCidr()).isEqualTo("0.0.0.0/0");
        });
  }
}
