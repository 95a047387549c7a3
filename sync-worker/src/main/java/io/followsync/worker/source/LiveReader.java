package io.followsync.worker.source;

import java.util.Optional;

import reactor.core.publisher.Mono;

/**
 * A reader that uses a session of a live service, so that it can ask for more than the
 * lists.
 */
public interface LiveReader extends ListReader {

	@Override
	default Optional<LiveReader> live() {
		return Optional.of(this);
	}

	/**
	 * The cheapest request: it shows whether the session is alive, and sometimes whose it
	 * is.
	 * @return exactly one answer
	 */
	Mono<Answer<SessionCheck>> look();

	/**
	 * Asks only whose session this is, for when a page does not say.
	 * @return exactly one answer
	 */
	Mono<Answer<SessionCheck>> whoAmI();

	/**
	 * How the session's viewer stands to one member.
	 * @param member a positive member key
	 * @return exactly one answer
	 */
	Mono<Answer<Relation>> relation(long member);

}
