package io.followsync.gateway.edge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one form of a time in every answer and event: ISO 8601 in UTC with at most six
 * digits of a second, as precise as the database is.
 */
@Configuration(proxyBeanMethods = false)
class TimeFormat {

	@Bean
	JsonMapperBuilderCustomizer timesWithMicroseconds() {
		return (builder) -> builder
			.addModule(new SimpleModule("times").addSerializer(Instant.class, new InstantSerializer()));
	}

	private static final class InstantSerializer extends StdSerializer<Instant> {

		private InstantSerializer() {
			super(Instant.class);
		}

		@Override
		public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
			json.writeString(time.truncatedTo(ChronoUnit.MICROS).toString());
		}

	}

}
