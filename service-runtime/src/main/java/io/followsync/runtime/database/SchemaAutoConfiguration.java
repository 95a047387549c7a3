package io.followsync.runtime.database;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(before = FlywayAutoConfiguration.class)
@EnableConfigurationProperties(SchemaProperties.class)
class SchemaAutoConfiguration {

	@Bean
	@ConditionalOnProperty(name = "followsync.schema.migrate", havingValue = "false")
	FlywayMigrationStrategy schemaIsAwaited(SchemaProperties properties) {
		return new AwaitedSchema(properties.patience());
	}

}
