package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

import io.followsync.runtime.logging.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** The data export's source. */
@Configuration(proxyBeanMethods = false)
class DataExportConfiguration {

	private static final Logger log = LoggerFactory.getLogger(DataExportConfiguration.class);

	private static final int MAX_QUEUED_TASKS = 1000;

	private static final int IDLE_SECONDS = 60;

	@Bean
	DataExportSource dataExportSource(DatabaseClient database, DataExportProperties bounds, Clock clock) {
		removeAbandoned(bounds.spoolRoot(), clock);
		return new DataExportSource(new UploadRepository(database), bounds, clock,
				Schedulers.newBoundedElastic(1, MAX_QUEUED_TASKS, "uploads", IDLE_SECONDS, true));
	}

	// What this worker left when it was killed should not wait for the next import.
	private static void removeAbandoned(Path spoolRoot, Clock clock) {
		try {
			SpoolDirectory.removeAbandoned(spoolRoot, clock);
		}
		catch (IOException | UncheckedIOException ex) {
			log.warn("removal of abandoned spool directories failed, retrying with the next import: {}",
					Failures.describe(ex));
		}
	}

}
