variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "subnet_ids" {
  description = "One subnet for each broker."
  type        = list(string)
}

variable "client_security_group_id" {
  description = "Who may connect."
  type        = string
}

variable "kafka_version" {
  description = "Of the brokers; clients are of a later one, and speak to it."
  type        = string
  default     = "3.9.x.kraft"
}

variable "instance_type" {
  description = "Of a broker."
  type        = string
}

variable "volume_gib" {
  description = "Of a broker."
  type        = number
}

variable "roles" {
  description = "The users of our roles; each gets a password of its own."
  type        = set(string)
}

variable "password_versions" {
  description = "By user, counted up for another password; 1 unless given."
  type        = map(number)
}

variable "region" {
  description = "Where the brokers write what they have to say."
  type        = string
}
