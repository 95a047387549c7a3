import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last line of a verifying build: what it did not test, and how to test it. Its arguments are the root of the
 * repository, the start of the build, and the tags of JUnit that the build included and excluded (included=..., excluded=...).
 */
class NotTested {

	private static final Map<String, String> BY_FULL_BUILD = new LinkedHashMap<>();
	static {
		BY_FULL_BUILD.put("browser", "the page in a browser");
		BY_FULL_BUILD.put("chaos", "the chaos suite");
		BY_FULL_BUILD.put("deploy", "deployments");
		BY_FULL_BUILD.put("full", "slow cases");
	}

	private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*?\\bname=\"([\\w.$]+\\.)?([\\w$]+)\"[^>]*");

	private static final Pattern SKIPPED = Pattern.compile(" skipped=\"[1-9]\\d*\"");

	private static final int MAX_NAMES = 6;

	public static void main(String[] arguments) throws Exception {
		String included = value(arguments[2]);
		Set<String> excluded = Stream.of(value(arguments[3]).split("\\|")).map(String::strip).collect(Collectors.toSet());
		List<String> missing = new ArrayList<>();
		if (!included.isBlank()) {
			missing.add("everything not tagged " + included + " (mvn -Pfull verify)");
		}
		else {
			String left = BY_FULL_BUILD.keySet()
				.stream()
				.filter(excluded::contains)
				.map(BY_FULL_BUILD::get)
				.collect(Collectors.joining(", "));
			if (!left.isEmpty()) {
				missing.add(left + " (mvn -Pfull verify)");
			}
		}
		if (excluded.contains("containers") || !included.isBlank()) {
			missing.add("the services on PostgreSQL and Kafka in containers, typed clients, monitoring and manifests (.ci/run)");
		}
		List<String> skipped = List.copyOf(skipped(Path.of(arguments[0]), Instant.parse(arguments[1])));
		if (!skipped.isEmpty()) {
			missing.add("all or part of " + String.join(", ", skipped.subList(0, Math.min(MAX_NAMES, skipped.size())))
					+ ((skipped.size() > MAX_NAMES) ? " and %d more".formatted(skipped.size() - MAX_NAMES) : "")
					+ " (skipped: this machine lacks what they need)");
		}
		if (!missing.isEmpty()) {
			System.out.println("Not tested here: " + String.join("; ", missing) + ".");
		}
	}

	private static String value(String argument) {
		return argument.substring(argument.indexOf('=') + 1);
	}

	/** The classes of which this build skipped at least one test. */
	private static Set<String> skipped(Path root, Instant start) throws Exception {
		Set<String> classes = new TreeSet<>();
		try (Stream<Path> modules = Files.list(root)) {
			for (Path module : modules.toList()) {
				for (String kind : List.of("surefire-reports", "failsafe-reports")) {
					Path folder = module.resolve("target").resolve(kind);
					if (Files.isDirectory(folder)) {
						addSkipped(folder, start, classes);
					}
				}
			}
		}
		return classes;
	}

	private static void addSkipped(Path folder, Instant start, Set<String> classes) throws Exception {
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".xml")).toList()) {
				Matcher suite = SUITE.matcher(Files.readString(file));
				if (Files.getLastModifiedTime(file).toInstant().isAfter(start) && suite.find()
						&& SKIPPED.matcher(suite.group()).find()) {
					classes.add(suite.group(2));
				}
			}
		}
	}

}
