package io.followsync.runtime.logging;

import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;

import org.springframework.core.codec.DecodingException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Logs errors that come when nobody waits for them any more, such as that of a request
 * whose client has hung up. Reactor by itself logs them whole, with the request's path
 * and so with its capability.
 */
final class DroppedErrors {

	private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);

	private static final AtomicBoolean installed = new AtomicBoolean();

	private DroppedErrors() {
	}

	/** For the whole process, once. */
	static void install() {
		if (installed.compareAndSet(false, true)) {
			Hooks.onErrorDropped(DroppedErrors::tell);
		}
	}

	private static void tell(Throwable error) {
		(isOfAClient(error) ? log.atDebug() : log.atWarn()).setCause(Redacted.of(error)).log("An error came too late");
	}

	// Anybody can cause as many of these as they like: by hanging up, and by a body that
	// cannot be decoded.
	private static boolean isOfAClient(Throwable error) {
		return DisconnectedClientHelper.isClientDisconnectedException(error) || error instanceof DecodingException;
	}

}
