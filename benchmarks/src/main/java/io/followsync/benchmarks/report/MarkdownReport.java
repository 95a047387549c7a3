package io.followsync.benchmarks.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The report as a page to read. */
final class MarkdownReport {

	private final Report report;

	private final Report before;

	private final Explanations explanations;

	private final List<String> pictures;

	// The first row that shows each explanation.
	private final Map<String, Row> explained = new HashMap<>();

	MarkdownReport(Report report, Report before, Explanations explanations, List<String> pictures) {
		this.report = report;
		this.before = before;
		this.explanations = explanations;
		this.pictures = pictures;
	}

	String text() {
		StringBuilder text = new StringBuilder();
		text.append("# What Followsync costs\n\n");
		text.append(
				"Measured on %s by `mvn -Pbench verify` ([how](../README.md)). Each figure is a median, with its smallest and largest round.\n\n"
					.formatted(this.report.date()));
		appendTable(text);
		text.append("\n![How far each figure is from its goal](goals.svg)\n");
		this.report.rows().values().forEach((row) -> appendDetails(text, row));
		appendOthers(text);
		return text.toString();
	}

	private void appendTable(StringBuilder text) {
		boolean compared = !this.before.rows().isEmpty();
		text.append(compared ? "| row | what | goal | before | now | reached |\n|---|---|---|---|---|---|\n"
				: "| row | what | goal | now | reached |\n|---|---|---|---|---|\n");
		for (Row row : this.report.rows().values()) {
			text.append("| [%s](#%s) | %s | %s | ".formatted(row.id(), anchor(row), row.what(),
					row.goal().text(row.figure().unit())));
			if (compared) {
				Row earlier = this.before.rows().get(row.id());
				text.append((earlier != null) ? earlier.figure().toString() : "not measured").append(" | ");
			}
			text.append(row.figure()).append(" | ").append(reached(row)).append(" |\n");
		}
		this.report.notMeasured()
			.forEach((name, why) -> text.append("\nNot measured: %s, because %s\n".formatted(name, why)));
	}

	private static String reached(Row row) {
		if (!row.goal().exists()) {
			return "";
		}
		return row.isMet() ? "yes" : "**no**";
	}

	// As GitHub makes them.
	private static String anchor(Row row) {
		return row.id().replace(".", "");
	}

	private void appendDetails(StringBuilder text, Row row) {
		text.append("\n## ").append(row.id()).append("\n\n").append(row.what()).append(": ").append(row.figure());
		text.append(".\n");
		if (!row.parts().isEmpty()) {
			text.append("\n| part | now | before |\n|---|---|---|\n");
			Row earlier = this.before.rows().getOrDefault(row.id(), row);
			row.parts().forEach((name, part) -> {
				Series then = (earlier != row) ? earlier.parts().get(name) : null;
				text.append("| %s | %s | %s |\n".formatted(name, part, (then != null) ? then : ""));
			});
		}
		if (!row.isMet()) {
			this.explanations.nameFor(row).ifPresent((name) -> appendExplanation(text, name, row));
		}
	}

	// Rows that miss their goals for one reason share its explanation.
	private void appendExplanation(StringBuilder text, String name, Row row) {
		Row first = this.explained.putIfAbsent(name, row);
		text.append("\n")
			.append((first == null) ? this.explanations.text(name)
					: "As for [%s](#%s).".formatted(first.id(), anchor(first)))
			.append("\n");
	}

	private void appendOthers(StringBuilder text) {
		List<String> others = this.pictures.stream().filter((name) -> !name.equals("goals.svg")).toList();
		if (!others.isEmpty()) {
			text.append("\n## Pictures\n\n");
			others.forEach((name) -> text.append("![%s](%s)\n\n".formatted(name.replace(".svg", ""), name)));
		}
		text.append("\n## The machine\n\n| | |\n|---|---|\n");
		this.report.machine().forEach((name, value) -> text.append("| %s | %s |\n".formatted(name, value)));
	}

}
