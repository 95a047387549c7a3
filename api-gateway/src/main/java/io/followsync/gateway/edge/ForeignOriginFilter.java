package io.followsync.gateway.edge;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Refuses what web pages of other origins send.
 * <p>
 * A call that changes something is refused always: a browser adds the credential that it
 * has cached. Clients that are no browsers send neither {@code Sec-Fetch-Site} nor
 * {@code Origin} and are not concerned.
 * <p>
 * A gateway that trusts its own machine ({@code followsync.edge.local-only}) refuses
 * every call that does not name this machine: a page can rebind its host name to
 * 127.0.0.1, but cannot change the Host and Origin that the browser sends.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
record ForeignOriginFilter(Properties properties) implements WebFilter {

	private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

	private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

	private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		HttpHeaders headers = exchange.getRequest().getHeaders();
		boolean allowed = (READING.contains(exchange.getRequest().getMethod()) || isSameOrigin(headers))
				&& (!this.properties.localOnly() || isLocal(headers));
		return allowed ? chain.filter(exchange) : Mono.error(() -> new ApiException(ErrorCode.FOREIGN_ORIGIN));
	}

	private boolean isSameOrigin(HttpHeaders headers) {
		List<String> sites = headers.getOrEmpty("Sec-Fetch-Site");
		if (!sites.isEmpty()) {
			// The browser compares with the address that it was given, whatever proxies
			// make of the host.
			return sites.stream().allMatch(SAME_SITE::contains);
		}
		List<String> origins = headers.getOrEmpty(HttpHeaders.ORIGIN);
		return origins.isEmpty()
				|| (origins.size() == 1 && (isOwn(origins.getFirst(), headers.getFirst(HttpHeaders.HOST))
						|| this.properties.publicOrigins().contains(origins.getFirst())));
	}

	// Not the scheme: a proxy in front may end TLS.
	private static boolean isOwn(String origin, @Nullable String host) {
		Optional<URI> page = parse(origin).filter((uri) -> uri.getHost() != null);
		return page.flatMap((uri) -> parse(uri.getScheme() + "://" + host))
			.filter((called) -> authority(called).equals(authority(page.orElseThrow())))
			.isPresent();
	}

	private static String authority(URI address) {
		int defaultPort = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
		int port = (address.getPort() < 0) ? defaultPort : address.getPort();
		return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
	}

	private static boolean isLocal(HttpHeaders headers) {
		String origin = headers.getOrigin();
		return isLocal("http://" + headers.getFirst(HttpHeaders.HOST)) && (origin == null || isLocal(origin));
	}

	private static boolean isLocal(String address) {
		return parse(address).map(URI::getHost)
			.filter((host) -> LOCAL_NAMES.contains(host.toLowerCase(Locale.ROOT)))
			.isPresent();
	}

	private static Optional<URI> parse(String address) {
		try {
			return Optional.of(URI.create(address));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Which addresses and origins of a request are trusted.
	 *
	 * @param trustedHops how many proxies of ours each request has passed; that many
	 * entries at the end of {@code X-Forwarded-For} were written by them
	 * @param localOnly whether only requests addressed to this machine by a local name,
	 * and not sent by a page from elsewhere, are served
	 * @param publicOrigins where pages of ours are served from, such as
	 * {@code https://sync.example.com}; needed only if a proxy in front replaces the Host
	 * header, and then only for browsers that send no Sec-Fetch-Site
	 */
	@ConfigurationProperties("followsync.edge")
	record Properties(int trustedHops, boolean localOnly, @DefaultValue List<String> publicOrigins) {

		Properties {
			if (trustedHops < 0) {
				throw new IllegalArgumentException("followsync.edge.trusted-hops must not be negative");
			}
			publicOrigins = List.copyOf(publicOrigins);
			for (String origin : publicOrigins) {
				if (!origin.matches("https?://[a-z0-9.:\\[\\]-]+")) {
					throw new IllegalArgumentException("followsync.edge.public-origins: " + origin
							+ " is not an origin like https://sync.example.com, in lower case and without a path");
				}
			}
		}

	}

}
