package io.followsync.gateway.access;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.followsync.gateway.database.BatchedReads;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.runtime.database.Columns;
import io.followsync.vault.Fingerprints;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Decides which job a caller may see. Fails with {@link ErrorCode#JOB_NOT_FOUND} for a
 * job that does not exist as for one that is not the caller's. Whether the job is past
 * its removal time is for those to say who read it.
 */
@Repository
public class Access {

	// Jobs of owners have a capability that nobody knows, and are not found by it either.
	private static final String FIND = """
			SELECT wanted.hash, id, ended_at IS NOT NULL AS ended FROM unnest($1::text[]) AS wanted (hash)
			JOIN jobs ON capability_hash = decode(wanted.hash, 'hex') AND kind NOT IN ('SIGN_IN', 'SYNC')
			""";

	private static final Duration VALIDITY = Duration.ofSeconds(5);

	private static final int MAX_SHARED = 20_000;

	// By capabilities only, never by what a caller sent: its length has no such bound.
	private final Cache<Capability, Mono<Found>> shared = Caffeine.newBuilder()
		.maximumSize(MAX_SHARED)
		.expireAfterWrite(VALIDITY)
		.build();

	private final BatchedReads<String, Found> reads = new BatchedReads<>(this::read);

	private final DatabaseClient database;

	private final Fingerprints fingerprints;

	Access(DatabaseClient database, Fingerprints fingerprints) {
		this.database = database;
		this.fingerprints = fingerprints;
	}

	/**
	 * Who asks, by what they show. Owners show no capability: their jobs are found by
	 * {@link OwnedAccounts} and by sign-ins.
	 */
	public sealed interface Caller {

		/** Anybody who holds the capability of a job. */
		record Holder(String capability) implements Caller {

			@Override
			public String toString() {
				return "Holder[hidden]";
			}

		}

		/**
		 * An operator, whose credential the edge has checked. May see every job, but has
		 * no other name for it than its capability.
		 */
		record Operator(String capability) implements Caller {

			@Override
			public String toString() {
				return "Operator[hidden]";
			}

		}

	}

	/** The job that the caller may see. */
	public Mono<JobId> findJob(Caller caller) {
		return capability(caller).flatMap(this::find).map(Found::job).switchIfEmpty(notFound());
	}

	/**
	 * The same for callers who come in crowds: they share one look-up with all who show
	 * the same within five seconds. Neither the end of a job nor its absence is
	 * remembered.
	 */
	public Mono<JobId> findJobShared(Caller caller) {
		return capability(caller).flatMap((capability) -> this.shared.get(capability, this::remembered))
			.map(Found::job)
			.switchIfEmpty(notFound())
			// Many callers continue after one answer; the database's threads have others
			// to take.
			.publishOn(Schedulers.parallel());
	}

	private Mono<Found> remembered(Capability capability) {
		return find(capability).cache((found) -> found.ended() ? Duration.ZERO : VALIDITY, (failure) -> Duration.ZERO,
				() -> Duration.ZERO);
	}

	/** What the caller shows; empty if it cannot be a capability. */
	private static Mono<Capability> capability(Caller caller) {
		return Mono.justOrEmpty(Capability.parse(switch (caller) {
			case Caller.Holder holder -> holder.capability();
			case Caller.Operator operator -> operator.capability();
		}));
	}

	private Mono<Found> find(Capability capability) {
		return UncancellableWork.from(this.reads.find(HexFormat.of().formatHex(this.fingerprints.of(capability))));
	}

	private Flux<BatchedReads.Row<String, Found>> read(List<String> hashes) {
		return this.database.sql(FIND)
			.bind(0, hashes.toArray(String[]::new))
			.map((row) -> new BatchedReads.Row<>(Columns.required(row, "hash", String.class),
					new Found(new JobId(Columns.required(row, "id", UUID.class)),
							Columns.required(row, "ended", Boolean.class))))
			.all();
	}

	long remembered() {
		this.shared.cleanUp();
		return this.shared.estimatedSize();
	}

	/** The answer for a job that does not exist, or not any more. */
	public static <T> Mono<T> notFound() {
		return Mono.error(() -> new ApiException(ErrorCode.JOB_NOT_FOUND));
	}

	private record Found(JobId job, boolean ended) {
	}

}
