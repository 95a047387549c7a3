package io.followsync.gateway;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import reactor.blockhound.BlockHound;

/**
 * Makes a blocked event loop fail the call, in every test. Installed before the first
 * one: a scheduler's thread that waits while it is instrumented never wakes up again.
 */
public class BlockingDetection implements LauncherSessionListener {

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		// /dev/urandom is a file to BlockHound, and reading it does not wait; Netty's
		// buffers and the JDK's timers are handed out and taken back under locks that are
		// held for an instant only.
		BlockHound.builder()
			.loadIntegrations()
			.allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "readFully")
			.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "remove")
			.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
			.install();
	}

}
