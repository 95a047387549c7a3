package io.followsync.gateway.access;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.followsync.account.OwnerId;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.job.AccountId;
import io.followsync.runtime.logging.Durations;
import io.followsync.runtime.logging.Failures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Tells answers that stay open, such as streams, when their caller may no longer see the
 * account: the session or token has ended or was revoked, the token was renewed, or the
 * account is no longer the owner's. All open answers of this replica are checked at
 * intervals by one statement; while the database does not answer, they stay open.
 */
@Repository
public class AccessWatch {

	private static final Logger log = LoggerFactory.getLogger(AccessWatch.class);

	private static final UUID NO_SESSION = new UUID(0, 0);

	private static final String NO_TOKEN = "";

	private static final String STILL_OPEN = """
			SELECT w.number FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[])
			  WITH ORDINALITY AS w (owner, account, session, token, number)
			 WHERE EXISTS (SELECT FROM accounts WHERE id = w.account AND owner_id = w.owner AND %1$s)
			   AND (EXISTS (SELECT FROM browser_sessions WHERE id = w.session AND owner_id = w.owner AND %2$s)
			     OR EXISTS (SELECT FROM access_tokens WHERE secret_hash = decode(w.token, 'hex') AND owner_id = w.owner AND %2$s))
			"""
		.formatted(OwnedAccounts.IS_NOT_BEING_REMOVED, OwnerAuthentication.IS_LIVE);

	private final Map<Watched, Integer> open = new ConcurrentHashMap<>();

	private final DatabaseClient database;

	private final Limits limits;

	private final Counter failures;

	private final Flux<Set<Watched>> lost;

	AccessWatch(DatabaseClient database, Limits limits, MeterRegistry meters) {
		this.database = database;
		this.limits = limits;
		this.failures = meters.counter("followsync.access.check.failures");
		// Runs only while something is open. A tick during a running check is dropped.
		this.lost = Flux.interval(limits.check()).onBackpressureDrop().concatMap((tick) -> check(), 0).share();
	}

	/**
	 * How closely open answers are watched.
	 *
	 * @param check how often it is checked whether the callers of open streams may still
	 * see their accounts
	 */
	@ConfigurationProperties("followsync.access")
	record Limits(@DefaultValue("5s") Duration check) {

		Limits {
			if (!check.isPositive()) {
				throw new IllegalArgumentException("followsync.access.check must be positive");
			}
		}

	}

	/** Completes once the owner may no longer see the account. */
	public Mono<Void> untilLost(Owner owner, AccountId account) {
		return Mono.using(() -> join(new Watched(owner.id(), owner.credential(), account)),
				(watched) -> this.lost.filter((ended) -> ended.contains(watched)).next().then(), this::leave);
	}

	private Watched join(Watched watched) {
		this.open.merge(watched, 1, Integer::sum);
		return watched;
	}

	private void leave(Watched watched) {
		this.open.computeIfPresent(watched, (key, answers) -> (answers > 1) ? answers - 1 : null);
	}

	private Mono<Set<Watched>> check() {
		return Mono.fromSupplier(() -> List.copyOf(this.open.keySet()))
			.filter((watched) -> !watched.isEmpty())
			.flatMap((watched) -> stillOpen(watched).map((numbers) -> without(watched, numbers)))
			.doOnError(this::reportFailure)
			.onErrorComplete();
	}

	private Mono<List<Long>> stillOpen(List<Watched> watched) {
		return UncancellableWork.from(this.database.sql(STILL_OPEN)
			.bind(0, watched.stream().map((one) -> one.owner().value()).toArray(UUID[]::new))
			.bind(1, watched.stream().map((one) -> one.account().value()).toArray(Long[]::new))
			.bind(2, watched.stream().map(Watched::session).toArray(UUID[]::new))
			.bind(3, watched.stream().map(Watched::token).toArray(String[]::new))
			.mapValue(Long.class)
			.all()
			.collectList());
	}

	private static Set<Watched> without(List<Watched> watched, List<Long> stillOpen) {
		Set<Watched> lost = new HashSet<>(watched);
		stillOpen.forEach((number) -> lost.remove(watched.get((int) (number - 1))));
		return lost;
	}

	private void reportFailure(Throwable ex) {
		this.failures.increment();
		log.warn("Checking the access of open streams failed, retrying in {}: {}", Durations.print(this.limits.check()),
				Failures.describe(ex));
	}

	/** What somebody watches, by which credential. */
	private record Watched(OwnerId owner, Credential credential, AccountId account) {

		UUID session() {
			return (this.credential instanceof Credential.OfBrowser browser) ? browser.session() : NO_SESSION;
		}

		String token() {
			return (this.credential instanceof Credential.OfClient client) ? client.hash() : NO_TOKEN;
		}

	}

}
