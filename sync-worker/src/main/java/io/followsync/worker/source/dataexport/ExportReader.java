package io.followsync.worker.source.dataexport;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.SourceFailure;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Delivers an export in pages, or the reason why it cannot be read. A cursor is the
 * decimal offset in the list, whose order follows from the files alone, so it is valid
 * for every later reader of the upload.
 */
final class ExportReader implements ListReader {

	private final AtomicReference<@Nullable Answer<Export>> export;

	private final int pageSize;

	ExportReader(Answer<Export> export, int pageSize) {
		this.export = new AtomicReference<>(export);
		this.pageSize = pageSize;
	}

	@Override
	public Mono<Answer<Page>> page(ListKind list, @Nullable Cursor after) {
		return answer((open) -> {
			int from = offset(after, open.list(list).size());
			return (from >= 0) ? new Answer.Delivered<>(page(open, list, from))
					: new Answer.Failed<>(new SourceFailure.CursorRefused());
		});
	}

	@Override
	public Mono<Answer<DeclaredCounts>> declaredCounts() {
		return answer((open) -> new Answer.Delivered<>(DeclaredCounts.UNKNOWN));
	}

	@Override
	public Mono<Void> close() {
		return Mono.fromRunnable(() -> this.export.set(null));
	}

	private <T> Mono<Answer<T>> answer(Function<Export, Answer<T>> delivered) {
		return Mono.fromSupplier(() -> switch (this.export.get()) {
			case Answer.Delivered<Export>(Export open) -> delivered.apply(open);
			case Answer.Failed<Export>(SourceFailure failure) -> new Answer.Failed<>(failure);
			case null -> throw new IllegalStateException("the reader is closed");
		});
	}

	private Page page(Export open, ListKind list, int from) {
		int size = open.list(list).size();
		int to = Math.min(from + this.pageSize, size);
		boolean more = to < size;
		return new Page(open.members(list, from, to), more ? new Cursor(Integer.toString(to)) : null, more,
				open.truncation(list), null);
	}

	// Negative if there is no such offset in the list.
	private static int offset(@Nullable Cursor after, int size) {
		if (after == null) {
			return 0;
		}
		int offset = after.value().matches("[1-9][0-9]{0,8}") ? Integer.parseInt(after.value()) : -1;
		return (offset < size) ? offset : -1;
	}

}
