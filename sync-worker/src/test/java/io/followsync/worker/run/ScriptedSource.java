package io.followsync.worker.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.worker.source.KnownSources;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.ListReader.SessionCheck;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.SourceFailure;
import io.followsync.worker.source.SourceTraits;
import io.followsync.worker.source.TruncationFlags;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lists in memory behind the port of sources, ten members a page, with other answers
 * scripted for single pages. Records every request.
 */
final class ScriptedSource implements ListSource {

	static final int PAGE_SIZE = 10;

	private final Map<ListKind, Long> sizes = new ConcurrentHashMap<>(
			Map.of(ListKind.FOLLOWERS, 45L, ListKind.FOLLOWING, 30L));

	private final Map<String, Deque<Supplier<Mono<Answer<Page>>>>> inTheWay = new ConcurrentHashMap<>();

	private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger mostOpen = new AtomicInteger();

	private volatile DeclaredCounts declared = new DeclaredCounts(45L, 30L, "anna");

	private volatile Duration latency = Duration.ZERO;

	private final Map<String, Deque<SourceFailure>> refusals = new ConcurrentHashMap<>();

	private final Map<String, Mono<Void>> held = new ConcurrentHashMap<>();

	private final Set<Long> hidden = ConcurrentHashMap.newKeySet();

	private final Map<Long, Relation> relations = new ConcurrentHashMap<>();

	private volatile boolean namesViewer = true;

	private volatile boolean knowsViewer = true;

	private volatile boolean upload;

	private volatile @Nullable AccountId viewer;

	private volatile Mono<Void> opened = Mono.empty();

	private volatile boolean connected = true;

	ScriptedSource sized(long followers, long following) {
		this.sizes.putAll(Map.of(ListKind.FOLLOWERS, followers, ListKind.FOLLOWING, following));
		return declaring(followers, following);
	}

	ScriptedSource declaring(@Nullable Long followers, @Nullable Long following) {
		this.declared = new DeclaredCounts(followers, following, "anna");
		return this;
	}

	ScriptedSource answeringAfter(Duration time) {
		this.latency = time;
		return this;
	}

	ScriptedSource readBy(long account) {
		this.viewer = new AccountId(account);
		return this;
	}

	ScriptedSource failing(ListKind list, int page, SourceFailure failure, int times) {
		for (int i = 0; i < times; i++) {
			inTheWay(list, page, () -> Mono.just(new Answer.Failed<>(failure)));
		}
		return this;
	}

	/** Refuses a request other than for a page, named as in {@link #requests()}. */
	ScriptedSource refusing(String question, SourceFailure failure, int times) {
		this.refusals.computeIfAbsent(question, (key) -> new ConcurrentLinkedDeque<>())
			.addAll(Collections.nCopies(times, failure));
		return this;
	}

	/** Never answers this request. */
	ScriptedSource silentAt(String question) {
		return holding(question, Mono.never());
	}

	/** Answers this request, each time it is made, only after {@code until} completes. */
	ScriptedSource holding(String question, Mono<Void> until) {
		this.held.put(question, until);
		return this;
	}

	/** Its pages name no viewer. */
	ScriptedSource namingNobody() {
		this.namesViewer = false;
		return this;
	}

	/** Nor does it say whose session it is when asked who the viewer is. */
	ScriptedSource knowingNobody() {
		this.knowsViewer = false;
		return namingNobody();
	}

	/** Has followers whom the list does not show. */
	ScriptedSource hiding(Long... followers) {
		this.hidden.addAll(Set.of(followers));
		return this;
	}

	/** Says this of members, whatever its lists show. */
	ScriptedSource relating(Relation relation, Long... members) {
		Set.of(members).forEach((member) -> this.relations.put(member, relation));
		return this;
	}

	ScriptedSource inTheWay(ListKind list, int page, Supplier<Mono<Answer<Page>>> answer) {
		this.inTheWay.computeIfAbsent(list + "#" + page, (key) -> new ArrayDeque<>()).add(answer);
		return this;
	}

	/** Behaves as an upload, whose reading makes no requests. */
	ScriptedSource uploaded() {
		this.upload = true;
		return this;
	}

	/** Is open only after {@code until} completes. */
	ScriptedSource openAfter(Mono<Void> until) {
		this.opened = until;
		return this;
	}

	/** Has no credential of any account. */
	ScriptedSource disconnected() {
		this.connected = false;
		return this;
	}

	/** As {@code FOLLOWERS#1}, in order. */
	List<String> requests() {
		return List.copyOf(this.requests);
	}

	int open() {
		return this.open.get();
	}

	int mostOpen() {
		return this.mostOpen.get();
	}

	@Override
	public SourceKind kind() {
		return this.upload ? SourceKind.DATA_EXPORT : SourceKind.WEB_SESSION;
	}

	@Override
	public SourceTraits traits() {
		return this.upload ? KnownSources.DATA_EXPORT : KnownSources.WEB_SESSION;
	}

	@Override
	public Mono<ListReader> open(JobId job, @Nullable AccountId claimed) {
		return this.opened.then(Mono.fromSupplier(() -> {
			this.mostOpen.accumulateAndGet(this.open.incrementAndGet(), Math::max);
			return new Reader(claimed);
		}));
	}

	@Override
	public Mono<ListReader> openForAccount(AccountId account) {
		return this.connected ? open(JobId.next(), account) : Mono.error(NotConnectedException::new);
	}

	private final class Reader implements ListReader {

		private final @Nullable AccountId claimed;

		Reader(@Nullable AccountId claimed) {
			this.claimed = claimed;
		}

		@Override
		public Mono<Answer<Page>> page(ListKind list, @Nullable Cursor after) {
			int page = (after == null) ? 1 : Integer.parseInt(after.value()) + 1;
			String name = list + "#" + page;
			ScriptedSource.this.requests.add(name);
			Deque<Supplier<Mono<Answer<Page>>>> waiting = ScriptedSource.this.inTheWay.get(name);
			Supplier<Mono<Answer<Page>>> first = (waiting != null) ? waiting.poll() : null;
			Mono<Answer<Page>> answer = (first != null) ? first.get() : Mono.just(regular(list, page));
			return after(name).then(answer);
		}

		private Answer<Page> regular(ListKind list, int page) {
			long size = size(list);
			List<Member> members = new ArrayList<>(
					members((page - 1L) * PAGE_SIZE + 1, Math.min(size, (long) page * PAGE_SIZE)));
			members
				.removeIf((member) -> list == ListKind.FOLLOWERS && ScriptedSource.this.hidden.contains(member.key()));
			boolean more = (long) page * PAGE_SIZE < size;
			return new Answer.Delivered<>(new Page(members, more ? new Cursor(String.valueOf(page)) : null, more,
					TruncationFlags.NONE, viewer()));
		}

		private @Nullable AccountId viewer() {
			return ScriptedSource.this.namesViewer ? known() : null;
		}

		private @Nullable AccountId known() {
			return (ScriptedSource.this.viewer != null) ? ScriptedSource.this.viewer : this.claimed;
		}

		@Override
		public Mono<Answer<SessionCheck>> look() {
			return ask("LOOK", () -> new SessionCheck(viewer()));
		}

		@Override
		public Mono<Answer<SessionCheck>> whoAmI() {
			return ask("WHO_AM_I",
					() -> ScriptedSource.this.knowsViewer ? new SessionCheck(known(), "anna") : new SessionCheck(null));
		}

		@Override
		public Mono<Answer<Relation>> relation(long member) {
			Relation regular = new Relation(member <= size(ListKind.FOLLOWING), member <= size(ListKind.FOLLOWERS));
			return ask("RELATION#" + member, () -> ScriptedSource.this.relations.getOrDefault(member, regular));
		}

		private <T> Mono<Answer<T>> ask(String question, Supplier<T> regular) {
			ScriptedSource.this.requests.add(question);
			Deque<SourceFailure> refused = ScriptedSource.this.refusals.getOrDefault(question, new ArrayDeque<>());
			SourceFailure failure = refused.poll();
			return after(question)
				.thenReturn((failure != null) ? new Answer.Failed<>(failure) : new Answer.Delivered<>(regular.get()));
		}

		private Mono<Void> after(String question) {
			Mono<Void> held = ScriptedSource.this.held.getOrDefault(question, Mono.empty());
			return ScriptedSource.this.latency.isZero() ? held
					: held.then(Mono.delay(ScriptedSource.this.latency)).then();
		}

		private long size(ListKind list) {
			return ScriptedSource.this.sizes.get(list);
		}

		@Override
		public Mono<Answer<DeclaredCounts>> declaredCounts() {
			return ask("PROFILE", () -> ScriptedSource.this.declared);
		}

		@Override
		public Mono<Void> close() {
			return Mono.fromRunnable(ScriptedSource.this.open::decrementAndGet);
		}

	}

	static List<Member> members(long from, long to) {
		return LongStream.rangeClosed(from, to)
			.mapToObj((id) -> new Member(id, "member_" + id, "", false, false, false))
			.toList();
	}

}
