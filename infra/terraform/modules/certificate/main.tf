# The certificate of the issuer's host, renewed by the account as long as the records that prove it stay.

data "aws_route53_zone" "public" {
  name         = var.zone_name
  private_zone = false
}

resource "aws_acm_certificate" "host" {
  domain_name       = var.host_name
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "proof" {
  for_each = {
    for option in aws_acm_certificate.host.domain_validation_options : option.domain_name => {
      name   = option.resource_record_name
      type   = option.resource_record_type
      record = option.resource_record_value
    }
  }

  zone_id = data.aws_route53_zone.public.zone_id
  name    = each.value.name
  type    = each.value.type
  records = [each.value.record]
  ttl     = 300
}

resource "aws_acm_certificate_validation" "host" {
  certificate_arn         = aws_acm_certificate.host.arn
  validation_record_fqdns = [for record in aws_route53_record.proof : record.fqdn]
}
