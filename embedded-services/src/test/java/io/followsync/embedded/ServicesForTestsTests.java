package io.followsync.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Isolated("other classes end every child of their kind")
class ServicesForTestsTests {

	@AfterEach
	void clear() {
		System.clearProperty("followsync.kafka.bootstrap-servers");
		System.clearProperty("followsync.services");
	}

	@Test
	void createsAnEmptyDatabaseForEachCaller() throws SQLException {
		Database first = ServicesForTests.createDatabase();
		Database second = ServicesForTests.createDatabase();
		try (Connection connection = connect(first)) {
			connection.createStatement().execute("create table t (n int)");
		}
		try (Connection connection = connect(second)) {
			assertThat(connection.getMetaData().getTables(null, "public", "t", null).next()).isFalse();
		}
		assertThat(second.port()).isEqualTo(first.port());
	}

	@Test
	void copiesADatabaseWithItsTables() throws SQLException {
		Database template = ServicesForTests.createDatabase();
		try (Connection connection = connect(template)) {
			connection.createStatement().execute("create table t (n int)");
		}
		Database copy = ServicesForTests.copyOf(template);
		assertThat(copy.name()).isNotEqualTo(template.name());
		try (Connection connection = connect(copy)) {
			connection.createStatement().execute("insert into t values (1)");
		}
	}

	@Test
	void usesAGivenAddressWithoutControllingIt() {
		System.setProperty("followsync.kafka.bootstrap-servers", "broker.example:9092");
		KafkaService kafka = ServiceSource.EMBEDDED.kafka();
		assertThat(kafka.bootstrapServers()).isEqualTo("broker.example:9092");
		assertThatThrownBy(kafka::stop).isInstanceOf(UnsupportedOperationException.class);
	}

	@Test
	void namesAnUnknownSource() {
		System.setProperty("followsync.services", "cloud");
		assertThatThrownBy(ServiceSource::fromSettings).hasMessageContaining("\"cloud\"");
	}

	private static Connection connect(Database database) throws SQLException {
		return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
	}

}
