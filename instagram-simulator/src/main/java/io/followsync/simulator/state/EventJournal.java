package io.followsync.simulator.state;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The past events in a file, one per line. An appended event survives a kill of this
 * process, but not of the machine: nothing is forced to disk. A line cut off by a kill is
 * dropped at the next start.
 */
record EventJournal(@Nullable OutputStream out) implements AutoCloseable {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		// Numbers that older journals do not have are 0.
		.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	/** Keeps nothing. */
	static EventJournal none() {
		return new EventJournal(null);
	}

	/** Passes the events in that file, if any, to the listener and appends after them. */
	static EventJournal replay(Path file, Consumer<Event> listener) {
		try {
			Path parent = file.toAbsolutePath().getParent();
			if (parent != null) {
				Files.createDirectories(parent);
			}
			if (Files.exists(file)) {
				dropUnfinishedLine(file);
				try (var lines = Files.lines(file)) {
					lines.map((line) -> MAPPER.readValue(line, Event.class)).forEach(listener);
				}
			}
			return new EventJournal(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot use the state file " + file, ex);
		}
	}

	void append(Event event) {
		if (this.out == null) {
			return;
		}
		try {
			String line = MAPPER.writerFor(Event.class).writeValueAsString(event) + "\n";
			this.out.write(line.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot write the state file", ex);
		}
	}

	@Override
	public void close() {
		try {
			if (this.out != null) {
				this.out.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot close the state file", ex);
		}
	}

	private static void dropUnfinishedLine(Path file) throws IOException {
		try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
			long end = bytes.length();
			while (end > 0 && !isLineEnd(bytes, end)) {
				end--;
			}
			bytes.setLength(end);
		}
	}

	private static boolean isLineEnd(RandomAccessFile bytes, long end) throws IOException {
		bytes.seek(end - 1);
		return bytes.read() == '\n';
	}

}
