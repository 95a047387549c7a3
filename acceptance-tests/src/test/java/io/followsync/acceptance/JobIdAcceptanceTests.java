package io.followsync.acceptance;

import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import io.followsync.stack.job.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The expected ids were printed by Python's
 * {@code hashlib.sha256(f"{csrf}:{session}".encode()).hexdigest()[:16]}.
 */
@SharedStackTest
class JobIdAcceptanceTests {

	@ParameterizedTest
	@CsvSource({ "abc, 5012345678%3Axyz, 5012345678, 20fa39f77fd5bd92",
			"Zk3mQ9vT1nR7xW5bY2cL8dF4gH6jK0pA, 61234567890%3AhT7uYq2LmN4pQ9%3A20%3AAYf-x_B1, 61234567890, e3e81c794a474988",
			"0, 1:a, 1, d4acf8e21a4a7ec1" })
	void jobIdMatchesThePythonFormula(String csrf, String sessionId, long userId, String expected, Stack stack) {
		Reply reply = stack.gateway().trySubmit(new Session(userId, csrf, sessionId));

		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("job_id")).isEqualTo(expected);
		assertThat(stack.gateway().status(expected).text("user_id")).isEqualTo(Long.toString(userId));
	}

}
