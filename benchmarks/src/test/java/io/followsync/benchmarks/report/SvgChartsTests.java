package io.followsync.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SvgChartsTests {

	@TempDir
	Path folder;

	@Test
	void drawsADotOfEachSeriesForEachLabelWithAValue() throws IOException {
		Chart chart = Chart.of("goals", "Figure / goal", "share", List.of("page.cost", "page.cpu"))
			.onLogarithmicAxis()
			.withLimit(1)
			.with("before", List.of(12.0, Double.NaN))
			.with("now", List.of(0.001, 0.7));

		String svg = write(chart);

		assertThat(svg).contains(">page.cost</text>", ">page.cpu</text>", ">before</text>", ">share</text>");
		// One more of each stands in the legend.
		assertThat(dots(svg, "27,110,194")).isEqualTo(1 + 1);
		assertThat(dots(svg, "217,130,43")).isEqualTo(2 + 1);
		assertThat(svg).as("limit").contains("stroke:rgb(255,0,0)");
	}

	@Test
	void drawsABarForEachLabel() throws IOException {
		String svg = write(Chart.of("peers", "Both lists", "seconds", List.of("ours", "theirs"))
			.with("walk", List.of(10.0, 12.0)));

		assertThat(svg.split("fill:rgb\\(27,110,194\\)", -1)).hasSize(2 + 1 + 1);
	}

	private String write(Chart chart) throws IOException {
		SvgCharts.write(chart, this.folder);
		return Files.readString(this.folder.resolve(chart.name() + ".svg"));
	}

	private static long dots(String svg, String colour) {
		return svg.lines().filter((line) -> line.contains("<path") && line.contains("fill:rgb(" + colour)).count();
	}

}
