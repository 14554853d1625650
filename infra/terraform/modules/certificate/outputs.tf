output "arn" {
  description = "The certificate, once it is valid."
  value       = aws_acm_certificate_validation.host.certificate_arn
}
