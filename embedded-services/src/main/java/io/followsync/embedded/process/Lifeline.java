package io.followsync.embedded.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The child's side of {@link ChildJvm}: serves until the parent closes the child's
 * standard input or is gone, for whatever reason.
 */
public final class Lifeline {

	static final String READY = "ready";

	static final String FAILED = "failed ";

	/** Sent before the end of input when the service will be started again. */
	static final int KEEP_DATA = 'k';

	private final AutoCloseable service;

	private final @Nullable Path temporary;

	private volatile boolean keepData;

	private boolean closed;

	private Lifeline(AutoCloseable service, @Nullable Path temporary) {
		this.service = service;
		this.temporary = temporary;
	}

	/**
	 * Starts the service, reports to the parent, and exits the JVM when the parent closes
	 * the input. Ctrl-C and a closed terminal reach the whole process group at once; they
	 * are ignored here, and the parent stops its children in order.
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
