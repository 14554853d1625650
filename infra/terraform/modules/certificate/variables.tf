variable "host_name" {
  description = "Whose certificate it is."
  type        = string
}

variable "zone_name" {
  description = "The public zone in which the host proves to be ours."
  type        = string
}
