package io.followsync.acceptance.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.options.FilePayload;
import io.followsync.acceptance.ExportFiles;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
class ExportBrowserTests {

	private static final Instant NEWEST = Instant.parse("2026-10-01T12:00:00Z");

	private static final String LOOKS_CUT = """
			"source":"DATA_EXPORT","state":"FAILED","failure":{"kind":"INCOMPLETE","message":""},"lists":{
			"followers":{"fetched":0,"declared":null,"pages":1,"walk":1,"verdict":"SUSPECT","evidence":{
			  "exportSign":"NO_FOLLOWERS","reason":"The export has nobody who follows you."}},
			"following":{"fetched":2,"declared":null,"pages":1,"walk":1,"verdict":"COMPLETE","evidence":{}}}""";

	private static final String DROP = """
			(files) => {
			  const data = new DataTransfer();
			  files.forEach(({ name, text }) => data.items.add(new File([text], name, { type: 'application/json' })));
			  return ['dragover', 'drop'].map((type) => document.querySelector('footer')
			    .dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data })));
			}""";

	@Test
	void readsAnExportDroppedAnywhere(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		assertThat(tab.at("#export-files")).isHidden();

		assertThat(drop(tab)).as("whether the browser would open the files itself").isEqualTo(List.of(false, false));

		assertThat(tab.at("#export-chosen")).containsText("following.json");
		tab.at("#import").click();
		tab.awaitResult();
		assertThat(tab.names()).containsExactly("dora", "eli");
		assertThat(tab.job()).matches("[0-9a-f]{32}");
		assertThat(drop(tab)).as("nor beside a result").isEqualTo(List.of(false, false));
	}

	@Test
	void doesNotCallAnExportProvenIfSomebodyIsUnconfirmed(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.at("#tab-export").click();
		// Nothing shows that the followers reach to the day on which dora was followed.
		tab.at("#export-files")
			.setInputFiles(new FilePayload[] {
					payload("followers_1.json",
							ExportFiles.followers(List.of("ann", "ben", "cleo"), NEWEST, Duration.ofDays(90))),
					payload("following.json", ExportFiles.following(List.of("dora", "ben"),
							NEWEST.plus(Duration.ofDays(5)), Duration.ofDays(80))) });

		tab.at("#import").click();

		tab.awaitResult();
		assertThat(tab.at("#result-lead")).containsText("1 of them may follow you after all");
		assertThat(tab.at("#result-stamp")).containsText("Both lists read to the end");
		assertThat(tab.at("#result")).not().containsText(Pattern.compile("proven complete", Pattern.CASE_INSENSITIVE));
	}

	@Test
	void doesNotClaimToRemoveAnImport(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		drop(tab);
		tab.at("#import").click();
		tab.awaitResult();
		List<String> removals = new ArrayList<>();
		tab.page().onRequest((request) -> {
			if (request.method().equals("DELETE")) {
				removals.add(request.url());
			}
		});

		tab.at("#result-again").click();
		assertThat(tab.at("#confirm-text")).containsText("This page forgets the result now. The server deletes it at ");
		tab.at("#confirm-yes").click();

		tab.awaitHeading("Who doesn’t follow you back");
		assertThat(tab.at("#export-chosen")).isEmpty();
		assertThat(tab.at("#start-error")).isHidden();
		assertThat(removals).isEmpty();
	}

	@Test
	void explainsWhyAFileIsRefusedAndKeepsItChosen(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.at("#tab-export").click();
		tab.at("#import").click();
		assertThat(tab.at("#export-chosen")).hasText("Choose a file first.");
		tab.at("#export-files")
			.setInputFiles(new FilePayload("following.json", "application/json",
					"<html></html>".getBytes(StandardCharsets.UTF_8)));

		tab.at("#import").click();

		assertThat(tab.at("#start-error")).containsText("choose the format JSON");
		assertThat(tab.at("#export-chosen")).hasText("following.json");
		assertThat(tab.at("#import")).isFocused();
		tab.at("#import").click();
		assertThat(tab.at("#start-error")).containsText("choose the format JSON");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					followers_1.html    | followers_1.html is in the format HTML. Ask Instagram for the export again and choose the format JSON.
					good.zip.crdownload | The download is not finished yet. Choose the file again when it is.
					good.zip.part       | The download is not finished yet. Choose the file again when it is.
					notes.docx          | None of these is a ZIP or JSON file.
					""")
	void saysWhyAChosenFileCannotBeUsed(String name, String remark, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.at("#tab-export").click();

		tab.at("#export-files").setInputFiles(payload(name, "<html></html>".getBytes(StandardCharsets.UTF_8)));

		assertThat(tab.at("#export-chosen")).hasText(remark);
		tab.at("#import").click();
		assertThat(tab.at("#export-chosen")).hasText(remark);
		tab.at("#export-files").setInputFiles(payload("following.json", "[]".getBytes(StandardCharsets.UTF_8)));
		assertThat(tab.at("#export-chosen")).hasText("following.json");
	}

	@Test
	void hidesAnErrorWhenOtherFilesAreChosen(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.at("#tab-export").click();
		tab.at("#export-files").setInputFiles(payload("followers_1.json", "[]".getBytes(StandardCharsets.UTF_8)));
		tab.at("#import").click();
		assertThat(tab.at("#start-error")).isVisible();

		tab.at("#export-files").setInputFiles(payload("following.json", "[]".getBytes(StandardCharsets.UTF_8)));

		assertThat(tab.at("#start-error")).isHidden();
	}

	@Test
	void readsACutExportOnceTheOwnerConfirmsAllTime(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.at("#tab-export").click();
		tab.at("#export-files")
			.setInputFiles(new FilePayload[] { payload("followers_1.json", "[]".getBytes(StandardCharsets.UTF_8)),
					payload("close_friends.json", "[]".getBytes(StandardCharsets.UTF_8)), payload("following.json",
							ExportFiles.following(List.of("dora", "eli"), NEWEST, Duration.ofDays(300))) });
		assertThat(tab.at("#export-ignored")).hasText("Not needed and ignored: close_friends.json.");
		tab.at("#import").click();
		tab.awaitHeading("There is no result, because the list of your followers cannot be trusted");
		assertThat(tab.at("#ended-why")).hasText(Pattern.compile(".*nobody who follows you\\..*"));
		assertThat(tab.at("#ended-why")).not().containsText("ask Instagram");

		tab.at("#all-time").click();

		tab.awaitResult();
		assertThat(tab.names()).containsExactly("dora", "eli");
		assertThat(tab.at("#result-lead")).containsText(
				"2 of them may follow you after all: if the export covers only a date range, it may leave them out.");
		assertThat(tab.at("#result-stamp")).containsText("Both lists read to the end");
		assertThat(tab.at("#result-omitted")).hasText("Not needed and ignored: close_friends.json.");
	}

	@Test
	void readsTheFollowingAloneOnceTheOwnerConfirmsAllTime(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.at("#tab-export").click();
		tab.at("#export-files")
			.setInputFiles(payload("following.json",
					ExportFiles.following(List.of("dora", "eli"), NEWEST, Duration.ofDays(300))));
		tab.at("#import").click();
		assertThat(tab.at("#start-error")).containsText("If nobody follows you");

		tab.at("#start-all-time").click();

		tab.awaitResult();
		assertThat(tab.names()).containsExactly("dora", "eli");
	}

	@Test
	void confirmsAllTimeForOneUploadOnly(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		// As after a reload, when the files are gone.
		new HeldJob(tab).is(LOOKS_CUT).shown();
		tab.at("#all-time").click();
		assertThat(tab.at("#export-chosen"))
			.hasText("Choose the same files again. Followsync will treat them as covering all time.");

		tab.at("#export-files").setInputFiles(payload("followers_1.json", "[]".getBytes(StandardCharsets.UTF_8)));

		assertThat(tab.at("#export-chosen")).hasText("followers_1.json. Treated as covering all time.");
		tab.at("#import").click();
		assertThat(tab.at("#start-error")).containsText("If you follow nobody, there is nothing to compare.");
		assertThat(tab.at("#start-all-time")).isHidden();
		assertThat(tab.at("#export-chosen")).hasText("followers_1.json");
	}

	private static FilePayload payload(String name, byte[] content) {
		return new FilePayload(name, "application/json", content);
	}

	@Test
	void stopsAnUpload(Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.page().route("**/api/v1/imports", (unanswered) -> {
		});
		drop(tab);
		tab.at("#import").click();

		tab.at("#upload-stop").click();

		assertThat(tab.at("#upload")).isHidden();
		assertThat(tab.at("#import")).isEnabled();
		assertThat(tab.at("#start-error")).isHidden();
		assertThat(tab.at("#export-chosen")).containsText("following.json");
	}

	private static Object drop(Tab tab) {
		return tab.page()
			.evaluate(DROP, List.of(
					file("followers_1.json",
							ExportFiles.followers(List.of("ann", "ben", "cleo"), NEWEST, Duration.ofDays(90))),
					file("following.json",
							ExportFiles.following(List.of("ben", "dora", "eli"), NEWEST, Duration.ofDays(80)))));
	}

	private static Map<String, String> file(String name, byte[] content) {
		return Map.of("name", name, "text", new String(content, StandardCharsets.UTF_8));
	}

}
