variable "kafka_bootstrap_servers" {
  description = "Host and port of each broker, separated by commas: what the cloud's part puts out under this name."
  type        = string

  validation {
    condition     = alltrue([for server in split(",", var.kafka_bootstrap_servers) : can(regex("^[a-z0-9.-]+:[0-9]+$", server))])
    error_message = "kafka_bootstrap_servers has to be host:port,…"
  }
}

variable "kafka_operator_password" {
  description = "Of the user who makes topics and rights, from its secret; give it in TF_VAR_kafka_operator_password."
  type        = string
  sensitive   = true
  ephemeral   = true
}
