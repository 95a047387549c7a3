package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import io.followsync.job.JobId;
import io.followsync.job.ListKind;
import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.source.AbstractListSourceTests;
import io.followsync.worker.source.ListReader;
import io.followsync.worker.source.ListSource;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.SourceFailure.Unreadable;
import io.followsync.worker.source.TruncationFlags;
import io.followsync.worker.source.TruncationFlags.ExportSign;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class DataExportSourceTests extends AbstractListSourceTests {

	private static final int CHUNK = 262_144;

	private static WorkerDatabase database;

	@TempDir
	Path spools;

	private DataExportSource source;

	@BeforeAll
	static void prepare() {
		database = new WorkerDatabase();
	}

	@AfterAll
	static void end() {
		database.close();
	}

	@BeforeEach
	void start() {
		this.source = source(DataSize.ofMegabytes(64));
	}

	@Override
	protected ListSource source() {
		return this.source;
	}

	@Override
	protected JobId jobWith(List<String> followers, List<String> following) {
		return uploaded(Map.of("export.zip", zip(followers, following)), CHUNK);
	}

	@Override
	protected JobId jobThatFails() {
		return uploaded(Map.of("export.zip", "PK\003\004 and nothing else".getBytes(StandardCharsets.UTF_8)), CHUNK);
	}

	@Override
	protected int moreThanTwoPages() {
		return 2001;
	}

	@Override
	protected void requireReleased() {
		assertThat(this.spools).isEmptyDirectory();
	}

	@Test
	void deliversPagesOfAThousandRows() {
		List<String> names = IntStream.range(0, 1001).mapToObj((i) -> "n" + i).toList();
		ListReader reader = open(jobWith(names, List.of()));
		Page first = delivered(reader.page(ListKind.FOLLOWERS, null));
		assertThat(first.members()).hasSize(1000);
		assertThat(first.next()).hasToString("Cursor[value=1000]");
		assertThat(first.hasMore()).isTrue();
		Page last = delivered(reader.page(ListKind.FOLLOWERS, first.next()));
		assertThat(last.members()).hasSize(1);
		assertThat(last.hasMore()).isFalse();
	}

	@Test
	void assemblesAnUploadOfManyChunksInOrder() {
		List<String> names = IntStream.range(0, 1500)
			.mapToObj((i) -> Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36) + "_" + i)
			.toList();
		JobId job = uploaded(Map.of("instagram-me-2026-07-10-abcd1234", zip(names, List.of("ben"))), 997);
		assertThat(names(walk(open(job), ListKind.FOLLOWERS, null))).containsExactlyElementsOf(names);
	}

	@Test
	void readsListsUploadedWithoutAZip() {
		JobId job = uploaded(Map.of("followers_1.json",
				Exports.followers(List.of("ann")).getBytes(StandardCharsets.UTF_8), "C:\\export\\following.json",
				Exports.following(List.of("ben")).getBytes(StandardCharsets.UTF_8)), CHUNK);
		assertThat(names(walk(open(job), ListKind.FOLLOWERS, null))).containsExactly("ann");
		assertThat(names(walk(open(job), ListKind.FOLLOWING, null))).containsExactly("ben");
	}

	@Test
	void onlyPagesOfACutListSayThatItIsCut() {
		String followers = "[" + Exports.valueEntry("ann", at("2025-07-11")) + ","
				+ Exports.valueEntry("ben", at("2026-07-10")) + "]";
		String following = "{\"relationships_following\":[" + Exports.titleEntry("old", at("2019-01-01")) + "]}";
		byte[] zip = Exports.zip(Map.of(Exports.FOLLOWERS, followers, Exports.FOLLOWING, following));
		ListReader reader = open(uploaded(Map.of("export.zip", zip), CHUNK));
		assertThat(delivered(reader.page(ListKind.FOLLOWERS, null)).cut())
			.isEqualTo(new TruncationFlags(false, 0, ExportSign.DATE_RANGE));
		assertThat(delivered(reader.page(ListKind.FOLLOWING, null)).cut()).isEqualTo(TruncationFlags.NONE);
	}

	@Test
	void theOwnersWordIsBelievedAndLeavesRowsDoubtful() {
		byte[] zip = Exports.zip(Map.of(Exports.FOLLOWERS, "[]", Exports.FOLLOWING,
				"[" + Exports.titleEntry("ben", at("2019-01-01")) + "]"));
		JobId job = uploaded(Map.of("export.zip", zip), CHUNK);
		ListReader withoutOwnersWord = open(job);
		assertThat(delivered(withoutOwnersWord.page(ListKind.FOLLOWERS, null)).cut().export())
			.isEqualTo(ExportSign.NO_FOLLOWERS);
		database.execute("UPDATE jobs SET all_time = true WHERE id = '" + job + "'");

		ListReader withOwnersWord = open(job);

		assertThat(delivered(withOwnersWord.page(ListKind.FOLLOWERS, null)).cut().export())
			.isEqualTo(ExportSign.OWNERS_WORD);
		assertThat(delivered(withOwnersWord.page(ListKind.FOLLOWING, null)).members()).singleElement()
			.satisfies((member) -> assertThat(member.doubtful()).isTrue());
	}

	@Test
	void countsEntriesThatAreNotPeople() {
		String following = "[" + Exports.titleEntry("ben", 5) + ","
				+ Exports.titleEntry("__deleted__abcdefghijklmnopq", 5) + ",{\"title\":\"\",\"string_list_data\":[]}]";
		byte[] zip = Exports
			.zip(Map.of(Exports.FOLLOWERS, Exports.followers(List.of("ann")), Exports.FOLLOWING, following));
		JobId job = uploaded(Map.of("export.zip", zip), CHUNK);
		assertThat(names(walk(open(job), ListKind.FOLLOWING, null))).containsExactly("ben");
		assertThat(database.value("""
				SELECT deleted_accounts || ' ' || nameless_entries FROM job_lists
				WHERE list = 'FOLLOWING' AND job_id = '%s'""".formatted(job))).isEqualTo("1 1");
	}

	@Test
	void refusesAnUploadThatUnpacksToTooMuch() {
		this.source = source(DataSize.ofKilobytes(100));
		JobId job = uploaded(Map.of("followers_1.json", new byte[10_000_000]), CHUNK);
		assertThat(failure(open(job).page(ListKind.FOLLOWERS, null))).isInstanceOfSatisfying(Unreadable.class,
				(reason) -> assertThat(reason.failure().message()).contains("too large"));
		assertThat(this.spools).isEmptyDirectory();
	}

	@Test
	void anIncompletelyStoredUploadIsAnErrorOfOurs() {
		JobId job = uploaded(Map.of("export.zip", zip(List.of("ann"), List.of("ben"))), 64);
		database.client()
			.sql("DELETE FROM import_chunks WHERE job_id = :job AND chunk > 2")
			.bind("job", job.value())
			.then()
			.block();
		StepVerifier.create(this.source.open(job, null)).expectError().verify(Duration.ofSeconds(20));
		assertThat(this.spools).isEmptyDirectory();
	}

	// That nothing is left relies on it: files are deleted after what still writes them.
	@Test
	void readsAllUploadsOnOneThread() {
		JobId job = jobWith(List.of("ann"), List.of("ben"));
		List<String> threads = Flux.range(0, 8)
			.flatMap((number) -> this.source.open(job, null).map((reader) -> Thread.currentThread().getName()), 8)
			.distinct()
			.collectList()
			.block(Duration.ofSeconds(20));
		assertThat(threads).singleElement().asString().startsWith("uploads-");
	}

	@Test
	void removesANeverLockedSpoolAfterADay() throws IOException {
		Path old = Files.createDirectory(this.spools.resolve("followsync-import-old"));
		Files.writeString(old.resolve("0.raw"), "left behind");
		Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
		Path fresh = Files.createDirectory(this.spools.resolve("followsync-import-fresh"));
		Path foreign = Files.createDirectory(this.spools.resolve("foreign"));
		Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
		open(jobWith(List.of("ann"), List.of()));
		assertThat(this.spools).isDirectoryNotContaining(old::equals)
			.isDirectoryContaining(fresh::equals)
			.isDirectoryContaining(foreign::equals);
	}

	@Test
	void removesTheSpoolOfAKilledWorkerAtStartup() throws IOException {
		Path left = Files.createDirectory(this.spools.resolve("followsync-import-left"));
		Files.createFile(left.resolve("lock"));
		Files.writeString(left.resolve("0.raw"), "an uploaded list");
		Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));

		source(DataSize.ofMegabytes(1));

		assertThat(left).doesNotExist();
	}

	private DataExportSource source(DataSize most) {
		return new DataExportSource(new UploadRepository(database.asWorker()), bounds(most), Clock.systemUTC());
	}

	private ExportParser.Bounds bounds(DataSize most) {
		return new ExportParser.Bounds(most, 100, 10_000, DataSize.ofMegabytes(64), Duration.ofMinutes(2), 1000,
				this.spools);
	}

	private static byte[] zip(List<String> followers, List<String> following) {
		return Exports.zip(Map.of(Exports.FOLLOWERS, Exports.followers(followers), Exports.FOLLOWING,
				Exports.following(following)));
	}

	private static long at(String date) {
		return Instant.parse(date + "T00:00:00Z").getEpochSecond();
	}

	private static JobId uploaded(Map<String, byte[]> files, int chunk) {
		return StoredUploads.store(database, files, chunk);
	}

}
