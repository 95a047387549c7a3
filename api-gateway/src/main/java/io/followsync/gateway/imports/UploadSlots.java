package io.followsync.gateway.imports;

import java.util.HashMap;
import java.util.Map;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.queue.QueueAdmission;

/**
 * Limits the uploads at once, of this replica and of each client, so that nobody keeps
 * the others out by uploading slowly. Safe for concurrent use.
 */
final class UploadSlots {

	private final int most;

	private final int mostOfOne;

	private final Map<String, Integer> taken = new HashMap<>();

	private int all;

	UploadSlots(int most, int mostOfOne) {
		this.most = most;
		this.mostOfOne = mostOfOne;
	}

	/**
	 * Takes a slot for this client; it must be released.
	 * @throws ApiException if there is none
	 */
	synchronized void take(String client) {
		if (this.taken.getOrDefault(client, 0) >= this.mostOfOne) {
			throw new ApiException(ErrorCode.TOO_MANY_SUBMISSIONS).retryAfter(QueueAdmission.RETRY_WHEN_FULL)
				.detail("An address uploads at most " + this.mostOfOne + " exports at once.");
		}
		if (this.all >= this.most) {
			throw new ApiException(ErrorCode.QUEUE_FULL).retryAfter(QueueAdmission.RETRY_WHEN_FULL);
		}
		this.taken.merge(client, 1, Integer::sum);
		this.all++;
	}

	synchronized void release(String client) {
		this.taken.computeIfPresent(client, (key, held) -> (held > 1) ? held - 1 : null);
		this.all--;
	}

}
