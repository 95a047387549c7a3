package io.followsync.worker.source.websession;

import java.util.Objects;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.SourceKind;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The lists as Instagram's web API gives them to a session.
 */
final class WebSessionSource implements ListSource {

	private final SealedSessions sessions;

	private final Instagram instagram;

	WebSessionSource(SealedSessions sessions, Instagram instagram) {
		this.sessions = sessions;
		this.instagram = instagram;
	}

	@Override
	public SourceKind kind() {
		return SourceKind.WEB_SESSION;
	}

	@Override
	public Mono<ListReader> open(JobId job, @Nullable AccountId claimed) {
		return this.sessions.of(job)
			.map((session) -> new WebSessionReader(this.instagram, session,
					Objects.requireNonNullElseGet(claimed, session::claimedAccount)));
	}

}
