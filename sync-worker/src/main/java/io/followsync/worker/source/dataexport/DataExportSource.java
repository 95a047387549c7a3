package io.followsync.worker.source.dataexport;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.followsync.job.AccountId;
import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.source.SourceFailure.Unreadable;
import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;
import io.followsync.worker.source.dataexport.Uploads.StoredFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The lists of an uploaded data export. Opening reads the whole upload, on a thread that
 * may block. There is only one, since each upload takes much of the heap while it is
 * parsed, and so that one whose opening is cancelled leaves nothing on disk: what is left
 * of its work ends before its files are deleted. Nothing of an upload is left on disk
 * once its reader exists.
 */
final class DataExportSource implements ListSource {

	private static final Logger log = LoggerFactory.getLogger(DataExportSource.class);

	private final Uploads uploads;

	private final DataExportProperties bounds;

	private final Clock clock;

	private final Scheduler thread;

	/**
	 * @param thread a single one that may block
	 */
	DataExportSource(Uploads uploads, DataExportProperties bounds, Clock clock, Scheduler thread) {
		this.uploads = uploads;
		this.bounds = bounds;
		this.clock = clock;
		this.thread = thread;
	}

	@Override
	public SourceKind kind() {
		return SourceKind.DATA_EXPORT;
	}

	// Anybody may have written the upload, and a worker reads one at a time.
	@Override
	public int maxLostWorkers() {
		return 2;
	}

	@Override
	public Mono<ListReader> open(JobId job, @Nullable AccountId claimed) {
		// A spool that is created while its opening is cancelled is deleted, too: by the
		// same thread, and so afterwards.
		return Mono.usingWhen(Mono.fromSupplier(AtomicReference<@Nullable Spool>::new),
				(created) -> created(created).flatMap((spool) -> read(job, spool)),
				(created) -> Mono.<Void>fromRunnable(() -> delete(created.get())).subscribeOn(this.thread));
	}

	private Mono<Spool> created(AtomicReference<@Nullable Spool> created) {
		return Mono.fromCallable(() -> {
			Spool spool = Spool.create(this.bounds.spoolRoot(), this.clock);
			created.set(spool);
			return spool;
		}).subscribeOn(this.thread);
	}

	private static void delete(@Nullable Spool spool) {
		if (spool != null) {
			spool.delete();
		}
	}

	private Mono<ListReader> read(JobId job, Spool spool) {
		DecompressionLimit stored = allowance();
		return this.uploads.files(job)
			.filter((files) -> !files.isEmpty())
			.delayUntil((files) -> spool(job, files, spool, stored))
			.zipWhen((files) -> this.uploads.allTime(job))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("no upload is stored for job " + job)))
			.publishOn(this.thread)
			.map((upload) -> parse(job, upload.getT1(), upload.getT2(), spool))
			.delayUntil((export) -> storeOmitted(job, export))
			.<ListReader>map((export) -> new ExportReader(export, this.bounds.pageSize()))
			.onErrorResume(UnreadableExport.class,
					(ex) -> Mono.just(new UnreadableReader(new Unreadable(ex.sentence()))));
	}

	// One file after the other: DecompressionLimit is not for concurrent use.
	private Mono<Void> spool(JobId job, List<StoredFile> files, Spool spool, DecompressionLimit stored) {
		return Flux.fromIterable(files).concatMap((file) -> spool(job, file, spool, stored)).then();
	}

	private Mono<Void> spool(JobId job, StoredFile file, Spool spool, DecompressionLimit stored) {
		return this.uploads.chunks(job, file).publishOn(this.thread, 1).doOnNext((chunk) -> {
			stored.take(chunk.data().length);
			spool.append(file.number(), chunk.data());
		}).then();
	}

	private Mono<Void> storeOmitted(JobId job, Export export) {
		return Flux.fromArray(ListKind.values())
			.concatMap((list) -> this.uploads.storeOmitted(job, list, export.list(list)))
			.then();
	}

	private DecompressionLimit allowance() {
		return new DecompressionLimit(this.bounds.mostUncompressed().toBytes(), this.bounds.maxReadingTime(),
				System::nanoTime);
	}

	private Export parse(JobId job, List<StoredFile> files, boolean allTime, Spool spool) {
		DecompressionLimit allowance = allowance();
		List<UploadedFile> unpacked = new ArrayList<>(files.size());
		for (StoredFile file : files) {
			unpacked.add(new UploadedFile(file.name(), spool.unpack(file.number(), allowance)));
		}
		Export export = new ExportParser(this.bounds).parse(unpacked, allTime, allowance);
		log.atInfo()
			.addKeyValue("job", job)
			.addKeyValue("followers", export.followers().size())
			.addKeyValue("followersRepeated", export.followers().repeated())
			.addKeyValue("following", export.following().size())
			.addKeyValue("followingRepeated", export.following().repeated())
			.addKeyValue("allTime", allTime)
			.addKeyValue("followersSign", export.beginnings().followers())
			.log("Read an export");
		return export;
	}

}
