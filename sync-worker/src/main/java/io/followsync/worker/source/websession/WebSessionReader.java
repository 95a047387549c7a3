package io.followsync.worker.source.websession;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.session.WebSession;
import io.followsync.worker.source.Answer;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.LiveReader;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Relation;
import io.followsync.worker.source.SessionCheck;
import io.followsync.worker.source.SourceFailure;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads with one session. Like a browser tab, it keeps only the claim that Instagram last
 * set; it shares nothing but connections with other sessions.
 */
final class WebSessionReader implements LiveReader {

	private final Instagram instagram;

	private final Addresses addresses;

	private final AtomicReference<@Nullable Headers> headers;

	private volatile String claim = Headers.FIRST_CLAIM;

	WebSessionReader(Instagram instagram, WebSession session, AccountId account) {
		this.instagram = instagram;
		this.addresses = new Addresses(instagram.properties().root(), account, instagram.properties().pageSize());
		this.headers = new AtomicReference<>(new Headers(instagram.properties(), session));
	}

	@Override
	public boolean metered() {
		return true;
	}

	@Override
	public Mono<Answer<Page>> page(ListKind list, @Nullable Cursor after) {
		return ask(new Asked(Endpoint.of(list), after != null), this.addresses.page(list, after),
				(answer) -> this.instagram.answers().page(list, answer));
	}

	@Override
	public Mono<Answer<DeclaredCounts>> declaredCounts() {
		return ask(new Asked(Endpoint.PROFILE, false), this.addresses.profile(), this.instagram.answers()::counts);
	}

	@Override
	public Mono<Answer<SessionCheck>> look() {
		return ask(new Asked(Endpoint.LOOK, false), this.addresses.look(), this.instagram.answers()::look);
	}

	@Override
	public Mono<Answer<SessionCheck>> whoAmI() {
		return ask(new Asked(Endpoint.WHO_AM_I, false), this.addresses.whoAmI(), this.instagram.answers()::whoAmI);
	}

	@Override
	public Mono<Answer<Relation>> relation(long member) {
		return ask(new Asked(Endpoint.RELATION, false), this.addresses.relation(member),
				this.instagram.answers()::relation);
	}

	@Override
	public Mono<Void> close() {
		return Mono.fromRunnable(() -> this.headers.set(null));
	}

	private <T> Mono<Answer<T>> ask(Asked asked, URI address, Function<RawAnswer, Answer<T>> parse) {
		return Mono.defer(() -> {
			Headers sent = this.headers.get();
			if (sent == null) {
				return Mono.error(new IllegalStateException("the reader is closed"));
			}
			return this.instagram.timings()
				.timed(asked.endpoint(),
						this.instagram.http()
							.get(address, (to) -> sent.putInto(to, asked.endpoint(), this.claim))
							.map((answer) -> read(asked, answer, parse)));
		});
	}

	private <T> Answer<T> read(Asked asked, Answer<RawAnswer> answer, Function<RawAnswer, Answer<T>> parse) {
		return switch (answer) {
			case Answer.Failed<RawAnswer>(SourceFailure failure) -> new Answer.Failed<>(failure);
			case Answer.Delivered<RawAnswer>(RawAnswer raw) -> {
				keepClaim(raw);
				Optional<SourceFailure> failure = this.instagram.failures().classify(asked, raw);
				yield failure.<Answer<T>>map(Answer.Failed::new).orElseGet(() -> parse.apply(raw));
			}
		};
	}

	private void keepClaim(RawAnswer answer) {
		String set = answer.headers().getFirst(Headers.CLAIM_SET);
		if (set != null && Headers.sendable(set)) {
			this.claim = set;
		}
	}

}
