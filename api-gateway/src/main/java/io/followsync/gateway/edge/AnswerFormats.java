package io.followsync.gateway.edge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The forms of answers: System A's API answers JSON, as it always did, whatever its
 * callers accept, and a time has one form in every answer and event, ISO 8601 in UTC with
 * at most six digits of a second, as precise as the database is.
 */
@Configuration(proxyBeanMethods = false)
class AnswerFormats implements WebFluxConfigurer, RequestedContentTypeResolver {

	private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/**");

	// The native API, and the events under their older path, are negotiated.
	private static final List<PathPattern> NEGOTIATED = List.of(PathPatternParser.defaultInstance.parse("/api/v1/**"),
			PathPatternParser.defaultInstance.parse("/api/jobs/{id}/events"));

	@Bean
	static JsonMapperBuilderCustomizer timesWithMicroseconds() {
		return (builder) -> builder
			.addModule(new SimpleModule("times").addSerializer(Instant.class, new ValueSerializer<>() {
				@Override
				public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
					json.writeString(time.truncatedTo(ChronoUnit.MICROS).toString());
				}
			}));
	}

	@Override
	public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
		builder.resolver(this);
		builder.headerResolver();
	}

	@Override
	public List<MediaType> resolveMediaTypes(ServerWebExchange exchange) {
		PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
		boolean systemA = API.matches(path) && NEGOTIATED.stream().noneMatch((pattern) -> pattern.matches(path));
		return systemA ? List.of(MediaType.APPLICATION_JSON) : MEDIA_TYPE_ALL_LIST;
	}

}
