package io.followsync.runtime.logging;

import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.codec.DecodingException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Logs errors that arrive when nobody waits for them any more, such as that of a request
 * whose client has disconnected. Reactor by itself logs them whole, with the request's
 * path and so with its capability.
 */
@AutoConfiguration
class DroppedErrorsAutoConfiguration {

	private static final Logger log = LoggerFactory.getLogger(DroppedErrorsAutoConfiguration.class);

	private static final AtomicBoolean installed = new AtomicBoolean();

	@Bean
	SmartInitializingSingleton droppedErrors() {
		return DroppedErrorsAutoConfiguration::install;
	}

	/** For the whole process, once. */
	static void install() {
		if (installed.compareAndSet(false, true)) {
			Hooks.onErrorDropped(DroppedErrorsAutoConfiguration::log);
		}
	}

	private static void log(Throwable error) {
		(isCausedByClient(error) ? log.atDebug() : log.atWarn()).setCause(Failures.Redacted.of(error))
			.log("Error dropped, nobody waits for its result any more");
	}

	// Anybody can cause as many of these as they like: by disconnecting, and by a body
	// that cannot be decoded.
	private static boolean isCausedByClient(Throwable error) {
		return DisconnectedClientHelper.isClientDisconnectedException(error) || error instanceof DecodingException;
	}

}
