terraform {
  # Write-only arguments and ephemeral values keep passwords out of the state.
  required_version = ">= 1.11.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.25.0"
    }
    kafka = {
      source  = "Mongey/kafka"
      version = "0.13.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "3.7.2"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { application = "ninestep" }
  }
}

# Topics and rights are made by the operator's own user, from a machine that reaches the brokers.
provider "kafka" {
  bootstrap_servers = split(",", module.kafka.bootstrap_servers)
  tls_enabled       = true
  sasl_mechanism    = "scram-sha512"
  sasl_username     = "ninestep-operator"
  sasl_password     = var.kafka_operator_password
}
