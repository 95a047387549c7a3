package io.followsync.worker.source.websession;

import io.followsync.runtime.keys.ServiceKeys;
import io.followsync.vault.CredentialOpener;
import io.followsync.worker.source.RequestDeadline;
import io.followsync.worker.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

/** The web session's source and its HTTP client. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InstagramProperties.class)
class WebSessionConfiguration {

	@Bean(destroyMethod = "dispose")
	ConnectionProvider instagramConnections(InstagramProperties properties) {
		return ConnectionProvider.builder("instagram")
			.maxConnections(properties.mostConnections())
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
	RequestTimings requestTimings(MeterRegistry meters, Spans spans) {
		return new RequestTimings(meters, spans);
	}

	@Bean
	CredentialOpener credentialOpener(ServiceKeys keys) {
		return keys.worker().credentials();
	}

	@Bean
	WebSessionSource webSessionSource(DatabaseClient database, CredentialOpener credentials,
			InstagramProperties properties, ConnectionProvider instagramConnections, RequestTimings requestTimings) {
		return new WebSessionSource(new SealedSessions(database, credentials),
				instagram(properties, instagramConnections, requestTimings));
	}

	static Instagram instagram(InstagramProperties properties, ConnectionProvider connections, RequestTimings timings) {
		JsonMapper json = JsonMapper.builder().build();
		return new Instagram(properties, new InstagramHttp(client(properties, connections), properties),
				new FailureClassifier(json), new Answers(json), timings);
	}

	// Not the application's own builder: its instrumentation would put addresses, and so
	// account ids and cursors, into metrics and traces.
	private static WebClient client(InstagramProperties properties, ConnectionProvider connections) {
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
