package io.followsync.deployment.kubernetes;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks what a service reads from the files of an overlay. */
class InstallationTests {

	private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\" password=\"p\";";

	private static final Map<String, String> LOGIN_KEYS = Map.of("spring.r2dbc.username", "database",
			"spring.r2dbc.password", "database", "spring.flyway.user", "database", "spring.flyway.password", "database",
			"spring.kafka.properties.sasl.jaas.config", "kafka", "followsync.operators.token", "operators");

	@TempDir
	private Path root;

	@ParameterizedTest
	@ValueSource(strings = { "k8s/base/application.yml", "k8s/overlays/dev/installation.yml",
			"k8s/overlays/production/installation.yml" })
	void everySettingIsRead(String file) throws IOException {
		KnownSettings known = new KnownSettings();

		assertThat(KnownSettings.in(Manifests.ROOT.resolve(file))).isNotEmpty().allMatch(known::has);
	}

	@Test
	void everyRequiredSecretHoldsSettings() throws IOException {
		KnownSettings known = new KnownSettings();
		String instructions = Files.readString(Manifests.ROOT.resolve("docs/operations.md"));

		assertThat(LOGIN_KEYS.keySet())
			.allSatisfy((key) -> assertThat(instructions).contains("--from-literal=" + key + "="))
			.allMatch(known::has);
	}

	@ParameterizedTest
	@ValueSource(strings = { "api-gateway", "sync-worker" })
	void productionVerifiesThePostgresqlCertificate(String service) throws IOException {
		Binder settings = production(service).settings();
		R2dbcProperties r2dbc = settings.bind("spring.r2dbc", R2dbcProperties.class).get();
		FlywayProperties flyway = settings.bind("spring.flyway", FlywayProperties.class).get();

		assertThat(r2dbc.getUrl()).isEqualTo("r2dbc:postgresql://postgresql.example.org:5432/followsync");
		assertThat(r2dbc.getUsername()).isEqualTo("spring.r2dbc.username");
		assertThat(r2dbc.getPassword()).isEqualTo("spring.r2dbc.password");
		assertThat(r2dbc.getProperties()).containsEntry("sslMode", "verify-full")
			.containsEntry("sslRootCert", authority("postgresql"))
			// The service's own settings are still there.
			.containsEntry("applicationName", service);
		assertThat(optionsOfPostgresql()).containsAll(r2dbc.getProperties().keySet());
		assertThat(flyway.getUrl()).startsWith("jdbc:postgresql://postgresql.example.org:5432/followsync?")
			.contains("sslmode=verify-full", "sslrootcert=" + authority("postgresql"));
		assertThat(flyway.getUser()).isEqualTo("spring.r2dbc.username");
		assertThat(flyway.getPassword()).isEqualTo("spring.r2dbc.password");
	}

	@ParameterizedTest
	@ValueSource(strings = { "api-gateway", "sync-worker" })
	void servicesWaitForTheSchemaInsteadOfMigratingIt(String service) throws IOException {
		assertThat(production(service).settings().bind("followsync.schema.migrate", Boolean.class).get()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "api-gateway", "sync-worker" })
	void productionLogsInToKafkaOverTls(String service) throws IOException {
		KafkaProperties kafka = production(service).settings().bind("spring.kafka", KafkaProperties.class).get();

		assertThat(
				List.of(kafka.buildAdminProperties(), kafka.buildConsumerProperties(), kafka.buildProducerProperties()))
			.allSatisfy(
					(client) -> assertThat(client).containsEntry("bootstrap.servers", List.of("kafka.example.org:9093"))
						.containsEntry("security.protocol", "SASL_SSL")
						.containsEntry("sasl.mechanism", "SCRAM-SHA-512")
						.containsEntry("sasl.jaas.config", LOGIN)
						.containsEntry("ssl.truststore.type", "PEM")
						.containsEntry("ssl.truststore.location", authority("kafka")));
		assertThat(namesOfKafka()).containsAll(kafka.getProperties().keySet())
			.containsAll(kafka.buildProducerProperties().keySet())
			.containsAll(kafka.buildConsumerProperties().keySet());
	}

	@Test
	void productionWatchesTheCertificatesItUses() throws IOException {
		SslProperties ssl = production("api-gateway").settings().bind("spring.ssl", SslProperties.class).get();

		assertThat(ssl.getBundle().getPem().values()).extracting((bundle) -> bundle.getTruststore().getCertificate())
			.containsExactlyInAnyOrder("file:" + authority("postgresql"), "file:" + authority("kafka"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "api-gateway", "sync-worker" })
	void theSmallFormUsesServicesOfItsNamespace(String service) throws IOException {
		Binder settings = pod(service, "dev").settings();
		R2dbcProperties r2dbc = settings.bind("spring.r2dbc", R2dbcProperties.class).get();
		KafkaProperties kafka = settings.bind("spring.kafka", KafkaProperties.class).get();

		assertThat(r2dbc.getUrl()).isEqualTo("r2dbc:postgresql://postgres:5432/followsync");
		assertThat(r2dbc.getPassword()).isEqualTo("spring.r2dbc.password");
		assertThat(settings.bind("spring.flyway", FlywayProperties.class).get().getUrl())
			.isEqualTo("jdbc:postgresql://postgres:5432/followsync");
		assertThat(kafka.buildProducerProperties()).containsEntry("bootstrap.servers", List.of("kafka:9092"))
			.doesNotContainKey("security.protocol");
	}

	@Test
	void theGatewayTrustsOneProxyAndKnowsItsOperators() throws IOException {
		Binder settings = production("api-gateway").settings();

		assertThat(settings.bind("followsync.edge.trusted-hops", Integer.class).get()).isEqualTo(1);
		assertThat(settings.bind("followsync.operators.token", String.class).get())
			.isEqualTo("followsync.operators.token");
		assertThat(settings.bind("followsync.topics.replication-factor", Integer.class).get()).isEqualTo(3);
		assertThat(settings.bind("server.address", String.class).get()).isEqualTo("0.0.0.0");
	}

	private Pod production(String service) throws IOException {
		return pod(service, "production").secret("kafka", "spring.kafka.properties.sasl.jaas.config", LOGIN);
	}

	/** Each secret's value is the name of its setting. */
	private Pod pod(String service, String overlay) throws IOException {
		Pod pod = Pod.of(this.root, service, overlay)
			.secret("database", "spring.r2dbc.username", "spring.r2dbc.username")
			.secret("database", "spring.r2dbc.password", "spring.r2dbc.password");
		return service.equals("api-gateway")
				? pod.secret("operators", "followsync.operators.token", "followsync.operators.token") : pod;
	}

	/** The path where the overlay mounts it. */
	private static String authority(String server) {
		return Manifests.file("k8s/overlays/production/authorities.yaml")
			.path(1)
			.path("value")
			.path("mountPath")
			.asString() + "/" + server + ".crt";
	}

	private static Set<String> optionsOfPostgresql() {
		return Stream.of(PostgresqlConnectionFactoryProvider.class, ConnectionFactoryOptions.class)
			.flatMap((options) -> Arrays.stream(options.getFields()))
			.filter((field) -> field.getType() == Option.class)
			.map(InstallationTests::nameOf)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String nameOf(Field option) {
		try {
			return ((Option<?>) option.get(null)).name();
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Set<String> namesOfKafka() {
		return Stream.of(AdminClientConfig.configNames(), ConsumerConfig.configNames(), ProducerConfig.configNames())
			.flatMap(Set::stream)
			.collect(Collectors.toSet());
	}

}
