variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "subnet_ids" {
  description = "Where the database and the one in waiting may be."
  type        = list(string)
}

variable "client_security_group_id" {
  description = "Who may connect."
  type        = string
}

variable "major_version" {
  description = "Of PostgreSQL."
  type        = string
  default     = "18"
}

variable "instance_class" {
  description = "Of the database and of the one in waiting."
  type        = string
}

variable "volume_gib" {
  description = "To begin with."
  type        = number
}
