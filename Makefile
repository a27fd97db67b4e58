# The service and its servers in containers, on this machine. Development needs none of it: ./mvnw quarkus:dev
# make help lists what there is.
COMPOSE_FOLDER := src/main/docker
COMPOSE := docker compose -f $(COMPOSE_FOLDER)/compose.yaml
BACKUPS := backups
n ?= 2
tail ?= 200

.DEFAULT_GOAL := help
.PHONY: help build image image-native env up tools down clean logs status health test db-migrate backup restore scale

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

build: ## the application, laid out for an AOT cache
	./mvnw -B package -DskipTests -Dquarkus.package.jar.type=aot-jar

image: build ## the image on the JVM
	docker build -f $(COMPOSE_FOLDER)/Dockerfile.jvm -t truemark:latest .

image-native: ## the image of the native executable (GRAALVM_HOME, on Linux)
	./mvnw -B -Dnative package -DskipTests
	docker build -f $(COMPOSE_FOLDER)/Dockerfile.native-micro -t truemark:latest .

env: $(COMPOSE_FOLDER)/.env ## the settings of compose, with passwords made up

$(COMPOSE_FOLDER)/.env:
	umask 077 && while IFS= read -r line; do \
	  case "$$line" in *_PASSWORD=) line="$$line$$(openssl rand -hex 16)";; esac; \
	  printf '%s\n' "$$line"; \
	done < $(COMPOSE_FOLDER)/.env.example > $@

up: build env ## everything, and wait until the service is ready
	$(COMPOSE) up --build --detach
	@for i in $$(seq 60); do $(MAKE) --silent health >/dev/null 2>&1 && exit 0; sleep 2; done; $(MAKE) --silent health

tools: env ## the consoles of the database, Redis and Kafka as well
	$(COMPOSE) --profile tools up --detach

down: ## stop everything and keep the data
	$(COMPOSE) --profile tools down

clean: ## stop everything and delete the data
	$(COMPOSE) --profile tools down --volumes

logs: ## follow the service's log (tail=200)
	$(COMPOSE) logs --follow --tail $(tail) truemark

status: ## what runs, and how it is
	$(COMPOSE) --profile tools ps

health: ## what every instance says of itself
	@for id in $$($(COMPOSE) ps --quiet truemark); do \
	  curl -fsS "http://$$(docker port "$$id" 8080)/q/health" || exit 1; echo; \
	done

test: ## every test, on servers that come with the build
	./mvnw -B verify

db-migrate: env ## migrate the schema and start nothing
	$(COMPOSE) run --rm --no-deps --env QUARKUS_INIT_AND_EXIT=true --env QUARKUS_FLYWAY_MIGRATE_AT_START=true truemark

backup: ## the database into backups/
	mkdir -p $(BACKUPS)
	umask 077 && $(COMPOSE) exec -T postgres pg_dump --username truemark --format custom truemark \
	  > $(BACKUPS)/truemark-$$(date -u +%Y%m%dT%H%M%SZ).dump

# The offsets come back with the books: what Kafka still has of the time since is booked again, once
restore: ## a backup into the database (from=backups/….dump); the service is stopped meanwhile
	test -s "$(from)"
	$(COMPOSE) stop truemark
	$(COMPOSE) exec -T postgres pg_restore --username truemark --dbname truemark --clean --if-exists --single-transaction < "$(from)"
	$(COMPOSE) start truemark

scale: ## instances of the service (n=2); partitions move by themselves
	$(COMPOSE) up --detach --no-recreate --scale truemark=$(n) truemark
