package io.followsync.worker.source;

import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads the lists of one job, and answers further questions if its source names viewers
 * or can probe ({@link SourceTraits}): one answer to each question. Not for concurrent
 * use: one call at a time.
 * <p>
 * Implementations never retry and never wait for longer than their request timeout;
 * waiting is up to the engine. A failure is returned as a {@link SourceFailure}, not as
 * an error signal.
 */
public interface ListReader {

	/**
	 * One page of a list.
	 * @param after the cursor of the page before; null for the first page
	 */
	Mono<Answer<Page>> page(ListKind list, Page.@Nullable Cursor after);

	/**
	 * The sizes that the account declares, which may include members that no list shows;
	 * {@link DeclaredCounts#UNKNOWN} where the source declares none.
	 */
	Mono<Answer<DeclaredCounts>> declaredCounts();

	/** The cheapest request: shows whether the session is alive, and sometimes whose. */
	default Mono<Answer<SessionCheck>> look() {
		return Mono.error(() -> new UnsupportedOperationException("this source answers nothing but lists"));
	}

	/** Asks only whose session this is, for when a page does not say. */
	default Mono<Answer<SessionCheck>> whoAmI() {
		return Mono.error(() -> new UnsupportedOperationException("this source answers nothing but lists"));
	}

	/** How the session's viewer stands to one member, given by its positive key. */
	default Mono<Answer<Relation>> relation(long member) {
		return Mono.error(() -> new UnsupportedOperationException("this source answers nothing but lists"));
	}

	/** Releases what {@link ListSource#open} took. Never fails. */
	Mono<Void> close();

	/** What a source answered: what was asked for, or why not. */
	sealed interface Answer<T> {

		record Delivered<T>(T value) implements Answer<T> {
		}

		record Failed<T>(SourceFailure failure) implements Answer<T> {
		}

	}

	/**
	 * The list sizes that the account declares; null where it declares none.
	 *
	 * @param username of the account, if the source says it in the same answer
	 */
	record DeclaredCounts(@Nullable Long followers, @Nullable Long following, @Nullable String username) {

		public static final DeclaredCounts UNKNOWN = new DeclaredCounts(null, null);

		public DeclaredCounts(@Nullable Long followers, @Nullable Long following) {
			this(followers, following, null);
		}

	}

	/**
	 * A sign of life of a session.
	 *
	 * @param viewer null if the source named none
	 * @param username of the viewer, if the source says it
	 */
	record SessionCheck(@Nullable AccountId viewer, @Nullable String username) {

		public SessionCheck(@Nullable AccountId viewer) {
			this(viewer, null);
		}

	}

	/**
	 * How a viewer and a member stand to each other, as the source says when asked for
	 * that member alone.
	 *
	 * @param following whether the viewer follows the member
	 * @param followedBy whether the member follows the viewer
	 * @param gone whether the source knows no such member any more; then neither follows
	 * the other
	 */
	record Relation(boolean following, boolean followedBy, boolean gone) {

		public static final Relation GONE = new Relation(false, false, true);

		/** To a member who has a profile. */
		public Relation(boolean following, boolean followedBy) {
			this(following, followedBy, false);
		}

	}

}
