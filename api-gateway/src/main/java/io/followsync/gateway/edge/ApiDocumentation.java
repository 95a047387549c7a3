package io.followsync.gateway.edge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.WebFilter;

/**
 * The OpenAPI document. It lists the errors that a call names with {@link ApiErrors}, and
 * those of every call.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

	private static final List<ErrorCode> OF_EVERY_CALL = List.of(ErrorCode.INTERNAL, ErrorCode.UNAVAILABLE);

	@Bean
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("Followsync")
				.version("1")
				.description("Keeps an Instagram account's followers and following lists, truthfully."))
			.components(new Components()
				.addSecuritySchemes("basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
				.addSecuritySchemes("bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
				.addSecuritySchemes("token",
						new SecurityScheme().type(SecurityScheme.Type.HTTP)
							.scheme("bearer")
							.description("An owner's access token"))
				.addSecuritySchemes("session", new SecurityScheme().type(SecurityScheme.Type.APIKEY)
					.in(SecurityScheme.In.COOKIE)
					.name("followsync_session")
					.description("A signed-in browser; with https the cookie is called __Host-followsync_session")));
	}

	/** Writing the document takes long, and locks: no event loop may do it. */
	@Bean
	WebFilter documentedElsewhere() {
		return (exchange, chain) -> exchange.getRequest().getPath().value().startsWith("/v3/api-docs")
				? chain.filter(exchange).subscribeOn(Schedulers.boundedElastic()) : chain.filter(exchange);
	}

	@Bean
	OperationCustomizer documentedErrors() {
		return ApiDocumentation::addErrors;
	}

	private static Operation addErrors(Operation operation, HandlerMethod method) {
		List<ErrorCode> codes = new ArrayList<>(OF_EVERY_CALL);
		ApiErrors named = method.getMethodAnnotation(ApiErrors.class);
		if (named != null) {
			codes.addAll(Arrays.asList(named.value()));
		}
		if (!isReading(method)) {
			codes.add(ErrorCode.FOREIGN_ORIGIN);
		}
		if (operation.getRequestBody() != null) {
			codes.add(ErrorCode.REQUEST_TIMEOUT);
		}
		boolean problem = isNative(method);
		Map<Integer, List<ErrorCode>> byStatus = codes.stream()
			.collect(Collectors.groupingBy((code) -> code.status().value(), TreeMap::new, Collectors.toList()));
		byStatus.forEach((status, ofStatus) -> operation.getResponses()
			.addApiResponse(status.toString(), response(ofStatus, problem)));
		return operation;
	}

	private static boolean isReading(HandlerMethod method) {
		return mappings(method).flatMap((mapping) -> Arrays.stream(mapping.method()))
			.allMatch(RequestMethod.GET::equals);
	}

	private static boolean isNative(HandlerMethod method) {
		return mappings(method).flatMap((mapping) -> Arrays.stream(mapping.path()))
			.anyMatch((path) -> path.startsWith("/api/v1/"));
	}

	private static Stream<RequestMapping> mappings(HandlerMethod method) {
		return Stream.of(method.getBeanType(), method.getMethod())
			.map((element) -> AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class))
			.filter(Objects::nonNull);
	}

	private static ApiResponse response(List<ErrorCode> codes, boolean problem) {
		String description = codes.stream().map(ErrorCode::sentence).collect(Collectors.joining("; "));
		MediaType body = new MediaType()
			.schema(problem ? problem(codes) : new ObjectSchema().addProperty("error", sentences(codes)));
		return new ApiResponse().description(description)
			.content(new Content().addMediaType(problem ? "application/problem+json" : "application/json", body));
	}

	private static Schema<?> problem(List<ErrorCode> codes) {
		StringSchema type = new StringSchema();
		codes.forEach((code) -> type.addEnumItem(code.type()));
		return new ObjectSchema().addProperty("type", type)
			.addProperty("title", sentences(codes))
			.addProperty("status", new Schema<Integer>().type("integer"))
			.addProperty("detail", new StringSchema());
	}

	private static StringSchema sentences(List<ErrorCode> codes) {
		StringSchema schema = new StringSchema();
		codes.forEach((code) -> schema.addEnumItem(code.sentence()));
		return schema;
	}

}
