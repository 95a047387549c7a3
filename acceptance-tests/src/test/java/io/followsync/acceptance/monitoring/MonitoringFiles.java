package io.followsync.acceptance.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contents of monitoring/. */
final class MonitoringFiles {

	static final Path ROOT = Path.of("..", "monitoring").toAbsolutePath().normalize();

	/** Written like metrics. */
	// Roles of the database, and the cookie of a browser session.
	private static final Set<String> OTHER_NAMES = Set.of("followsync_gateway", "followsync_worker",
			"followsync_session");

	private static final Pattern MENTIONED = Pattern.compile("`(followsync_[a-z_]+)`");

	private static final Pattern TABLED = Pattern.compile("^\\| `(followsync_[a-z_]+)` \\|", Pattern.MULTILINE);

	private MonitoringFiles() {
	}

	/** All rules, alerts and recordings alike. */
	static List<Map<?, ?>> rules() {
		return files("rules", ".yml").stream()
			.flatMap((file) -> maps(yaml(file).get("groups")))
			.flatMap((group) -> maps(group.get("rules")))
			.toList();
	}

	static List<Map<?, ?>> alerts() {
		return rules().stream().filter((rule) -> rule.containsKey("alert")).toList();
	}

	/** Every check in the alert tests. */
	static List<Map<?, ?>> checks() {
		return files("tests", ".yml").stream()
			.flatMap((file) -> maps(yaml(file).get("tests")))
			.flatMap((test) -> maps(test.get("alert_rule_test")))
			.toList();
	}

	/** The dashboard's expressions as Grafana sends them to Prometheus. */
	static List<String> dashboardExpressions() {
		return files("grafana/dashboards", ".json").stream()
			.flatMap((file) -> JsonMapper.shared().readTree(file).findValues("expr").stream())
			.map(JsonNode::asString)
			.map((expression) -> expression.replace("$__rate_interval", "1m"))
			.toList();
	}

	/** All documents under docs. */
	static List<Path> documents() {
		try (Stream<Path> files = Files.walk(ROOT.resolveSibling("docs"))) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Our metrics, as listed in the table of metrics. */
	static Set<String> tabledMetrics() {
		return names(TABLED, ROOT.resolveSibling("docs").resolve("metrics.md"));
	}

	/** Words marked as code in a document that have the form of a metric's name. */
	static Set<String> mentionedMetrics(Path document) {
		Set<String> names = names(MENTIONED, document);
		names.removeAll(OTHER_NAMES);
		return names;
	}

	private static Set<String> names(Pattern pattern, Path document) {
		return pattern.matcher(text(document)).results().map((match) -> match.group(1)).collect(Collectors.toSet());
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Stream<Map<?, ?>> maps(Object list) {
		return ((List<?>) list).stream().map((entry) -> (Map<?, ?>) entry);
	}

	private static Map<?, ?> yaml(Path file) {
		return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
	}

	private static List<Path> files(String folder, String ending) {
		try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
