package io.followsync.embedded.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.followsync.embedded.ServiceStartException;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What a {@link ChildJvm} with a main class of ours and its parent say to each other. The
 * child reports on its standard output whether its service is ready; it serves until its
 * standard input ends, because the parent closed it or is gone, for whatever reason.
 */
public final class Lifeline {

	private static final String READY = "ready";

	private static final String FAILED = "failed ";

	/** Sent before the end of input when the service will be started again. */
	private static final int KEEP_DATA = 'k';

	private final AutoCloseable service;

	private final @Nullable Path temporary;

	private volatile boolean keepData;

	private boolean closed;

	private Lifeline(AutoCloseable service, @Nullable Path temporary) {
		this.service = service;
		this.temporary = temporary;
	}

	/**
	 * In the parent: starts that main class with our class path, and returns when it
	 * reports that it is ready.
	 * @throws ServiceStartException with the reason when the child is not ready in time
	 */
	public static ChildJvm start(String name, Class<?> main, List<String> jvmOptions, List<String> arguments, Path log,
			Duration patience) {
		List<String> all = new ArrayList<>(jvmOptions);
		// Nobody reads its standard output once it is ready.
		all.add("-XX:+DisplayVMOutputToStderr");
		all.add("-Dlogback.configurationFile=io/followsync/embedded/quiet-logback.xml");
		all.add(main.getName());
		all.addAll(arguments);
		// Not an argument: a test's class path is longer than some systems allow.
		Map<String, String> environment = Map.of("CLASSPATH", System.getProperty("java.class.path"));
		ChildJvm child = ChildJvm.launch(all, environment, log, ProcessBuilder.Redirect.PIPE);
		String answer = readAnswer(child, patience);
		if (!READY.equals(answer)) {
			child.kill();
			throw new ServiceStartException("%s did not start: %s (log: %s)".formatted(name, answer, log));
		}
		return child;
	}

	/** In the parent: lets the child keep even temporary data when it stops. */
	public static void keepData(ChildJvm child) {
		child.send(KEEP_DATA);
	}

	private static String readAnswer(ChildJvm child, Duration patience) {
		try {
			return CompletableFuture
				.supplyAsync(() -> child.output()
					.lines()
					.filter((line) -> line.equals(READY) || line.startsWith(FAILED))
					.findFirst())
				.get(patience.toMillis(), TimeUnit.MILLISECONDS)
				.map((line) -> line.startsWith(FAILED) ? line.substring(FAILED.length()) : line)
				.orElse("it ended without an answer");
		}
		catch (TimeoutException ex) {
			return "no answer within " + patience;
		}
		catch (ExecutionException ex) {
			return String.valueOf(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "interrupted";
		}
	}

	/**
	 * In the child: starts the service, reports to the parent, and exits the JVM when the
	 * parent closes the input. Ctrl-C and a closed terminal reach the whole process group
	 * at once; they are ignored here, and the parent stops its children in order.
	 * @param temporary deleted at the end, unless the parent asked to keep it
	 */
	public static void serve(Callable<AutoCloseable> start, @Nullable Path temporary) {
		ignore("INT");
		ignore("HUP");
		PrintStream parent = System.out;
		System.setOut(System.err);
		try {
			Lifeline lifeline = new Lifeline(start.call(), temporary);
			Runtime.getRuntime().addShutdownHook(new Thread(lifeline::close, "stop"));
			parent.println(READY);
			lifeline.awaitEndOfInput();
			// Before the exit, because other shutdown hooks run at the same time as ours
			// and may stop what we wait for.
			lifeline.close();
			System.exit(0);
		}
		catch (Exception ex) {
			ex.printStackTrace();
			parent.println(FAILED + ex.getMessage());
			System.exit(1);
		}
	}

	private void awaitEndOfInput() throws IOException {
		for (int read = System.in.read(); read >= 0; read = System.in.read()) {
			this.keepData = this.keepData || read == KEEP_DATA;
		}
	}

	// Stack traces go to the log of the service.
	@SuppressWarnings("CatchAndPrintStackTrace")
	private synchronized void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		try {
			this.service.close();
			if (this.temporary != null && !this.keepData) {
				Directories.delete(this.temporary);
			}
		}
		catch (Exception ex) {
			ex.printStackTrace();
		}
	}

	private static void ignore(String signal) {
		try {
			Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
		}
		catch (IllegalArgumentException ex) {
			// Windows has no HUP signal and nothing sends one.
		}
	}

}
