package io.followsync.gateway.analysis.web;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.ErrorCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.validation.constraints.Min;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Limits the submissions of one client address, successful or not, before their bodies
 * are read. Each replica counts by itself. The number of remembered addresses is limited,
 * too; a forgotten one starts with a full bucket.
 */
@Component
@Order(0)
class SubmissionLimiter implements WebFilter {

	private static final int MAX_ADDRESSES = 100_000;

	private static final Duration WINDOW = Duration.ofMinutes(1);

	// Matched like the controllers' paths: an encoded character equals the plain one.
	private static final List<PathPattern> SUBMISSIONS = Stream
		.of("/api/analyze", "/api/v1/imports", "/api/v1/sign-ins")
		.map(PathPatternParser.defaultInstance::parse)
		.toList();

	private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
		.maximumSize(MAX_ADDRESSES)
		.expireAfterAccess(WINDOW)
		.build();

	private final ClientAddress address;

	private final Limits limits;

	SubmissionLimiter(ClientAddress address, Limits limits) {
		this.address = address;
		this.limits = limits;
	}

	/**
	 * What submissions may cost.
	 *
	 * @param perMinute submissions of one client address, imports and sign-ins included
	 * @param maxBody of {@code POST /api/analyze}
	 */
	@Validated
	@ConfigurationProperties("followsync.submissions")
	record Limits(@DefaultValue("30") @Min(1) int perMinute, @DefaultValue("16KB") DataSize maxBody) {

		Limits {
			if (maxBody.toBytes() < 1 || maxBody.toBytes() > Integer.MAX_VALUE) {
				throw new IllegalArgumentException("followsync.submissions.max-body must be positive, and below 2 GB");
			}
		}

	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!isSubmission(exchange.getRequest())) {
			return chain.filter(exchange);
		}
		ConsumptionProbe probe = this.buckets.get(this.address.of(exchange.getRequest()), (key) -> fullBucket())
			.tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? chain.filter(exchange) : Mono.error(() -> tooMany(probe));
	}

	private static boolean isSubmission(ServerHttpRequest request) {
		PathContainer path = request.getPath().pathWithinApplication();
		return request.getMethod() == HttpMethod.POST && SUBMISSIONS.stream().anyMatch((call) -> call.matches(path));
	}

	private Bucket fullBucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.limits.perMinute()).refillGreedy(this.limits.perMinute(), WINDOW))
			.build();
	}

	private static ApiException tooMany(ConsumptionProbe probe) {
		Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1);
		return new ApiException(ErrorCode.TOO_MANY_SUBMISSIONS).retryAfter(wait);
	}

}
