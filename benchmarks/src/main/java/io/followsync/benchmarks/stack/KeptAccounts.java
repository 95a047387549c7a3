package io.followsync.benchmarks.stack;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Kept accounts of one size, which are synced at the same time. */
public record KeptAccounts(MeasuredStack stack, List<KeptAccount> accounts) {

	/**
	 * Places new ones, each of which shares no member with the others.
	 * @param members of each list; half of them are in both
	 * @param latencyMs of each answer about them
	 */
	public static KeptAccounts place(MeasuredStack stack, int accounts, int members, int latencyMs) {
		return new KeptAccounts(stack,
				IntStream.range(0, accounts)
					.mapToObj((account) -> stack.keep(stack.place(members, members, members / 2, latencyMs)))
					.toList());
	}

	/** Syncs all of them at the same time; waits for the end of the last. */
	public CompletedJobs sync() throws SQLException {
		return CompletedJobs.await(this.stack.database(),
				this.accounts.parallelStream().map(KeptAccount::startSync).toList());
	}

	/** Of Instagram. */
	public List<Long> ids() {
		return this.accounts.stream().map(KeptAccount::id).toList();
	}

}
