package io.followsync.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** Draws charts as SVG, with one label below the other. */
final class SvgCharts {

	private static final int WIDTH = 900;

	private static final int HEIGHT_OF_AXES = 130;

	private static final int HEIGHT_OF_DOTS = 18;

	private static final int HEIGHT_OF_BAR = 22;

	private static final double DOT = 7;

	// Told apart by everybody, on white.
	private static final Color[] COLOURS = { new Color(0x1B6EC2), new Color(0xD9822B), new Color(0x5A5A5A),
			new Color(0x2E8B57) };

	private SvgCharts() {
	}

	static void write(Chart chart, Path folder) throws IOException {
		int perLabel = chart.logarithmic() ? HEIGHT_OF_DOTS : HEIGHT_OF_BAR * chart.series().size();
		int height = HEIGHT_OF_AXES + perLabel * chart.labels().size();
		VectorGraphics2D graphics = new VectorGraphics2D();
		JFreeChart drawn = new JFreeChart(chart.title(), new Font(Font.SANS_SERIF, Font.BOLD, 15), plot(chart), true);
		drawn.setBackgroundPaint(Color.WHITE);
		drawn.getLegend().setFrame(BlockBorder.NONE);
		drawn.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
		ByteArrayOutputStream svg = new ByteArrayOutputStream();
		new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, height)).writeTo(svg);
		Files.writeString(folder.resolve(chart.name() + ".svg"), finish(svg.toString(StandardCharsets.UTF_8)));
	}

	// The processor names this machine's font, leaves out its size where that is Java's
	// default, and writes more digits than anybody sees.
	private static String finish(String svg) {
		return svg.replaceFirst("<svg ", "<svg font-family=\"sans-serif\" font-size=\"12px\" ")
			.replaceAll("font-family:&quot;[^&]*&quot;;", "")
			.replaceAll("(\\d\\.\\d)\\d{3,}", "$1");
	}

	private static CategoryPlot plot(Chart chart) {
		CategoryPlot plot = new CategoryPlot(values(chart), new CategoryAxis(), axis(chart), renderer(chart));
		plot.setOrientation(PlotOrientation.HORIZONTAL);
		plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
		plot.setBackgroundPaint(Color.WHITE);
		plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
		plot.setDomainGridlinesVisible(chart.logarithmic());
		plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
		plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(1);
		Double limit = chart.limit();
		if (limit != null) {
			plot.addRangeMarker(new ValueMarker(limit, Color.RED, new BasicStroke(1)));
		}
		return plot;
	}

	private static DefaultCategoryDataset values(Chart chart) {
		DefaultCategoryDataset values = new DefaultCategoryDataset();
		chart.series().forEach((name, series) -> {
			for (int label = 0; label < series.size(); label++) {
				double value = series.get(label);
				values.addValue(Double.isFinite(value) ? value : null, name, chart.labels().get(label));
			}
		});
		return values;
	}

	private static ValueAxis axis(Chart chart) {
		if (!chart.logarithmic()) {
			return new NumberAxis(chart.unit());
		}
		LogAxis axis = new LogAxis(chart.unit());
		axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
		axis.setNumberFormatOverride(new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
		axis.setSmallestValue(1e-6);
		return axis;
	}

	private static CategoryItemRenderer renderer(Chart chart) {
		// Bars would begin at 0, which is not on a logarithmic axis.
		CategoryItemRenderer renderer = chart.logarithmic() ? dots() : bars();
		for (int series = 0; series < chart.series().size(); series++) {
			renderer.setSeriesPaint(series, COLOURS[series % COLOURS.length]);
			renderer.setSeriesShape(series, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
		}
		return renderer;
	}

	private static LineAndShapeRenderer dots() {
		LineAndShapeRenderer dots = new LineAndShapeRenderer(false, true);
		dots.setDrawOutlines(false);
		return dots;
	}

	private static BarRenderer bars() {
		BarRenderer bars = new BarRenderer();
		bars.setBarPainter(new StandardBarPainter());
		bars.setShadowVisible(false);
		return bars;
	}

}
