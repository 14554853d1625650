# A cloud account's part of Ninestep: the log, the database, and the name by which clients know it. The pods themselves run in a cluster that
# is there already (k8s/).

module "log_definitions" {
  source = "./modules/log-definitions"
}

module "kafka" {
  source                    = "./modules/kafka"
  vpc_id                    = var.vpc_id
  subnet_ids                = var.private_subnet_ids
  client_security_group_id  = var.pod_security_group_id
  instance_type             = var.broker_instance_type
  volume_gib                = var.broker_volume_gib
  roles                     = keys(module.log_definitions.rights)
  operator_password         = var.kafka_operator_password
  operator_password_version = var.kafka_operator_password_version
}

module "topics" {
  source = "./modules/topics"
  topics = module.log_definitions.topics
  rights = module.log_definitions.rights
  groups = module.log_definitions.groups
}

module "postgres" {
  source                   = "./modules/postgres"
  vpc_id                   = var.vpc_id
  subnet_ids               = var.private_subnet_ids
  client_security_group_id = var.pod_security_group_id
  instance_class           = var.database_instance_class
  volume_gib               = var.database_volume_gib
}

module "certificate" {
  source    = "./modules/certificate"
  host_name = var.host_name
  zone_name = var.zone_name
}

module "dns" {
  source        = "./modules/dns"
  host_name     = var.host_name
  zone_name     = var.zone_name
  load_balancer = var.load_balancer
}
