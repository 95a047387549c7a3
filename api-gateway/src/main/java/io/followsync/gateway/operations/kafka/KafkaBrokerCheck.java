package io.followsync.gateway.operations.kafka;

import java.time.Duration;
import java.util.Map;

import io.followsync.gateway.operations.DependencyHealth;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Keeps one client open, so that a check is one request. */
@Component
class KafkaBrokerCheck implements DependencyHealth.BrokerCheck, DisposableBean {

	private static final int TIMEOUT_MILLIS = 2_000;

	private final Map<String, Object> settings;

	private @Nullable Admin admin;

	KafkaBrokerCheck(KafkaAdmin kafka) {
		this.settings = kafka.getConfigurationProperties();
	}

	@Override
	public Mono<Boolean> isReachable() {
		// Creating the client resolves host names, which blocks.
		return Mono.fromCallable(this::client)
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((client) -> Mono
				.fromCompletionStage(client.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
					.nodes()
					.toCompletionStage()))
			// Leave Kafka's own thread, which the client needs.
			.publishOn(Schedulers.parallel())
			.map((nodes) -> !nodes.isEmpty())
			.onErrorReturn(false);
	}

	private synchronized Admin client() {
		if (this.admin == null) {
			this.admin = Admin.create(this.settings);
		}
		return this.admin;
	}

	@Override
	public synchronized void destroy() {
		if (this.admin != null) {
			this.admin.close(Duration.ofSeconds(1));
		}
	}

}
