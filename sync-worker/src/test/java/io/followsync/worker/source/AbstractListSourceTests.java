package io.followsync.worker.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.SourceFailure.CursorRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every {@link ListSource} promises. A subclass says how its adapter's jobs are
 * stored.
 */
public abstract class AbstractListSourceTests {

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private static final int MAX_PAGES = 100;

	protected abstract ListSource source();

	/** A job whose lists are these; the first is longer than two pages. */
	protected abstract JobId jobWith(List<String> followers, List<String> following);

	/** A job whose lists the source cannot deliver. */
	protected abstract JobId jobThatFails();

	/** How many followers make more than two pages. */
	protected abstract int moreThanTwoPages();

	/** Fails if anything is held of a job whose reader was closed. */
	protected abstract void requireReleased();

	private List<String> many() {
		return IntStream.range(0, moreThanTwoPages()).mapToObj((i) -> "follower_" + i).toList();
	}

	@Test
	void deliversEveryMemberOfBothListsOnce() {
		ListReader reader = open(jobWith(many(), List.of("followed.one", "followed.two")));
		assertThat(names(walk(reader, ListKind.FOLLOWERS, null))).containsExactlyInAnyOrderElementsOf(many());
		assertThat(names(walk(reader, ListKind.FOLLOWING, null))).containsExactly("followed.one", "followed.two");
	}

	@Test
	void usesOneKeyPerMemberInBothLists() {
		ListReader reader = open(jobWith(many(), List.of("follower_1", "somebody.else")));
		List<Member> followers = walk(reader, ListKind.FOLLOWERS, null);
		List<Member> following = walk(reader, ListKind.FOLLOWING, null);
		assertThat(followers).extracting(Member::key).doesNotHaveDuplicates();
		assertThat(followers).extracting(Member::key)
			.contains(following.get(0).key())
			.doesNotContain(following.get(1).key());
	}

	@Test
	void anEmptyListIsOnePageWithoutMembers() {
		Page page = delivered(open(jobWith(many(), List.of())).page(ListKind.FOLLOWING, null));
		assertThat(page.members()).isEmpty();
		assertThat(page.next()).isNull();
	}

	@Test
	void aNewReaderContinuesFromAnEarlierCursor() {
		JobId job = jobWith(many(), List.of());
		ListReader before = open(job);
		Page first = delivered(before.page(ListKind.FOLLOWERS, null));
		before.close().block(LONGEST);
		List<Member> all = new ArrayList<>(first.members());
		all.addAll(walk(open(job), ListKind.FOLLOWERS, first.next()));
		assertThat(names(all)).containsExactlyElementsOf(names(walk(open(job), ListKind.FOLLOWERS, null)));
	}

	@Test
	void aCursorThatItNeverGaveIsRefused() {
		ListReader reader = open(jobWith(many(), List.of()));
		assertThat(failure(reader.page(ListKind.FOLLOWERS, new Cursor("no cursor of ours"))))
			.isInstanceOf(CursorRefused.class);
	}

	@Test
	void aFailureIsAnAnswerAndNoErrorSignal() {
		ListReader reader = open(jobThatFails());
		for (ListKind list : ListKind.values()) {
			StepVerifier.create(reader.page(list, null))
				.assertNext((answer) -> assertThat(answer).isInstanceOf(Answer.Failed.class))
				.expectComplete()
				.verify(LONGEST);
		}
	}

	@Test
	void aJobOfWhichNothingIsStoredIsAnError() {
		StepVerifier.create(source().open(JobId.next(), null)).expectError(IllegalStateException.class).verify(LONGEST);
	}

	@Test
	void closingReleasesWhatOpeningTookAndMayBeRepeated() {
		ListReader reader = open(jobWith(many(), List.of()));
		delivered(reader.page(ListKind.FOLLOWERS, null));
		reader.close().block(LONGEST);
		StepVerifier.create(reader.close()).expectComplete().verify(LONGEST);
		StepVerifier.create(reader.page(ListKind.FOLLOWERS, null))
			.expectError(IllegalStateException.class)
			.verify(LONGEST);
		requireReleased();
	}

	protected final ListReader open(JobId job) {
		return Objects.requireNonNull(source().open(job, null).block(LONGEST));
	}

	protected static List<Member> walk(ListReader reader, ListKind list, @Nullable Cursor after) {
		List<Member> members = new ArrayList<>();
		Cursor cursor = after;
		for (int page = 0; page < MAX_PAGES; page++) {
			Page delivered = delivered(reader.page(list, cursor));
			members.addAll(delivered.members());
			cursor = delivered.next();
			if (cursor == null) {
				assertThat(delivered.hasMore()).isNotEqualTo(Boolean.TRUE);
				return members;
			}
		}
		throw new AssertionError("no end after " + MAX_PAGES + " pages");
	}

	protected static <T> T delivered(Mono<Answer<T>> asked) {
		return switch (asked.block(LONGEST)) {
			case Answer.Delivered<T>(T value) -> value;
			case Answer.Failed<T>(SourceFailure failure) -> throw new AssertionError("refused: " + failure);
			case null -> throw new AssertionError("no answer");
		};
	}

	protected static SourceFailure failure(Mono<? extends Answer<?>> asked) {
		return switch (asked.block(LONGEST)) {
			case Answer.Failed<?> refused -> refused.failure();
			case Answer.Delivered<?> delivered -> throw new AssertionError("delivered: " + delivered);
			case null -> throw new AssertionError("no answer");
		};
	}

	protected static List<String> names(List<Member> members) {
		return members.stream().map(Member::username).toList();
	}

}
