package io.followsync.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
@ConfigurationPropertiesScan
public class SimulatorApplication {

	public static void main(String[] args) {
		SpringApplication.run(SimulatorApplication.class, args);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	/**
	 * The simulator's own settings.
	 *
	 * @param stateFile where accounts, faults, sessions and the audit survive a restart;
	 * without it they do not
	 * @param hang how a request that gets no response ends
	 */
	@ConfigurationProperties("simulator")
	public record Properties(@Nullable Path stateFile, @DefaultValue Hang hang) {

		/**
		 * The end of a request that gets no response.
		 *
		 * @param closesAfter when the connection of a client that did not give up is
		 * closed
		 */
		public record Hang(@DefaultValue("5m") Duration closesAfter) {
		}

	}

}
