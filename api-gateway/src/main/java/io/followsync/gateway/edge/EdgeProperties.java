package io.followsync.gateway.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param trustedHops how many proxies of ours each request has passed; that many entries
 * at the end of {@code X-Forwarded-For} were written by them
 * @param localOnly whether only requests addressed to this machine by a local name, and
 * not sent by a page from elsewhere, are served
 */
@ConfigurationProperties("followsync.edge")
record EdgeProperties(int trustedHops, boolean localOnly) {

	// localOnly decides whether there is a LocalOnlyFilter, by a condition that reads the
	// setting itself; here it is checked and described.
	EdgeProperties {
		if (trustedHops < 0) {
			throw new IllegalArgumentException("followsync.edge.trusted-hops must not be negative");
		}
	}

}
