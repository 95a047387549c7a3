package io.followsync.worker.source;

import reactor.core.publisher.Mono;

/**
 * A reader that asks a living service as a session, so that more can be asked than the
 * lists.
 */
public interface LiveReader extends ListReader {

	/**
	 * The cheapest question there is: it tells whether the session is alive, and perhaps
	 * whose it is.
	 * @return exactly one answer
	 */
	Mono<Answer<Look>> look();

	/**
	 * Whose session this is, asked for nothing else: for when a page does not say.
	 * @return exactly one answer
	 */
	Mono<Answer<Look>> whoAmI();

	/**
	 * How the session's viewer stands to one member.
	 * @param member a positive member key
	 * @return exactly one answer
	 */
	Mono<Answer<Relation>> relation(long member);

}
