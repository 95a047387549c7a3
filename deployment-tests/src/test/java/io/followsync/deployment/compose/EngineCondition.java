package io.followsync.deployment.compose;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Where no container engine with compose answers, says loudly that a test is left out.
 */
class EngineCondition implements ExecutionCondition {

	private static final Duration TO_ANSWER = Duration.ofSeconds(20);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (answers("docker", "info") && answers("docker", "compose", "version")) {
			return ConditionEvaluationResult.enabled("a container engine answers");
		}
		String reason = "NOT TESTED, because no container engine with compose answers: " + context.getDisplayName();
		LoggerFactory.getLogger(EngineCondition.class).warn(reason);
		return ConditionEvaluationResult.disabled(reason);
	}

	private static boolean answers(String... command) {
		try {
			return new Commands(Path.of("."), Map.of()).tried(TO_ANSWER, command).code() == 0;
		}
		catch (UncheckedIOException ex) {
			// There is no such program.
			return false;
		}
	}

}
