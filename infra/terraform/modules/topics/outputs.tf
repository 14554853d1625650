output "names" {
  description = "The topics."
  value       = [for topic in kafka_topic.log : topic.name]
}
