# A user for each role and one for the operator. Passwords go into secrets and nowhere else: they are in no plan and in no state.

locals {
  users = setunion(var.roles, ["ninestep-operator"])
}

ephemeral "aws_secretsmanager_random_password" "user" {
  for_each            = local.users
  password_length     = 40
  exclude_punctuation = true
}

# Brokers take users only from secrets of this prefix, under a key of one's own.
resource "aws_secretsmanager_secret" "user" {
  for_each                = local.users
  name                    = "AmazonMSK_${each.key}"
  description             = "Ninestep: Kafka user ${each.key}"
  kms_key_id              = aws_kms_key.log.arn
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret_version" "user" {
  for_each  = local.users
  secret_id = aws_secretsmanager_secret.user[each.key].id
  secret_string_wo = jsonencode({
    username = each.key
    password = ephemeral.aws_secretsmanager_random_password.user[each.key].random_password
  })
  secret_string_wo_version = lookup(var.password_versions, each.key, 1)
}

data "aws_iam_policy_document" "brokers_read" {
  for_each = aws_secretsmanager_secret.user

  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [each.value.arn]

    principals {
      type        = "Service"
      identifiers = ["kafka.amazonaws.com"]
    }
  }
}

resource "aws_secretsmanager_secret_policy" "brokers_read" {
  for_each            = aws_secretsmanager_secret.user
  secret_arn          = each.value.arn
  policy              = data.aws_iam_policy_document.brokers_read[each.key].json
  block_public_policy = true
}

resource "aws_msk_scram_secret_association" "users" {
  cluster_arn     = aws_msk_cluster.log.arn
  secret_arn_list = [for secret in aws_secretsmanager_secret.user : secret.arn]

  depends_on = [
    aws_secretsmanager_secret_version.user,
    aws_secretsmanager_secret_policy.brokers_read,
  ]
}
