package io.followsync.worker.source.dataexport;

import java.time.Clock;

import reactor.core.scheduler.Schedulers;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** The data export's source. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataExportProperties.class)
class DataExportConfiguration {

	private static final int MOST_WAITING = 1000;

	private static final int IDLE_SECONDS = 60;

	@Bean
	DataExportSource dataExportSource(DatabaseClient database, DataExportProperties bounds, Clock clock) {
		return new DataExportSource(new Uploads(database), bounds, clock,
				Schedulers.newBoundedElastic(1, MOST_WAITING, "uploads", IDLE_SECONDS, true));
	}

}
