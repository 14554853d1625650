# The topics of the log, and who may do what with them, in brokers that are there. The number of partitions is for ever: a record's key
# decides where it is.

module "log_definitions" {
  source = "../modules/log-definitions"
}

locals {
  operator = "ninestep-operator"

  # Where nobody has a right to something, MSK gives it to everybody: so the operator has one to everything, which the others then have not.
  everything = { Cluster = "kafka-cluster", Topic = "*", Group = "*", TransactionalID = "*" }
}

resource "kafka_topic" "log" {
  for_each           = module.log_definitions.topics
  name               = each.key
  partitions         = each.value.partitions
  replication_factor = each.value.replicas
  config             = each.value.config

  lifecycle {
    prevent_destroy = true
  }
}

resource "kafka_acl" "operator" {
  for_each            = local.everything
  resource_name       = each.value
  resource_type       = each.key
  acl_principal       = "User:${local.operator}"
  acl_host            = "*"
  acl_operation       = "All"
  acl_permission_type = "Allow"
}

resource "kafka_acl" "role" {
  for_each                     = module.log_definitions.acls
  resource_name                = each.value.name
  resource_type                = each.value.type
  resource_pattern_type_filter = each.value.pattern
  acl_principal                = "User:${each.value.user}"
  acl_host                     = "*"
  acl_operation                = each.value.operation
  acl_permission_type          = "Allow"

  # The first right to a topic takes it from the operator, unless the operator has one too.
  depends_on = [kafka_acl.operator]
}
