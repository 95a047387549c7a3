package io.followsync.deployment.compose;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Skips a test with a warning where compose is not available. */
class ComposeCondition implements ExecutionCondition {

	private static final Duration TO_ANSWER = Duration.ofSeconds(20);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (possible()) {
			return ConditionEvaluationResult.enabled("there is " + needed());
		}
		String reason = "NOT TESTED, because there is no " + needed() + ": " + context.getDisplayName();
		LoggerFactory.getLogger(getClass()).warn(reason);
		return ConditionEvaluationResult.disabled(reason);
	}

	boolean possible() {
		return answers("docker", "compose", "version");
	}

	String needed() {
		return "client of Docker with compose";
	}

	static boolean answers(String... command) {
		try {
			return new Commands(Path.of("."), Map.of()).tried(TO_ANSWER, command).code() == 0;
		}
		catch (UncheckedIOException ex) {
			// The program does not exist.
			return false;
		}
	}

}
