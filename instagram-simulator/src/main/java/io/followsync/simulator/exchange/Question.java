package io.followsync.simulator.exchange;

import io.followsync.simulator.audit.Endpoint;
import io.followsync.simulator.audit.PageKey;
import io.followsync.simulator.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, before it is known who asks.
 *
 * @param target account whose list or profile is asked for, null for the viewer's own
 * @param page key of the page
 * @param pageNumber number of the page within its walk, from 1
 * @param opensWalk whether it may start a walk
 * @param flaw what is wrong with the request, whoever sent it
 */
public record Question(Endpoint endpoint, @Nullable Long target, long page, int pageNumber, boolean opensWalk,
		@Nullable Refusal flaw) {

	/** A question about something that has no pages. */
	public static Question about(Endpoint endpoint, @Nullable Long target) {
		return new Question(endpoint, target, PageKey.FIRST, 1, false, null);
	}

}
