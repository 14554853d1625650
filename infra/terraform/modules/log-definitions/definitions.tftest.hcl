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
    condition     = { for user, groups in output.groups : user => groups if length(groups) > 0 } == { "ninestep-projector" = ["ninestep.signals."] }
    error_message = "others than the projector may be in consumer groups, or in others"
  }
}

run "only_the_projector_writes_seals" {
  assert {
    condition     = [for user, rights in output.rights : user if contains(rights["ninestep.seals"], "Write")] == ["ninestep-projector"]
    error_message = "others than the projector may write seals"
  }
}
