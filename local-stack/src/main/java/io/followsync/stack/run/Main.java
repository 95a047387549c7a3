package io.followsync.stack.run;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.followsync.embedded.ServiceStartException;
import io.followsync.stack.Preflight;
import io.followsync.stack.StackException;

/** The program behind {@code mvn -Prun}. */
public final class Main {

	private Main() {
	}

	public static void main(String[] arguments) throws InterruptedException {
		try {
			Preflight.Options options = Preflight.Options.parse(List.of(arguments));
			Preflight.check(options);
			Screen screen = new Screen(System.out, inTerminal(), Clock.system(ZoneId.systemDefault()));
			Run run = new Run(options, screen);
			Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
			exitWithParent();
			Thread.ofVirtual().start(() -> Preflight.refuse(screen.givenUp().join(), run::stop));
			start(run);
			new CountDownLatch(1).await();
		}
		catch (IllegalArgumentException | StackException | ServiceStartException ex) {
			Preflight.refuse(String.valueOf(ex.getMessage()));
		}
	}

	private static void start(Run run) {
		try {
			run.start();
		}
		catch (RuntimeException ex) {
			// Ctrl-C stops the services too, so their end is expected.
			if (!run.isStopping()) {
				throw ex;
			}
		}
	}

	// Still correct from JDK 22 on, because the command sets jdk.console.
	@SuppressWarnings("SystemConsoleNull")
	private static boolean inTerminal() {
		return System.console() != null;
	}

	/** Exits when Maven is gone, because it may be killed before it can tell us. */
	private static void exitWithParent() {
		ProcessHandle.current().parent().ifPresent((parent) -> {
			Thread watch = new Thread(() -> {
				parent.onExit().join();
				System.exit(0);
			}, "parent");
			watch.setDaemon(true);
			watch.start();
		});
	}

}
