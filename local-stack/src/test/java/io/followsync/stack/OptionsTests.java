package io.followsync.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.followsync.stack.Preflight.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTests {

	@Test
	void readsEachOption() {
		Options options = options("workers=3", "fresh=true", "debug=worker-3", "debug.port=7");
		assertThat(options.ports()).hasSize(6)
			.containsEntry("gateway.port", 1)
			.containsEntry("gateway.management.port", 2)
			.containsEntry("simulator.port", 3)
			.containsEntry("worker.port", 4)
			.containsEntry("postgres.port", 5)
			.containsEntry("kafka.port", 6);
		assertThat(options.workers()).isEqualTo(3);
		assertThat(options.fresh()).isTrue();
		assertThat(options.debug()).containsEntry("worker-3", 7);
		assertThat(StackConfig.Ports.of(options)).isEqualTo(new StackConfig.Ports(1, 2, 3, 4, 5, 6));
	}

	@Test
	void treatsABlankValueAsNotGiven() {
		Options options = options("root=/repo/local-stack/..", "export=", "debug=", "set=");
		assertThat(options.root()).isEqualTo(Path.of("/repo"));
		assertThat(options.data()).isEqualTo(Path.of("/repo/.followsync"));
		assertThat(options.export()).isEmpty();
		assertThat(options.debug()).isEmpty();
		assertThat(options.settings()).isEmpty();
		assertThat(options.fresh()).isFalse();
	}

	@Test
	void resolvesFilesAgainstTheCurrentDirectory() {
		assertThat(options("typed.in=/home/me", "export=../you/a.zip").export()).contains(Path.of("/home/you/a.zip"));
		assertThat(options("typed.in=/home/me", "export=/tmp/a=b.zip").export()).contains(Path.of("/tmp/a=b.zip"));
		assertThat(options("typed.in=/home/me", "set.each=/tmp/each", "set=mine.properties").settings())
			.containsExactly(Path.of("/home/me/mine.properties"), Path.of("/tmp/each"));
	}

	@Test
	void opensADebuggerPortInTheNamedServiceOnly() {
		StackConfig config = StackConfig.of(options("debug=gateway", "debug.port=5005"));
		assertThat(config.environmentOf("gateway").get("JDK_JAVA_OPTIONS")).contains("jdwp", "127.0.0.1:5005");
		assertThat(config.environmentOf("worker-1")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers=0", "workers=many", "workers=17", "gateway.port=65536", "kafka.port=-1",
			"fresh=maybe", "fresh", "debug=worker-2" })
	void refusesInvalidValuesByName(String argument) {
		assertThatThrownBy(() -> options(argument)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining(argument.replaceAll("=.*", ""));
	}

	private static Options options(String... more) {
		List<String> arguments = new ArrayList<>(List.of("workers=1", "gateway.port=1", "gateway.management.port=2",
				"simulator.port=3", "worker.port=4", "postgres.port=5", "kafka.port=6"));
		arguments.addAll(List.of(more));
		return Options.parse(arguments);
	}

}
