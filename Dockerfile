# One pattern for every service; the module is an argument:
#   docker build --build-arg MODULE=sync-worker --build-arg HEALTH_PORT=8081 --tag followsync/sync-worker .
# Builds from these sources. The only thing that it needs from outside is Maven Central.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre

# Shared by all images: built once, whichever of them is asked for.
FROM ${BUILD_IMAGE} AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2/repository,sharing=locked \
    mvn --batch-mode --quiet -Punchecked -pl api-gateway,sync-worker,instagram-simulator -am package

FROM build AS program
ARG MODULE
RUN mkdir -p /program/dependencies /program/snapshot-dependencies /program/application \
 && java -Djarmode=tools -jar ${MODULE}/target/${MODULE}-*.jar extract --layers --force --destination /program \
 && mv /program/application/${MODULE}-*.jar /program/application/program.jar

FROM ${RUNTIME_IMAGE}
RUN groupadd --system --gid 10001 followsync \
 && useradd --system --uid 10001 --gid followsync --home-dir /app --shell /usr/sbin/nologin followsync \
 && install --directory --owner=followsync --group=followsync /run/keys /run/keys/gateway /run/keys/worker \
      /run/secrets/followsync/database /run/secrets/followsync/gateway-database /run/secrets/followsync/worker-database \
      /run/secrets/followsync/operators /run/secrets/followsync/grafana
WORKDIR /app
COPY docker/java.options docker/health ./
# What changes least comes first.
COPY --from=program /program/dependencies/ ./
COPY --from=program /program/snapshot-dependencies/ ./
COPY --from=program /program/application/ ./
# Every file in a directory below this one is a setting of that name: the place for secrets.
ENV SPRING_CONFIG_IMPORT=optional:configtree:/run/secrets/followsync/*/ \
    FOLLOWSYNC_VAULT_DIRECTORY=/run/keys \
    SERVER_ADDRESS=0.0.0.0
ARG MODULE
ARG HEALTH_PORT
ENV HEALTH_PORT=${HEALTH_PORT}
# A start, the first calls and a stop teach the JVM which classes to have ready, and which methods to compile first.
RUN --mount=type=bind,source=docker/train,target=/train bash /train ${MODULE} \
 && rm -rf /tmp/* \
 && echo "-XX:AOTCache=/app/program.aot" >> java.options
USER 10001:10001
HEALTHCHECK --interval=10s --timeout=4s --start-period=90s --start-interval=1s --retries=3 CMD ["/app/health"]
ENTRYPOINT ["java", "@/app/java.options", "-jar", "program.jar"]
