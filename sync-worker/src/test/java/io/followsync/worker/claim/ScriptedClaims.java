package io.followsync.worker.claim;

import java.util.Collection;
import java.util.List;

import io.followsync.job.JobId;
import reactor.core.publisher.Mono;

/** Claims that all have the same outcome. */
record ScriptedClaims(Mono<ClaimedJob> claim) implements Claims {

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

}
