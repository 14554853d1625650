output "kafka_bootstrap_servers" {
  description = "For kafka.bootstrap-servers in ninestep.yaml, and for the log's part."
  value       = module.kafka.bootstrap_servers
}

output "kafka_secret_arns" {
  description = "By user, the secret with its name and password."
  value       = module.kafka.secret_arns
}

output "postgres_host" {
  description = "For postgres.host."
  value       = module.postgres.host
}

output "postgres_secret_arn" {
  description = "The secret with the database's user and password, which the account changes by itself."
  value       = module.postgres.secret_arn
}

output "certificate_arn" {
  description = "For the load balancer's listener."
  value       = module.certificate.arn
}

output "issuer" {
  description = "For issuer in ninestep.yaml."
  value       = "https://${module.dns.host_name}"
}
