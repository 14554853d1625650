output "host_name" {
  description = "The host, once it leads somewhere."
  value       = aws_route53_record.host["A"].name
}
