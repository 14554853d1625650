# A cloud account's part of Ninestep: the log, the database, and the name by which clients know it. The pods themselves run in a cluster that
# is there already (k8s/), and what is in the log is the other root's (log/).

module "log_definitions" {
  source = "../modules/log-definitions"
}

module "kafka" {
  source                   = "../modules/kafka"
  vpc_id                   = var.vpc_id
  subnet_ids               = var.private_subnet_ids
  client_security_group_id = var.pod_security_group_id
  instance_type            = var.broker_instance_type
  volume_gib               = var.broker_volume_gib
  roles                    = module.log_definitions.users
  password_versions        = var.kafka_password_versions
  region                   = var.region
}

module "postgres" {
  source                   = "../modules/postgres"
  vpc_id                   = var.vpc_id
  subnet_ids               = var.private_subnet_ids
  client_security_group_id = var.pod_security_group_id
  instance_class           = var.database_instance_class
  volume_gib               = var.database_volume_gib
}

module "certificate" {
  source    = "../modules/certificate"
  host_name = var.host_name
  zone_name = var.zone_name
}

module "dns" {
  source        = "../modules/dns"
  host_name     = var.host_name
  zone_name     = var.zone_name
  load_balancer = var.load_balancer
}
