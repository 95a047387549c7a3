package io.followsync.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/** Only where containers were asked for: most machines have no Docker. */
@Tag("containers")
@EnabledIfSystemProperty(named = "followsync.services", matches = "containers")
class ContainerServicesTests {

	@Test
	void postgresKeepsAddressAndRowsThroughKillAndStop() throws SQLException {
		try (PostgresService postgres = new ServiceContainer.Postgres()) {
			Database database = postgres.database("kept");
			execute(database, "create table t (n int)");
			postgres.kill();
			postgres.start();
			execute(postgres.database("kept"), "insert into t values (1)");
			postgres.stop();
			postgres.start();
			assertThat(numbers(postgres.database("kept"))).containsExactly(1);
		}
	}

	@Test
	void kafkaKeepsItsAddressThroughAKill() throws Exception {
		try (KafkaService kafka = new ServiceContainer.Kafka()) {
			String address = kafka.bootstrapServers();
			kafka.kill();
			kafka.start();
			assertThat(kafka.bootstrapServers()).isEqualTo(address);
			try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
				assertThat(admin.describeCluster().nodes().get(30, TimeUnit.SECONDS)).hasSize(1);
			}
		}
	}

	private static List<Integer> numbers(Database database) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(),
				database.password()); ResultSet rows = connection.createStatement().executeQuery("select n from t")) {
			List<Integer> numbers = new ArrayList<>();
			while (rows.next()) {
				numbers.add(rows.getInt(1));
			}
			return numbers;
		}
	}

	private static void execute(Database database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(),
				database.password())) {
			connection.createStatement().execute(sql);
		}
	}

}
