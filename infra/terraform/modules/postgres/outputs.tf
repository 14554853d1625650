output "host" {
  description = "The database's host."
  value       = aws_db_instance.database.address
}

output "secret_arn" {
  description = "The secret with user and password."
  value       = aws_db_instance.database.master_user_secret[0].secret_arn
}
