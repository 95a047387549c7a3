package io.followsync.gateway.edge;

import java.util.List;

import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** System A's API answers JSON, as it always did, whatever its callers accept. */
@Component
class SystemAContentTypes implements WebFluxConfigurer, RequestedContentTypeResolver {

	private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/**");

	// The native API, and the events under their older path, are negotiated.
	private static final List<PathPattern> NEGOTIATED = List.of(PathPatternParser.defaultInstance.parse("/api/v1/**"),
			PathPatternParser.defaultInstance.parse("/api/jobs/{id}/events"));

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
