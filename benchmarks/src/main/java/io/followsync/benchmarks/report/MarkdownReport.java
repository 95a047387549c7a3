package io.followsync.benchmarks.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The report as a page to read. */
final class MarkdownReport {

	private final Report report;

	private final Report before;

	private final boolean compared;

	private final Explanations explanations;

	// The first row that shows each explanation.
	private final Map<String, Row> explained = new HashMap<>();

	MarkdownReport(Report report, Report before, Explanations explanations) {
		this.report = report;
		this.before = before;
		this.compared = !before.results().isEmpty();
		this.explanations = explanations;
	}

	String text() {
		StringBuilder text = new StringBuilder();
		text.append("# What Followsync costs\n\n");
		text.append(
				"Measured by `mvn -Pbench verify` ([how](../README.md), [when and on what](#the-runs)). Each figure is a median, with its smallest and largest round.\n\n");
		appendTable(text);
		text.append("\n![Each figure as a share of its goal](goals.svg)\n");
		this.report.results().values().forEach((result) -> {
			result.rows().forEach((row) -> appendDetails(text, row));
			result.charts().forEach((name) -> text.append("\n![%s](%s.svg)\n".formatted(name, name)));
		});
		appendRuns(text);
		appendMachines(text);
		return text.toString();
	}

	private void appendTable(StringBuilder text) {
		text.append(this.compared ? "| row | what | goal | before | now | reached |\n|---|---|---|---|---|---|\n"
				: "| row | what | goal | now | reached |\n|---|---|---|---|---|\n");
		for (Row row : this.report.rows()) {
			text.append("| [%s](#%s) | %s | %s | ".formatted(row.id(), anchor(row), row.what(),
					row.goal().text(row.figure().unit())));
			if (this.compared) {
				text.append(this.before.row(row.id()).map((then) -> then.figure().toString()).orElse("not measured"))
					.append(" | ");
			}
			text.append(row.figure()).append(" | ").append(reached(row)).append(" |\n");
		}
		this.report.results()
			.forEach((name, result) -> result.notMeasured()
				.forEach((why) -> text.append("\nNot measured: %s: %s\n".formatted(name, why))));
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
			text.append(this.compared ? "\n| part | before | now |\n|---|---|---|\n" : "\n| part | now |\n|---|---|\n");
			Map<String, Series> earlier = this.before.row(row.id()).map(Row::parts).orElse(Map.of());
			row.parts().forEach((name, part) -> {
				text.append("| ").append(name).append(" | ");
				if (this.compared) {
					text.append(earlier.containsKey(name) ? earlier.get(name) : "").append(" | ");
				}
				text.append(part).append(" |\n");
			});
		}
		if (!row.isMet()) {
			text.append("\n").append(explanation(row)).append("\n");
		}
	}

	// Rows that miss their goals for one reason share its explanation.
	private String explanation(Row row) {
		String name = this.explanations.nameFor(row).orElse(null);
		if (name == null) {
			return "**No explanation** yet.";
		}
		Row first = this.explained.putIfAbsent(name, row);
		return (first == null) ? this.explanations.text(name)
				: "As for [%s](#%s).".formatted(first.id(), anchor(first));
	}

	private void appendRuns(StringBuilder text) {
		Set<String> conditions = new LinkedHashSet<>();
		this.report.results().values().forEach((result) -> conditions.addAll(result.conditions().keySet()));
		text.append("\n## The runs\n\n| benchmark | date | commit of the product | rounds | other versions |");
		conditions.forEach((name) -> text.append(" ").append(name).append(" |"));
		text.append("\n|---|---|---|---|---|").append("---|".repeat(conditions.size())).append("\n");
		this.report.results().forEach((name, result) -> {
			text.append("| %s | %s | %s | %d | %s |".formatted(name, result.date(), result.product(), result.rounds(),
					versions(result)));
			conditions.forEach((condition) -> text.append(" ")
				.append(result.conditions().getOrDefault(condition, ""))
				.append(" |"));
			text.append("\n");
		});
	}

	private static String versions(Result result) {
		return result.versions()
			.entrySet()
			.stream()
			.map((version) -> version.getKey() + " " + version.getValue())
			.collect(Collectors.joining(", "));
	}

	private void appendMachines(StringBuilder text) {
		Map<Map<String, String>, List<String>> machines = new LinkedHashMap<>();
		this.report.results()
			.forEach((name, result) -> machines.computeIfAbsent(result.machine(), (machine) -> new ArrayList<>())
				.add(name));
		machines.forEach((machine, names) -> {
			text.append("\n## The machine%s\n\n| | |\n|---|---|\n"
				.formatted((machines.size() == 1) ? "" : " of " + String.join(", ", names)));
			machine.forEach((name, value) -> text.append("| %s | %s |\n".formatted(name, value)));
		});
	}

}
