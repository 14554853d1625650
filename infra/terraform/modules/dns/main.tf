# The issuer's name. Only the account's own authority may certify it.

data "aws_route53_zone" "public" {
  name         = var.zone_name
  private_zone = false
}

resource "aws_route53_record" "host" {
  for_each = toset(["A", "AAAA"])
  zone_id  = data.aws_route53_zone.public.zone_id
  name     = var.host_name
  type     = each.key

  alias {
    name                   = var.load_balancer.dns_name
    zone_id                = var.load_balancer.zone_id
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "authority" {
  zone_id = data.aws_route53_zone.public.zone_id
  name    = var.host_name
  type    = "CAA"
  records = ["0 issue \"amazon.com\""]
  ttl     = 3600
}
