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

	@Bean
	DataExportSource dataExportSource(DatabaseClient database, DataExportProperties bounds, Clock clock) {
		return new DataExportSource(new Uploads(database), bounds, clock, Schedulers.boundedElastic());
	}

}
