package dev.ninestep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The cloud account's part, as Terraform and the provider of the account judge it: where both are
/// installed, without the network, in an account that stands on loopback.
@Tag("process")
class CloudTest {

  private static final String MINE =
      """
      region                = "eu-central-1"
      vpc_id                = "vpc-1"
      private_subnet_ids    = ["subnet-1", "subnet-2", "subnet-3"]
      pod_security_group_id = "sg-pods"
      zone_name             = "example.com"
      host_name             = "auth.example.com"
      load_balancer         = { dns_name = "lb.example.net", zone_id = "Z1" }
      """;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static CloudAccount account;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Path copy;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static TerraformCommand terraform;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static JsonNode plan;

  @BeforeAll
  static void plan(@TempDir Path directory) throws IOException, InterruptedException {
    TerraformCommand.assumeInstalled();
    TerraformCommand.assumeProvider("hashicorp/aws");
    copy = Terraform.copy(directory);
    account = new CloudAccount();
    terraform = new TerraformCommand(copy.resolve("cloud"), account.environment());
    terraform.run(
        "init", "-backend=false", "-input=false", "-plugin-dir=" + TerraformCommand.PROVIDERS);
    Files.writeString(copy.resolve("cloud/terraform.tfvars"), MINE);
    terraform.run("plan", "-input=false", "-no-color", "-out=plan");
    plan = new ObjectMapper().readTree(terraform.run("show", "-json", "plan"));
  }

  @AfterAll
  static void close() {
    if (account != null) {
      account.close();
    }
  }

  @Test
  void itsOwnTestsPass() throws Exception {
    Files.delete(copy.resolve("cloud/terraform.tfvars"));
    assertThat(terraform.run("test", "-no-color")).contains("3 passed, 0 failed");
  }

  /// With the provider from where it lies: no `init` copies and counts its 700 MB for each.
  @ParameterizedTest
  @ValueSource(strings = {"certificate", "dns", "kafka", "postgres"})
  void aModuleIsValidByItself(String name) throws Exception {
    var configuration = copy.resolve(name + ".tfrc");
    Files.writeString(
        configuration,
        """
        provider_installation {
          dev_overrides { "hashicorp/aws" = "%s" }
        }
        """
            .formatted(provider()));
    var module =
        new TerraformCommand(
            copy.resolve("modules").resolve(name),
            Map.of("TF_CLI_CONFIG_FILE", configuration.toString()));
    assertThat(module.run("validate", "-json")).contains("\"valid\": true");
  }

  private static Path provider() throws IOException {
    try (var files = Files.walk(TerraformCommand.PROVIDERS)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("terraform-provider-aws_"))
          .map(Path::getParent)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aPlanReadsNothingElseOfTheAccount() {
    assertThat(account.others()).isEmpty();
  }

  /// Where a place names no value, it has to be one that is known only once it is made.
  @ParameterizedTest
  @CsvSource({
    "aws_kms_key,/enable_key_rotation,true",
    "aws_msk_cluster,/encryption_info/0/encryption_at_rest_kms_key_arn,",
    "aws_msk_cluster,/encryption_info/0/encryption_in_transit/0/client_broker,TLS",
    "aws_msk_cluster,/encryption_info/0/encryption_in_transit/0/in_cluster,true",
    "aws_msk_cluster,/broker_node_group_info/0/connectivity_info/0/public_access/0/type,DISABLED",
    "aws_msk_cluster,/client_authentication/0/unauthenticated,false",
    "aws_msk_cluster,/client_authentication/0/sasl/0/scram,true",
    "aws_msk_cluster,/number_of_broker_nodes,3",
    "aws_cloudwatch_log_group,/kms_key_id,",
    "aws_secretsmanager_secret,/kms_key_id,",
    "aws_secretsmanager_secret_policy,/block_public_policy,true",
    "aws_db_instance,/storage_encrypted,true",
    "aws_db_instance,/kms_key_id,",
    "aws_db_instance,/performance_insights_kms_key_id,",
    "aws_db_instance,/master_user_secret_kms_key_id,",
    "aws_db_instance,/manage_master_user_password,true",
    "aws_db_instance,/publicly_accessible,false",
    "aws_db_instance,/deletion_protection,true",
    "aws_db_instance,/skip_final_snapshot,false",
    "aws_db_instance,/delete_automated_backups,false",
    "aws_db_instance,/backup_retention_period,30",
    "aws_db_instance,/multi_az,true",
    "aws_db_parameter_group,/parameter/0/name,rds.force_ssl",
    "aws_db_parameter_group,/parameter/0/value,1",
    "aws_vpc_security_group_ingress_rule,/referenced_security_group_id,sg-pods",
    "aws_vpc_security_group_ingress_rule,/cidr_ipv4,null",
    "aws_vpc_security_group_ingress_rule,/cidr_ipv6,null",
  })
  void whatIsMadeIsEncryptedClosedAndKept(String type, String place, String value) {
    assertThat(made(type))
        .isNotEmpty()
        .allSatisfy(change -> {
          if (value == null) {
            assertThat(change.path("after_unknown").at(place).asBoolean()).isTrue();
          } else {
            assertThat(change.path("after").at(place).asText()).isEqualTo(value);
          }
        });
  }

  @Test
  void onlyTheTwoPortsOfTlsAreOpen() {
    assertThat(made("aws_vpc_security_group_ingress_rule"))
        .extracting(change -> change.at("/after/from_port") + "-" + change.at("/after/to_port"))
        .containsExactlyInAnyOrder("9096-9096", "5432-5432");
    assertThat(made("aws_vpc_security_group_egress_rule")).isEmpty();
    assertThat(made("aws_security_group_rule")).isEmpty();
  }

  @Test
  void theServiceThatKeepsTheBrokersLogsMayUseTheirKey() {
    assertThat(made("aws_kms_key"))
        .extracting(change -> change.at("/after/policy").asText())
        .anySatisfy(policy ->
            assertThat(policy)
                .contains(
                    "logs.eu-central-1.amazonaws.com",
                    "arn:aws:logs:eu-central-1:123456789012:log-group:/ninestep/kafka",
                    "arn:aws:iam::123456789012:root"));
  }

  @Test
  void noPasswordIsInAPlan() throws IOException {
    assertThat(made("aws_secretsmanager_secret_version")).hasSize(5);
    try (var zip = new ZipFile(copy.resolve("cloud/plan").toFile())) {
      for (var entry : zip.stream().toList()) {
        var text =
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(text).as(entry.getName()).doesNotContain(CloudAccount.PASSWORD);
      }
    }
  }

  private static List<JsonNode> made(String type) {
    return Stream.of(plan.path("resource_changes"))
        .flatMap(all -> all.valueStream())
        .filter(one -> one.path("type").asText().equals(type))
        .filter(one -> one.path("mode").asText().equals("managed"))
        .map(one -> one.path("change"))
        .toList();
  }
}
