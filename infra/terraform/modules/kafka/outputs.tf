output "bootstrap_servers" {
  description = "Host and port of each broker, for TLS and SCRAM."
  value       = aws_msk_cluster.log.bootstrap_brokers_sasl_scram
}

output "secret_arns" {
  description = "By user, the secret with its password."
  value       = { for user, secret in aws_secretsmanager_secret.user : user => secret.arn }
}
