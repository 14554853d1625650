variable "host_name" {
  description = "The host of the issuer."
  type        = string
}

variable "zone_name" {
  description = "The public zone it is in."
  type        = string
}

variable "load_balancer" {
  description = "Where the host leads: a name of the account, and the zone of that name."
  type = object({
    dns_name = string
    zone_id  = string
  })
}
