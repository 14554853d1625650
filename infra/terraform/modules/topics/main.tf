# The topics of the log, and who may do what with them. The number of partitions is for ever: a record's key decides where it is.

locals {
  rights = merge(flatten([
    for user, topics in var.rights : [
      for topic, operations in topics : {
        for operation in operations : "${user} ${operation} ${topic}" => {
          user      = user
          topic     = topic
          operation = operation
        }
      }
    ]
  ])...)

  memberships = merge([
    for user, groups in var.groups : { for group in groups : "${user} ${group}" => { user = user, group = group } }
  ]...)
}

resource "kafka_topic" "log" {
  for_each           = var.topics
  name               = each.key
  partitions         = each.value.partitions
  replication_factor = each.value.replicas
  config             = each.value.config

  lifecycle {
    prevent_destroy = true
  }
}

resource "kafka_acl" "role" {
  for_each            = local.rights
  resource_name       = kafka_topic.log[each.value.topic].name
  resource_type       = "Topic"
  acl_principal       = "User:${each.value.user}"
  acl_host            = "*"
  acl_operation       = each.value.operation
  acl_permission_type = "Allow"
}

resource "kafka_acl" "member" {
  for_each                     = local.memberships
  resource_name                = each.value.group
  resource_type                = "Group"
  resource_pattern_type_filter = "Prefixed"
  acl_principal                = "User:${each.value.user}"
  acl_host                     = "*"
  acl_operation                = "Read"
  acl_permission_type          = "Allow"
}
