package io.followsync.gateway.edge;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which addresses and origins of a request are trusted.
 *
 * @param trustedHops how many proxies of ours each request has passed; that many entries
 * at the end of {@code X-Forwarded-For} were written by them
 * @param localOnly whether only requests addressed to this machine by a local name, and
 * not sent by a page from elsewhere, are served
 * @param publicOrigins where pages of ours are served from, such as
 * {@code https://sync.example.com}; needed only if a proxy in front replaces the Host
 * header, and then only for browsers that send no Sec-Fetch-Site
 */
@ConfigurationProperties("followsync.edge")
record EdgeProperties(int trustedHops, boolean localOnly, @DefaultValue List<String> publicOrigins) {

	EdgeProperties {
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
