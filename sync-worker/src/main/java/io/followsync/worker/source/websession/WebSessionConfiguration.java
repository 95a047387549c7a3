package io.followsync.worker.source.websession;

import io.followsync.runtime.keys.ServiceKeys;
import io.followsync.vault.CredentialOpener;
import io.followsync.worker.source.ListSource.RequestDeadline;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/** The HTTP client of Instagram, and what bounds its requests. */
@Configuration(proxyBeanMethods = false)
class WebSessionConfiguration {

	@Bean(destroyMethod = "dispose")
	ConnectionProvider instagramConnections(InstagramProperties properties) {
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
	RequestDeadline requestDeadline(InstagramProperties properties) {
		return new RequestDeadline("followsync.instagram.response-timeout", properties.responseTimeout());
	}

	@Bean
	CredentialOpener credentialOpener(ServiceKeys keys) {
		return keys.worker().credentials();
	}

	@Bean
	InstagramClient instagramClient(InstagramProperties properties, ConnectionProvider instagramConnections,
			MeterRegistry meters, Spans spans) {
		return new InstagramClient(properties, webClient(properties, instagramConnections), meters, spans);
	}

	// Not the application's own builder: its instrumentation would put addresses, and so
	// account ids and cursors, into metrics and traces.
	private static WebClient webClient(InstagramProperties properties, ConnectionProvider connections) {
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

}
