package io.followsync.benchmarks.images;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.followsync.benchmarks.Benchmark;
import io.followsync.benchmarks.NotMeasuredException;
import io.followsync.benchmarks.Run;
import io.followsync.benchmarks.process.ChildProcesses;
import io.followsync.benchmarks.report.Goal;
import io.followsync.benchmarks.report.Row;
import io.followsync.benchmarks.report.Series;

/**
 * The sizes of the images that the container engine holds, unpacked; the memory of a
 * start stands with the starts.
 */
public final class ImagesBenchmark implements Benchmark {

	private static final Duration TO_ANSWER = Duration.ofMinutes(1);

	private static final double BYTES_A_MEGABYTE = 1e6;

	@Override
	public String name() {
		return "images";
	}

	@Override
	public void measure(Run run) {
		for (String module : List.of("api-gateway", "sync-worker", "instagram-simulator")) {
			double megabytes = size("followsync/%s:local".formatted(module)) / BYTES_A_MEGABYTE;
			run.record(
					Row.of("images." + module, "size of the image " + module, Series.of("MB", megabytes), Goal.none()));
		}
	}

	private static double size(String image) {
		try {
			ChildProcesses.Result inspected = ChildProcesses
				.run(new ProcessBuilder("docker", "image", "inspect", "--format", "{{.Size}}", image)
					.redirectError(ProcessBuilder.Redirect.DISCARD), TO_ANSWER);
			if (!inspected.isSuccess()) {
				throw new NotMeasuredException("No container engine has %s: docker compose build".formatted(image));
			}
			return Double.parseDouble(inspected.output().strip());
		}
		catch (IOException ex) {
			throw new NotMeasuredException("There is no docker");
		}
	}

}
