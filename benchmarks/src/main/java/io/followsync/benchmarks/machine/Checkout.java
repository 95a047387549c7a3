package io.followsync.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.followsync.benchmarks.process.ChildProcesses;

/** Which version of the product a folder holds. */
public final class Checkout {

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

	private Checkout() {
	}

	/**
	 * Its commit, with {@code -dirty} if files have changed since, other than the report.
	 */
	public static String describe(Path folder) {
		String commit = git(folder, "rev-parse", "--short=12", "HEAD");
		if (commit.isEmpty()) {
			return "unknown";
		}
		String changed = git(folder, "status", "--porcelain", "--untracked-files=no", "--", ":/",
				":(exclude,top)benchmarks/results");
		return changed.isEmpty() ? commit : commit + "-dirty";
	}

	/** When it was committed; the beginning of time if nobody knows. */
	public static Instant commitTime(Path folder) {
		String seconds = git(folder, "log", "-1", "--format=%ct");
		return seconds.isEmpty() ? Instant.MIN : Instant.ofEpochSecond(Long.parseLong(seconds));
	}

	private static String git(Path folder, String... arguments) {
		List<String> command = new ArrayList<>(List.of("git"));
		command.addAll(List.of(arguments));
		try {
			ChildProcesses.Result answer = ChildProcesses.run(new ProcessBuilder(command).directory(folder.toFile())
				.redirectError(ProcessBuilder.Redirect.DISCARD), ANSWER_TIMEOUT);
			return answer.isSuccess() ? answer.output().strip() : "";
		}
		catch (IOException ex) {
			return "";
		}
	}

}
