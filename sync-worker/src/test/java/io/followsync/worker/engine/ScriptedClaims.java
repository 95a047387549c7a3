package io.followsync.worker.engine;

import java.util.Collection;
import java.util.List;

import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import io.followsync.worker.ledger.ClaimedJob;
import io.followsync.worker.ledger.Claims;
import io.followsync.worker.ledger.Lease;
import reactor.core.publisher.Mono;

/**
 * Claims that all have the same outcome.
 *
 * @param jobs the jobs that are always due
 */
record ScriptedClaims(List<SyncRequest> jobs, Mono<ClaimedJob> claim) implements Claims {

	@Override
	public Mono<ClaimedJob> claim(JobId job) {
		return this.claim;
	}

	@Override
	public Mono<ClaimedJob> claimBest(Room room) {
		return this.claim;
	}

	@Override
	public Mono<List<Renewal>> renew(Collection<Lease> leases) {
		return Mono.just(List.of());
	}

	@Override
	public Mono<List<SyncRequest>> due(int most) {
		return Mono.just(this.jobs);
	}

}
