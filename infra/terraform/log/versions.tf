terraform {
  # Ephemeral values keep the password out of the state.
  required_version = ">= 1.11.0"

  required_providers {
    kafka = {
      source  = "Mongey/kafka"
      version = "0.13.0"
    }
  }
}

# Topics and rights are made by the operator's own user, from a machine that reaches the brokers.
provider "kafka" {
  bootstrap_servers = split(",", var.kafka_bootstrap_servers)
  tls_enabled       = true
  sasl_mechanism    = "scram-sha512"
  sasl_username     = local.operator
  sasl_password     = var.kafka_operator_password
}
