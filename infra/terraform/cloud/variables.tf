variable "region" {
  description = "Where all of it is."
  type        = string
}

variable "vpc_id" {
  description = "The network that pods, brokers and database share."
  type        = string
}

variable "private_subnet_ids" {
  description = "Three subnets without a way in from the internet, each in a zone of its own."
  type        = list(string)

  validation {
    condition     = length(var.private_subnet_ids) == 3
    error_message = "Three copies of each record want three zones: private_subnet_ids has to name three subnets."
  }
}

variable "pod_security_group_id" {
  description = "What our pods belong to; nobody else reaches the brokers and the database."
  type        = string
}

variable "zone_name" {
  description = "The public DNS zone, such as example.com."
  type        = string
}

variable "host_name" {
  description = "The host of the issuer and of the MCP URL, such as auth.example.com; never change it once clients know it."
  type        = string

  validation {
    condition     = endswith(".${var.host_name}", ".${var.zone_name}")
    error_message = "host_name has to lie in zone_name."
  }
}

variable "load_balancer" {
  description = "What the cluster's ingress listens on: its DNS name and the id of that name's zone."
  type = object({
    dns_name = string
    zone_id  = string
  })
}

variable "kafka_password_versions" {
  description = "By user of Kafka, such as ninestep-auth: count it up for another password."
  type        = map(number)
  default     = {}
}

variable "broker_instance_type" {
  description = "Three of them hold the log."
  type        = string
  default     = "kafka.m7g.large"
}

variable "broker_volume_gib" {
  description = "Of each broker. The log is kept for ever: plan for what src/notes say a record takes."
  type        = number
  default     = 200
}

variable "database_instance_class" {
  description = "Two of them, one in waiting."
  type        = string
  default     = "db.m7g.large"
}

variable "database_volume_gib" {
  description = "To begin with; it grows by itself to ten times that."
  type        = number
  default     = 100
}
