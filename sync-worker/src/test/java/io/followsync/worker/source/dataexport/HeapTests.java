package io.followsync.worker.source.dataexport;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads uploads in a process with the smallest heap that a worker is given. */
class HeapTests {

	private static final int MEMBERS = 100_000;

	// Reading takes seconds; a busy machine may take much longer.
	private static final int MAX_SECONDS = 240;

	@TempDir
	Path directory;

	@Test
	void readsTheLargestListsInASmallHeap() throws Exception {
		Path zip = zip("n", "");
		assertThat(readInSmallHeap(zip)).contains("read 100000 and 100000", "within the budget")
			.doesNotContain("OutOfMemory");
	}

	@Test
	@Tag("full")
	void refusesAnExportThatNeedsTooMuchHeap() throws Exception {
		Path zip = zip("x".repeat(56), "\\u4e2d".repeat(500));
		assertThat(Files.size(zip)).isLessThan(3_000_000);
		assertThat(readInSmallHeap(zip)).contains("refused: The lists of the export, or the names in them, are longer")
			.doesNotContain("OutOfMemory");
	}

	private String readInSmallHeap(Path zip) throws IOException, InterruptedException {
		Path output = this.directory.resolve("output.txt");
		Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx" + SmallHeap.MEGABYTES + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), SmallHeap.class.getName(), zip.toString()))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)).as("it ended").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		String said = Files.readString(output);
		assertThat(process.exitValue()).as(said).isZero();
		return said;
	}

	private Path zip(String prefix, String displayName) throws IOException {
		Path zip = this.directory.resolve("export.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
				BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII))) {
			for (String name : List.of(Exports.FOLLOWERS, Exports.FOLLOWING)) {
				out.putNextEntry(new ZipEntry(name));
				write(text, prefix + name.length() + ".", displayName);
				text.flush();
			}
		}
		return zip;
	}

	private static void write(BufferedWriter text, String prefix, String displayName) throws IOException {
		for (int member = 0; member < MEMBERS; member++) {
			text.write((member == 0) ? "[" : ",");
			text.write("""
					{"timestamp":%d,"label_values":[{"label":"URL","value":""},{"label":"Name","value":"%s"},\
					{"label":"Username","value":"%s%05d"}]}""".formatted(1_600_000_000 + member, displayName, prefix,
					member));
		}
		text.write("]");
	}

}
