package io.followsync.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

import io.followsync.embedded.Database;
import io.followsync.embedded.process.Directories;
import io.followsync.embedded.process.FreePorts;
import io.followsync.stack.process.ServiceProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalStackTests {

	@TempDir
	private Path root;

	private StackConfig config;

	@BeforeEach
	void install() throws Exception {
		FakeService.installAll(this.root);
		this.config = StackConfig.of(this.root, this.root.resolve(".followsync"));
	}

	@Test
	@Tag("full")
	void survivesAPowerCutOfEverythingAndKeepsItsData() throws SQLException {
		try (LocalStack stack = LocalStack.start(this.config)) {
			execute(stack.database(), "create table kept as select 42 as n");
			ServiceProcess second = stack.addWorker();
			assertThat(second.name()).isEqualTo("worker-2");
			assertThat(second.url().getPort()).isEqualTo(this.config.ports().worker() + 1);

			stack.killAll();
			assertThat(stack.services()).noneMatch(ServiceProcess::isAlive);
			assertThat(FreePorts.isFree(this.config.ports().postgres())).isTrue();
			stack.startAgain();

			assertThat(stack.services()).hasSize(4).allMatch(ServiceProcess::isReady);
			assertThat(execute(stack.database(), "select n::text from kept")).isEqualTo("42");
		}
		LocalStack.clear(this.config);
		assertThat(this.root.resolve(".followsync").resolve("postgres")).doesNotExist();
	}

	@Test
	void leavesNothingRunningWhenOnePartDoesNotStart() {
		StackConfig failing = this.config.withProperty("worker", "fails", "yes");
		assertThatThrownBy(() -> LocalStack.start(failing)).isInstanceOf(StackException.class)
			.hasMessageContaining("worker-1 ended with exit code 3");
		assertThat(Stream.of(failing.ports().postgres(), failing.ports().kafka(), failing.ports().gateway()))
			.allMatch(FreePorts::isFree);
	}

	@Test
	@Timeout(60)
	void doesNotWaitForTheOthersWhenOneServiceCannotStart() {
		StackConfig failing = this.config.withProperty("gateway", "hangs", "yes")
			.withProperty("worker", "fails", "yes");
		assertThatThrownBy(() -> LocalStack.start(failing)).hasMessageContaining("worker-1 ended with exit code 3");
	}

	@Test
	void leavesNothingRunningWhenAStepBetweenTheStartsFails() {
		assertThatThrownBy(
				() -> LocalStack.start(this.config, (part) -> Directories.delete(this.root.resolve("api-gateway"))))
			.isInstanceOf(StackException.class)
			.hasMessageContaining("There is no program");
		assertThatNothingIsLeft();

		assertThatThrownBy(() -> {
			FakeService.installAll(this.root);
			LocalStack.start(this.config, new FailingListener());
		}).hasMessage("the listener failed");
		assertThatNothingIsLeft();
	}

	private void assertThatNothingIsLeft() {
		assertThat(Stream.of(this.config.ports().postgres(), this.config.ports().kafka())).allMatch(FreePorts::isFree);
		assertThatCode(() -> LocalStack.clear(this.config)).doesNotThrowAnyException();
	}

	@Test
	void saysThatAProgramWasNotBuilt() throws Exception {
		Path gateway = this.root.resolve("api-gateway/target/program/api-gateway-0.1.0-SNAPSHOT.jar");
		Files.delete(gateway);
		assertThatThrownBy(() -> LocalStack.start(this.config)).isInstanceOf(StackException.class)
			.hasMessageContaining("There is no program in " + gateway.getParent());
	}

	private static final class FailingListener implements LocalStack.StartListener {

		@Override
		public void starting(String part) {
		}

		@Override
		public void created(LocalStack stack) {
			throw new IllegalStateException("the listener failed");
		}

	}

	private static String execute(Database database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(),
				database.password()); Statement statement = connection.createStatement()) {
			if (!statement.execute(sql)) {
				return "";
			}
			try (ResultSet result = statement.getResultSet()) {
				result.next();
				return result.getString(1);
			}
		}
	}

}
