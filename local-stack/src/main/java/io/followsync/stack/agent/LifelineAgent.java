package io.followsync.stack.agent;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends its JVM in an orderly way when standard input ends, which happens when the process
 * that started it is gone for whatever reason. Uses only the JDK, because the programs it
 * is loaded into know nothing of it.
 */
public final class LifelineAgent {

	private static final int TO_STOP_MILLIS = 20_000;

	private static final int STOPPED_BY_FORCE = 137;

	private LifelineAgent() {
	}

	/** Called by the JVM before the program's main. */
	public static void premain(String arguments) {
		Thread watch = new Thread(LifelineAgent::exitAtEndOfInput, "lifeline");
		watch.setDaemon(true);
		watch.start();
	}

	private static void exitAtEndOfInput() {
		awaitEndOfInput();
		Thread force = new Thread(LifelineAgent::haltLater, "lifeline-force");
		force.setDaemon(true);
		force.start();
		System.exit(0);
	}

	private static void awaitEndOfInput() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// A broken input counts as ended.
		}
	}

	private static void haltLater() {
		try {
			Thread.sleep(TO_STOP_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().halt(STOPPED_BY_FORCE);
	}

}
