# What the log is made of, read from the files a cluster's own operator of Kafka reads, so that it is said once. No provider is needed.

locals {
  directory = "${path.module}/../../../../k8s/kafka"

  topic_files = [for text in split("\n---\n", file("${local.directory}/topics.yaml")) : yamldecode(text)]
  user_files  = [for text in split("\n---\n", file("${local.directory}/users.yaml")) : yamldecode(text)]
}
