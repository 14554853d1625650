package dev.ninestep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every field of every manifest is one its kind knows, with a value of its type.
class ManifestsTest {

  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
          Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
          Map.entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
          Map.entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
          Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class));

  /// CloudNativePG has no types for Java; these are the fields of its specification that are used.
  private static final String DATABASE = "postgresql.cnpg.io/v1 Cluster";

  private static final Set<String> DATABASE_FIELDS =
      Set.of(
          "instances",
          "minSyncReplicas",
          "maxSyncReplicas",
          "bootstrap",
          "storage",
          "resources",
          "postgresql",
          "affinity");

  private static String kind(JsonNode manifest) {
    return manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
  }

  @ParameterizedTest
  @MethodSource("dev.ninestep.cluster.Manifests#overlays")
  void everyFieldIsOneItsKindKnows(String overlay) {
    for (var manifest : Manifests.of(overlay).all()) {
      if (kind(manifest).equals(DATABASE)) {
        var fields = new HashSet<String>();
        manifest.path("spec").fieldNames().forEachRemaining(fields::add);
        assertThat(DATABASE_FIELDS).containsAll(fields);
      } else {
        assertThat(KINDS).as(Manifests.name(manifest)).containsKey(kind(manifest));
        var typed = Manifests.read(manifest, KINDS.get(kind(manifest)));
        assertThat(UnknownFields.in(typed)).as(Manifests.name(manifest)).isEmpty();
      }
    }
  }

  @Test
  void whatAKindDoesNotKnowIsFound() {
    var manifest = Manifests.of("production").ofKind("Deployment").findFirst().orElseThrow();
    var spec = manifest.deepCopy().withObject("/spec/template/spec");
    spec.put("runAsNonroot", true);
    ((com.fasterxml.jackson.databind.node.ObjectNode) spec.path("containers").path(0))
        .put("readynessProbe", "x");
    var broken = manifest.<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy();
    broken.withObject("/spec/template").set("spec", spec);
    assertThat(UnknownFields.in(Manifests.read(broken, Deployment.class)))
        .containsExactlyInAnyOrder(
            ".spec.template.spec.runAsNonroot", ".spec.template.spec.containers[0].readynessProbe");
  }
}
