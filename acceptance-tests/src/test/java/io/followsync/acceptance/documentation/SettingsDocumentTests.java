package io.followsync.acceptance.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code -Dsettings.write=true} rewrites the document. */
class SettingsDocumentTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "settings.md");

	@ParameterizedTest
	@ValueSource(strings = { "api-gateway", "sync-worker" })
	void everySettingIsDescribed(String module) {
		assertThat(Settings.of(module).ours()).hasSizeGreaterThan(30)
			.allSatisfy((setting) -> assertThat(setting.meaning()).as(setting.name()).isNotBlank());
		assertThat(Settings.of(module).unknown()).as("configured and not there").isEmpty();
	}

	@Test
	void theDocumentListsEverySetting() throws Exception {
		String document = Files.readString(DOCUMENT);
		String introduction = document.substring(0, document.indexOf("\n## ") + 1);
		String expected = introduction + ours("Gateway", "api-gateway") + "\n" + ours("Worker", "sync-worker") + "\n"
				+ ofSpringBoot("Gateway", "api-gateway") + "\n" + ofSpringBoot("Worker", "sync-worker");
		if (Boolean.getBoolean("settings.write")) {
			Files.writeString(DOCUMENT, expected);
		}

		assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
	}

	private static String ours(String title, String module) {
		return "## %s\n\n| setting | default | means |\n|---|---|---|\n%s".formatted(title,
				Settings.of(module)
					.ours()
					.stream()
					.map((setting) -> "| `%s` | %s | %s |\n".formatted(setting.name(), code(setting.value()),
							plain(setting.meaning())))
					.collect(Collectors.joining()));
	}

	private static String ofSpringBoot(String title, String module) {
		return "## Spring Boot's settings as the %s has them\n\n| setting | set to |\n|---|---|\n%s".formatted(
				title.toLowerCase(Locale.ROOT),
				Settings.of(module)
					.ofSpringBoot()
					.map((entry) -> "| `%s` | %s |\n".formatted(entry.getKey(), code(entry.getValue())))
					.collect(Collectors.joining()));
	}

	private static String code(String value) {
		return value.isBlank() ? "none" : "`" + value + "`";
	}

	private static String plain(String javadoc) {
		return javadoc.replaceAll("\\{@\\w+ ([^}]*)}", "`$1`").replace("|", "\\|").replaceAll("\\s+", " ").strip();
	}

}
