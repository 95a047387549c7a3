package io.followsync.worker.source.websession;

import java.net.URI;
import java.time.Duration;

import io.followsync.runtime.keys.ServiceKeys;
import io.followsync.vault.CredentialOpener;
import io.followsync.worker.source.ListSource.RequestDeadline;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

/** The HTTP client of Instagram, and what bounds its requests. */
@Configuration(proxyBeanMethods = false)
class WebSessionConfiguration {

	@Bean(destroyMethod = "dispose")
	ConnectionProvider instagramConnections(Properties properties) {
		return ConnectionProvider.builder("instagram")
			.maxConnections(properties.maxConnections())
			// A connection that Instagram has closed would fail a paid request.
			.maxIdleTime(properties.idleConnection())
			.evictInBackground(properties.idleConnection())
			.pendingAcquireTimeout(properties.responseTimeout())
			.metrics(true)
			.build();
	}

	@Bean
	RequestDeadline requestDeadline(Properties properties) {
		return new RequestDeadline("followsync.instagram.response-timeout", properties.responseTimeout());
	}

	@Bean
	CredentialOpener credentialOpener(ServiceKeys keys) {
		return keys.worker();
	}

	@Bean
	InstagramClient instagramClient(Properties properties, ConnectionProvider instagramConnections,
			MeterRegistry meters, Spans spans) {
		return new InstagramClient(properties, webClient(properties, instagramConnections), meters, spans);
	}

	// Not the application's own builder: its instrumentation would put addresses, and so
	// account ids and cursors, into metrics and traces.
	private static WebClient webClient(Properties properties, ConnectionProvider connections) {
		HttpClient http = HttpClient.create(connections)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) properties.connectTimeout().toMillis())
			.responseTimeout(properties.responseTimeout())
			.compress(true)
			.followRedirect(false)
			// The library would resend a request when its connection breaks, and each
			// costs a token.
			.disableRetry(true);
		return WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
	}

	/**
	 * How requests are sent to Instagram.
	 *
	 * @param baseUrl scheme and authority, no path
	 * @param pageSize rows asked for, 1 to 200: more than 200 is refused by Instagram
	 * @param userAgent the same for all requests: a session whose user agent changes dies
	 * @param appId the web page's; without it every answer is a 403
	 * @param asbdId the web page's, sent along as a browser does
	 * @param connectTimeout the longest that opening a connection may take
	 * @param responseTimeout the longest that one request may take, body included: below
	 * {@code followsync.jobs.lease}, and at most the 30 s that the budgets count on
	 * @param maxBytes the longest body that is read, once decompressed
	 * @param maxConnections open at once, over all sessions
	 * @param idleConnection how long an unused connection is kept
	 */
	@ConfigurationProperties("followsync.instagram")
	record Properties(@DefaultValue("https://www.instagram.com") URI baseUrl, @DefaultValue("50") int pageSize,
			@DefaultValue(Properties.BROWSER) String userAgent, @DefaultValue("936619743392459") String appId,
			@DefaultValue("359341") String asbdId, @DefaultValue("5s") Duration connectTimeout,
			@DefaultValue("20s") Duration responseTimeout, @DefaultValue("16MB") DataSize maxBytes,
			@DefaultValue("50") int maxConnections, @DefaultValue("30s") Duration idleConnection) {

		private static final String BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
				+ "(KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

		private static final int MAX_ROWS = 200;

		Properties {
			Assert.isTrue(pageSize >= 1 && pageSize <= MAX_ROWS,
					"followsync.instagram.page-size is from 1 to " + MAX_ROWS);
			Assert.isTrue(baseUrl.getRawAuthority() != null,
					"followsync.instagram.base-url is a scheme and an authority");
			Assert.isTrue(baseUrl.getRawPath().isEmpty() || "/".equals(baseUrl.getRawPath()),
					"followsync.instagram.base-url has no path");
			Assert.isTrue(connectTimeout.toMillis() > 0 && responseTimeout.toMillis() > 0,
					"followsync.instagram: timeouts are positive");
			Assert.isTrue(maxBytes.toBytes() > 0 && maxBytes.toBytes() <= Integer.MAX_VALUE,
					"followsync.instagram.max-bytes is below 2 GB");
			Assert.isTrue(maxConnections > 0, "followsync.instagram.max-connections is positive");
			Assert.isTrue(idleConnection.isPositive(), "followsync.instagram.idle-connection is positive");
		}

		/** The site's root, without a trailing slash. */
		String root() {
			return this.baseUrl.getScheme() + "://" + this.baseUrl.getRawAuthority();
		}

	}

}
