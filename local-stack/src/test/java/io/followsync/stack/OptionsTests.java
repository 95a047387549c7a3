package io.followsync.stack.run;

import java.nio.file.Path;
import java.util.List;

import io.followsync.stack.StackException;
import io.followsync.stack.StackPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTests {

	@Test
	void usesTheUsualPortsAndOneWorkerWhenNothingIsSaid() {
		Options options = Options.parse(List.of("root=/repo/local-stack/..", "export=", "workers="));
		assertThat(options.stack().ports()).isEqualTo(StackPorts.usual());
		assertThat(options.stack().workers()).isEqualTo(1);
		assertThat(options.stack().root()).isEqualTo(Path.of("/repo"));
		assertThat(options.stack().data()).isEqualTo(Path.of("/repo/.followsync"));
		assertThat(options.export()).isEmpty();
		assertThat(options.fresh()).isFalse();
	}

	@Test
	void takesEachOption() {
		Options options = Options.parse(List.of("gateway.port=1", "gateway.management.port=2", "simulator.port=3",
				"worker.port=4", "postgres.port=5", "kafka.port=6", "workers=3", "fresh=true"));
		assertThat(options.stack().ports()).isEqualTo(new StackPorts(1, 2, 3, 4, 5, 6));
		assertThat(options.stack().workers()).isEqualTo(3);
		assertThat(options.fresh()).isTrue();
	}

	@Test
	void readsAnExportRelativeToWhereTheCommandWasTyped() {
		assertThat(Options.parse(List.of("typed.in=/home/me", "export=../you/a.zip")).export())
			.contains(Path.of("/home/you/a.zip"));
		assertThat(Options.parse(List.of("typed.in=/home/me", "export=/tmp/a=b.zip")).export())
			.contains(Path.of("/tmp/a=b.zip"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers=0", "workers=many", "workers=17", "gateway.port=65536", "kafka.port=-1",
			"fresh=maybe", "fresh" })
	void refusesWhatMakesNoSense(String argument) {
		assertThatThrownBy(() -> Options.parse(List.of(argument))).isInstanceOf(StackException.class)
			.hasMessageContaining(argument.substring(0, argument.contains("=") ? argument.indexOf('=') : 5));
	}

}
