package io.followsync.benchmarks.images;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.machine.Checkout;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;

/**
 * The unpacked sizes of the images that the container engine holds, and when they were
 * built; the memory of a start stands with the starts.
 */
public final class ImagesBenchmark implements Benchmark {

	private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(1);

	private static final double BYTES_A_MEGABYTE = 1024 * 1024;

	@Override
	public String name() {
		return "images";
	}

	@Override
	public void measure(Run run) {
		Instant committed = Checkout.commitTime(run.product());
		for (String module : List.of("api-gateway", "sync-worker", "instagram-simulator")) {
			try {
				record(run, module, committed);
			}
			catch (NotMeasuredException ex) {
				run.recordNotMeasured(String.valueOf(ex.getMessage()));
			}
		}
	}

	private static void record(Run run, String module, Instant committed) {
		String name = "followsync/%s:local".formatted(module);
		Image image = inspect(name);
		run.record(Row.of("images." + module, "Size of the image " + module,
				Series.of("MB", image.bytes() / BYTES_A_MEGABYTE), Goal.none()));
		run.recordVersion(name, "of %s%s".formatted(image.created().truncatedTo(ChronoUnit.MINUTES),
				image.created().isBefore(committed) ? ", **older than the product's commit**" : ""));
	}

	private static Image inspect(String name) {
		try {
			ChildProcesses.Result inspected = ChildProcesses
				.run(new ProcessBuilder("docker", "image", "inspect", "--format", "{{.Size}} {{.Created}}", name)
					.redirectError(ProcessBuilder.Redirect.DISCARD), ANSWER_TIMEOUT);
			if (!inspected.isSuccess()) {
				throw new NotMeasuredException("no container engine has %s: run docker compose build".formatted(name));
			}
			String[] facts = inspected.output().strip().split(" ");
			return new Image(Double.parseDouble(facts[0]), Instant.parse(facts[1]));
		}
		catch (IOException ex) {
			throw new NotMeasuredException("there is no docker");
		}
	}

	private record Image(double bytes, Instant created) {

	}

}
