output "topics" {
  description = "By name: partitions, replicas and settings."
  value = {
    for topic in local.topic_files : topic.metadata.name => {
      partitions = topic.spec.partitions
      replicas   = topic.spec.replicas
      config     = { for name, value in topic.spec.config : name => tostring(value) }
    }
  }
}

output "users" {
  description = "One for each role."
  value       = [for user in local.user_files : user.metadata.name]
}

output "acls" {
  description = "Who may do what with which topics and consumer groups, in the words of Kafka's own protocol."
  value = merge(flatten([
    for user in local.user_files : [
      for acl in user.spec.authorization.acls : {
        for operation in acl.operations : "${user.metadata.name} ${operation} ${acl.resource.type} ${acl.resource.name}" => {
          user      = user.metadata.name
          operation = operation
          type      = title(acl.resource.type)
          name      = acl.resource.name
          pattern   = { literal = "Literal", prefix = "Prefixed" }[lookup(acl.resource, "patternType", "literal")]
        }
      }
    ]
  ])...)
}
