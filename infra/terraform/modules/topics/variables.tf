variable "topics" {
  description = "By name: partitions, replicas and settings."
  type = map(object({
    partitions = number
    replicas   = number
    config     = map(string)
  }))
}

variable "rights" {
  description = "By user, then by topic: what they may do."
  type        = map(map(list(string)))
}
