package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.runtime.logging.Failures;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.source.SourceTraits;
import io.followsync.worker.source.dataexport.UploadRepository.StoredFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * The lists of an uploaded data export. Opening reads the whole upload, on a thread that
 * may block. There is only one such thread: each upload takes much of the heap while it
 * is parsed, and when an opening is cancelled, the work in progress ends before its files
 * are deleted. Nothing of an upload is left on disk once its reader exists.
 */
@Component
final class DataExportSource implements ListSource {

	private static final Logger log = LoggerFactory.getLogger(DataExportSource.class);

	private static final int MAX_QUEUED_TASKS = 1000;

	private static final int IDLE_SECONDS = 60;

	private final UploadRepository uploads;

	private final ExportParser.Bounds bounds;

	private final Clock clock;

	private final Scheduler thread = Schedulers.newBoundedElastic(1, MAX_QUEUED_TASKS, "uploads", IDLE_SECONDS, true);

	DataExportSource(UploadRepository uploads, ExportParser.Bounds bounds, Clock clock) {
		this.uploads = uploads;
		this.bounds = bounds;
		this.clock = clock;
		removeAbandonedSpools();
	}

	// What this worker left when it was killed should not wait for the next import.
	private void removeAbandonedSpools() {
		try {
			SpoolDirectory.removeAbandoned(this.bounds.spoolRoot(), this.clock);
		}
		catch (IOException | UncheckedIOException ex) {
			log.warn("removal of abandoned spool directories failed, retrying with the next import: {}",
					Failures.describe(ex));
		}
	}

	// Anybody may have written the upload, and a worker reads one at a time: two lost
	// workers are enough to suspect it.
	@Override
	public SourceTraits traits() {
		return new SourceTraits(SourceTraits.Input.UPLOAD, Set.of(), 2);
	}

	@Override
	public SourceKind kind() {
		return SourceKind.DATA_EXPORT;
	}

	@Override
	public Mono<ListReader> open(JobId job, @Nullable AccountId claimed) {
		// A directory that is created while its opening is cancelled is deleted, too: by
		// the same thread, and so afterwards.
		return Mono.usingWhen(Mono.fromSupplier(AtomicReference<@Nullable SpoolDirectory>::new),
				(created) -> create(created).flatMap((spool) -> read(job, spool)),
				(created) -> Mono
					.<Void>fromRunnable(() -> Optional.ofNullable(created.get()).ifPresent(SpoolDirectory::delete))
					.subscribeOn(this.thread));
	}

	private Mono<SpoolDirectory> create(AtomicReference<@Nullable SpoolDirectory> created) {
		return Mono.fromCallable(() -> {
			SpoolDirectory spool = SpoolDirectory.create(this.bounds.spoolRoot(), this.clock);
			created.set(spool);
			return spool;
		}).subscribeOn(this.thread);
	}

	private Mono<ListReader> read(JobId job, SpoolDirectory spool) {
		DecompressionLimit storedSize = decompressionLimit();
		return this.uploads.files(job)
			.filter((files) -> !files.isEmpty())
			// One file after the other: DecompressionLimit is not for concurrent use.
			.delayUntil(
					(files) -> Flux.fromIterable(files).concatMap((file) -> copyToSpool(job, file, spool, storedSize)))
			.zipWhen((files) -> this.uploads.coversAllTime(job))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("no upload is stored for job " + job)))
			.publishOn(this.thread)
			.map((upload) -> parse(job, upload.getT1(), upload.getT2(), spool))
			.delayUntil((export) -> storeOmittedCounts(job, export))
			.<Answer<Export>>map(Answer.Delivered::new)
			.onErrorResume(UnreadableExportException.class, (ex) -> Mono.just(new Answer.Failed<>(ex.failure())))
			.map((answer) -> new ExportReader(answer, this.bounds.pageSize()));
	}

	private Mono<Void> copyToSpool(JobId job, StoredFile file, SpoolDirectory spool, DecompressionLimit storedSize) {
		return this.uploads.chunks(job, file).publishOn(this.thread, 1).doOnNext((chunk) -> {
			storedSize.count(chunk.data().length);
			spool.append(file.number(), chunk.data());
		}).then();
	}

	private Mono<Void> storeOmittedCounts(JobId job, Export export) {
		return Flux.fromArray(ListKind.values())
			.concatMap((list) -> this.uploads.storeOmittedCounts(job, list, export.list(list)))
			.then();
	}

	private DecompressionLimit decompressionLimit() {
		return new DecompressionLimit(this.bounds.maxUncompressed().toBytes(), this.bounds.maxReadingTime(),
				System::nanoTime);
	}

	private Export parse(JobId job, List<StoredFile> files, boolean allTime, SpoolDirectory spool) {
		DecompressionLimit limit = decompressionLimit();
		List<ExportParser.UploadedFile> unpacked = files.stream()
			.map((file) -> new ExportParser.UploadedFile(file.name(), spool.unpack(file.number(), limit)))
			.toList();
		Export export = new ExportParser(this.bounds).parse(unpacked, allTime, limit);
		log.atInfo()
			.addKeyValue("job", job)
			.addKeyValue("followers", export.followers().size())
			.addKeyValue("followersRepeated", export.followers().repeated())
			.addKeyValue("following", export.following().size())
			.addKeyValue("followingRepeated", export.following().repeated())
			.addKeyValue("allTime", allTime)
			.addKeyValue("followersSign", export.followersSign())
			.log("export parsed");
		return export;
	}

}
