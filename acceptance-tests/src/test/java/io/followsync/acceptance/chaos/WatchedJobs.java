package io.followsync.acceptance.chaos;

import java.util.List;
import java.util.stream.Stream;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;

/**
 * Jobs that no worker touches, of owners who count as known. The database moves them on
 * when it is told to; a gateway sees that at its next refresh.
 */
record WatchedJobs(Stack stack, List<String> ids) {

	/** To be called while no worker runs. */
	static WatchedJobs submit(Stack stack, int count) {
		Account account = stack.instagram().place(Population.of(3, 3, 3));
		List<String> ids = Stream.generate(account::session)
			.limit(count)
			.map((session) -> stack.gateway().submit(session))
			.toList();
		stack.tables().execute("UPDATE jobs SET lane = 'a:' || abs(hashtext(id::text)) WHERE state = 'QUEUED'");
		return new WatchedJobs(stack, ids);
	}

	/** Gives every job a newer state and returns the highest seq. */
	long move() {
		this.stack.tables()
			.execute("UPDATE jobs SET progress_seq = progress_seq + 1, changed_at = deciding_time() "
					+ "WHERE state = 'QUEUED'");
		return this.stack.tables().number("SELECT min(progress_seq) FROM jobs WHERE state = 'QUEUED'");
	}

	void cancel() {
		this.ids.forEach((id) -> this.stack.gateway().http().delete("/api/v1/jobs/" + id));
	}

}
