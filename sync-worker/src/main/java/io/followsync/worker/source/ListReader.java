package io.followsync.worker.source;

import java.util.Optional;

import io.followsync.job.ListKind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads the lists of one job. Not for concurrent use: one call at a time.
 * <p>
 * Implementations never retry and never wait for longer than their request timeout;
 * waiting is up to the engine. A failure is returned as a {@link SourceFailure}, not as
 * an error signal.
 */
public interface ListReader {

	/** Whether each call costs a token of the account's budget. */
	boolean metered();

	/**
	 * One page of a list.
	 * @param after the cursor of the page before; null for the first page
	 * @return exactly one answer
	 */
	Mono<Answer<Page>> page(ListKind list, @Nullable Cursor after);

	/**
	 * The sizes that the account declares, which may include members that no list shows.
	 * @return exactly one answer; {@link DeclaredCounts#UNKNOWN} where the source
	 * declares none
	 */
	Mono<Answer<DeclaredCounts>> declaredCounts();

	/** This reader's further questions, if its source names viewers or can probe. */
	default Optional<LiveReader> live() {
		return Optional.empty();
	}

	/** Releases what {@link ListSource#open} took. Never fails. */
	Mono<Void> close();

}
