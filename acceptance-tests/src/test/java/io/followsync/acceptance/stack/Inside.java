package io.followsync.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.followsync.stack.process.ServiceProcess;

/** What a service's JVM reports by jcmd. */
public record Inside(ServiceProcess service) {

	private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

	private static final Pattern DUMPED_AT = Pattern.compile("(?m)^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)$");

	/** Bytes of the objects that survive a full collection. */
	public long liveHeap() {
		Matcher total = TOTAL.matcher(ask("GC.class_histogram"));
		if (!total.find()) {
			throw new IllegalStateException("a histogram without its sum");
		}
		return Long.parseLong(total.group(1));
	}

	/** How far its wall clock is ahead of ours, to the second. */
	public Duration ahead() {
		Matcher time = DUMPED_AT.matcher(ask("Thread.print"));
		if (!time.find()) {
			throw new IllegalStateException("a dump of threads without its time");
		}
		Instant told = LocalDateTime.parse(time.group(1) + "T" + time.group(2))
			.atZone(ZoneId.systemDefault())
			.toInstant();
		return Duration.between(Instant.now(), told);
	}

	private String ask(String command) {
		Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		try {
			Process process = new ProcessBuilder(program.toString(), "-J-XX:TieredStopAtLevel=1",
					Long.toString(this.service.pid()), command)
				.redirectErrorStream(true)
				.start();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
