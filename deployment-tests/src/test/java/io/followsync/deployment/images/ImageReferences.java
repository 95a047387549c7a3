package io.followsync.deployment.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images that the Dockerfile and the compose file below a directory name. */
record ImageReferences(Path root) {

	private static final Pattern DEFAULT_OF_BUILD = Pattern.compile("(?m)^ARG \\w+_IMAGE=(\\S+)$");

	private static final Pattern DEFAULT_OF_COMPOSE = Pattern.compile("\\$\\{\\w+_IMAGE:-([^}]+)}");

	private static final Pattern USED_BY_BUILD = Pattern.compile("(?m)^(?:FROM|COPY --from=)\\s*(\\S+)");

	private static final Pattern STAGE = Pattern.compile("(?m)^FROM \\S+ AS (\\S+)$");

	private static final Pattern USED_BY_COMPOSE = Pattern.compile("(?m)^ +image: (\\S+)$");

	/** Those that a variable may replace, by which every image of others is named. */
	Set<String> defaults() throws IOException {
		return Stream.concat(found(DEFAULT_OF_BUILD, "Dockerfile"), found(DEFAULT_OF_COMPOSE, "docker-compose.yml"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Those of others that are named without a variable. */
	List<String> fixed() throws IOException {
		List<String> stages = found(STAGE, "Dockerfile").toList();
		return Stream.concat(found(USED_BY_BUILD, "Dockerfile"), found(USED_BY_COMPOSE, "docker-compose.yml"))
			.filter((image) -> !image.startsWith("${") && !image.startsWith("followsync/"))
			.filter((image) -> !stages.contains(image))
			.toList();
	}

	/** Those that are known not to be pinned. */
	Set<String> unpinned() throws IOException {
		return Files.readAllLines(this.root.resolve("docker/unpinned-images"))
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private Stream<String> found(Pattern pattern, String file) throws IOException {
		List<MatchResult> matches = pattern.matcher(Files.readString(this.root.resolve(file))).results().toList();
		return matches.stream().map((match) -> match.group(1));
	}

}
