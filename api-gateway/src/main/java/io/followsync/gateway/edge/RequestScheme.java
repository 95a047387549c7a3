package io.followsync.gateway.edge;

import java.util.Arrays;
import java.util.List;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Whether a client used https. Behind proxies of ours they say so in
 * {@code X-Forwarded-Proto}, by one value, or by one each like addresses in
 * {@code X-Forwarded-For}. A client that forges it only makes its own cookies useless.
 */
@Component
public class RequestScheme {

	private static final String HTTPS = "https";

	private final int trustedHops;

	RequestScheme(ForeignOriginFilter.Properties properties) {
		this.trustedHops = properties.trustedHops();
	}

	public boolean isHttps(ServerHttpRequest request) {
		List<String> schemes = request.getHeaders()
			.getValuesAsList("X-Forwarded-Proto")
			.stream()
			.flatMap((line) -> Arrays.stream(line.split(",")))
			.map(String::strip)
			.toList();
		if (this.trustedHops > 0 && !schemes.isEmpty()) {
			return HTTPS.equalsIgnoreCase(schemes.get(Math.max(0, schemes.size() - this.trustedHops)));
		}
		return request.getSslInfo() != null;
	}

}
