package io.followsync.gateway.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.JobId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One upload on its way into the store, piece by piece, each stored before the next is
 * taken. Not safe for concurrent use.
 */
final class Upload implements AutoCloseable {

	private static final String PART = "file";

	private static final String ALL_TIME = "allTime";

	private static final int MAX_FLAG = 10;

	private static final long MAX_DRAINED = 4 * 1024 * 1024;

	// A piece without data has at least the headers of its part.
	private static final int MIN_PIECE = 64;

	private final JobId job;

	private final ImportStore store;

	private final Imports.Limits limits;

	private final UploadedFiles files = new UploadedFiles();

	private long size;

	private @Nullable OpenFile file;

	private @Nullable Throwable refusal;

	private long drained;

	private final StringBuilder flag = new StringBuilder();

	private boolean allTime;

	Upload(JobId job, boolean allTime, ImportStore store, Imports.Limits limits) {
		this.allTime = allTime;
		this.job = job;
		this.store = store;
		this.limits = limits;
	}

	/**
	 * Takes the next piece; completes when the chunks it filled are stored. Pieces after
	 * a refused one are discarded, up to a limit, since most clients read the answer only
	 * after they have sent everything. Never fails; true when no further pieces are
	 * wanted.
	 */
	Mono<Boolean> take(Imports.Piece piece) {
		if (this.refusal != null) {
			this.drained += MIN_PIECE + piece.data().length;
			return Mono.just(this.drained > MAX_DRAINED);
		}
		return Mono.defer(() -> accept(piece)).onErrorResume((ex) -> {
			this.refusal = ex;
			return Mono.empty();
		}).thenReturn(false);
	}

	/** Completes if the files make an export; fails with the first refusal, if any. */
	Mono<Void> finish() {
		return (this.refusal != null) ? Mono.error(this.refusal)
				: Mono.fromRunnable(() -> this.files.requireExport(this.allTime));
	}

	/** Whether the owner says that the export covers all time. */
	boolean isAllTime() {
		return this.allTime;
	}

	@Override
	public void close() {
		if (this.file != null) {
			this.file.close();
		}
	}

	private Mono<Void> accept(Imports.Piece piece) {
		this.size += piece.data().length;
		if (this.size > this.limits.maxSize().toBytes()) {
			throw new ApiException(ErrorCode.BODY_TOO_LARGE)
				.detail("An upload has at most " + this.limits.maxSize().toMegabytes() + " MB in all.");
		}
		if (this.file == null && ALL_TIME.equals(piece.part()) && piece.fileName() == null) {
			takeFlag(piece);
			return Mono.empty();
		}
		OpenFile current = (this.file != null) ? this.file : open(piece);
		this.file = current;
		Mono<Void> stored = store(current, current.write(piece.data()));
		return piece.last() ? stored.then(Mono.defer(() -> end(current))) : stored;
	}

	private void takeFlag(Imports.Piece piece) {
		this.flag.append(new String(piece.data(), StandardCharsets.UTF_8));
		String text = this.flag.toString();
		if (text.length() > MAX_FLAG || (piece.last() && !text.equals("true") && !text.equals("false"))) {
			throw Unreadable.because("The part allTime is true or false.");
		}
		if (piece.last()) {
			this.allTime = text.equals("true");
			this.flag.setLength(0);
		}
	}

	private OpenFile open(Imports.Piece piece) {
		if (!Objects.equals(piece.part(), PART) || piece.fileName() == null) {
			throw Unreadable.because(
					"Every part must be a file, and the part's name must be 'file'; only the part allTime is a plain value.");
		}
		if (this.files.count() >= this.limits.maxFiles()) {
			throw Unreadable.because("An upload has at most " + this.limits.maxFiles() + " files.");
		}
		return new OpenFile(this.files.count(), UploadedFiles.FileName.of(piece.fileName()));
	}

	private Mono<Void> end(OpenFile ended) {
		try (ended) {
			this.file = null;
			this.files.add(ended.name(), ended.kind());
			if (ended.name().isIgnored()) {
				return this.store.noteIgnored(this.job, ended.name().value());
			}
			return store(ended, ended.finish()).then(Mono
				.defer(() -> this.store.completeFile(this.job, ended.number(), ended.name().value(), ended.size())));
		}
	}

	private Mono<Void> store(OpenFile of, List<byte[]> chunks) {
		return of.name().isIgnored() ? Mono.empty()
				: Flux.fromIterable(chunks)
					.concatMap((chunk) -> this.store.addChunk(this.job, of.number(), of.nextChunk(), chunk), 0)
					.then();
	}

}
