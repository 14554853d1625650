# Planned with the provider itself, which asks the account for its number, its zone and passwords; nothing is made. What the plan comes to is
# held by CloudTest, which is the account too.

variables {
  region                = "eu-central-1"
  vpc_id                = "vpc-1"
  private_subnet_ids    = ["subnet-1", "subnet-2", "subnet-3"]
  pod_security_group_id = "sg-pods"
  zone_name             = "example.com"
  host_name             = "auth.example.com"
  load_balancer         = { dns_name = "lb.example.net", zone_id = "Z1" }
}

run "every_role_and_the_operator_have_a_secret" {
  command = plan

  assert {
    condition = toset(keys(output.kafka_secret_arns)) == toset([
      "ninestep-auth", "ninestep-gateway", "ninestep-operator", "ninestep-projector", "ninestep-support",
    ])
    error_message = "the users of Kafka are others"
  }

  assert {
    condition     = output.issuer == "https://auth.example.com"
    error_message = "the issuer is another"
  }
}

run "two_zones_are_too_few" {
  command = plan

  variables {
    private_subnet_ids = ["subnet-1", "subnet-2"]
  }

  expect_failures = [var.private_subnet_ids]
}

run "a_host_whose_name_merely_ends_so_is_not_in_the_zone" {
  command = plan

  variables {
    host_name = "authexample.com"
  }

  expect_failures = [var.host_name]
}
