package io.followsync.simulator.exchange;

import io.followsync.simulator.audit.Endpoint;
import io.followsync.simulator.audit.PageKey;
import io.followsync.simulator.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, before it is known who asks.
 *
 * @param target whose list or profile, null for the viewer's own
 * @param page key of the page
 * @param pageNumber which page of a walk that is, from 1
 * @param opensWalk whether a walk may begin with it
 * @param flaw what is wrong with it whoever asks
 */
public record Question(Endpoint endpoint, @Nullable Long target, long page, int pageNumber, boolean opensWalk,
		@Nullable Refusal flaw) {

	/** A question for something that has no pages. */
	public static Question about(Endpoint endpoint, @Nullable Long target) {
		return new Question(endpoint, target, PageKey.FIRST, 1, false, null);
	}

}
