package io.followsync.acceptance.stack;

import java.nio.file.Path;
import java.util.Locale;

import io.followsync.stack.LocalStack;
import io.followsync.stack.StackConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the stack that a class asks for, after ending the one before it. */
class RunningStack implements ParameterResolver, BeforeEachCallback {

	private static final Path ROOT = Path.of("..");

	@Override
	public void beforeEach(ExtensionContext context) {
		Stack stack = current(context);
		if (kind(context) == StackKind.ROUGH) {
			stack.parts().startAgain();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Stack.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return current(context);
	}

	private static Stack current(ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(RunningStack.class))
			.computeIfAbsent(Current.class, (key) -> new Current(), Current.class)
			.of(kind(context));
	}

	private static StackKind kind(ExtensionContext context) {
		return context.getRequiredTestClass().getAnnotation(StackTest.class).value();
	}

	/** The running stack; ended with the tests. */
	private static final class Current implements AutoCloseable {

		private @Nullable StackKind kind;

		private @Nullable Stack stack;

		private synchronized Stack of(StackKind wanted) {
			Stack running = this.stack;
			if (running != null && this.kind == wanted) {
				return running;
			}
			close();
			Stack started = start(wanted);
			this.kind = wanted;
			this.stack = started;
			return started;
		}

		private static Stack start(StackKind kind) {
			// Kept after the tests, because its logs help to explain a failure.
			Path data = Path.of("target", "stacks", kind.name().toLowerCase(Locale.ROOT));
			StackConfig config = kind.configure(StackConfig.of(ROOT, data));
			LocalStack.clear(config);
			LocalStack parts = LocalStack.start(config);
			try {
				Stack stack = Stack.of(parts);
				stack.trespasses().watch();
				return stack;
			}
			catch (RuntimeException ex) {
				parts.close();
				throw ex;
			}
		}

		@Override
		public synchronized void close() {
			Stack ended = this.stack;
			this.stack = null;
			if (ended != null) {
				ended.parts().close();
			}
		}

	}

}
