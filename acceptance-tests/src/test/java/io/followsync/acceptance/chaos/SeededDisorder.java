package io.followsync.acceptance.chaos;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Provides the disorder, and reports its seed when a test fails. */
class SeededDisorder implements ParameterResolver, TestExecutionExceptionHandler {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Disorder.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return new Disorder(context.getUniqueId());
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		failure.addSuppressed(new AssertionError("repeat this with -Dchaos.seed=" + Disorder.seed()));
		throw failure;
	}

}
