package io.followsync.acceptance.stack;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.followsync.stack.LocalStack;
import io.followsync.stack.StackConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the stack that a class asks for, after ending the one before it. What every
 * ended stack left in its logs is searched for secrets, and told to who asks for
 * {@link LeakedSecrets}.
 */
class RunningStack implements ParameterResolver, BeforeEachCallback {

	private static final Path ROOT = Path.of("..");

	@Override
	public void beforeEach(ExtensionContext context) {
		StackTest alone = context.getRequiredTestClass().getAnnotation(StackTest.class);
		if (alone != null && alone.value() == StackKind.ROUGH) {
			current(context).parts().startAgain();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == Stack.class || type == LeakedSecrets.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return (parameter.getParameter().getType() == Stack.class) ? current(context) : stacks(context).endAll();
	}

	private static Stack current(ExtensionContext context) {
		return stacks(context).of(kind(context));
	}

	private static Current stacks(ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(RunningStack.class))
			.computeIfAbsent(Current.class, (key) -> new Current(), Current.class);
	}

	private static StackKind kind(ExtensionContext context) {
		StackTest alone = context.getRequiredTestClass().getAnnotation(StackTest.class);
		return (alone != null) ? alone.value() : StackKind.QUIET;
	}

	/** The running stack; ended with the tests. */
	private static final class Current implements AutoCloseable {

		private @Nullable StackKind kind;

		private @Nullable Stack stack;

		private final LeakedSecrets leaked = new LeakedSecrets();

		private final Map<StackKind, CompletableFuture<Void>> ending = new EnumMap<>(StackKind.class);

		private synchronized LeakedSecrets endAll() {
			close();
			return this.leaked;
		}

		private synchronized Stack of(StackKind wanted) {
			Stack running = this.stack;
			if (running != null && this.kind == wanted) {
				return running;
			}
			end();
			// It would have the same directory.
			this.ending.getOrDefault(wanted, CompletableFuture.completedFuture(null)).join();
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
				if (kind == StackKind.QUIET) {
					stack.warmUp();
				}
				return stack;
			}
			catch (RuntimeException ex) {
				parts.close();
				throw ex;
			}
		}

		/** Goes on beside the start of the next one: most of it is waiting. */
		private void end() {
			Stack ended = this.stack;
			this.stack = null;
			if (ended != null && this.kind != null) {
				this.ending.put(this.kind, CompletableFuture.runAsync(() -> {
					ended.parts().close();
					this.leaked.search(ended);
				}));
			}
		}

		@Override
		public synchronized void close() {
			end();
			this.ending.values().forEach(CompletableFuture::join);
		}

	}

}
