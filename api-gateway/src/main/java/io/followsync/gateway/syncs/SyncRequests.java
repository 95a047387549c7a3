package io.followsync.gateway.syncs;

import java.time.Duration;

import io.followsync.account.AccountState;
import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.Jobs;
import io.followsync.gateway.jobs.Withdrawal;
import io.followsync.gateway.queue.QueueAdmission;
import io.followsync.gateway.queue.SyncRequestPublisher;
import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Starts and cancels syncs. Committing the single inserting statement of a start is its
 * acceptance; later steps can fail without losing the sync.
 */
@Service
public class SyncRequests {

	private static final Logger log = LoggerFactory.getLogger(SyncRequests.class);

	// Enough for a live sync that ends between two statements, more than once.
	private static final int MAX_ATTEMPTS = 3;

	private static final Duration RETRY_AFTER_RACES = Duration.ofSeconds(1);

	private final SyncStore store;

	private final CapabilityIssuer capabilities;

	private final QueueAdmission admission;

	private final SyncRequestPublisher publisher;

	private final Withdrawal withdrawal;

	private final Jobs jobs;

	SyncRequests(SyncStore store, CapabilityIssuer capabilities, QueueAdmission admission,
			SyncRequestPublisher publisher, Withdrawal withdrawal, Jobs jobs) {
		this.store = store;
		this.capabilities = capabilities;
		this.admission = admission;
		this.publisher = publisher;
		this.withdrawal = withdrawal;
		this.jobs = jobs;
	}

	/**
	 * The live sync of an account.
	 *
	 * @param started whether this request has started it
	 */
	public record Requested(JobId sync, boolean started) {
	}

	/**
	 * Stores and announces a sync, or finds the one that has not ended. Fails with
	 * {@link ErrorCode#ACCOUNT_NOT_CONNECTED} if the account cannot be read now; with
	 * {@link ErrorCode#QUEUE_FULL} when the queue has no room; with
	 * {@link ErrorCode#UNAVAILABLE} when the database takes too long, in which case a
	 * sync it still stores is removed again, but not the record that it was asked for. A
	 * caller that goes away cancels nothing.
	 */
	public Mono<Requested> request(AccountId account) {
		return Mono.fromSupplier(() -> newSync(account))
			.flatMap((sync) -> UncancellableWork.orUndone(attempt(sync, 1), (requested) -> accept(sync, requested),
					(requested) -> requested.started() ? this.withdrawal.withdraw(sync.job()) : Mono.empty()));
	}

	/**
	 * Ends a sync, or asks its worker to stop at the next page. One that has ended does
	 * not change.
	 */
	public Mono<Void> cancel(AccountId account, JobId sync) {
		return this.store.cancel(account, sync, this.jobs.cancel(sync));
	}

	private SyncStore.NewSync newSync(AccountId account) {
		JobId job = JobId.next();
		return new SyncStore.NewSync(job, account, this.capabilities.issueUndisclosed(job));
	}

	private Mono<Requested> attempt(SyncStore.NewSync sync, int number) {
		if (number > MAX_ATTEMPTS) {
			return Mono.error(() -> new ApiException(ErrorCode.UNAVAILABLE).retryAfter(RETRY_AFTER_RACES));
		}
		return this.store.findLive(sync.account())
			.map((live) -> new Requested(live, false))
			.switchIfEmpty(Mono.defer(() -> requireConnected(sync.account())
				.then(this.admission.requireRoom(new QueueAdmission.Request.OfAccount(sync.account())))
				.then(this.withdrawal.orWithdraw(sync.job(), this.store.insert(sync)))
				.flatMap((stored) -> stored ? Mono.just(new Requested(sync.job(), true)) : attempt(sync, number + 1))));
	}

	private Mono<Void> requireConnected(AccountId account) {
		return this.store.findAccountState(account)
			.filter((state) -> !state.equals(AccountState.CONNECTED.name()))
			.flatMap((state) -> Mono.error(() -> new ApiException(ErrorCode.ACCOUNT_NOT_CONNECTED).with("state", state)
				.advise(advice(state))));
	}

	private static String advice(String state) {
		if (state.equals(AccountState.RECONNECT_NEEDED.name())) {
			return "Instagram no longer accepts the stored session. Sign in with a new one, then sync.";
		}
		return "Only a connected account can be synced. Sign in with its session to connect it again.";
	}

	private Requested accept(SyncStore.NewSync sync, Requested requested) {
		if (requested.started()) {
			this.admission.confirmJoined();
			this.publisher.publish(new SyncRequest(sync.job(), sync.lane()));
			log.atInfo().addKeyValue("job", sync.job()).addKeyValue("lane", sync.lane()).log("Accepted a sync");
		}
		return requested;
	}

}
