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

output "rights" {
  description = "By user, then by topic: what they may do."
  value = {
    for user in local.user_files : user.metadata.name => {
      for acl in user.spec.authorization.acls : acl.resource.name => acl.operations if acl.resource.type == "topic"
    }
  }
}

output "groups" {
  description = "By user: the beginnings of the names of the consumer groups it may be in."
  value = {
    for user in local.user_files : user.metadata.name => [
      for acl in user.spec.authorization.acls : acl.resource.name if acl.resource.type == "group"
    ]
  }
}
