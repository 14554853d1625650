run "the_log_is_three_topics_kept_for_ever_but_for_calls" {
  assert {
    condition     = toset(keys(output.topics)) == toset(["ninestep.flow", "ninestep.calls", "ninestep.seals"])
    error_message = "the topics are others"
  }

  assert {
    condition     = output.topics["ninestep.flow"].config["retention.ms"] == "-1"
    error_message = "facts of flows would be forgotten"
  }

  assert {
    condition     = alltrue([for topic in output.topics : topic.replicas == 3 && topic.config["min.insync.replicas"] == "2"])
    error_message = "a record would have too few copies"
  }
}

run "only_the_projector_is_in_groups" {
  assert {
    condition = { for acl in output.acls : acl.user => "${acl.operation} ${acl.pattern} ${acl.name}" if acl.type == "Group" } == {
      "ninestep-projector" = "Read Prefixed ninestep.signals."
    }
    error_message = "others than the projector may be in consumer groups, or in others"
  }
}

run "only_the_projector_writes_seals" {
  assert {
    condition = [for acl in output.acls : acl.user if acl.operation == "Write" && acl.name == "ninestep.seals"] == [
      "ninestep-projector",
    ]
    error_message = "others than the projector may write seals"
  }
}

run "nobody_may_change_or_delete_anything" {
  assert {
    condition     = length(setsubtract([for acl in output.acls : acl.operation], ["Read", "Write", "Describe", "DescribeConfigs"])) == 0
    error_message = "roles may do more than read and write"
  }

  assert {
    condition     = alltrue([for acl in output.acls : acl.type == "Group" || acl.pattern == "Literal"])
    error_message = "topics are meant that are not named"
  }

  assert {
    condition     = toset([for acl in output.acls : acl.user]) == toset(output.users)
    error_message = "a role has no rights"
  }
}
