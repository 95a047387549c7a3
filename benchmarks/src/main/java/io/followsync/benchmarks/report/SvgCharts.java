package io.followsync.benchmarks.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws charts as SVG. */
final class SvgCharts {

	private static final int WIDTH = 900;

	private static final int HEIGHT = 420;

	// More are written at a slant, which takes room.
	private static final int LEVEL_LABELS = 7;

	private static final int SLANT = 60;

	private static final int ROOM_FOR_SLANT = 200;

	private static final int ROOM_FOR_LABEL = 24;

	// Told apart by everybody, on white.
	private static final Color[] COLOURS = { new Color(0x1B6EC2), new Color(0xD9822B), new Color(0x5A5A5A),
			new Color(0x2E8B57) };

	private SvgCharts() {
	}

	static void write(Chart chart, Path folder) throws IOException {
		try (OutputStream file = Files.newOutputStream(folder.resolve(chart.name() + ".svg"))) {
			VectorGraphicsEncoder.saveVectorGraphic(drawn(chart), file, VectorGraphicsFormat.SVG);
		}
	}

	private static CategoryChart drawn(Chart chart) {
		boolean slanted = chart.labels().size() > LEVEL_LABELS;
		CategoryChart drawn = new CategoryChartBuilder().width(Math.max(WIDTH, chart.labels().size() * ROOM_FOR_LABEL))
			.height(HEIGHT + (slanted ? ROOM_FOR_SLANT : 0))
			.title(chart.title())
			.yAxisTitle(chart.unit())
			.build();
		drawn.getStyler()
			.setYAxisLogarithmic(chart.logarithmic())
			.setLegendPosition(LegendPosition.OutsideS)
			.setSeriesColors(COLOURS)
			.setChartBackgroundColor(Color.WHITE)
			.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
		if (chart.logarithmic()) {
			// Bars would begin at 0, which is not on this axis.
			drawn.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
			drawn.getStyler().setOverlapped(true);
			drawn.getStyler()
				.setYAxisMin(Math.pow(10, Math.floor(Math.log10(extreme(chart, Comparator.naturalOrder())))));
			drawn.getStyler()
				.setYAxisMax(Math.pow(10, Math.ceil(Math.log10(extreme(chart, Comparator.reverseOrder())))));
		}
		if (slanted) {
			drawn.getStyler().setXAxisLabelRotation(SLANT);
		}
		chart.series().forEach((name, values) -> drawn.addSeries(name, chart.labels(), values));
		return drawn;
	}

	private static double extreme(Chart chart, Comparator<Double> order) {
		return chart.series().values().stream().flatMap(List::stream).filter(Double::isFinite).min(order).orElse(1.0);
	}

}
