import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads the reports of all tests of a build and fails when a test was skipped, or when
 * one that docs/guarantees.md names did not pass. Its arguments are the classes that this
 * machine may skip.
 */
class Reports {

	private static final Pattern GUARANTEE = Pattern.compile("\\[(\\w+)\\.(\\w+)]\\([^)]+\\.java\\)");

	private static final Pattern METHOD = Pattern.compile("^\\w+");

	public static void main(String[] maySkip) throws Exception {
		Set<String> passed = new HashSet<>();
		Set<String> skipped = new TreeSet<>();
		Set<String> types = new HashSet<>();
		for (Path report : reports()) {
			NodeList cases = DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(report.toFile())
				.getElementsByTagName("testcase");
			for (int i = 0; i < cases.getLength(); i++) {
				Element test = (Element) cases.item(i);
				String name = name(test);
				types.add(typeOf(name));
				if (is(test, "skipped")) {
					skipped.add(name);
				}
				else if (!is(test, "failure") && !is(test, "error")) {
					passed.add(name);
				}
			}
		}
		List<String> problems = new ArrayList<>();
		skipped.stream()
			.filter((test) -> !Set.of(maySkip).contains(typeOf(test)))
			.forEach((test) -> problems.add("skipped: " + test));
		guarantees().stream()
			.filter((test) -> !Set.of(maySkip).contains(typeOf(test)))
			.filter((test) -> !passed.contains(test) && !isInherited(test, types, passed))
			.forEach((test) -> problems.add("named in docs/guarantees.md, but did not pass: " + test));
		problems.forEach(System.err::println);
		System.out.printf("%d tests passed, %d skipped%n", passed.size(), skipped.size());
		System.exit(problems.isEmpty() ? 0 : 1);
	}

	private static List<Path> reports() throws Exception {
		try (Stream<Path> modules = Files.list(Path.of("."))) {
			List<Path> reports = new ArrayList<>();
			for (Path module : modules.filter(Files::isDirectory).toList()) {
				for (String kind : List.of("surefire-reports", "failsafe-reports")) {
					Path folder = module.resolve("target").resolve(kind);
					if (Files.isDirectory(folder)) {
						try (Stream<Path> files = Files.list(folder)) {
							files.filter((file) -> file.getFileName().toString().matches("TEST-.*\\.xml"))
								.forEach(reports::add);
						}
					}
				}
			}
			return reports;
		}
	}

	/** As docs/guarantees.md names it, without package and parameters. */
	private static String name(Element test) {
		String type = test.getAttribute("classname");
		Matcher method = METHOD.matcher(test.getAttribute("name"));
		return type.substring(type.lastIndexOf('.') + 1) + "." + (method.find() ? method.group() : "");
	}

	/** Whether it stands in an interface, and a class that implements it has passed. */
	private static boolean isInherited(String test, Set<String> types, Set<String> passed) {
		String method = test.substring(test.indexOf('.'));
		return !types.contains(typeOf(test)) && passed.stream().anyMatch((other) -> other.endsWith(method));
	}

	private static String typeOf(String test) {
		return test.substring(0, test.indexOf('.'));
	}

	private static boolean is(Element test, String outcome) {
		return test.getElementsByTagName(outcome).getLength() > 0;
	}

	private static Set<String> guarantees() throws Exception {
		Set<String> named = new TreeSet<>();
		Matcher test = GUARANTEE.matcher(Files.readString(Path.of("docs", "guarantees.md")));
		while (test.find()) {
			named.add(test.group(1) + "." + test.group(2));
		}
		return named;
	}

}
