package io.followsync.benchmarks.submissions;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PgbenchTests {

	@Test
	void givesEachParameterOfTheGatewaysStatementAValue() {
		String statement = Pgbench.withValues("SELECT " + parameters(13));

		assertThat(statement).startsWith("SELECT gen_random_uuid(), 's:'").endsWith("'FOLLOWERS', 'FOLLOWING'");
	}

	@Test
	void noticesThatTheGatewaysStatementHasChanged() {
		assertThatIllegalStateException().isThrownBy(() -> Pgbench.withValues("SELECT " + parameters(12)));
		assertThatIllegalStateException().isThrownBy(() -> Pgbench.withValues("SELECT " + parameters(14)));
	}

	private static String parameters(int count) {
		return IntStream.rangeClosed(1, count).mapToObj((number) -> "$" + number).collect(Collectors.joining(", "));
	}

}
