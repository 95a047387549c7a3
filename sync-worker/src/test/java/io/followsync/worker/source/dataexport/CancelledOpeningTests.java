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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.Disposables;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CancelledOpeningTests {

	private static WorkerDatabase database;

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

			// Called for the age of the directory left behind, just before a new one is
			// created.
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
		DataExportSource source = source(cancelling);
		opening.update(source.open(JobId.next(), null).subscribe());

		await().until(opening::isDisposed);
		await().untilAsserted(
				() -> assertThat(this.spools.toFile().list()).containsExactly(leftBehind.getFileName().toString()));
		// Comes after whatever its one thread still has to do for the first job.
		source.open(JobId.next(), null).onErrorComplete(IllegalStateException.class).block(Duration.ofSeconds(20));
		assertThat(this.spools.toFile().list()).containsExactly(leftBehind.getFileName().toString());
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
		ExportParser.Bounds bounds = new ExportParser.Bounds(DataSize.ofMegabytes(64), 100, 10_000,
				DataSize.ofMegabytes(64), Duration.ofMinutes(2), 1000, this.spools);
		return new DataExportSource(new UploadRepository(database.client()), bounds, clock);
	}

}
