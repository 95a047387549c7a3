package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class SpoolDirectoryTests {

	private static final Clock NOW = Clock.systemUTC();

	private static final Clock SOON = Clock.offset(NOW, Duration.ofMinutes(2));

	private static final Clock MUCH_LATER = Clock.offset(NOW, Duration.ofDays(2));

	@TempDir
	private Path root;

	@Test
	void isRemovedOnlyOnceItsProcessWasKilled() throws Exception {
		Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), OtherWorker.class.getName(), this.root.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			assertThat(other.inputReader().readLine()).isEqualTo(OtherWorker.READING);

			SpoolDirectory.removeAbandoned(this.root, MUCH_LATER);
			assertThat(spools()).as("while it lives").isEqualTo(1);
		}
		finally {
			other.destroyForcibly().waitFor();
		}

		SpoolDirectory.removeAbandoned(this.root, SOON);
		assertThat(spools()).as("once it was killed").isZero();
	}

	@Test
	void isNeverRemovedByItsOwnProcess() throws IOException {
		SpoolDirectory spool = SpoolDirectory.create(this.root, NOW);

		SpoolDirectory.removeAbandoned(this.root, MUCH_LATER);
		SpoolDirectory.removeAbandoned(this.root, MUCH_LATER);
		assertThat(spools()).isEqualTo(1);

		spool.delete();
		assertThat(spools()).isZero();
	}

	@Test
	void isNotRemovedBeforeItsLockIsAcquired() throws IOException {
		Path unlocked = Files.createDirectory(this.root.resolve("followsync-import-new"));
		Files.createFile(unlocked.resolve("lock"));

		SpoolDirectory.removeAbandoned(this.root, NOW);

		assertThat(unlocked).exists();
	}

	@Test
	void isRemovedAfterItsLockCouldNotBeAcquired() throws IOException {
		Path locked = Files.createDirectory(this.root.resolve("followsync-import-locked"));
		Files.createFile(locked.resolve("lock"));
		assertThatIOException().isThrownBy(() -> SpoolDirectory.Lock.acquire(locked));

		SpoolDirectory.removeAbandoned(this.root, MUCH_LATER);

		assertThat(locked).doesNotExist();
	}

	@Test
	void removalToleratesAMissingRoot() throws IOException {
		SpoolDirectory.removeAbandoned(this.root.resolve("absent"), NOW);

		assertThat(this.root).isEmptyDirectory();
	}

	@Test
	void concurrentRemovalsDoNotDisturbEachOther() throws IOException {
		for (int spool = 0; spool < 300; spool++) {
			Path old = Files.createDirectory(this.root.resolve("followsync-import-" + spool));
			Files.writeString(old.resolve("0.raw"), "left behind");
			Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
		}
		List<SpoolDirectory> made = Flux.range(0, 8)
			.flatMap((number) -> Mono.fromCallable(() -> SpoolDirectory.create(this.root, Clock.systemUTC()))
				.subscribeOn(Schedulers.boundedElastic()), 8)
			.collectList()
			.block(Duration.ofSeconds(20));
		assertThat(made).hasSize(8);
		made.forEach(SpoolDirectory::delete);
		assertThat(this.root.resolve("followsync-import-0")).doesNotExist();
	}

	@Test
	void isReadableByItsOwnerOnly() throws IOException {
		SpoolDirectory spool = SpoolDirectory.create(this.root, Clock.systemUTC());
		try (Stream<Path> directories = Files.list(this.root)) {
			assertThat(directories).singleElement()
				.satisfies((directory) -> assertThat(Files.getPosixFilePermissions(directory))
					.hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]"));
		}
		spool.delete();
	}

	private long spools() throws IOException {
		try (Stream<Path> spools = Files.list(this.root)) {
			return spools.count();
		}
	}

	/** Reads an upload until it is killed. */
	static final class OtherWorker {

		static final String READING = "reading";

		private OtherWorker() {
		}

		public static void main(String[] root) throws IOException {
			SpoolDirectory.create(Path.of(root[0]), NOW).append(0, new byte[1]);
			// Must not cost it its own lock.
			SpoolDirectory.removeAbandoned(Path.of(root[0]), MUCH_LATER);
			System.out.println(READING);
			System.in.read();
		}

	}

}
