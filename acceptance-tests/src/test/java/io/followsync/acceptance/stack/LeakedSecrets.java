package io.followsync.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.acceptance.simulator.KnownSessions;

/**
 * The secrets and capabilities of all tests' sessions that stand in the logs and crash
 * reports of the stacks that have ended.
 */
public final class LeakedSecrets {

	// Every secret holds a part like this, however it is encoded in a URL or a header.
	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{14,}");

	private final List<Path> searched = new CopyOnWriteArrayList<>();

	private final List<String> found = new CopyOnWriteArrayList<>();

	/** The files of all stacks that were searched. */
	public List<Path> searched() {
		return List.copyOf(this.searched);
	}

	/** Each line that holds a secret, after the name of its file. */
	public List<String> found() {
		return List.copyOf(this.found);
	}

	void search(Stack stack) {
		Set<String> secrets = KnownSessions.words();
		for (Path log : stack.logs()) {
			this.searched.add(log);
			this.found.addAll(linesWith(secrets, log));
		}
	}

	static List<String> linesWith(Set<String> secrets, Path log) {
		Set<Integer> lengths = secrets.stream().map(String::length).collect(Collectors.toSet());
		try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
			return lines.filter((line) -> holdsOneOf(secrets, lengths, line))
				.map((line) -> log.getFileName() + ": " + line)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// Thousands of secrets are looked up in a hundred megabytes, so by their lengths.
	private static boolean holdsOneOf(Set<String> secrets, Set<Integer> lengths, String line) {
		Matcher word = WORD.matcher(line);
		while (word.find()) {
			String text = word.group();
			for (int length : lengths) {
				for (int from = 0; from + length <= text.length(); from++) {
					if (secrets.contains(text.substring(from, from + length))) {
						return true;
					}
				}
			}
		}
		return false;
	}

}
