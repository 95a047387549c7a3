package io.followsync.gateway;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import reactor.blockhound.BlockHound;

/**
 * Makes a call fail that blocks an event loop, in every test. Installed before the first
 * test, because a scheduler thread that waits while it is instrumented never wakes up
 * again.
 */
public class BlockingDetection implements LauncherSessionListener {

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		// BlockHound takes /dev/urandom for a file, but reading it does not block.
		// Netty's buffers and the JDK's timers use locks that are held only for an
		// instant.
		BlockHound.builder()
			.loadIntegrations()
			.allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "readFully")
			.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "remove")
			.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
			.install();
	}

}
