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

variable "groups" {
  description = "By user: the beginnings of the names of the consumer groups it may be in."
  type        = map(list(string))
}
