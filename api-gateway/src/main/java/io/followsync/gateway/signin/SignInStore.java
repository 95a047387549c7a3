package io.followsync.gateway.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.gateway.database.StoredState;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.job.AccountId;
import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress.Failure;
import io.followsync.job.JobState;
import io.followsync.job.Lane;
import io.followsync.job.WaitReason;
import io.followsync.runtime.database.Columns;
import io.followsync.runtime.settings.JobTimes;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/** Stores and reads sign-ins. One that has expired is not found. */
@Repository
class SignInStore {

	// A job has both lists, whatever its kind, although this one reads none.
	private static final String INSERT = """
			WITH job AS (
			  INSERT INTO jobs (id, kind, source, state, lane, claimed_user_id, capability_hash, capability_sealed, dispatch_at)
			  VALUES (:job, 'SIGN_IN', 'WEB_SESSION', 'QUEUED', :lane, :account, :hash, :capability,
			    deciding_time() + make_interval(secs => :claimTimeout))
			  RETURNING id),
			lists AS (
			  INSERT INTO job_lists (job_id, list)
			  SELECT id, list FROM job, (VALUES ('FOLLOWERS'), ('FOLLOWING')) both_lists (list)),
			credential AS (INSERT INTO job_credentials (job_id, sealed) SELECT id, :ofJob FROM job)
			INSERT INTO sign_ins (id, secret_hash, job_id, account_id, sealed, requested_by, client_hash, code, expires_at)
			SELECT :id, :secret, id, :account, :ofAccount, :owner, :client, :code, deciding_time() + make_interval(secs => :lifetime) FROM job
			""";

	// Each counts no further than its bound, along an index of its own.
	static final String HAS_ROOM = """
			SELECT (SELECT count(*) FROM (SELECT FROM sign_ins s WHERE s.client_hash = :client AND %1$s LIMIT :ofAddress) open) < :ofAddress
			   AND (SELECT count(*) FROM (SELECT FROM sign_ins s WHERE s.requested_by = :owner AND %1$s LIMIT :ofOwner) open) < :ofOwner
			"""
		.formatted("""
				s.used_at IS NULL AND s.expires_at > deciding_time() AND (s.proven_at IS NOT NULL
				  OR EXISTS (SELECT FROM jobs j WHERE j.id = s.job_id AND j.ended_at IS NULL))""");

	private static final String IS_OF_ITS_OWNER = """
			SELECT EXISTS (SELECT FROM accounts WHERE id = :account AND owner_id = :owner)
			""";

	private static final String FIND = """
			SELECT s.id, s.code, s.expires_at, s.proven_at IS NOT NULL AS proven, s.used_at IS NOT NULL AS used,
			  a.owner_id IS NOT NULL AND a.owner_id IS DISTINCT FROM :owner AND s.approved_at IS NULL AND %s AS needs_approval,
			  j.id AS job, j.state, j.wait_reason, j.resumes_at, j.failure_kind, j.failure_message, j.failure_advice,
			  deciding_time() AS as_of, %s
			  FROM sign_ins s
			  LEFT JOIN accounts a ON a.id = s.account_id
			  LEFT JOIN jobs j ON j.id = s.job_id
			 WHERE s.secret_hash = :secret AND s.expires_at > deciding_time()
			"""
		.formatted(ExchangeStore.IS_SIGNED_IN.formatted("a.owner_id"), StoredState.CONTRADICTION);

	private static final String DELETE = """
			DELETE FROM sign_ins WHERE secret_hash = :secret AND expires_at > deciding_time() RETURNING job_id
			""";

	private final DatabaseClient database;

	private final double claimTimeout;

	SignInStore(DatabaseClient database, JobTimes times) {
		this.database = database;
		this.claimTimeout = Columns.seconds(times.claimTimeout());
	}

	/**
	 * A sign-in as it is stored: nothing of the session or the secret can be read from
	 * it.
	 *
	 * @param ofJob the session, sealed for the job
	 * @param ofAccount the session, sealed for the account that it claims
	 * @param requestedBy null unless an owner was signed in already
	 */
	record NewSignIn(UUID id, byte[] secretHash, JobId job, Lane lane, AccountId claimed,
			CapabilityIssuer.Issued capability, byte[] ofJob, byte[] ofAccount, @Nullable OwnerId requestedBy,
			byte[] clientHash, String code, Duration lifetime) {
	}

	/**
	 * Whether its owner and its client's address may have one more that is open: neither
	 * used nor expired, and proven or still to be decided. Several at once may exceed the
	 * bounds by their number.
	 */
	Mono<Boolean> hasRoom(NewSignIn signIn, SignIns.Limits limits) {
		return owned(this.database.sql(HAS_ROOM)
			.bind("client", signIn.clientHash())
			.bind("ofAddress", limits.maxPerAddress())
			.bind("ofOwner", limits.maxPerOwner()), signIn.requestedBy()).mapValue(Boolean.class).one();
	}

	/**
	 * Whether the claimed account belongs to the owner who is signed in already. However
	 * many others claim it, this one then finds room in the queue.
	 */
	Mono<Boolean> isOfItsOwner(NewSignIn signIn) {
		return Mono.justOrEmpty(signIn.requestedBy())
			.flatMap((owner) -> this.database.sql(IS_OF_ITS_OWNER)
				.bind("account", signIn.claimed().value())
				.bind("owner", owner.value())
				.mapValue(Boolean.class)
				.one())
			.defaultIfEmpty(false);
	}

	/** Stores the sign-in and its job, or nothing. */
	Mono<Void> insert(NewSignIn signIn) {
		return owned(this.database.sql(INSERT)
			.bind("job", signIn.job().value())
			.bind("lane", signIn.lane().value())
			.bind("account", signIn.claimed().value())
			.bind("hash", signIn.capability().hash())
			.bind("capability", signIn.capability().sealed())
			.bind("claimTimeout", this.claimTimeout)
			.bind("ofJob", signIn.ofJob())
			.bind("id", signIn.id())
			.bind("secret", signIn.secretHash())
			.bind("ofAccount", signIn.ofAccount())
			.bind("client", signIn.clientHash())
			.bind("code", signIn.code())
			.bind("lifetime", Columns.seconds(signIn.lifetime())), signIn.requestedBy()).then();
	}

	/**
	 * The sign-in as the visitor sees it; empty also for one whose job is gone without
	 * having proven it.
	 */
	Mono<SignIn> find(byte[] secretHash, @Nullable OwnerId visitor) {
		return UncancellableWork
			.from(owned(this.database.sql(FIND).bind("secret", secretHash), visitor).map(SignInStore::read).one())
			.filter((found) -> !found.lost())
			.map(Found::signIn);
	}

	/** Forgets the sign-in; its job is left to the caller. */
	Mono<JobId> delete(byte[] secretHash) {
		return UncancellableWork.from(this.database.sql(DELETE).bind("secret", secretHash).mapValue(UUID.class).one())
			.map(JobId::new);
	}

	private static DatabaseClient.GenericExecuteSpec owned(DatabaseClient.GenericExecuteSpec statement,
			@Nullable OwnerId owner) {
		return (owner != null) ? statement.bind("owner", owner.value()) : statement.bindNull("owner", UUID.class);
	}

	private static Found read(Readable row) {
		JobState job = job(row);
		SignIn.State state = state(row, job);
		boolean pending = state == SignIn.State.PENDING;
		String wait = pending ? row.get("wait_reason", String.class) : null;
		return new Found(new SignIn(required(row, "id", UUID.class), state,
				(state == SignIn.State.WAITING_FOR_APPROVAL) ? row.get("code", String.class) : null,
				(state == SignIn.State.FAILED && job == JobState.FAILED) ? failure(row) : null,
				(wait != null) ? WaitReason.valueOf(wait) : null, pending ? row.get("resumes_at", Instant.class) : null,
				required(row, "expires_at", Instant.class), required(row, "as_of", Instant.class)),
				pending && (job == null || job == JobState.CANCELLED));
	}

	private static @Nullable JobState job(Readable row) {
		UUID id = row.get("job", UUID.class);
		return (id == null) ? null : StoredState.of(new JobId(id), required(row, "state", String.class),
				row.get("contradiction", String.class));
	}

	private static SignIn.State state(Readable row, @Nullable JobState job) {
		if (required(row, "used", Boolean.class)) {
			return SignIn.State.USED;
		}
		if (required(row, "proven", Boolean.class)) {
			return required(row, "needs_approval", Boolean.class) ? SignIn.State.WAITING_FOR_APPROVAL
					: SignIn.State.PROVEN;
		}
		return (job == JobState.FAILED) ? SignIn.State.FAILED : SignIn.State.PENDING;
	}

	private static Failure failure(Readable row) {
		return new Failure(FailureKind.valueOf(required(row, "failure_kind", String.class)),
				required(row, "failure_message", String.class), row.get("failure_advice", String.class));
	}

	/**
	 * A stored sign-in.
	 *
	 * @param lost whether nobody will prove it any more, without having failed
	 */
	private record Found(SignIn signIn, boolean lost) {
	}

}
