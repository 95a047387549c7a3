package io.followsync.worker.source.dataexport;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Answer;
import io.followsync.worker.source.Cursor;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.SourceFailure.Unreadable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Stands in for an upload that could not be read, and answers every request with the
 * reason.
 */
record UnreadableReader(Unreadable reason) implements ListReader {

	@Override
	public boolean metered() {
		return false;
	}

	@Override
	public Mono<Answer<Page>> page(ListKind list, @Nullable Cursor after) {
		return Mono.just(new Answer.Failed<>(this.reason));
	}

	@Override
	public Mono<Answer<DeclaredCounts>> declaredCounts() {
		return Mono.just(new Answer.Failed<>(this.reason));
	}

	@Override
	public Mono<Void> close() {
		return Mono.empty();
	}

}
