package io.followsync.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Our metrics as documented and as exposed, each as "type, labels, description" under its
 * name.
 */
final class OwnMetrics {

	private static final Pattern ROW = Pattern
		.compile("\\| `(followsync_\\w+)` \\| (\\w+) \\| ([\\w, ]+) \\| ?([\\w, ]*) ?\\| (.+) \\|");

	private static final Pattern TYPE = Pattern.compile("# TYPE (followsync_\\w+) (\\w+)");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

	private static final Set<String> OF_EVERY_SERIES = Set.of("application", "le");

	private OwnMetrics() {
	}

	static Map<String, String> documented(Path table, String service) throws IOException {
		Map<String, String> metrics = new TreeMap<>();
		for (String line : Files.readAllLines(table)) {
			Matcher row = ROW.matcher(line);
			if (row.matches() && List.of(row.group(3).split(", ")).contains(service)) {
				Set<String> labels = Arrays.stream(row.group(4).strip().split(", "))
					.filter((label) -> !label.isEmpty())
					.collect(Collectors.toCollection(TreeSet::new));
				metrics.put(row.group(1), row.group(2) + ", " + labels + ", " + row.group(5).replace("`", ""));
			}
		}
		return metrics;
	}

	static Map<String, String> told(String text) {
		Map<String, String> types = new TreeMap<>();
		TYPE.matcher(text).results().forEach((type) -> types.put(type.group(1), type.group(2)));
		// In this format, the maximum of a histogram is a family of its own.
		types.keySet().removeIf((name) -> name.endsWith("_max") && types.containsKey(name.replaceAll("_max$", "")));
		Map<String, String> metrics = new TreeMap<>();
		types.forEach((name, type) -> metrics.put(name, type + ", " + labels(text, name) + ", " + help(text, name)));
		return metrics;
	}

	private static String help(String text, String name) {
		Matcher help = Pattern.compile("(?m)^# HELP " + name + " (.*)$").matcher(text);
		return help.find() ? help.group(1) : "";
	}

	private static Set<String> labels(String text, String name) {
		Pattern series = Pattern.compile("(?m)^" + name + "(?:_bucket|_count|_sum)?\\{(.*)\\} ");
		return series.matcher(text)
			.results()
			.flatMap((line) -> LABEL.matcher(line.group(1)).results())
			.map((label) -> label.group(1))
			.filter((label) -> !OF_EVERY_SERIES.contains(label))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
