package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.job.JobId;
import io.followsync.worker.WorkerDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CancelledOpeningTests {

	private static WorkerDatabase database;

	private final Scheduler thread = Schedulers.newSingle("test");

	@TempDir
	Path spools;

	@BeforeAll
	static void prepare() {
		database = new WorkerDatabase();
	}

	@AfterAll
	static void end() {
		database.close();
	}

	@AfterEach
	void stop() {
		this.thread.dispose();
	}

	@Test
	void leavesNothingOfTheUpload() {
		byte[] followers = new byte[50_000_000];
		Arrays.fill(followers, (byte) ' ');
		JobId job = StoredUploads.store(database, Map.of("followers_1.json", followers), 262_144);
		Disposable opening = source(Clock.systemUTC()).open(job, null).subscribe();
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> unpackedFiles() > 0);

		opening.dispose();

		await().untilAsserted(() -> assertThat(this.spools).isEmptyDirectory());
	}

	@Test
	void leavesNothingIfItsSpoolIsCreatedMeanwhile() throws IOException {
		Path leftBehind = Files.createDirectory(this.spools.resolve("followsync-import-old"));
		Disposable.Swap opening = Disposables.swap();
		Clock cancelling = new Clock() {

			// Asked for the age of what is left behind, just before a spool is created.
			@Override
			public Instant instant() {
				opening.dispose();
				return Instant.now();
			}

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

		};
		opening.update(source(cancelling).open(JobId.next(), null).subscribe());

		await().until(opening::isDisposed);
		await().untilAsserted(
				() -> assertThat(this.spools.toFile().list()).containsExactly(leftBehind.getFileName().toString()));
		assertThat(Mono.fromSupplier(() -> this.spools.toFile().list()).subscribeOn(this.thread).block())
			.containsExactly(leftBehind.getFileName().toString());
	}

	private long unpackedFiles() throws IOException {
		try (Stream<Path> files = Files.walk(this.spools)) {
			return files.filter((file) -> file.toString().endsWith(".raw")).count();
		}
		catch (UncheckedIOException ex) {
			// Packed files are deleted meanwhile.
			return 0;
		}
	}

	private DataExportSource source(Clock clock) {
		DataExportProperties bounds = new DataExportProperties(DataSize.ofMegabytes(64), 100, 10_000,
				DataSize.ofMegabytes(64), Duration.ofMinutes(2), 1000, this.spools);
		return new DataExportSource(new Uploads(database.client()), bounds, clock, this.thread);
	}

}
