# Accounts, which are nowhere else, and projections, which are made from the log again.

resource "aws_kms_key" "database" {
  description             = "Ninestep: the database"
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_security_group" "database" {
  name        = "ninestep-postgres"
  description = "Database of Ninestep, for its pods alone"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  security_group_id            = aws_security_group.database.id
  description                  = "Pods, TLS"
  referenced_security_group_id = var.client_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_db_subnet_group" "database" {
  name       = "ninestep"
  subnet_ids = var.subnet_ids
}

resource "aws_db_parameter_group" "database" {
  name   = "ninestep-${var.major_version}"
  family = "postgres${var.major_version}"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "database" {
  identifier     = "ninestep"
  engine         = "postgres"
  engine_version = var.major_version
  instance_class = var.instance_class

  db_name                       = "ninestep"
  username                      = "ninestep"
  manage_master_user_password   = true
  master_user_secret_kms_key_id = aws_kms_key.database.arn

  allocated_storage     = var.volume_gib
  max_allocated_storage = var.volume_gib * 10
  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.database.arn

  multi_az               = true
  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.database.name
  vpc_security_group_ids = [aws_security_group.database.id]
  parameter_group_name   = aws_db_parameter_group.database.name
  ca_cert_identifier     = "rds-ca-rsa2048-g1"

  backup_retention_period   = 30
  delete_automated_backups  = false
  copy_tags_to_snapshot     = true
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "ninestep-last"

  auto_minor_version_upgrade      = true
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.database.arn
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  lifecycle {
    prevent_destroy = true
  }
}
