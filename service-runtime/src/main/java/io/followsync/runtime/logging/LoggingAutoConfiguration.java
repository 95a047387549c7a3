package io.followsync.runtime.logging;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Keeps what nobody handles from being logged whole. */
@AutoConfiguration
class LoggingAutoConfiguration {

	@Bean
	SmartInitializingSingleton droppedErrors() {
		return DroppedErrors::install;
	}

}
