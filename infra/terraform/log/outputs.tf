output "topics" {
  description = "The topics that were made."
  value       = [for topic in kafka_topic.log : topic.name]
}
