package io.followsync.worker.source.websession;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.followsync.credential.WebSession;
import io.followsync.job.AccountId;
import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.Page;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads with one session, and shares nothing but connections with other sessions. Forgets
 * the session when it is closed.
 */
final class WebSessionReader implements ListReader {

	private final InstagramClient instagram;

	private final InstagramRequest.Factory requests;

	private final AtomicReference<@Nullable SessionHeaders> session;

	WebSessionReader(InstagramClient instagram, WebSession session, AccountId account) {
		WebSessionConfiguration.Properties properties = instagram.properties();
		this.instagram = instagram;
		this.requests = new InstagramRequest.Factory(properties.root(), account, properties.pageSize());
		this.session = new AtomicReference<>(new SessionHeaders(properties, session));
	}

	@Override
	public Mono<Answer<Page>> page(ListKind list, Page.@Nullable Cursor after) {
		return get(this.requests.page(list, after), (body) -> PageParser.page(list, body));
	}

	@Override
	public Mono<Answer<DeclaredCounts>> declaredCounts() {
		return get(this.requests.profile(), AnswerParser::declaredCounts);
	}

	@Override
	public Mono<Answer<SessionCheck>> look() {
		return get(this.requests.look(),
				(body) -> new SessionCheck(PageParser.page(ListKind.FOLLOWING, body).viewer()));
	}

	@Override
	public Mono<Answer<SessionCheck>> whoAmI() {
		return get(this.requests.whoAmI(), AnswerParser::viewer);
	}

	@Override
	public Mono<Answer<Relation>> relation(long member) {
		return get(this.requests.relation(member), AnswerParser::relation);
	}

	@Override
	public Mono<Void> close() {
		return Mono.fromRunnable(() -> this.session.set(null));
	}

	private <T> Mono<Answer<T>> get(InstagramRequest request, Function<byte[], T> parser) {
		return Mono.defer(() -> {
			SessionHeaders open = this.session.get();
			return (open != null) ? this.instagram.get(request, open, parser)
					: Mono.error(new IllegalStateException("the reader is closed"));
		});
	}

}
