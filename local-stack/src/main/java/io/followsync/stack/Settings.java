package io.followsync.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.followsync.stack.process.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Settings that the user gives the services, by name. A service gets those that it knows;
 * its jars list them in Spring Boot's configuration metadata.
 */
public record Settings(Map<String, String> values) {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final String PREFIX = "set.";

	/** What Spring Boot reports when a program refuses a value or a group of values. */
	private static final Pattern REFUSED = Pattern.compile(
			"(?:Property: |properties under ')(?<name>[\\w.-]+).*?Reason: (?:[\\w.]+Exception: )?(?<reason>[^\\n]+)",
			Pattern.DOTALL);

	private static final Pattern WRONG_TYPE = Pattern
		.compile("failed to convert \\S+ to (?:@\\S+ )*(?:[\\w.]+\\.)?(?<type>\\w+).*");

	/** Reads property files; a later one overrides those before it. */
	public static Settings read(List<Path> files) {
		Map<String, String> values = new TreeMap<>();
		for (Path file : files) {
			Properties properties = new Properties();
			try (Reader reader = Files.newBufferedReader(file)) {
				properties.load(reader);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			properties.stringPropertyNames()
				.forEach((name) -> values.put(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name,
						properties.getProperty(name)));
		}
		return new Settings(values);
	}

	/**
	 * Adds each setting to the services that know it.
	 * @throws StackException when none does
	 */
	public StackConfig addTo(StackConfig config) {
		if (this.values.isEmpty()) {
			return config;
		}
		Set<String> unknown = new TreeSet<>(this.values.keySet());
		StackConfig extended = config;
		for (Map.Entry<String, String> service : ServiceSpecs.MODULES.entrySet()) {
			List<JsonNode> known = knownBy(Program.of(config.root(), service.getValue()));
			for (Map.Entry<String, String> setting : this.values.entrySet()) {
				if (known.stream().anyMatch((entry) -> isAbout(entry, setting.getKey()))) {
					extended = extended.withProperty(service.getKey(), setting.getKey(), setting.getValue());
					unknown.remove(setting.getKey());
				}
			}
		}
		if (!unknown.isEmpty()) {
			throw new StackException("No service has a setting named %s. docs/settings.md lists all settings."
				.formatted(String.join(" or ", unknown)));
		}
		return extended;
	}

	private static boolean isAbout(JsonNode entry, String name) {
		String known = entry.path("name").asString("");
		return name.equals(known)
				|| (name.startsWith(known + ".") && entry.path("type").asString("").startsWith("java.util.Map"));
	}

	private static List<JsonNode> knownBy(Program program) {
		try (Stream<Path> files = Files.walk(program.jar().getParent())) {
			return files.filter((file) -> file.toString().endsWith(".jar")).flatMap(Settings::metadataOf).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<JsonNode> metadataOf(Path file) {
		try (JarFile jar = new JarFile(file.toFile())) {
			if (jar.getEntry(METADATA) == null) {
				return Stream.empty();
			}
			try (InputStream content = jar.getInputStream(jar.getEntry(METADATA))) {
				return JsonMapper.shared().readTree(content).path("properties").valueStream();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The sentence for a service that did not start because of these settings. It names
	 * them without their values, which may be secrets.
	 */
	public Optional<String> explain(StackException failure) {
		Matcher refused = REFUSED.matcher(String.valueOf(failure.getMessage()));
		if (!refused.find()) {
			return Optional.empty();
		}
		String suspects = this.values.keySet()
			.stream()
			.filter((name) -> (name + ".").startsWith(refused.group("name") + "."))
			.map((name) -> "-Dset." + name)
			.collect(Collectors.joining(" or "));
		String reason = WRONG_TYPE.matcher(refused.group("reason")).replaceFirst("its type is ${type}");
		return suspects.isEmpty() ? Optional.empty() : Optional.of("%s is not valid: %s".formatted(suspects, reason));
	}

}
