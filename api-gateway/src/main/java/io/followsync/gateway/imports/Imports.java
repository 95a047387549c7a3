package io.followsync.gateway.imports;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.followsync.gateway.access.CapabilityIssuer;
import io.followsync.gateway.capacity.Capacity;
import io.followsync.gateway.capacity.ClientSlots;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.Withdrawal;
import io.followsync.gateway.queue.QueueAdmission;
import io.followsync.gateway.queue.SyncRequestPublisher;
import io.followsync.job.Capability;
import io.followsync.job.JobId;
import io.followsync.messaging.SyncRequest;
import io.followsync.runtime.logging.Failures;
import io.followsync.vault.Fingerprints;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Service;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Receives data exports. The stored parts of an upload that fails, or whose client goes
 * away, are removed at once; if this process dies, they expire.
 */
@Service
public class Imports {

	private static final Logger log = LoggerFactory.getLogger(Imports.class);

	private final ImportStore store;

	private final QueueAdmission admission;

	private final SyncRequestPublisher publisher;

	private final Withdrawal withdrawal;

	private final CapabilityIssuer capabilities;

	private final Fingerprints fingerprints;

	private final Limits limits;

	private final ClientSlots slots;

	Imports(ImportStore store, QueueAdmission admission, SyncRequestPublisher publisher, Withdrawal withdrawal,
			CapabilityIssuer capabilities, Fingerprints fingerprints, Limits limits, Capacity capacity) {
		this.store = store;
		this.admission = admission;
		this.publisher = publisher;
		this.withdrawal = withdrawal;
		this.capabilities = capabilities;
		this.fingerprints = fingerprints;
		this.limits = limits;
		this.slots = new ClientSlots(capacity.uploads(limits.maxConcurrent()), limits.maxConcurrentPerAddress());
	}

	/**
	 * What an upload may cost.
	 *
	 * @param maxSize of all files together, as sent
	 * @param maxFiles in one upload
	 * @param maxConcurrent uploads at once on this replica; each holds about a megabyte,
	 * and no more are taken than fit into its memory
	 * @param maxConcurrentPerAddress uploads at once of one client address
	 * @param maxStored of all uploads that are stored, compressed; uploads that begin at
	 * the same time may exceed it by their sizes
	 * @param uploadTimeout after which an unfinished upload is aborted and removed
	 */
	@Validated
	@ConfigurationProperties("followsync.imports")
	public record Limits(@DefaultValue("64MB") DataSize maxSize, @DefaultValue("32") @Min(1) int maxFiles,
			@DefaultValue("16") @Min(1) int maxConcurrent, @DefaultValue("4") @Min(1) int maxConcurrentPerAddress,
			@DefaultValue("2GB") DataSize maxStored, @DefaultValue("10m") Duration uploadTimeout) {

		public Limits {
			if (maxSize.toBytes() < 1 || maxStored.toBytes() < 1 || !uploadTimeout.isPositive()) {
				throw new IllegalArgumentException("followsync.imports: every bound must be positive");
			}
		}

	}

	/**
	 * Some bytes of one part of an upload, in the order of arrival.
	 *
	 * @param fileName as the client sent it, null for a part that is not a file
	 * @param last whether the part ends here
	 */
	public record Piece(@Nullable String part, @Nullable String fileName, byte[] data, boolean last) {
	}

	/**
	 * Stores the pieces one after another, as fast as the database takes them, then
	 * queues the job. The returned capability is the only access to it.
	 * @param client whose uploads at once are limited
	 * @param allTime whether the owner says that the export covers all time, unless a
	 * piece says otherwise
	 */
	public Mono<Capability> receive(String client, boolean allTime, Flux<Piece> pieces) {
		return Mono.using(() -> takeSlot(client),
				(taken) -> this.admission
					.requireRoom(new QueueAdmission.Request.OfImport(this.fingerprints.ofClient(client)))
					.then(requireSpace())
					.then(Mono.defer(() -> receive(newImport(client), allTime, pieces))),
				(taken) -> this.slots.release(taken, 1), false);
	}

	private String takeSlot(String client) {
		return switch (this.slots.take(client, 1)) {
			case TAKEN -> client;
			case CLIENT_FULL -> throw new ApiException(ErrorCode.TOO_MANY_SUBMISSIONS)
				.retryAfter(QueueAdmission.RETRY_WHEN_FULL)
				.detail("An address uploads at most " + this.limits.maxConcurrentPerAddress() + " exports at once.");
			case FULL -> throw new ApiException(ErrorCode.QUEUE_FULL).retryAfter(QueueAdmission.RETRY_WHEN_FULL);
		};
	}

	private Mono<Long> requireSpace() {
		return this.store.storedBytes()
			.filter((stored) -> stored < this.limits.maxStored().toBytes())
			.switchIfEmpty(Mono
				.error(() -> new ApiException(ErrorCode.UPLOADS_FULL).retryAfter(QueueAdmission.RETRY_WHEN_FULL)));
	}

	private Mono<Capability> receive(ImportStore.NewImport started, boolean allTime, Flux<Piece> pieces) {
		// Cached, so that a discard waits for an insert that may still be in progress.
		Mono<Void> begun = this.store.begin(started).cache();
		Mono<Void> discarded = begun.onErrorComplete().then(Mono.defer(() -> discard(started.job())));
		return Mono.usingWhen(Mono.fromSupplier(() -> new Upload(started.job(), allTime, this.store, this.limits)),
				(upload) -> begun.then(store(upload, pieces))
					.then(Mono.defer(() -> queue(started, upload.isAllTime()))),
				(upload) -> Mono.empty(), (upload, ex) -> close(upload).then(discarded),
				(upload) -> close(upload).then(discarded));
	}

	private Mono<Void> store(Upload upload, Flux<Piece> pieces) {
		// Compressing would block an event loop. Only one piece at a time is taken from
		// the connection, so that a slow database slows the client down instead of
		// filling memory.
		return pieces.publishOn(Schedulers.parallel(), 1)
			.concatMap(upload::take, 0)
			.takeUntil((isEnough) -> isEnough)
			.then(Mono.defer(upload::finish))
			.timeout(this.limits.uploadTimeout())
			.onErrorMap(TimeoutException.class, (ex) -> Unreadable.because("The upload took too long."));
	}

	private Mono<Capability> queue(ImportStore.NewImport complete, boolean allTime) {
		Mono<Boolean> queueing = Mono.defer(() -> this.store.queue(complete.job(), allTime));
		return UncancellableWork.orUndone(this.withdrawal.orWithdraw(complete.job(), queueing), (queued) -> {
			if (!queued) {
				throw Unreadable.because("The upload was cancelled or took too long.");
			}
			this.admission.confirmJoined();
			this.publisher.publish(new SyncRequest(complete.job(), complete.lane()));
			log.atInfo().addKeyValue("job", complete.job()).log("Accepted an import");
			return complete.capability();
		}, (queued) -> queued ? this.withdrawal.withdraw(complete.job()) : Mono.empty());
	}

	private Mono<Void> discard(JobId job) {
		return this.store.discard(job).onErrorResume((ex) -> {
			log.atWarn()
				.addKeyValue("job", job)
				.addKeyValue("error", Failures.describe(ex))
				.log("Discarding an unfinished upload failed, it is removed once it expires");
			return Mono.empty();
		});
	}

	private static Mono<Void> close(Upload upload) {
		return Mono.fromRunnable(upload::close);
	}

	private ImportStore.NewImport newImport(String client) {
		JobId job = JobId.next();
		Capability capability = Capability.random();
		return new ImportStore.NewImport(job, capability, this.capabilities.issue(job, capability),
				this.fingerprints.ofClient(client));
	}

}
