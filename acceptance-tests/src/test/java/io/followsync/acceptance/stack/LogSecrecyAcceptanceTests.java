package io.followsync.acceptance.stack;

import java.nio.file.Path;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/** Comes after all other tests, and ends the last stack. */
@ExtendWith(RunningStack.class)
@Isolated("ends the stack")
@Order(Integer.MAX_VALUE)
class LogSecrecyAcceptanceTests {

	@Test
	void noLogOfAnyStackHoldsASecretOrCapability(LeakedSecrets leaked) {
		assertThat(leaked.searched()).extracting(Path::getFileName)
			.extracting(Path::toString)
			.contains("gateway.log", "worker-1.log", "simulator.log", "server.log");
		assertThat(leaked.found()).isEmpty();
	}

}
